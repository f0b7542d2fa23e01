"""Laws of the text stage: whatever the text, it never fails, and offsets are exact, ordered and nested."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.annotation import annotate
from quotes.annotation.masking import outermost, straighten
from quotes.annotation.scope import Reach
from quotes.model import QUOTED, Article, Document
from quotes.quotations.spans import find_quoted_spans
from tests.counting import LINEAR, steps

PIECES = st.sampled_from(
    [
        *(
            "Okafor",
            "said",
            "U.S.",
            "Mr.",
            "J.",
            "the",
            "don't",
            "’s",
            "’",
            "'",
            "1.5",
            "No.",
            "...",
            "…",
            "Why?",
        ),
        *(
            '"',
            "“",
            "”",
            "‘",
            "«",
            "»",
            "''",
            ",",
            ".",
            "!",
            "—",
            "-",
            "(",
            ")",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
        ),
        *(
            "\t",
            "\u2028",
            "\x85",
            "\ue000",
            "\ue001",
            "\x00",
            "\u200b",
            "é",
            "中",
            "🌉",
            "\ud800",
            "e\u0301",
            "_",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.text(max_size=80),
)


def check(document: Document) -> None:
    text = document.text
    reached = 0
    for paragraph in document.paragraphs:
        assert reached <= paragraph.start < paragraph.end <= len(text)
        assert paragraph.of(text) == paragraph.of(text).strip()
        reached = paragraph.end
    reached = 0
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert max(reached, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        reached = sentence.start
        assert sentence.lows == tuple(map(str.lower, sentence.words))
        for start, end, word, tag in zip(sentence.starts, sentence.ends, sentence.words, sentence.tags, strict=True):
            assert reached <= start < end <= sentence.end
            assert (word == "") == (tag == QUOTED)
            if tag != QUOTED:
                assert word == straighten(text[start:end])
            assert not text[reached:start].strip()
            reached = end
        assert not text[reached : sentence.end].strip()
        reached = sentence.end


@settings(max_examples=300)
@given(TEXTS)
def test_offsets_are_exact_ordered_and_nested(text: str) -> None:
    quoted = find_quoted_spans(text)
    document = annotate(Article(text=text), quoted)
    check(document)
    masked = [span for sentence in document.sentences for span in sentence.quotations()]
    assert masked == [(span.outer_start, span.outer_end) for span in outermost(quoted)]
    assert document == annotate(Article(text=text), quoted)


@settings(max_examples=100)
@given(TEXTS)
def test_everything_is_annotated_when_asked(text: str) -> None:
    document = annotate(Article(text=text), (), reach=Reach.EVERYTHING)
    check(document)
    covered = "".join(text[s.start : s.end] for s in document.sentences)
    assert "".join(covered.split()) == "".join(text.split())


UNITS = {
    "one line without stops": ("We open ", 200_000),
    "one word": ("x", 2_000_000),
    "full stops": (".", 300_000),
    "full stops and blanks": (". ", 200_000),
    "spaced ellipses": (". . . x", 100_000),
    "titles": ("Mr. ", 200_000),
    "initialisms": ("U.S. A.B. ", 100_000),
    "quotations in one line": ("“Soon.” ", 30_000),
    "nearly reporting clauses": ("“Soon.” Okafor of the town of ", 20_000),
    "quotations in lines": ("“Soon.”\n", 30_000),
    "apostrophes": ("don't've's ", 60_000),
    "hyphens": ("a-", 400_000),
    "blanks": (" ", 2_000_000),
    "stops and brackets": ("?!) ", 200_000),
    "stops and brackets without blanks": ("?)", 300_000),
}
"""Texts of one unit over and over, and how often at most."""


def annotated(unit: str, times: int) -> Callable[[], Document]:
    text = unit * times + " “Soon.”"
    quoted = find_quoted_spans(text)
    return lambda: annotate(Article(text=text), quoted)


def stops(times: int) -> Callable[[], Document]:
    """Stops that run into a word."""
    text = "." * times + "x"
    return lambda: annotate(Article(text=text), (), reach=Reach.EVERYTHING)


@pytest.mark.parametrize("unit", UNITS)
def test_steps_are_linear(unit: str) -> None:
    """Four times the text takes about four times the steps."""
    short, long = (annotated(UNITS[unit][0], UNITS[unit][1] // times) for times in (80, 20))
    check(short())
    assert steps(long) <= 4 * LINEAR * steps(short)


@pytest.mark.parametrize("unit", UNITS)
def test_laws_on_long_texts(unit: str) -> None:
    repeated, times = UNITS[unit]
    check(annotated(repeated, times // 8)())


def test_stops_that_run_into_a_word_take_linear_steps() -> None:
    assert steps(stops(20_000)) <= 4 * LINEAR * steps(stops(5_000))
