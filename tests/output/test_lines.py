"""Lines for the eye are broken between words, and styles do not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.output.lines import LEAST, Marks, bound, fact, list_of, wrapped
from quotes.output.reading import block

WORDS = st.lists(st.text("abcé-’", min_size=1, max_size=LEAST), min_size=1, max_size=12)


@given(WORDS, st.integers(30, 120))
def test_words_stay_whole(words: list[str], width: int) -> None:
    text = wrapped(" ".join(words), width=width, first="    ", indent="      ")
    assert text.split() == words
    assert max(map(len, text.split("\n"))) <= width


def test_further_lines_of_a_fact_stand_below_its_value() -> None:
    assert fact("title", "Bridge opens in the spring at last", width=30) == (
        "title  Bridge opens in the\n       spring at last"
    )


@given(WORDS, st.integers(30, 80))
def test_a_dot_never_begins_a_line(parts: list[str], width: int) -> None:
    lines = list_of([*parts, bound("99 %")], " · ", width=width, indent="  ").split("\n")
    assert not any(line.lstrip().startswith("·") for line in lines)
    assert "99 %" in lines[-1]
    assert " ".join("".join(f"{line.strip()} " for line in lines).split()) == " · ".join([*parts, "99 %"])


@pytest.mark.parametrize("width", [40, 60, 80])
def test_styles_are_put_in_when_lines_are_broken(width: int) -> None:
    row = {
        "words": "We open in spring.", "speaker": "Dana Okafor", "also_by": "Gareth Lindqvist; Priya Raman",
        "via": "the \ufde0Harbour\ufde1 news conference", "outlet": "Example Daily", "title": "Bridge to open in spring",
        "uid": "qabc", "confidence": 0.97,
    }  # fmt: skip
    plain = block(row, width=width)
    styled = block(row, width=width, styled=lambda text, style: f"<{style}>{text}</{style}>")
    for style in ("speaker", "dim"):
        styled = styled.replace(f"<{style}>", "").replace(f"</{style}>", "")
    assert styled.split() == plain.split()
    assert max(map(len, plain.split("\n"))) <= width
    assert "\ufde0" not in plain


def test_marks_of_a_text_are_no_styles() -> None:
    mark = Marks(lambda text, _style: f"[{text}]")
    assert mark.coded(mark("Dana\ufde0 Okafor", "speaker")) == "[Dana Okafor]"
