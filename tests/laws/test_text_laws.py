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
from tests.timing import growth

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
        for token in sentence.tokens:
            assert reached <= token.start < token.end <= sentence.end
            assert (token.text == "") == (token.tag == QUOTED)
            if token.tag != QUOTED:
                assert token.text == straighten(text[token.start : token.end])
            assert not text[reached : token.start].strip()
            reached = token.end
        assert not text[reached : sentence.end].strip()
        reached = sentence.end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_offsets_are_exact_ordered_and_nested(text: str) -> None:
    quoted = find_quoted_spans(text)
    document = annotate(Article(text=text), quoted)
    check(document)
    masked = [(t.start, t.end) for s in document.sentences for t in s.tokens if t.tag == QUOTED]
    assert masked == [(span.outer_start, span.outer_end) for span in outermost(quoted)]
    assert document == annotate(Article(text=text), quoted)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_everything_is_annotated_when_asked(text: str) -> None:
    document = annotate(Article(text=text), (), reach=Reach.EVERYTHING)
    check(document)
    covered = "".join(text[s.start : s.end] for s in document.sentences)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        pytest.param("We open ", 200_000, id="one line without stops"),
        pytest.param("x", 2_000_000, id="one word"),
        pytest.param(".", 300_000, id="full stops"),
        pytest.param(". ", 200_000, id="full stops and blanks"),
        pytest.param(". . . x", 100_000, id="spaced ellipses"),
        pytest.param("Mr. ", 200_000, id="titles"),
        pytest.param("U.S. A.B. ", 100_000, id="initialisms"),
        pytest.param("“Soon.” ", 30_000, id="quotations in one line"),
        pytest.param("“Soon.” Okafor of the town of ", 20_000, id="nearly reporting clauses"),
        pytest.param("“Soon.”\n", 30_000, id="quotations in lines"),
        pytest.param("don't've's ", 60_000, id="apostrophes"),
        pytest.param("a-", 400_000, id="hyphens"),
        pytest.param(" ", 2_000_000, id="blanks"),
        pytest.param("?!) ", 200_000, id="stops and brackets"),
        pytest.param("?)", 300_000, id="stops and brackets without blanks"),
    ],
)
def test_time_is_linear(unit: str, count: int) -> None:
    """Eight times the text takes about eight times as long; quadratic work would take sixty-four times."""

    def annotated(times: int) -> Callable[[], object]:
        text = unit * times + " “Soon.”"
        quoted = find_quoted_spans(text)
        return lambda: annotate(Article(text=text), quoted)

    check(annotated(count // 8)())
    assert growth(annotated(count // 8), annotated(count), below=20) < 20


def test_stops_that_run_into_a_word_take_linear_time() -> None:
    def annotated(times: int) -> Callable[[], object]:
        text = "." * times + "x"
        return lambda: annotate(Article(text=text), (), reach=Reach.EVERYTHING)

    assert growth(annotated(20_000), annotated(160_000), below=20) < 20
