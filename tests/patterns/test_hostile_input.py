"""Input that would keep a careless regular expression busy for ever comes to its end: processes with a limit of CPU
time, which only work that never ends reaches."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import COMMAND, environment
from tests.ingest.pages import PAGE

LIMIT = 120
"""Seconds of CPU time, some hundred times of what any of these takes."""


def run(command: list[str], home: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input=given,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT)),
    )


@pytest.mark.parametrize(
    "page",
    [
        "<!---->" * 40 + "x",
        "<!---->" * 280,
        "<!-- -->\n" * 40 + "--><x",
        "<!--" * 500,
        "<!-" + "-" * 1990,
        "<!-->" * 400,
        "/**/" * 400,
    ],
)
def test_pages_of_comments(page: str, home: Path) -> None:
    found = run([*COMMAND, "extract", "-"], home, page)
    assert found.returncode in (0, 3), found.stderr


def test_a_page_behind_comments_is_one(home: Path) -> None:
    comments = "<!-- a - b -- c --->\n<!---->" * 20
    found = run([*COMMAND, "extract", "-f", "jsonl", "-"], home, comments + PAGE)
    assert found.returncode == 0, found.stderr
    assert "Okafor" in found.stdout
    assert "<" not in found.stdout


@pytest.mark.parametrize(
    ("before", "reads"),
    [
        ("/**/" * 30, True),
        ("/* a * b / c **/\n--\n(" * 30, True),
        ("/*/" * 31, False),
        ("/*" + "*" * 2000, False),
        ("-- a" * 500, False),
        ("--\n" * 2000, True),
        ("(" * 2000, True),
        ("*/ /*" * 300, False),
    ],
)
def test_statements_behind_comments(before: str, reads: bool, home: Path, sqlite_template: Path) -> None:
    for statement in ("SELECT 6 * 7 AS answer", "!"):
        found = run([*COMMAND, "--db", str(sqlite_template), "sql", "--", before + statement], home)
        refused = "only reading is possible" in found.stderr
        assert refused is not (reads and statement.startswith("SELECT")), found.stderr
        assert found.returncode == 2 or "42" in found.stdout


@pytest.mark.parametrize(
    "text",
    [
        f"After the meeting {'—' * 3900} Dana Okafor said: “We open.”",
        f"After the meeting {'—–- ' * 900} Dana Okafor said: “We open.”",
        f"GRANT{' ' * 3000}: We open in spring.\n\nOKAFOR: We do.\n\nGRANT{' ' * 80}: Good.",
        f"“We open,” said Dana{' ' * 20_000}Okafor.",
        f"“{'We open. ' * 2000}” said Dana Okafor.",
        f"“We open,” said {'Dana-' * 4000}Okafor.",
        f"“We open,” said {'A.' * 10_000} Okafor.",
        f"“We open,” said {'Ã±' * 10_000} Okafor.",
        f"“We open,” said {'O’' * 10_000}Okafor.",
        f"{'. ' * 20_000}“We open,” said Dana Okafor.",
        f"{'.' * 40_000} “We open,” said Dana Okafor.",
        f"“We open,” said Dana Okafor{'acting ' * 600}.",
        f"{'> ' * 5000}We open.",
        f"{'“' * 2000} We open {'”' * 2000} said Dana Okafor.",
    ],
    ids=lambda text: f"{text[:24]}…{text[-24:]}",
)
def test_texts_of_one_thing_again_and_again(text: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"  # by its name a text, whatever it holds; without one it might be refused
    path.write_text(text, "utf-8")
    found = run([*COMMAND, "extract", str(path)], home)
    assert found.returncode == 0, found.stderr


EVERYTHING = """
import sys
from quotes.ingest.html import looks_like_html
from quotes.model import Article
from quotes.pipeline import extract_quotes
from tests.patterns.collected import patterns
from tests.patterns.pumped import attacks

tried = 0
for pattern in patterns():
    for attack in attacks(pattern.compiled())[::25]:
        text = attack.text(60)
        looks_like_html(text)
        for given in (text, f"“We open,” said {text} Okafor on Monday.", f"After {text} Okafor said: “We open.”"):
            extract_quotes(Article(text=given))
            tried += 1
print(tried)
"""


def test_texts_that_are_made_to_let_some_pattern_backtrack(home: Path) -> None:
    found = run([sys.executable, "-c", EVERYTHING], home)
    assert found.returncode == 0, found.stderr
    assert int(found.stdout) > 1000
