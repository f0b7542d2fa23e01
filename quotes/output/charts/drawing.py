"""Makes a whole drawing as a newspaper prints it: title, what is counted, the chart, what is left out, the source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.output.charts.canvas import SMALL, Canvas
from quotes.output.charts.columns import draw_columns
from quotes.output.charts.heat import draw_heat
from quotes.output.charts.letters import one_line
from quotes.output.charts.lines import draw_lines
from quotes.output.charts.plot import Form, Plot
from quotes.output.charts.rows import draw_rows
from quotes.output.charts.shapes import Drawing

WIDE = 640.0
"""Points across a picture for a page: letters of nine points are readable at the width of A4."""
NARROW = 270.0
"""Points across one for a telephone: of 360 pixels, letters of nine points take eleven."""

MARGIN = 12.0
"""Points around a picture in a file of its own."""
ON_PAGE = 1.0
"""Points around one on a page: half a line's thickness."""

_DRAWN: dict[Form, Callable[[Canvas, Plot, float], float]] = {
    Form.ROWS: draw_rows,
    Form.COLUMNS: draw_columns,
    Form.LINES: draw_lines,
    Form.HEAT: draw_heat,
}


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a chart: its subject, its filters and parameters, its source."""

    title: str
    filters: tuple[str, ...]
    source: str


def drawing_of(plot: Plot, caption: Caption, width: float = WIDE, *, titled: bool = True) -> Drawing:
    """Returns the drawing of *plot* with its *caption*, so many points wide; it lacks title and margin on a page, which
    has its own.
    """
    canvas = Canvas(width, MARGIN if titled else ON_PAGE)
    subtitle = one_line(" · ".join((plot.measure, *caption.filters)))
    title = one_line(caption.title)
    y = canvas.margin
    if titled:
        y = canvas.paragraph(y, title, size=13 if canvas.narrow else 15, bold=True, most=4) + 2
    y = canvas.paragraph(y, subtitle, size=10, colour="muted", most=4) + 8
    y = _DRAWN[plot.form](canvas, plot, y) + 4
    notes = (*plot.notes, *canvas.notes)
    for note in notes:
        y = canvas.paragraph(y, note, size=SMALL, colour="muted", most=4)
    y = canvas.paragraph(y, one_line(caption.source), size=SMALL, colour="muted", most=4)
    return Drawing(
        width,
        y + canvas.margin - (4 if titled else 0),
        tuple(canvas.shapes),
        title,
        _in_words(plot, (f"{subtitle}.", *notes, caption.source)),
    )


def _in_words(plot: Plot, sentences: Sequence[str]) -> str:
    """Returns what a person hears who cannot see the chart: *sentences*, with the largest numbers behind the first of
    them.
    """
    totals = [(plot.total(place), name) for place, name in enumerate(plot.across)]
    drawn = totals[:-1] if plot.rest_across else totals
    known = [(number, name) for number, name in drawn if number is not None]
    several = plot.parts != ("",)
    largest = sorted(known, key=lambda pair: -pair[0])[:3] if plot.counts or not several else []
    told = "; ".join(f"{name} {plot.numeral(number)}" for number, name in largest)
    first, *others = map(one_line, sentences)
    return " ".join(filter(None, (first, f"Largest: {told}." if told else "", *others)))
