"""Laws of quoted spans that hold for every text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Ending
from quotes.quotations.spans import find_quoted_spans

PIECES = [*"\"“”„‟‘’‚'`´«»‹›「」『』＂,.;:!?…—-()[]> \n\t=0129", "''", "``", "\u200b", "\u00a0", "\r\n"]
PIECES += [
    "We",
    "open",
    "the boys",
    "Okafor said",
    "tis",
    "s",
    "开门",
    "Q:",
    "A:",
    "OKAFOR:",
    ', "',
    '." ',
    "\n\n",
]
PIECES += ["> ", "    ", " — Okafor", "12", "href=", "<a "]
marked = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
texts = st.one_of(marked, st.text(max_size=80))
plain = st.text(alphabet="abc DEF.,-\u00e9", max_size=40)
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BREAKS = set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@given(texts)
@settings(max_examples=600)
def test_spans_lie_inside_the_text_trimmed_and_in_order(text: str) -> None:
    spans = find_quoted_spans(text)
    for span in spans:
        assert 0 <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        words = text[span.start : span.end]
        assert words == words.strip()
        assert words[0] not in INVISIBLE
        assert words[-1] not in INVISIBLE
        assert not BREAKS & set(text[span.outer_start : span.outer_end])
        assert span.mark == "block" or text.startswith(span.mark, span.outer_start) or span.continues is not None
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert len({(span.start, span.end) for span in spans}) == len(spans)


@given(texts)
@settings(max_examples=600)
def test_spans_are_disjoint_or_nested_and_know_their_parent(text: str) -> None:
    spans = find_quoted_spans(text)
    around: list[int] = []
    for position, span in enumerate(spans):
        while around and spans[around[-1]].end <= span.outer_start:
            around.pop()
        parent = around[-1] if around else None
        assert span.parent == parent
        if parent is not None:
            assert spans[parent].start <= span.outer_start
            assert span.outer_end <= spans[parent].end
        around.append(position)


@given(texts)
@settings(max_examples=600)
def test_a_continued_span_is_an_earlier_one_left_open(text: str) -> None:
    spans = find_quoted_spans(text)
    goes_on = [span.continues for span in spans if span.continues is not None]
    assert len(set(goes_on)) == len(goes_on)
    for position, span in enumerate(spans):
        if span.continues is not None:
            assert span.continues < position
            assert spans[span.continues].ending is not Ending.CLOSED
        if span.ending is Ending.REOPENED:
            assert position in goes_on


@given(texts, plain)
@settings(max_examples=300)
def test_a_further_paragraph_without_marks_changes_nothing(text: str, more: str) -> None:
    assert find_quoted_spans(f"{text}\n\nThe end. {more}") == find_quoted_spans(text)


@given(texts, plain)
@settings(max_examples=300)
def test_a_paragraph_put_first_only_moves_the_spans(text: str, more: str) -> None:
    first = f"The beginning. {more}.\n\n"
    moved = [
        span._replace(
            start=span.start + len(first),
            end=span.end + len(first),
            outer_start=span.outer_start + len(first),
            outer_end=span.outer_end + len(first),
        )
        for span in find_quoted_spans(text)
    ]
    assert list(find_quoted_spans(first + text)) == moved


@given(st.lists(st.sampled_from(["We open.", "Nobody doubts it,", "a mess", "Why?"]), min_size=1, max_size=6))
def test_plain_quotations_are_all_found_in_every_style(quoted: list[str]) -> None:
    for opening, closing in ("“”", '""', "‘’", "''", "«»", "„“", "「」", ("``", "''")):
        text = " and then ".join(f"he said {opening}{words}{closing}" for words in quoted)
        assert [text[span.start : span.end] for span in find_quoted_spans(text)] == quoted
