"""``quotes review`` at a pseudo-terminal, and the arithmetic of its sample."""

import csv
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.review.review import wilson
from tests.cli.processes import COMMAND, environment, quotes
from tests.cli.terminal import Terminal

TEXT = """“We open in spring,” said Dana Okafor, an engineer, on Monday. “The bridge is safe.”

Mayor Gareth Lindqvist called the delay “a disgrace”.

“Nobody listened to us,” Jun Takeda told AFP.
"""
PROMPT = "y e s r k n u ? q > "


class Desk:
    def __init__(self, home: Path, database: Path) -> None:
        self.home, self.database = home, database

    def review(self, *options: str) -> Terminal:
        return Terminal([*COMMAND, "--db", str(self.database), "review", *options], environment(self.home))

    def statuses(self) -> dict[str, tuple[str, str | None]]:
        """Words → status and speaker, as stored at this moment."""
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute(
                "SELECT q.words, q.status, s.name FROM quote q LEFT JOIN speaker s ON s.id = q.speaker ORDER BY q.id"
            )
            return {words: (status, name) for words, status, name in rows}

    def run(self, *arguments: str) -> str:
        return quotes(self.home, "--db", str(self.database), *arguments).stdout


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Desk:
    source = tmp_path / "bridge.txt"
    source.write_text(TEXT, encoding="utf-8")
    database = tmp_path / "q.db"
    added = quotes(home, "--db", str(database), "add", str(source), "--outlet", "Courier", "--date", "2025-10-10")
    assert added.returncode == 0, added.stderr
    return Desk(home, database)


def doubtful(desk: Desk) -> list[str]:
    """The words in the order of the review."""
    with sqlite3.connect(desk.database) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM quote ORDER BY confidence, id")]


def test_a_walk_with_every_key(desk: Desk) -> None:
    first, second, third, fourth = doubtful(desk)
    at = desk.review()
    assert "[y]es  [e]dit words" in at.expect("1 of 4")
    shown = at.expect(PROMPT)
    assert f">>>{first}<<<" in " ".join(shown.split())
    assert "— " in shown
    at.type("?")
    assert "reject: no quotation to keep" in at.expect(PROMPT)
    at.type("x")
    assert "quit" in at.expect(PROMPT)  # any other key is helped
    at.type("u")
    assert "nothing was decided in this review yet" in at.expect(PROMPT)
    at.type("n")
    at.expect("remark: ")
    at.type("heard the tape\n")
    at.expect(PROMPT)
    at.type("y")
    at.expect("2 of 4")
    at.expect(PROMPT)
    assert desk.statuses()[first][0] == "confirmed"  # stored at once
    assert "heard the tape" in desk.run("log", "-n", "1")
    at.type("r")
    at.expect("3 of 4")
    at.expect(PROMPT)
    assert desk.statuses()[second][0] == "rejected"
    assert "heard the tape" not in desk.run("log", "-n", "1")  # it was for one
    at.type("u")
    assert "no longer rejected" in at.expect("2 of 4")
    at.expect(PROMPT)
    assert desk.statuses()[second][0] == "extracted"
    at.type("k")
    at.expect("3 of 4")
    at.expect(PROMPT)
    at.type("s")
    at.expect("speaker: ")
    at.type("Nobody Known\n")
    at.expect("make a new one?")
    at.type("n\n")
    at.expect(PROMPT)
    at.type("s")
    at.expect("speaker: ")
    other = "Gareth Lindqvist" if desk.statuses()[third][1] == "Dana Okafor" else "Dana Okafor"
    at.type(f"{other.lower()}\n")
    assert "corrected" in at.expect(PROMPT)
    assert desk.statuses()[third] == ("corrected", other)
    at.type("e")
    at.expect("words: ")
    at.type("never said\n")
    assert "not in the article" in at.expect(PROMPT)
    at.type("e")
    at.expect("words: ")
    shorter = third.rpartition(" ")[0]
    at.type(f"{shorter}\n")
    assert f">>>{shorter}<<<" in " ".join(at.expect(PROMPT).split())
    at.type("y")
    at.expect("4 of 4")
    at.expect(PROMPT)
    assert desk.statuses()[shorter] == ("corrected", other)
    at.type("s")
    at.expect("speaker: ")
    at.type("Mina Hale\n")
    at.expect("make a new one?")
    at.type("y\n")
    assert "— Mina Hale" in at.expect(PROMPT)
    at.type("q")
    at.expect("1 confirmed, 2 corrected, 1 skipped; quotes log lists decisions")
    assert at.end() == 0
    assert desk.statuses()[fourth] == ("corrected", "Mina Hale")
    assert desk.run("verify").startswith("4 quotations")
    assert desk.run("log", "-f", "tsv").count("\n") == 7


@pytest.mark.parametrize("option", ["--why", "--reason", "--note"])
@pytest.mark.parametrize("verb", ["confirm", "reject", "correct --nobody"])
def test_a_remark_is_kept(desk: Desk, verb: str, option: str) -> None:
    desk.run(*verb.split(), "1", option, "heard the tape")
    assert "heard the tape" in desk.run("log", "--quotation", "1")
    assert "heard the tape" in desk.run("show", "1")


def test_a_second_review_goes_on_with_what_is_left(desk: Desk) -> None:
    at = desk.review()
    at.expect(PROMPT)
    at.type("y")
    at.expect("2 of 4")
    at.expect(PROMPT)
    at.type("\x04")
    at.expect("1 confirmed")
    assert at.end() == 0
    at = desk.review()
    at.expect("1 of 3")
    at.expect(PROMPT)
    at.type("\x03")
    assert at.end() == 130
    assert "interrupted" in at.screen
    assert "nothing decided" in at.screen


def test_a_sample_ends_with_its_precision_and_can_be_gone_on_with(desk: Desk) -> None:
    at = desk.review("--sample", "3", "--seed", "7")
    at.expect("3 quotations at random (--seed 7)")
    at.expect(PROMPT)
    at.type("y")
    at.expect("2 of 3")
    at.expect(PROMPT)
    at.type("q")
    at.expect("precision 100.0% (1 of 1 right), 95 % interval 20.7% to 100.0%; 2 of the sample not judged")
    assert at.end() == 0
    at = desk.review("--sample", "3", "--seed", "7")
    at.expect("3 quotations at random (--seed 7), 1 of them decided already")
    at.expect("1 of 2")
    at.expect(PROMPT)
    at.type("r")
    at.expect("2 of 2")
    at.expect(PROMPT)
    at.type("y")
    at.expect("precision 66.7% (2 of 3 right), 95 % interval 20.8% to 93.9%\n")
    assert at.end() == 0


def test_a_sample_ends_in_a_table_of_verdicts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    at = desk.review("--sample", "4", "--seed", "7", "-o", str(path))
    at.expect(PROMPT)
    at.type("y")
    at.expect("2 of 4")
    at.expect(PROMPT)
    at.type("s")
    at.expect("speaker: ")
    at.type("Mina Hale\n")
    at.expect("make a new one?")
    at.type("y\n")
    at.expect("— Mina Hale")
    at.type("y")
    at.expect("3 of 4")
    at.expect(PROMPT)
    at.type("r")
    at.expect("4 of 4")
    at.expect(PROMPT)
    at.type("q")
    at.expect(f"4 verdicts in {path}")
    assert at.end() == 0
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["verdict"] for row in rows] == ["right", "corrected", "rejected", "open"]
    assert [row["speaker"] == row["found_speaker"] for row in rows] == [True, False, True, True]
    assert rows[1]["speaker"] == "Mina Hale"
    assert rows[1]["found_speaker"] in ("Dana Okafor", "Gareth Lindqvist", "Jun Takeda")
    assert all(row["words"] == row["found_words"] and row["confidence"] for row in rows)


def test_nothing_to_review(desk: Desk) -> None:
    assert desk.run("confirm", "--credited", "-y")
    at = desk.review("--credited")
    at.expect("nothing to review")
    assert at.end() == 0


@pytest.mark.parametrize(
    ("options", "status", "message"),
    [
        ([], 2, "review asks at a terminal"),
        (["--seed", "7"], 2, "--seed belongs to --sample"),
        (["--sample", "0"], 2, "--sample"),
        (["-o", "verdicts.csv"], 2, "-o belongs to --sample"),
    ],
)
def test_without_a_terminal_one_line_says_so(desk: Desk, options: list[str], status: int, message: str) -> None:
    found = quotes(desk.home, "--db", str(desk.database), "review", *options, stdin=-3)
    assert (found.returncode, found.stdout) == (status, "")
    assert message in found.stderr
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (90, 100, 0.8256, 0.9448)],
)
def test_the_wilson_interval(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_and_mirrors(pair: tuple[int, int]) -> None:
    right, judged = pair
    low, high = wilson(right, judged)
    assert 0 <= low <= right / judged + 1e-12
    assert right / judged - 1e-12 <= high <= 1
    assert wilson(judged - right, judged) == pytest.approx((1 - high, 1 - low))
