"""Reads numbers, in digits or in words, and what they count in, to compare *35%* with *thirty-five percent*."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
"""Words and letters that multiply the number before them."""
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
UNITS = {
    "%": "percent", "percent": "percent", "percentage": "percentage", "$": "dollar", "dollar": "dollar",
    "dollars": "dollar", "£": "pound", "pound": "pound", "pounds": "pound", "€": "euro", "euro": "euro",
    "euros": "euro", "¥": "yen", "yen": "yen",
}  # fmt: skip
"""What a number counts, written out or as a sign, with one key for each."""
MULTIPLES = frozenset({"dozen", "dozens", "half", "double", "twice", "triple", "quarter", *UNITS.values()})
"""Other words that say how many or of what; to change one changes a number."""
_FIGURES = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)(bn|tn|k|m|st|nd|rd|th|s)?\Z", re.ASCII)
_LETTERS = {"bn": 10**9, "tn": 10**12, "m": 10**6, "k": 1000}
MOST_WORDS = 12
"""Words of one number that are read; *nine hundred and ninety-nine thousand nine hundred and ninety-nine* has ten."""


class Number(NamedTuple):
    """A number at the beginning of some words: its key, the same however it is written, and how many words it takes."""

    key: str
    words: int


def number_at(words: Sequence[str], place: int) -> Number | None:
    """Returns the number that begins with ``words[place]``, or None; the words are folded, but digits keep their
    decimal point and have no separators.

    *2 million*, *two million* and *2000000* have one key, *second* and *2nd* another.
    """
    word = words[place]
    if word in ORDINALS:
        return Number(f"{ORDINALS[word]}th", 1)
    if (figures := _FIGURES.match(word)) is not None:
        return _in_figures(figures, words, place)
    return _in_words(words, place)


def _in_figures(figures: re.Match[str], words: Sequence[str], place: int) -> Number:
    digits, letters = figures.groups()
    if letters in ("st", "nd", "rd", "th"):
        return Number(f"{int(Decimal(digits))}th", 1)
    if letters == "s":
        return Number(f"{digits}s", 1)
    number, taken = Decimal(digits) * _LETTERS.get(letters or "", 1), 1
    while place + taken < len(words) and (scale := SCALES.get(words[place + taken])):
        number, taken = number * scale, taken + 1
        if taken > MOST_WORDS:
            break
    return Number(_key(number), taken)


def _in_words(words: Sequence[str], place: int) -> Number | None:
    """Returns the number that ``words[place:]`` begins with in letters, as *two hundred and five thousand*."""
    total = part = 0
    taken, last = 0, ""
    for at in range(place, min(len(words), place + MOST_WORDS)):
        word = words[at]
        follows = words[at + 1] if at + 1 < len(words) else ""
        if word == "a" and not taken and follows in SCALES:
            part, last = 1, "a"
        elif word in SMALL and last in (("", "scale", "and", "tens") if 0 < SMALL[word] < 10 else ("", "scale", "and")):
            part, last = part + SMALL[word], "small"
        elif word in TENS and last in ("", "scale", "and"):
            part, last = part + TENS[word], "tens"
        elif word in SCALES and last in ("small", "tens", "a", "scale"):
            scale = SCALES[word]
            part, total = (part * scale, total) if scale == 100 else (0, total + (part or 1) * scale)
            last = "scale"
        elif word == "and" and last == "scale" and (follows in SMALL or follows in TENS):
            last = "and"
        else:
            break
        taken = at + 1 - place
    return Number(_key(Decimal(total + part)), taken) if taken else None


def _key(number: Decimal) -> str:
    return f"{number.normalize():f}"


def is_number_key(key: str) -> bool:
    """Tests whether *key* is of a number (:func:`number_at`) or of a word that multiplies or measures."""
    return key[:1].isdigit() or key in MULTIPLES
