"""Laws of comparison: whatever the texts, offsets stand in them, a wording is itself, and a stretch of it is a cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.comparison import Comparison, Part, compare, pieces
from quotes.comparison.units import ELLIPSIS, units

WORDS = st.sampled_from(
    "we will not never pay don't can’t 35% $2 million two thirty five per cent U.S. [W]e [the] mayor (aside) … ... colour"
    " color Okafor 1,000 2.5 ½ well-being wellbeing O'Brien 's all some . , ? “ ” ß café cafe\u0301 half's af- \n".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)
PLAIN = st.lists(st.sampled_from("we will pay for the old bridge and nobody else may".split()), min_size=1, max_size=12)


def _covers(comparison: Comparison, one: str, other: str) -> None:
    for text, side in ((one, "given"), (other, "stored")):
        at = 0
        for segment in comparison.segments:
            span = getattr(segment, side)
            assert at <= span.start <= span.end <= len(text)
            at = max(at, span.end)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_offsets_stand_in_the_texts_and_in_order(one: str, other: str) -> None:
    comparison = compare(one, other)
    _covers(comparison, one, other)
    assert 0 <= comparison.nearness <= 1
    assert comparison.common <= comparison.given_size
    for change in comparison.changes:
        assert change.given.end > change.given.start or change.stored.end > change.stored.start


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_units_stand_in_the_text_without_overlap(text: str) -> None:
    at = 0
    for unit in units(text):
        assert at <= unit.span.start < unit.span.end <= len(text)
        assert unit.key
        at = unit.span.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_wording_is_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.changes == ()
    assert comparison.is_exact == any(unit.key != ELLIPSIS for unit in units(text))


@settings(max_examples=200, deadline=None)
@given(PLAIN, st.data())
def test_a_stretch_is_a_cut_and_no_alteration(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    cut, whole = " ".join(words[start:end]), " ".join(words)
    assert compare(cut, whole).is_exact
    assert compare(cut, whole).nearness == compare(whole, cut).nearness == 1


@settings(max_examples=200, deadline=None)
@given(PLAIN, st.data())
def test_a_dropped_not_is_always_marked(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, max(1, len(words) - 1)))
    words = ["now", *words, "then"]
    whole = " ".join([*words[:at], "not", *words[at:]])
    for one, other in ((" ".join(words), whole), (whole, " ".join(words))):
        assert compare(one, other).alters_meaning


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_not_dropped_is_the_given_text(one: str, other: str) -> None:
    made = pieces(compare(one, other), one, other)
    shown = "".join(piece.text for piece in made if piece.part is not Part.DROPPED)
    assert "".join(shown.split()) == "".join(one.split())
