"""All learners in one command: their order, and what is said where something is missing."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.learn import steps
from quotes.learn.__main__ import NOT_THERE, main
from quotes.learn.manifest import MANIFEST
from quotes.learn.steps import STEPS


def test_a_learner_stands_behind_those_that_it_builds_on() -> None:
    before: set[str] = set()
    for name, step in STEPS.items():
        assert {*step.builds_on} - before <= ({"attribution"} if name == "antecedents" else set())
        before.add(name)


def test_every_shipped_file_has_its_learner() -> None:
    assert {Path(file).stem for file in json.loads(MANIFEST.read_text(encoding="utf-8"))} == set(STEPS)


@pytest.mark.parametrize(
    ("learner", "said"),
    [
        ("punkt", "has no polnear-train.jsonl: docs/retraining.md"),
        ("tagger", "has no polnear-train.jsonl, polnear-train.tokens.jsonl.gz: docs/retraining.md"),
        ("all", "has no polnear-train.jsonl, polnear-train.tokens.jsonl.gz, polnear-dev.jsonl, web-dev.jsonl"),
    ],
)
def test_a_corpus_that_lacks_files(learner: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main([learner, "--corpus", str(tmp_path), "--out", str(out)]) == NOT_THERE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"quotes.learn: {tmp_path} ")
    assert said in line
    assert not out.exists()


def test_packages_that_are_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "find_spec", lambda name: None if name == "scipy" else importlib.util.find_spec(name))
    assert steps.lacking(["name_kinds"], tmp_path) == "scipy must be installed: pip install 'quote-tracker[learn]'"
    assert "has no" in (steps.lacking(["punkt"], tmp_path) or "")


def test_parameters_of_another_folder_come_first(tmp_path: Path) -> None:
    (tmp_path / "punkt.json").write_text('{"abbrev_types": ["xyz"]}', encoding="utf-8")
    code = (
        "from pathlib import Path; from quotes import weights; "
        "weights.look_first_in(Path(r'%s')); print(weights.parameters('punkt'), len(weights.parameters('tagger')))"
    )
    shown = subprocess.run([sys.executable, "-c", code % tmp_path], capture_output=True, text=True, check=True).stdout
    assert shown.startswith("{'abbrev_types': ['xyz']} ")
