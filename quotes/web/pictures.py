"""Draws the answers of reports for pages, one at a time: the library that paints keeps settings for all threads."""

import re
from threading import Lock

from markupsafe import Markup

from quotes.errors import QuotesError
from quotes.output.charts.answered import Answered

_painting = Lock()
_TAG = re.compile(r"<[^>]*>")
_NEEDLESS = re.compile(r' font-family="[^"]*"| transform="rotate\(-0 [^"]*"|(?<=[0-9]\.[0-9])[0-9]+')
"""What a chart can do without on a page: the style sheet names the font, and a tenth of a point is never seen."""
_FALLBACK = re.compile(r"(var\(--[\w-]+), #[0-9a-f]{6}\)")
_BLANKS = re.compile(r"\s+")
_ALONE = re.compile(r"<g>(<[^<>]*/>|<text[^<>]*>[^<>]*</text>)</g>")
"""An element in a group of its own, which says nothing of it."""
_PATH = re.compile(r'(?<= d=")[^"]*')
_AROUND_LETTERS = re.compile(r" ?([A-Za-z]) ?")


def drawn(answered: Answered) -> Markup | None:
    """Returns the chart of a report for wide and for narrow screens; None if it declares none, or nothing can draw."""
    from quotes.output.charts.drawing import NARROW, WIDE, drawing_of
    from quotes.output.charts.library import needs_matplotlib
    from quotes.output.charts.themed import themed, without_styles

    if answered.report.chart is None or not answered.rows:
        return None
    with _painting:
        try:
            needs_matplotlib()
        except QuotesError:
            return None
        plot, caption = answered.plot(), answered.caption()
        pictures = [
            _short(without_styles(themed(drawing_of(plot, caption, width, titled=False), name)))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        ]
    return Markup("\n".join(pictures))  # escaped where it was drawn


def _short(svg: str) -> str:
    """Returns *svg* without what a page needs not load: nearly half of its bytes."""
    return _ALONE.sub(r"\1", re.sub(r">\s+<", "><", _TAG.sub(lambda tag: _short_tag(tag[0]), svg)))


def _short_tag(tag: str) -> str:
    shorter = _BLANKS.sub(" ", _FALLBACK.sub(r"\1)", _NEEDLESS.sub("", tag)))
    return _PATH.sub(lambda path: _AROUND_LETTERS.sub(r"\1", path[0]), shorter)
