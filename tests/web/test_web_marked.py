"""Texts cut into pieces are the text again, and marks cover what they are given."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.output.charts.themed import without_styles
from quotes.web.marked import LONG, Piece, Place, excerpt, pieces

places = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from("abc")), max_size=8)


@given(st.text(max_size=50), places)
def test_pieces_are_the_text_with_every_mark_where_it_belongs(text: str, places: list[Place]) -> None:
    found = pieces(text, places)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        for offset in range(at, at + len(piece.text)):
            assert sorted(piece.marks) == sorted(mark for start, end, mark in places if start <= offset < end)
        at += len(piece.text)


@given(st.text(alphabet="ab \n", max_size=3000), st.data())
def test_an_excerpt_has_the_quotation_and_leaves_out_what_is_far(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = excerpt(text, [(start, end, "words")], (start, end))
    kept = [piece.text for piece in found if not piece.is_gap]
    assert all(each in text for each in kept)
    if end - start <= LONG:
        words = "".join(piece.text for piece in found if "words" in piece.marks)
        assert words == text[start:end]
    assert sum(map(len, kept)) <= 2 * LONG


def test_a_long_quotation_keeps_what_stands_around_its_matches() -> None:
    text = "word " * 500 + "needle " + "word " * 500
    at = text.index("needle")
    found = excerpt(text, [(0, len(text), "words"), (at, at + 6, "match")], (0, len(text)))
    assert Piece("needle", ("words", "match")) in found
    assert sum(piece.is_gap for piece in found) == 2
    assert sum(len(piece.text) for piece in found) < 2000


def test_styles_become_attributes_in_tags_alone() -> None:
    svg = '<text style="font-size: 9px; fill: var(--ink, #1a1a1a)" x="1"> style="fill: red" </text>'
    assert without_styles(svg) == '<text font-size="9px" fill="var(--ink, #1a1a1a)" x="1"> style="fill: red" </text>'
