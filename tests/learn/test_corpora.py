"""The labelled corpora: readers' labels take the place of the file's, and name speakers by where their names stand."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.learn import attribution, corpus

TEXT = "“We open,” said Dana Okafor. Okafor called it “Ready for Rain”. A “dry mooring” was closed."
FIRST = {"start": 1, "end": 9, "status": "quote", "source": [[16, 27]], "cue": []}


def written(folder: Path, name: str, **article: Any) -> None:
    with (folder / f"{name}.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"outlet": "Courier", "text": TEXT, **article}) + "\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one article of each file, and labels of two of them."""
    title, term = TEXT.index("Ready"), TEXT.index("dry")
    places = [[16, 27], [29, 35]]
    labels = {
        corpus.hashed("a"): [
            [title, title + len("Ready for Rain"), "t", "", 0, []],
            [term, term + len("dry mooring"), "s", "", 1, []],
        ],
        corpus.hashed("e"): [[1, 9, "q", "p", 0, places]],
    }
    path = tmp_path / "quoted.json"
    path.write_text(json.dumps(labels), encoding="utf-8")
    monkeypatch.setattr(corpus, "LABELS", path)
    other = {"start": title, "end": title + len("Ready for Rain"), "status": "other"}
    written(tmp_path, "polnear-train", id="a", segments=[FIRST, other])
    for name, letter in zip(corpus.LABELLED, "bcdf", strict=True):
        named = {
            "start": 1,
            "end": 9,
            "status": "quote",
            "speaker": "Dana Okafor",
            "type": "person",
            "also": ["Okafor"],
        }
        written(tmp_path, name, id=letter, segments=[named])
    written(tmp_path, "british-unlabelled", id="e")
    written(tmp_path, "british-unlabelled", id="never read")
    return tmp_path


def test_readers_labels_replace_those_of_the_file(folder: Path) -> None:
    found = {article.id: article for article in corpus.every_article(folder)}
    assert set(found) == set("abcdef")
    assert [s["status"] for s in found["a"].segments] == ["quote", "title", "scare"]
    assert [s.get("unsure") for s in found["a"].segments] == [None, False, True]
    (own,) = found["e"].segments
    assert (own["speaker"], own["also"], own["type"]) == ("Dana Okafor", ["Okafor"], "person")


def test_gold_is_a_source_a_name_nobody_or_not_told(folder: Path) -> None:
    found = {article.id: attribution.annotated(article) for article in corpus.every_article(folder)}
    source, title, term = found["a"].gold
    assert source is not None
    assert source.right
    assert not source.nobody
    assert title is not None
    assert title.nobody
    assert term is None, "the reader hesitated"
    (by_name,) = [gold for gold in found["e"].gold if gold is not None]
    assert by_name.speaker is not None
    assert not by_name.right
    names = [
        attribution._is_named(found["e"], found["e"].analysed.fresh_resolver(), i, by_name.speaker)
        for i, mention in enumerate(found["e"].analysed.mentions)
        if mention.head in ("Dana Okafor", "Okafor")
    ]
    assert names
    assert all(names)


def test_shipped_labels_are_positions_in_order() -> None:
    for rows in corpus.read_labels().values():
        assert rows == sorted(rows)
        for start, end, status, kind, unsure, places in rows:
            assert 0 <= start < end
            assert status in "qtso"
            assert bool(kind) == bool(places) == (status == "q")
            assert unsure in (0, 1)
            assert all(0 <= a < b for a, b in places)
