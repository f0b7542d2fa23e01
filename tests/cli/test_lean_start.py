"""The program's own processes load no library for statistics that extraction has no use for."""

import subprocess
import sys

import pytest

ASKED = """
import sys
{before}
from quotes.cli import app
loaded = []
def run(arguments):
    from quotes.pipeline import extract_quotes
    extract_quotes("“We open,” said Dana Okafor of Tyne Corp. Nobody asked her.")
    loaded.extend(name for name in ("nltk.tokenize.punkt", "scipy.stats") if sys.modules.get(name))
    return 0
app.run = run
try:
    app.main()
finally:
    print(loaded)
"""


@pytest.mark.parametrize(
    ("before", "loaded"),
    [("", ["nltk.tokenize.punkt"]), ("import scipy.stats", ["nltk.tokenize.punkt", "scipy.stats"])],
    ids=["not loaded", "left alone where it is loaded"],
)
def test_scipy_is_not_loaded_for_extraction(before: str, loaded: list[str]) -> None:
    pytest.importorskip("scipy")
    done = subprocess.run(
        [sys.executable, "-c", ASKED.format(before=before)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{loaded}\n"


@pytest.mark.parametrize(
    ("chosen", "expected"), [(None, "system"), ("jemalloc", "jemalloc")], ids=["ours", "a person's"]
)
def test_arrow_takes_its_memory_from_the_system(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, expected: str
) -> None:
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    if chosen is not None:
        monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", chosen)
    asked = ASKED.format(before="").replace(
        "print(loaded)", "import os; print(os.environ['ARROW_DEFAULT_MEMORY_POOL'])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == f"{expected}\n"


def test_the_library_hides_nothing_from_its_caller() -> None:
    pytest.importorskip("scipy")
    asked = "import quotes; quotes.extract_quotes('“We open,” said Dana Okafor of Tyne Corp. Nobody asked her.'); import scipy; print(scipy.__name__)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "scipy\n"


def test_workers_share_nltk_and_do_without_scipy() -> None:
    ready = "import sys; sys.orig_argv = ['multiprocessing.forkserver']; import quotes.jobs.ready"
    asked = f"{ready}; print('nltk.tokenize.punkt' in sys.modules, sys.modules.get('scipy'))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "True None\n"
