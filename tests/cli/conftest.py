"""Runs commands in this process, as a person would type them."""

import shlex
from pathlib import Path

import pytest

from quotes.cli import run
from tests.cli.calls import Call, Result

ARTICLE = """“We open in spring,” said Dana Okafor, an engineer, on Monday. “The bridge is safe.”

Mayor Gareth Lindqvist called the delay “a disgrace”.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs one command line (as written in a shell) with an empty home."""

    def called(line: str) -> Result:
        capsys.readouterr()
        status = run(shlex.split(line))
        found = capsys.readouterr()
        return Result(status, found.out, found.err)

    return called
