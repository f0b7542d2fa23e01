"""Files of packed rows: they hold what the JSON beside them holds, and come back as they were written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import weights
from quotes.annotation import tagger
from quotes.mentions.name_kinds import NAME_KINDS
from quotes.weights import parameters, sums
from quotes.weights.tables import Tables, dumps, loads, tables


def _name_kinds(shipped: Any) -> Tables:
    return sums.pack(shipped["weights"], len(NAME_KINDS))


@pytest.mark.parametrize(("name", "pack"), [("tagger", tagger.pack), ("name_kinds", _name_kinds)])
def test_the_shipped_rows_are_those_of_the_json(name: str, pack: Callable[[Any], Tables]) -> None:
    """Where they are not: fit anew, or write what *pack* gives with ``learn.manifest.write_resource``."""
    assert loads(weights.first_file((f"{name}.tables",)).read_bytes()) == pack(parameters(name))


NUMBERS = st.integers(-(2**31) + 1, 2**31 - 1)
ROWS = st.dictionaries(st.text(max_size=4), st.dictionaries(st.text(max_size=9), NUMBERS, max_size=6), max_size=4)


@given(ROWS)
def test_what_is_written_comes_back(rows: dict[str, dict[str, int]]) -> None:
    packed = Tables(4, {"classes": ["NN", "VB"]}, rows)
    assert loads(dumps(packed)) == packed


def test_a_folder_with_json_alone_comes_before_the_shipped_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "_folders", [tmp_path, *weights._folders])
    shipped = tables("name_kinds", _name_kinds)
    (tmp_path / "name_kinds.json").write_text(json.dumps({"weights": {"bias": [1, 0, 0, 0, 0]}}), encoding="utf-8")
    assert dict(tables("name_kinds", _name_kinds).rows["weights"]) == {"bias": 100}
    (tmp_path / "name_kinds.tables").write_bytes(dumps(shipped))
    assert tables("name_kinds", _name_kinds) == shipped


def test_parameters_that_are_nowhere() -> None:
    with pytest.raises(FileNotFoundError, match=r"no parameters missing\.json"):
        parameters("missing")
