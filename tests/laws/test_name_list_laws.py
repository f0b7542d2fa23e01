"""Names in one cell come back as they were, whatever is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.name_lists import joined, names_in, noted

NAMES = st.lists(st.text(alphabet="ab;\\ ()\n", min_size=1, max_size=8) | st.text(min_size=1), max_size=5)


@given(NAMES)
def test_what_was_joined_is_taken_apart_again(names: list[str]) -> None:
    assert names_in(joined(names)) == names


@pytest.mark.parametrize(
    ("names", "cell"),
    [
        ([], None),
        (["Ann Lee"], "Ann Lee"),
        (["Ann Lee", noted("Bob Ray", "the minister")], "Ann Lee; Bob Ray (the minister)"),
        (["Smith; Sons", "Lee"], "Smith\\; Sons; Lee"),
        (["a\\", "b;"], "a\\\\; b\\;"),
    ],
)
def test_how_a_cell_looks(names: list[str], cell: str | None) -> None:
    assert joined(names) == cell
    assert names_in(cell) == names


def test_a_cell_that_was_not_joined_by_us_is_never_lost() -> None:
    assert names_in("a;b") == ["a;b"]
    assert names_in("a; b;c") == ["a", "b;c"]
