"""A sentence as a row of units: what each word counts as, and which stretches a path leaves out."""

import json
from importlib.resources import files

import pytest

from quotes.attribution.layout import Layout
from quotes.attribution.unit_kinds import APART, KIND_OF, LETTER_OF, UnitKind
from quotes.attribution.unit_row import row_of
from quotes.attribution.units import Unit
from quotes.named_tuples import new_tuple
from tests.attribution.laid_out import layout_of

SAMPLES = [
    json.loads(line)["text"]
    for line in files("quotes").joinpath("samples/gold.jsonl").read_text(encoding="utf-8").splitlines()
]


def kinds(layout: Layout, sentence: int = 0) -> str:
    return " ".join(unit.kind for unit in layout.units[sentence])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We open,” said Dana Okafor.", "Q S n ."),
        ("“We open,” Okafor will say.", "Q n m S0 ."),
        ("“We open,” he said, smiling.", "Q p S , vg ."),
        ("“We open,” said the Tarn Rail Authority.", "Q S o ."),
        ("“We open,” a spokesman said.", "Q c S ."),
        ("His claim that “we open” was denied.", "s that Q b S ."),
        ("The report said: “We open.”", "t S : Q"),
        ("According to Okafor, “we open”.", "acc to n , Q ."),
        ("Okafor did not say “we open”.", "n d x S0 Q ."),
        ("Okafor’s lawyer said “we open” and left.", "n 's c S Q & v ."),
        ("“We open,” said Okafor — in Tarnmouth; now.", "Q S n - in l ; ."),
        ("Okafor asked if “we open” soon.", "n S if Q ."),
    ],
)
def test_what_each_word_counts_as(text: str, expected: str) -> None:
    assert kinds(layout_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Okafor, 43, said “we open”.", "n S Q ."),
        ("Dana Okafor (D-Va.) said “we open”.", "n S Q ."),
        ("Dana Okafor, chair of the union, said “we open”.", "n S Q ."),
        ("Dana Okafor, who leads the union, said “we open”.", "n S Q ."),
        ("Dana Okafor, who leads the union said “we open”.", "n S Q ."),
        ("Dana Okafor, who said “we open”, left.", "n , p S Q , v ."),
        ("A report, published in May, said “we open”.", "t S Q ."),
        ("Okafor said “we open”.", "n S Q ."),
    ],
)
def test_asides_are_left_out_of_the_row(text: str, left: str) -> None:
    units = layout_of(text).units[0]
    assert " ".join(unit.kind for unit in row_of(units, 0).units) == left


def test_each_kind_has_a_letter_of_its_own() -> None:
    letters = [*LETTER_OF.values(), *APART.values()]
    assert len(set(letters)) == len(letters)
    assert all(len(letter) == 1 for letter in letters)
    assert {KIND_OF[letter] for letter in LETTER_OF.values()} == set(LETTER_OF)
    assert set(UnitKind) <= set(LETTER_OF)


@pytest.mark.parametrize("text", SAMPLES)
def test_letters_are_the_kinds(text: str) -> None:
    """The slow way: kinds as a list, asides taken out unit by unit."""
    layout = layout_of(text)
    for number in range(len(layout.document.sentences)):
        units = layout.units[number]
        assert [KIND_OF[letter] for letter in units.letters] == [unit.kind for unit in units]
        for region in range(units.asides + 1):
            row = row_of(units, region)
            kept = [unit for unit in units if unit.region in (0, region)]
            assert list(row.units) == kept
            assert [KIND_OF[letter] for letter in row.letters] == [unit.kind for unit in kept]
            assert list(row.at[: len(units) + 1]) == [
                sum(unit.region in (0, region) for unit in units[:end]) for end in range(len(units) + 1)
            ]
            stops = [i for i, unit in enumerate(units) if unit.mention >= 0]
            assert [units[i].mention for i in stops] == [n for n, at in enumerate(units.positions) if at >= 0]


def test_quick_tuple_is_the_slow_one() -> None:
    fields = (UnitKind.NAME, 3, 4, 0, "")
    quick = new_tuple(Unit, fields)
    assert (type(quick), quick) == (Unit, Unit(*fields))
