"""The manifest of learned files: what it says is so, and learners don't tread on each other."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quotes.learn import corpus
from quotes.learn.manifest import MANIFEST, RESOURCES, readable, record_entry, write_resource

ENTRIES = json.loads(MANIFEST.read_text(encoding="utf-8"))
LIMIT = 6_000_000
"""Most bytes of all resources together, uncompressed."""


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_each_file_is_the_one_described(name: str) -> None:
    data = (RESOURCES / name).read_bytes()
    entry = ENTRIES[name]
    assert len(data) == entry["bytes"]
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert entry["command"].startswith("python -m quotes.learn ")
    assert entry["origin"]


def test_every_learned_file_has_an_entry() -> None:
    found = {path.name for ending in ("json", "tables") for path in RESOURCES.glob(f"*.{ending}")}
    assert found - {MANIFEST.name} == set(ENTRIES)


def test_resources_stay_small() -> None:
    folders = (RESOURCES, RESOURCES.parent / "english" / "lexicons")
    files = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LIMIT


@pytest.mark.skipif(not (corpus.DEFAULT_FOLDER / "polnear-train.jsonl").exists(), reason="corpus isn't here")
def test_the_corpus_is_the_one_described() -> None:
    assert corpus.checksum(corpus.DEFAULT_FOLDER / "polnear-train.jsonl") == ENTRIES["punkt.json"]["corpus_sha256"]


def test_writing_gives_sorted_lines_and_an_entry(tmp_path: Path) -> None:
    path = write_resource("small", {"b": {"y": [1, 2], "x": "é"}, "a": []}, {"command": "c"}, tmp_path)
    assert path.read_text(encoding="utf-8") == '{\n"a":[],\n"b":{\n"x":"é",\n"y":[1,2]\n}\n}\n'
    entries = json.loads((tmp_path / MANIFEST.name).read_text(encoding="utf-8"))
    assert entries["small.json"]["bytes"] == path.stat().st_size
    assert sorted(item.name for item in tmp_path.iterdir()) == [MANIFEST.name, "small.json"]


def test_learners_keep_each_other_s_entries(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: record_entry(f"{i}.json", {"seed": i}, tmp_path), range(24)))
    entries = json.loads((tmp_path / MANIFEST.name).read_text(encoding="utf-8"))
    assert entries == {f"{i}.json": {"seed": i} for i in range(24)}


def test_readable_is_json() -> None:
    content = {"a": {"b": {"c": [1, {"d": None}]}}, "e": "x"}
    assert json.loads(readable(content)) == content
