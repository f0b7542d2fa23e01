"""How far long work is, at a terminal and nowhere else."""

import io
import time

import pytest

from quotes.output.progress import MANY, Progress
from quotes.output.screen import screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the clock shows."""
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    return clock


@pytest.mark.parametrize(
    ("total", "done", "seconds", "says"),
    [
        (None, 500, 10, "500 articles, 7 quotations, 50 a second, …"),
        (1000, 500, 10, "500 of 1,000 articles, 7 quotations, 50 a second, 10 s left"),
        (100_000, 500, 10, "500 of 100,000 articles, 7 quotations, 50 a second, 33 min left"),
        (2_000_000, 500, 10, "500 of 2,000,000 articles, 7 quotations, 50 a second, 11 h left"),
        (1000, 30, 60, "30 of 1,000 articles, 7 quotations, 30 a minute, 32 min left"),
        (100, 500, 10, "500 articles, 7 quotations, 50 a second, …"),
    ],
)
def test_what_is_told(now: list[float], total: int | None, done: int, seconds: float, says: str) -> None:
    stream = Terminal()
    shown = Progress(screen(stream), total)
    now[0] = seconds
    shown.show(done, "7 quotations")
    assert says in stream.getvalue()


def test_it_is_taken_away_before_anything_else_is_written(now: list[float]) -> None:
    stream = Terminal()
    shown = Progress(stream, 1000)
    for _ in range(2):
        now[0] += 1
        shown.show(100, "7 quotations")
        shown.clear()
        assert stream.getvalue().endswith("\x1b[2K")
        before = stream.getvalue()
        shown.clear()
        assert stream.getvalue() == before


def test_it_is_not_written_at_every_article(now: list[float]) -> None:
    stream = Terminal()
    shown = Progress(stream)
    now[0] = 1
    shown.show(100, "")
    before = stream.getvalue()
    shown.show(101, "")
    assert stream.getvalue() == before


@pytest.mark.parametrize(("stream", "done"), [(io.StringIO(), 1000), (Terminal(), MANY)])
def test_nothing_where_nobody_looks_or_little_is_done(now: list[float], stream: io.StringIO, done: int) -> None:
    shown = Progress(stream, 1000)
    now[0] = 10
    shown.show(done, "7 quotations")
    shown.clear()
    assert stream.getvalue() == ""
