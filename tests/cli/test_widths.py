"""What is printed fits a terminal of 60, 80 and 120 columns; no word is broken."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.processes import COMMAND, environment, quotes
from tests.cli.terminal import Terminal

ARTICLE = """“We open the harbour bridge in spring, whatever the weather does to us,” said Dana Okafor, an engineer, on Monday.
“The bridge is safe.”

Mayor Gareth Lindqvist told the Lower Fenland Broadcasting Corporation that the delay was “a disgrace that nobody has
explained to the people who pay for it”. The Lower Fenland Broadcasting Corporation said it had asked for “the papers”.
G. Lindqvist was “not amused”, said Ms Okafor.
"""
URL = "https://example.com/politics/2025/10/harbour-bridge-opens-at-last-after-nine-years-of-delays-and-inquiries"
LISTINGS = (
    "report speakers", "report outlets", "report months", "speakers list --all", "outlets list", "articles list", "log",
    "log --operation 1", "speakers suggest", "search bridge", "search --table bridge", "show 1", "speakers show Okafor",
    "articles show 1", "export --table", "extract article.txt --table", "extract --explain article.txt", "stats",
    "sql 'SELECT * FROM quote_list'", "add article.txt --outlet Elsewhere --dry-run", "verify",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a store in which there is something for each listing."""
    home = tmp_path_factory.mktemp("desk")
    (home / "article.txt").write_text(ARTICLE, encoding="utf-8")
    add = ("add", str(home / "article.txt"), "--outlet", "Lower Fenland Messenger and Advertiser", "--url", URL)
    assert quotes(home, *add, "--date", "2025-10-10", "--title", "Harbour bridge opens at last").returncode == 0
    record = ("record", "We were here.", "--speaker", "Gareth B. Lindqvist", "--outlet", "Example Daily")
    assert quotes(home, *record).returncode == 0
    rename = ("speakers", "rename", "Dana Okafor", "Dana Okafor-Hale", "--why", "she signs so since her wedding in May")
    assert quotes(home, *rename).returncode == 0
    return home


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_everything_fits_the_terminal(desk: Path, columns: int) -> None:
    shell = shutil.which("sh")
    assert shell
    script = "\n".join(f"echo '## {line}'; quotes() {{ {' '.join(map(repr_of, COMMAND))} \"$@\"; }}; quotes {line}"
                       for line in LISTINGS)  # fmt: skip
    terminal = Terminal([shell, "-c", f"cd '{desk}'; {script}"], environment(desk), columns=columns)
    assert terminal.end() == 0
    words = {*re.split(r"\s+", terminal.screen)}
    for part in terminal.screen.split("## ")[1:]:
        line, _, printed = part.partition("\n")
        assert printed.strip(), line
        assert "Traceback" not in printed
        too_long = [each for each in printed.split("\n") if len(each) > columns]
        assert not too_long, line
    for word in (
        "Broadcasting",
        "Okafor-Hale",
        "Gareth",
        "Lindqvist",
        "Messenger",
        "disgrace",
        "speaker",
        "utterances",
    ):
        assert any(word in each for each in words), word
        for number in range(2, len(word) - 1):  # its beginning or end never stands alone
            assert not {word[:number], word[number:]} <= words, word


def repr_of(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
