"""Paints drawings as SVG, PNG or PDF, by matplotlib in the font that comes with it.

The same drawing gives the same bytes under one version of matplotlib: nothing in a file says when it was made.
Neither pyplot nor a window system is touched, and settings of the user's own do not count.
"""

import re
from html import escape
from io import BytesIO
from typing import Any

from quotes.output.charts.forms import PictureForm
from quotes.output.charts.library import quietly
from quotes.output.charts.palette import COLOURS
from quotes.output.charts.shapes import Box, Dot, Drawing, Line, Text

PIXELS = 200
"""Pixels of a PNG to the inch: sharp in print at its natural size."""
_SETTINGS: Any = {
    "font.family": ["DejaVu Sans"],
    "pdf.fonttype": 42,  # letters stay letters: they can be searched and copied
    "svg.fonttype": "none",
    "svg.hashsalt": "quotes",
    "text.hinting": "none",
    "text.hinting_factor": 1,
    "text.parse_math": False,
    "text.usetex": False,
}
_NOTHING_ABOUT: dict[PictureForm, dict[str, None]] = {
    PictureForm.SVG: dict.fromkeys(("Creator", "Date", "Format", "Type")),
    PictureForm.PNG: {"Software": None},
    PictureForm.PDF: dict.fromkeys(("CreationDate", "Creator", "Producer")),
}
_SVG_TAG = re.compile(r"<svg [^>]*>")
_FAMILY = "font-family: 'DejaVu Sans'"
_FAMILIES = f"{_FAMILY}, Verdana, sans-serif"


def painted(drawing: Drawing, form: PictureForm, *, background: bool = True) -> bytes:
    """Returns the file that shows *drawing*; without *background* an SVG is transparent."""
    with quietly():
        import matplotlib

        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_SETTINGS)
            raw = _saved(drawing, form, background=background)
    return _described(raw.decode(), drawing).encode() if form is PictureForm.SVG else raw


def _saved(drawing: Drawing, form: PictureForm, *, background: bool) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    paper = COLOURS["paper"].light if background else "none"
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72, facecolor=paper)
    axes = figure.add_axes((0, 0, 1, 1), frame_on=False)
    axes.set_axis_off()
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    for order, shape in enumerate(drawing.shapes):
        artist = _artist(shape)
        artist.set_zorder(order)
        axes.add_artist(artist)
        artist.set_clip_on(False)
    stream = BytesIO()
    kind = {PictureForm.SVG: FigureCanvasSVG, PictureForm.PNG: FigureCanvasAgg, PictureForm.PDF: FigureCanvasPdf}[form]
    kind(figure)
    dpi = PIXELS if form is PictureForm.PNG else 72
    figure.savefig(stream, format=form.value, dpi=dpi, metadata=_NOTHING_ABOUT[form], facecolor=paper)
    return stream.getvalue()


def _artist(shape: Text | Box | Line | Dot) -> Any:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Rectangle
    from matplotlib.text import Text as Words

    colour = COLOURS[shape.colour].light
    if isinstance(shape, Box):
        return Rectangle((shape.x, shape.y), shape.width, shape.height, facecolor=colour, linewidth=0)
    if isinstance(shape, Line):
        xs, ys = zip(*shape.points, strict=True)
        return Line2D(xs, ys, color=colour, linewidth=shape.thick, solid_joinstyle="round", solid_capstyle="butt")
    if isinstance(shape, Dot):
        return Circle((shape.x, shape.y), shape.radius, facecolor=colour, linewidth=0)
    return Words(
        shape.x,
        shape.y,
        shape.words,
        fontsize=shape.size,
        fontweight="bold" if shape.bold else "normal",
        color=colour,
        horizontalalignment="left" if shape.turned else shape.anchor.value,
        verticalalignment="baseline",
        rotation=90 if shape.turned else 0,
        rotation_mode="anchor",
        parse_math=False,
    )


def _described(svg: str, drawing: Drawing) -> str:
    """Returns *svg* from its root element on, with the drawing's title and description for those who cannot see it."""
    found = _SVG_TAG.search(svg)
    assert found is not None
    root = f'{found[0][:-1]} role="img" aria-label="{escape(drawing.title)}">'
    words = f"\n <title>{escape(drawing.title)}</title>\n <desc>{escape(drawing.about)}</desc>"
    body = svg[found.end() :].replace(_FAMILY, _FAMILIES)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}{words}{body}'
