"""Packed rows say what plain ones say, whatever is added and multiplied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.annotation import tagger
from quotes.mentions import name_kinds
from quotes.model import ProperName
from quotes.named_tuples import new_tuple
from quotes.samples import gold_path
from quotes.weights import parameters, sums
from quotes.weights.packed import GREATEST, PackedRows, PackedScores
from tests.weights.plain_rows import PlainRows, PlainScores, Row

SIZE = 45
WEIGHTS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(-GREATEST // 40, GREATEST // 40)), max_size=40)


@given(WEIGHTS)
def test_the_best_score(weights: list[tuple[int, int]]) -> None:
    packed, plain = PackedScores(SIZE), PlainScores(SIZE)
    total, row = packed.nothing, plain.nothing
    for at, weight in weights:
        total += weight * packed.units[at]
        row = row + weight * plain.units[at]
    assert packed.best(total) == plain.best(row)


@pytest.mark.parametrize("weight", [GREATEST, 1, -1, -GREATEST])
@pytest.mark.parametrize("at", [0, 1, SIZE - 1])
def test_the_best_score_at_the_bounds(at: int, weight: int) -> None:
    packed, plain = PackedScores(SIZE), PlainScores(SIZE)
    others = sum(-GREATEST * unit for i, unit in enumerate(packed.units) if i != at)
    rows = sum([-GREATEST * unit for i, unit in enumerate(plain.units) if i != at], plain.nothing)
    assert packed.best(packed.nothing + others + weight * packed.units[at]) == plain.best(
        rows + weight * plain.units[at]
    )


NUMBERS = st.integers(-(2**20), 2**20)


@given(st.lists(st.tuples(st.lists(NUMBERS, min_size=5, max_size=5), st.integers(0, 6)), max_size=20))
def test_sums_of_rows(rows: list[tuple[list[int], int]]) -> None:
    packed, plain = PackedRows(5), PlainRows(5)
    total = sum(factor * packed.pack(row) for row, factor in rows)
    expected: Row | int = sum([factor * plain.pack(row) for row, factor in rows])
    assert packed.unpack(total) == plain.unpack(expected)


@pytest.mark.parametrize("number", [2**31 - 1, -(2**31), 0, -1])
def test_a_row_holds_its_bounds(number: int) -> None:
    packed = PackedRows(3)
    assert packed.unpack(packed.pack([number, 1, number])) == (number, 1, number)


TEXT = gold_path().read_text(encoding="utf-8")[:20_000]


def test_tags_are_those_of_plain_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    words = TEXT.split()
    packed = tagger.Model(tagger.pack(parameters("tagger"))).tag(words)
    monkeypatch.setattr(tagger, "PackedScores", PlainScores)
    assert tagger.Model(tagger.pack(parameters("tagger"))).tag(words) == packed


def test_names_are_those_of_plain_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = name_kinds.find_names(TEXT)
    monkeypatch.setattr(sums, "PackedRows", PlainRows)
    kinds = parameters("name_kinds")
    size = len(kinds["kinds"])
    plain = sums.Rows(sums.pack(kinds["weights"], size).rows["weights"], size)
    assert name_kinds.find_names(TEXT, weights=plain) == packed
    assert packed


@given(st.integers(), st.integers(), st.text(), st.integers())
def test_a_tuple_made_of_its_fields(start: int, end: int, kind: str, title: int) -> None:
    made, called = new_tuple(ProperName, (start, end, kind, title)), ProperName(start, end, kind, title)
    assert made == called
    assert type(made) is type(called)
    assert made.kind is kind
