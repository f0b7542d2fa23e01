"""How many articles sources hold, told without reading them."""

from pathlib import Path

import pytest

from quotes.ingest.expected import expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "three.jsonl": "{}\n{}\n{}\n",
        "open.ndjson": "{}\n{}",
        "empty.jsonl": "",
        "one.txt": "“We open.”\n\n“We sail.”",
        "texts/a.html": "<p>a</p>",
        "texts/deep/b.TXT": "b",
        "mixed/a.txt": "a",
        "mixed/b.csv": "text\nb\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ("three.jsonl", 3),
        ("open.ndjson", 2),
        ("empty.jsonl", 0),
        ("one.txt", 1),
        ("three.jsonl one.txt", 4),
        ("texts", 2),
        ("mixed", None),
        ("three.jsonl nowhere.jsonl", None),
        ("mixed/b.csv", None),
    ],
)
def test_how_many_there_are(folder: Path, names: str, count: int | None) -> None:
    assert expected([str(folder / name) for name in names.split()]) == count


@pytest.mark.parametrize("source", ["-", "https://paper.example/a.html", "", "\0", "/dev/zero"])
def test_what_cannot_be_told(source: str) -> None:
    assert expected([source]) is None
