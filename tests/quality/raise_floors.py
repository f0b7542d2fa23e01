"""Raise the floors of accuracy to what is measured now; a floor is never lowered.

    python tests/quality/raise_floors.py            every set that has floors and is here
    python tests/quality/raise_floors.py NAME…      these sets; one without floors gets them

Ends with 1, and writes nothing, where a figure is below its floor.
"""

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.quality.measure import FALLING, FLOORS, gold_file, measured, read_floors

HAIR = 0.002
"""How far below what was measured a floor is set: about one quotation in five hundred."""
FIGURES = (
    "who F1",
    "who F1, loose",
    "detection recall",
    "exact ends",
    "false credit",
    "calibration error",
    "via F1",
    "when F1",
    "modality",
    "flagged",
    "credits",
    "nested",
)
"""The figures for which a new set gets floors, where it has them."""


class LowerFloorError(Exception):
    """A figure is below its floor."""


def floor_of(figure: str, value: float) -> float:
    """The floor for a measured *value*: a hair below it in whole thousandths, or above it where less is better."""
    if figure in FALLING:
        return min(1.0, math.ceil(round((value + HAIR) * 1000, 6)) / 1000)
    return max(0.0, math.floor(round((value - HAIR) * 1000, 6)) / 1000)


def raised(floors: Mapping[str, float], figures: Mapping[str, float | int]) -> dict[str, float]:
    """*floors* (none: of a new set), each raised to what *figures* allow; one that is higher already stays.

    :raises LowerFloorError: a figure is below its floor; all of them are named.
    """
    found: dict[str, float] = {}
    fallen: list[str] = []
    for figure in floors or [each for each in FIGURES if each in figures]:
        better = min if figure in FALLING else max
        new, old = floor_of(figure, figures[figure]), floors.get(figure)
        if old is not None and better(figures[figure], old) != figures[figure]:
            fallen.append(f"{figure} {figures[figure]:.4f}, floor {old}")
        found[figure] = new if old is None else better(new, old)
    if fallen:
        raise LowerFloorError("; ".join(fallen))
    return found


def main(
    names: Sequence[str],
    path: Path = FLOORS,
    measure: Callable[[str], Mapping[str, float | int]] = measured,
) -> int:
    """Measure the sets *names* (all that are here), write their floors to *path*; returns the exit status."""
    floors = read_floors(path)
    fallen = False
    for name in names or [name for name in floors if gold_file(name).exists()]:
        old = floors.get(name, {})
        try:
            floors[name] = raised(old, measure(name))
        except LowerFloorError as error:
            print(f"{name}: {error}", file=sys.stderr)
            fallen = True
            continue
        for figure, new in floors[name].items():
            if new != old.get(figure):
                print(f"{name}: {figure} {old.get(figure, 'none')} → {new}")
    if fallen:
        print("a floor is never lowered; nothing was written", file=sys.stderr)
        return 1
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
