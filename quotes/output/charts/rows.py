"""Draws horizontal bars, whole or of parts, with a name before and a number behind each."""

from typing import NamedTuple

from quotes.output.charts.canvas import BASE, LABEL, LINE_HEIGHT, Canvas, key, name_beside, part_colours
from quotes.output.charts.letters import lines_of, width_of
from quotes.output.charts.numerals import NO_VALUE
from quotes.output.charts.plot import Plot, drawn_of, is_unstated
from quotes.output.charts.shapes import Anchor

NAMES = 0.38
"""The most of the paper's width that names take; longer ones are broken into two lines, then shortened."""
CUT = 1.15
"""A sum of all others longer than so many times the longest bar is cut off, and the cut is drawn."""
_THICK = 15.0
_GAP = 7.0


class _Scale(NamedTuple):
    """The horizontal position of zero, and how many points a unit is long."""

    zero: float
    unit: float

    def at(self, number: float) -> float:
        return self.zero + number * self.unit


def draw_rows(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws *plot* from *top* downwards and returns where it ends."""
    limit = canvas.width * NAMES
    names = [lines_of(name, limit, LABEL, most=2) for name in plot.across]
    begin = canvas.left + max(width_of(line, LABEL) for lines in names for line in lines) + 8
    scale, most = _scale(canvas, plot, begin)
    stacked = plot.parts != ("",)
    if stacked:
        top = _names_of_parts(canvas, plot, scale, top)
    first = top
    for place, lines in enumerate(names):
        height = max(_THICK, len(lines) * LABEL * LINE_HEIGHT)
        middle = top + height / 2
        name_beside(canvas, begin - 8, middle, lines)
        if plot.rest_across and place == len(names) - 1:
            _rest(canvas, plot, scale, middle, most)
        elif stacked:
            _stack(canvas, plot, place, scale, middle)
        else:
            _bar(canvas, plot, place, scale, middle)
        top += height + _GAP
    canvas.line([(scale.zero, first - 2), (scale.zero, top - _GAP + 2)], "zero", 0.8)
    return top


def _drawn(plot: Plot) -> list[tuple[float, float]]:
    """Returns how far each bar reaches to the left and to the right of zero; the sum of all others is the last, if
    there is one.
    """
    reach = []
    for place in range(len(plot.across)):
        known = [numbers[place] or 0.0 for numbers in plot.numbers]
        reach.append((sum(each for each in known if each < 0), sum(each for each in known if each > 0)))
    return reach


def _scale(canvas: Canvas, plot: Plot, begin: float) -> tuple[_Scale, float]:
    """Returns a scale on which every bar and the number behind it fit, and the largest number that is drawn in full."""
    reach = _drawn(plot)
    whole = reach[:-1] if plot.rest_across and len(reach) > 1 else reach
    low, high = min(each[0] for each in whole), max(each[1] for each in whole)
    most = high
    if plot.rest_across:
        most = high if reach[-1][1] > CUT * high else max(high, reach[-1][1])
        low = min(low, reach[-1][0])
    numerals = [plot.numeral(plot.total(place)) for place in range(len(plot.across))]
    behind = max(width_of(each, LABEL) for each in numerals) + 6
    before = behind if low < 0 else 0.0
    room = canvas.right - begin - behind - before
    unit = room / ((most - low) or 1.0)
    return _Scale(begin + before - low * unit, unit), most


def _bar(canvas: Canvas, plot: Plot, place: int, scale: _Scale, middle: float) -> None:
    """Draws one bar with its number."""
    number = plot.numbers[0][place]
    y = middle + BASE * LABEL
    if number is None:
        canvas.text(scale.zero + 5, y, NO_VALUE, colour="muted")
        return
    colour = "unstated" if is_unstated(plot.across[place]) else "part-1"
    end = scale.at(number)
    if number:
        canvas.box(scale.zero, middle - _THICK / 2, end - scale.zero, _THICK, colour)
    if number < 0:
        canvas.text(end - 5, y, plot.numeral(number), anchor=Anchor.END)
    else:
        canvas.text(end + 5, y, plot.numeral(number))


def _rest(canvas: Canvas, plot: Plot, scale: _Scale, middle: float, most: float) -> None:
    """Draws a grey bar for the sum of all that is not drawn, cut off if it is longer than *most*."""
    number = plot.total(len(plot.across) - 1) or 0.0
    end = scale.at(min(number, most))
    canvas.box(scale.zero, middle - _THICK / 2, end - scale.zero, _THICK, "rest")
    cut = number > most
    for x in (end - 26, end - 20) if cut else ():
        canvas.line([(x - 3, middle + _THICK / 2 + 1), (x + 3, middle - _THICK / 2 - 1)], "paper", 2.5)
    canvas.text(max(end, scale.zero) + 5, middle + BASE * LABEL, plot.numeral(number))
    said = drawn_of(len(plot.across) - 1, plot.rest_across)[:-1]
    canvas.notes.append(f"{said}; the grey bar{', cut short,' if cut else ''} adds up the others.")


def _stack(canvas: Canvas, plot: Plot, place: int, scale: _Scale, middle: float) -> None:
    """Draws one bar of parts, each with its number if it fits, and the total of counts behind it."""
    before, behind = 0.0, 0.0
    for numbers, colour in zip(plot.numbers, part_colours(plot), strict=True):
        number = numbers[place]
        if not number:
            continue
        start = behind if number > 0 else before
        x, end = scale.at(start), scale.at(start + number)
        if number > 0:
            behind += number
        else:
            before += number
        canvas.box(x, middle - _THICK / 2, end - x, _THICK, colour)
        canvas.line([(end, middle - _THICK / 2), (end, middle + _THICK / 2)], "paper", 1.0)
        words = plot.numeral(number)
        if width_of(words, LABEL) + 6 <= abs(end - x):
            canvas.text((x + end) / 2, middle + BASE * LABEL, words, colour=f"on-{colour}", anchor=Anchor.MIDDLE)
    total = plot.total(place)
    words = NO_VALUE if total is None else plot.numeral(total) if plot.counts else ""
    canvas.text(scale.at(behind) + 5, middle + BASE * LABEL, words, colour="ink" if total is not None else "muted")


def _names_of_parts(canvas: Canvas, plot: Plot, scale: _Scale, top: float) -> float:
    """Writes the names of the parts above the first bar if each fits over its own, else draws a key; returns where they
    end.
    """
    spots, start = [], 0.0
    for part, numbers in zip(plot.parts, plot.numbers, strict=True):
        number = numbers[0] or 0.0
        x, end = scale.at(start), scale.at(start + number)
        if number <= 0 or width_of(part, LABEL) + 8 > end - x:
            return key(canvas, plot, top)
        spots.append((part, (x + end) / 2))
        start += number
    for part, x in spots:
        canvas.text(x, top + LABEL, part, anchor=Anchor.MIDDLE, colour="muted")
    return top + LABEL * 1.6
