"""What a source is, where its name says nothing: standard input, files without an ending, members of archives."""

import io
import sys
from pathlib import Path

import pytest

from quotes.ingest import read
from quotes.ingest.kinds import KINDS, header_between
from tests.ingest.samples import READ


@pytest.mark.parametrize("kind", [kind for kind in READ if kind not in ("Markdown", "Text in UTF-16 or UTF-32")])
def test_standard_input_is_read_as_its_file_is(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, data, _ = READ[kind]
    data = data if isinstance(data, bytes) else data.encode()
    (tmp_path / name).write_bytes(data)
    named = [item.article.text if item.article else None for item in read([str(tmp_path / name)])]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [item.article.text if item.article else None for item in read(["-"])] == named


@pytest.mark.parametrize(
    ("line", "between"),
    [
        ("title,text,date", ","),
        ("Headline\tBody\tSource", "\t"),
        ("id;story;outlet", ";"),
        ("text,other", None),
        ("Text, body and soul", None),
        ("The text, the date and the title were lost when the river came into the house", None),
        ("title,date", None),
        ("", None),
    ],
)
def test_the_header_of_a_table(line: str, between: str | None) -> None:
    assert header_between(line, {}) == between


def test_no_ending_is_of_two_kinds() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings))
    assert all(ending == ending.lower() and ending[0] == "." for ending in endings)
