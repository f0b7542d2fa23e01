"""Several gold files side by side: a line each, all together, and the outlet that does worst."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quotes.evaluate.scoring import Prediction, Scores, figures, score

LEAST = 30
"""Quotations from which on an outlet's score is shown by itself."""
COLUMNS = {
    "quotes": "quote segments",
    "who": "who F1",
    "loose": "who F1, loose",
    "false": "false credit",
    "via": "via F1",
    "when": "when F1",
    ">=.9": "precision at confidence 0.9",
    "share": "share at confidence 0.9",
    "calib.": "calibration error",
}
"""Heading and figure."""


class Line(NamedTuple):
    """One line of the comparison: its label and its scores."""

    name: str
    scores: Scores


def compared(
    files: Mapping[str, Sequence[Mapping[str, Any]]], predictions: Mapping[str, Mapping[str, Sequence[Prediction]]]
) -> list[Line]:
    """Returns a line for each of the gold *files* by name, one for all, one for the worst outlet of enough quotations.

    *predictions* are by file and article id.  The worst is that of the least who F1.
    """
    lines = [Line(name, score(articles, predictions[name])) for name, articles in files.items()]
    if len(lines) > 1:
        lines.append(Line("all", added(line.scores for line in lines)))
    worst = min(_outlets(files, predictions), key=lambda line: figures(line.scores)["who F1"], default=None)
    return lines if worst is None else [*lines, Line(f"worst: {worst.name}", worst.scores)]


def _outlets(
    files: Mapping[str, Sequence[Mapping[str, Any]]], predictions: Mapping[str, Mapping[str, Sequence[Prediction]]]
) -> Iterator[Line]:
    """Returns the scores of each outlet that has enough quotations in all files together."""
    found: dict[str, list[Scores]] = {}
    for name, articles in files.items():
        for article in articles:
            outlet = str(article.get("outlet") or name)
            found.setdefault(outlet, []).append(score([article], predictions[name]))
    for outlet, parts in found.items():
        line = Line(outlet, added(parts))
        if line.scores.counts["quotes"] >= LEAST:
            yield line


def added(parts: Iterable[Scores]) -> Scores:
    """Returns the scores of several sets of articles as one."""
    whole = Scores()
    for part in parts:
        whole.counts.update(part.counts)
        for name, counts in part.slices.items():
            whole.slices[name].update(counts)
        whole.errors += part.errors
        whole.confident += part.confident
    return whole


def comparison(lines: Sequence[Line]) -> str:
    """Returns the *lines* as a table, figures that a set cannot tell left empty."""
    width = min(24, max(len("set"), *(len(line.name) for line in lines)))
    rows = ["  ".join((f"{'set':{width}}", *(f"{heading:>6}" for heading in COLUMNS)))]
    for line in lines:
        shown = figures(line.scores)
        cells = []
        for figure in COLUMNS.values():
            value = shown.get(figure)
            cells.append("" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value))
        rows.append("  ".join((f"{line.name[:width]:{width}}", *(f"{cell:>6}" for cell in cells))).rstrip())
    return "\n".join(rows) + "\n"
