"""Every learner runs to its end on an invented corpus: twice the same bytes, which can be loaded and extract.

One run of all learners takes some twenty seconds of one core; the two stand side by side, with other seeds for Python's
hashes, so that no order of a set tells.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.learn import corpus
from quotes.learn.manifest import MANIFEST, readable
from quotes.learn.steps import STEPS
from quotes.samples import demo_articles
from tests.learn.invented import write_corpus

HASH_SEEDS = ("1", "2")
PACKED = ("tagger", "name_kinds")
"""Learners whose weights are also written packed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented")
    write_corpus(path)
    return path


@pytest.fixture(scope="module")
def fitted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders of parameters, each fitted by ``python -m quotes.learn all``."""
    outs = [tmp_path_factory.mktemp(f"fitted{seed}") for seed in HASH_SEEDS]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "quotes.learn", "all", "--corpus", str(folder), "--out", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for out, seed in zip(outs, HASH_SEEDS, strict=True)
    ]
    for run in runs:
        said, errors = run.communicate()
        assert run.returncode == 0, errors
        assert [line.partition(":")[0] for line in said.splitlines()] == list(STEPS)
    return outs


def test_the_corpus_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path)
    plain = [path for path in sorted(folder.iterdir()) if path.suffix == ".jsonl"]
    assert {path.stem for path in plain} == set(corpus.FILES)
    assert all(path.read_bytes() == (tmp_path / path.name).read_bytes() for path in plain)


@pytest.mark.parametrize("file", [*(f"{name}.json" for name in STEPS), *(f"{name}.tables" for name in PACKED)])
def test_a_learner_repeats_itself_to_the_byte(fitted: list[Path], file: str) -> None:
    first, second = (out / file for out in fitted)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes()) > 1000


def test_nothing_else_is_written(fitted: list[Path]) -> None:
    for out in fitted:
        written = {MANIFEST.name, *(f"{name}.json" for name in STEPS), *(f"{name}.tables" for name in PACKED)}
        assert {path.name for path in out.iterdir()} == written


@pytest.mark.parametrize("name", list(STEPS))
def test_the_manifest_says_what_was_written(fitted: list[Path], folder: Path, name: str) -> None:
    (out, _) = fitted
    entry = json.loads((out / MANIFEST.name).read_text(encoding="utf-8"))[f"{name}.json"]
    data = (out / f"{name}.json").read_bytes()
    assert entry["bytes"] == len(data)
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry["command"].startswith(f"python -m quotes.learn {name}")
    assert entry["origin"]
    assert entry["scores"]
    files = [folder / file for file in STEPS[name].files]
    readers = {"attribution": [corpus.LABELS], "confidence": [corpus.LABELS]}.get(name, [])
    if name != "antecedents":  # whose labels stand between the files
        assert entry["corpus_sha256"] == corpus.checksum(*files, *readers)


@pytest.mark.parametrize("name", list(STEPS))
def test_what_is_written_has_the_shape_of_what_is_shipped(fitted: list[Path], name: str) -> None:
    (out, _) = fitted
    ours = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
    shipped = json.loads(MANIFEST.with_name(f"{name}.json").read_text(encoding="utf-8"))
    assert ours.keys() == shipped.keys()
    assert {key: type(value) for key, value in ours.items()} == {key: type(value) for key, value in shipped.items()}
    depth = 3 if name == "tagger" else 2
    assert (out / f"{name}.json").read_text(encoding="utf-8") == readable(ours, depth)


EXTRACT = """
import json, sys
from pathlib import Path
from quotes import weights
weights.look_first_in(Path(sys.argv[1]))
from quotes.output.records import quote_record
from quotes.pipeline import extract_quotes
from quotes.samples import demo_articles
found = {article.id: [quote_record(quote) for quote in extract_quotes(article)] for article in demo_articles()}
print(json.dumps({"weights": weights.parameters("attribution"), "found": found}))
"""


def test_the_fitted_parameters_extract(fitted: list[Path]) -> None:
    """They are those that decide, and what a few articles teach credits most quotations of articles they held."""
    (out, _) = fitted
    shown = subprocess.run(
        [sys.executable, "-c", EXTRACT, str(out)], capture_output=True, text=True, check=True, env={**os.environ}
    ).stdout
    told = json.loads(shown)
    assert told["weights"] == json.loads((out / "attribution.json").read_text(encoding="utf-8"))
    assert told["found"].keys() == {article.id for article in demo_articles()}
    quotes = [quote for found in told["found"].values() for quote in found]
    assert len(quotes) >= 70
    credited = [quote for quote in quotes if quote["speaker"]]
    assert len(credited) >= 0.7 * len(quotes)
    assert all(0 < quote["confidence"] < 1 for quote in credited)
