"""Colours can be told from their paper and from each other, in both schemes, also by people who see fewer of them."""

from itertools import combinations, pairwise

import pytest

from quotes.output.charts.palette import COLOURS, HEATS, PARTS, Colour

Linear = tuple[float, float, float]
SCHEMES = tuple(Colour._fields)
SIGHT = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What is left of red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.0."""
TOLD_APART = 14.0
"""Least distance (CIE 1976) of two parts; about 2.3 is just noticeable side by side."""


def linear(colour: str) -> Linear:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, from 1 to 21."""
    light = sorted(
        sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True)) for each in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour: str, sight: str) -> Linear:
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]]
    matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(matrix, white, strict=True)]
    x, y, z = (each ** (1 / 3) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116 for each in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def shade(name: str, scheme: str) -> str:
    return str(getattr(COLOURS[name], scheme))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["ink", "muted", *(each for each in COLOURS if each.startswith("on-"))])
def test_text_can_be_read(name: str, scheme: str) -> None:
    below = name.removeprefix("on-") if name.startswith("on-") else "paper"
    assert contrast(shade(name, scheme), shade(below, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*PARTS, "rest", "unstated", "zero"])
def test_what_is_drawn_stands_out_from_the_paper(name: str, scheme: str) -> None:
    assert contrast(shade(name, scheme), shade("paper", scheme)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_parts_are_told_apart_by_everybody(sight: str, scheme: str) -> None:
    seen = {name: lab(shade(name, scheme), sight) for name in (*PARTS, "rest", "unstated")}
    near = {
        (one, other): distance
        for one, other in combinations(seen, 2)
        if (distance := sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5) < TOLD_APART
    }
    assert not near


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_more_heat_is_further_from_the_paper(sight: str, scheme: str) -> None:
    paper = lab(shade("paper", scheme), sight)[0]
    steps = [abs(lab(shade(name, scheme), sight)[0] - paper) for name in HEATS]
    assert all(more - less > 6 for less, more in pairwise(steps)), steps


def test_colours_of_a_picture_can_be_told_by_their_light_shade() -> None:
    assert len({colour.light for colour in COLOURS.values()}) == len(COLOURS)
