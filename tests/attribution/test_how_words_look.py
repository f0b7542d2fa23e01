"""How a quotation looks, by itself and in its sentence."""

import pytest

from quotes.attribution.quotation_surface import Alone, Shape, surface_of
from tests.attribution.laid_out import layout_of


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        pytest.param("“We open.”", Alone.PARAGRAPH, id="a paragraph of its own"),
        pytest.param("Okafor left. “We open.”", Alone.SENTENCE, id="a sentence of its own"),
        pytest.param("Okafor left. “We open” “We close.”", Alone.QUOTATIONS, id="beside another one"),
        pytest.param("“We open,” said Okafor.", Alone.NO, id="in a sentence"),
    ],
)
def test_what_stands_beside_it(text: str, alone: Alone) -> None:
    layout = layout_of(text)
    assert surface_of(layout, layout.slots[0]).alone is alone


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Rivers of the Northern Night", Shape.TITLE),
        ("LOST SUMMER NIGHTS", Shape.CAPITALS),
        ("Pelican", Shape.CAPITALISED),
        ("painful but right", Shape.LOWER),
        ("We open in spring", Shape.SENTENCE),
        ("the Tarn bridge", Shape.MIXED),
        ("1984", Shape.WORDLESS),
        ("War and the Sea", Shape.TITLE),
        ("The bridge was never safe", Shape.SENTENCE),
    ],
)
def test_how_it_is_written(words: str, shape: Shape) -> None:
    layout = layout_of(f"They called it “{words}” again.")
    surface = surface_of(layout, layout.slots[0])
    assert surface.shape is shape
    assert surface.low is words[0].islower()


@pytest.mark.parametrize(
    ("count", "length"), [(1, "1"), (2, "2"), (3, "4"), (4, "4"), (5, "8"), (8, "8"), (9, "L"), (40, "L")]
)
def test_how_long_it_is(count: int, length: str) -> None:
    layout = layout_of(f"They called it “{' '.join(['word'] * count)}” again.")
    assert surface_of(layout, layout.slots[0]).length == length


@pytest.mark.parametrize(
    ("text", "previous", "following", "closing"),
    [
        ("Okafor said: “We open.”", ":", "$", "."),
        ("“We open,” said Okafor.", "^", "said", ","),
        ("“We open?” Okafor asked.", "^", "okafor", "?"),
        ("Okafor called it “a mess” again.", "it", "again", "w"),
    ],
)
def test_the_words_around_it(text: str, previous: str, following: str, closing: str) -> None:
    layout = layout_of(text)
    surface = surface_of(layout, layout.slots[0])
    assert (surface.previous, surface.following, surface.closing) == (previous, following, closing)
