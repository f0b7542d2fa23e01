"""Prints numbers as charts and pages have them."""

import math
from collections.abc import Iterable
from decimal import Decimal

from quotes.errors import UsageProblem

NO_VALUE = "no value"
"""What stands where a number is missing."""
_MINUS = "\N{MINUS SIGN}"


def number_of(value: object, column: str) -> float | None:
    """Returns *value* of *column* as a number that can be drawn; None for NULL, infinity and NaN.

    :raises UsageProblem: the value is text or a date.
    """
    if value is None:
        return None
    if not isinstance(value, int | float | Decimal):
        raise UsageProblem(f"the chart draws the column {column}, which holds {str(value)[:40]!r}: no number")
    number = float(value)
    return number if math.isfinite(number) else None


def are_counts(values: Iterable[object]) -> bool:
    """Tests whether *values* are all whole numbers by their type, so that adding them up means something.

    Shares and confidences come as decimals even where one of them is 1.0; the sum of those would be nonsense.
    """
    return all(
        isinstance(value, int) or (isinstance(value, Decimal) and value == value.to_integral_value() == value
                                   and int(value.as_tuple().exponent) >= 0)
        for value in values
        if value is not None
    )  # fmt: skip


def decimals_for(numbers: Iterable[float | None]) -> int:
    """Returns how many decimals tell *numbers* apart well enough: none for whole ones, two if all are within 1, else
    one.
    """
    known = [number for number in numbers if number is not None]
    if all(number == round(number) for number in known):
        return 0
    return 2 if max(map(abs, known)) <= 1 else 1


def numeral(number: float | None, decimals: int = 0, unit: str = "") -> str:
    """Returns *number* with commas between thousands, a real minus sign and *unit* behind it."""
    if number is None:
        return NO_VALUE
    text = f"{abs(number):,.{decimals}f}"
    negative = number < 0 and any(digit in "123456789" for digit in text)
    return f"{_MINUS if negative else ''}{text}{unit}"
