"""Scoring by models that have not seen the outlet: one table, the same from kept models as from fitted ones."""

import json
from pathlib import Path

import pytest

from quotes.learn import corpus
from quotes.learn.__main__ import NOT_THERE, main
from quotes.learn.held_out import labelled_sets
from tests.learn.invented import write_corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented")
    write_corpus(path)
    return path


def test_one_table(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept, errors = tmp_path / "models.json", tmp_path / "errors.txt"
    command = ["held_out", "--corpus", str(folder), "--models", str(kept), "--errors", str(errors)]
    assert main(command) == 0
    table = capsys.readouterr().out
    heading, *lines = table.splitlines()
    assert heading.split()[:3] == ["set", "quotes", "who"]
    assert [line.split()[0] for line in lines][:5] == [*corpus.LABELLED, "all"]
    models = json.loads(kept.read_text(encoding="utf-8"))
    assert {name: len(tables) for name, tables in models.items()} == dict.fromkeys(
        ("antecedents", "attribution"), corpus.FOLDS
    )
    assert "gold " in errors.read_text(encoding="utf-8")
    assert main(command) == 0
    assert capsys.readouterr().out == table


def test_a_model_has_not_seen_the_outlet(folder: Path) -> None:
    outlets = {article.outlet for articles in labelled_sets(folder).values() for article in articles}
    assert len({corpus.fold(outlet) for outlet in outlets}) > 1


def test_a_corpus_that_lacks_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["held_out", "--corpus", str(tmp_path)]) == NOT_THERE
    assert capsys.readouterr().err.startswith(f"quotes.learn: {tmp_path} has no polnear-train.jsonl")
