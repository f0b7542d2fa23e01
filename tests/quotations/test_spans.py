"""Quoted spans: the table of cases, what each span says of itself, and time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Ending
from quotes.quotations.spans import find_quoted_spans
from tests.counting import LINEAR, steps

CASES = json.loads((Path(__file__).parent.parent / "cases" / "spans.json").read_text(encoding="utf-8"))


def row(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case["text"], case["quoted"], id=case["label"], marks=marks)


@pytest.mark.parametrize(("text", "quoted"), [row(case) for case in CASES])
def test_cases(text: str, quoted: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_quoted_spans(text)] == quoted


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“We open,” he said.", [("“", "“We open,”")]),
        ("‘ We open, ’ he said.", [("‘", "‘ We open, ’")]),
        ("''We open,'' he said.", [("''", "''We open,''")]),
        ("He said “we open", [("“", "“we open")]),
        ("> We open in spring.", [("block", "We open in spring.")]),
        ('"A "b" c," he said.', [('"', '"A "b" c,"'), ('"', '"b"')]),
    ],
)
def test_outer_ends_take_in_the_marks(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(span.mark, text[span.outer_start : span.outer_end]) for span in find_quoted_spans(text)] == marks


@pytest.mark.parametrize(
    ("text", "endings", "continues"),
    [
        ("“One.”", ["closed"], [None]),
        ("“One.\n“Two.”", ["reopened", "closed"], [None, 0]),
        ("“One.\n\n“Two.\n\n“Three.”", ["reopened", "reopened", "closed"], [None, 0, 1]),
        ("“One.\nTwo.\n“Three.”", ["unclosed", "closed"], [None, None]),
        ("“One.", ["unclosed"], [None]),
        ("“One. “Two.”", ["unclosed", "closed"], [None, None]),
        ('Grant called it "a mess.\n"We open," he said.', ["unclosed", "closed"], [None, None]),
        ("“We open in\nspring,” he said.", ["unclosed", "closed"], [None, 0]),
        ("> We open in spring.\n> We close in May.", ["reopened", "closed"], [None, 0]),
        (
            "“She wrote: ‘Go.\n“‘Stay.’ So I did.”",
            ["reopened", "reopened", "closed", "closed"],
            [None, None, 0, 1],
        ),
    ],
)
def test_endings(text: str, endings: list[str], continues: list[int | None]) -> None:
    spans = find_quoted_spans(text)
    assert [span.ending for span in spans] == [Ending(ending) for ending in endings]
    assert [span.continues for span in spans] == continues


def test_parents() -> None:
    text = "“He said, ‘She told me, “Go,” twice,’” he said. “And ‘no’.”"
    assert [span.parent for span in find_quoted_spans(text)] == [None, 0, 1, None, 3]


REPEATED: dict[str, Callable[[int], str]] = {
    "straight marks in a row": lambda n: '"' * n,
    "opening marks in a row": lambda n: "“" * n,
    "closing singles in a row": lambda n: "’" * n,
    "apostrophes in a row": lambda n: "'" * n,
    "opened and never closed": lambda n: "“a " * n,
    "nested and never closed": lambda n: "“a ‘b " * n,
    "opened, then all closed": lambda n: "“a ‘b " * n + "c’ d” " * n,
    "quotations": lambda n: '"a" b ' * n,
    "inches": lambda n: '12" ' * n,
    "possessives": lambda n: "the boys' " * n,
    "re-opened paragraphs": lambda n: "“a\n\n" * n,
    "block lines": lambda n: "> we open it.\n" * n,
    "turns": lambda n: "Q: We open.\nA: When?\n" * n,
    "words": lambda n: "word " * 40 * n,
    "blanks before marks": lambda n: " " * 20 * n + '"',
}


@pytest.mark.parametrize("repeat", REPEATED.values(), ids=REPEATED)
def test_steps_are_linear(repeat: Callable[[int], str]) -> None:
    """Four times the text takes about four times the steps."""
    short, long = repeat(500), repeat(2_000)
    assert steps(lambda: find_quoted_spans(long)) <= 4 * LINEAR * steps(lambda: find_quoted_spans(short))


def test_a_hundred_thousand_marks_and_a_line_of_ten_megabytes() -> None:
    find_quoted_spans('"' * 100_000)
    [span] = find_quoted_spans("He said “" + "word " * 2_000_000 + "” twice.")
    assert span.end - span.start == 9_999_999
