"""Makes an SVG a part of a page: its colours are the page's, which has a light and a dark scheme."""

import re

from quotes.output.charts.forms import PictureForm
from quotes.output.charts.painting import painted
from quotes.output.charts.palette import COLOURS
from quotes.output.charts.shapes import Drawing

_NAMES = {colour.light: name for name, colour in COLOURS.items()}
_COLOUR = re.compile(r"(?<=[ ;\"])(fill|stroke): (#[0-9a-f]{6})")
_BEFORE = re.compile(r"\A<\?xml[^>]*>\s*")
_SIZE = re.compile(r' (?:width|height)="[0-9.]+pt"')
_STYLES = re.compile(r"\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_NAME = re.compile(r' id="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
STYLES = "svg * { stroke-linejoin: round; stroke-linecap: butt }"
"""What the page's style sheet has to say for such a picture."""


def themed(drawing: Drawing, name: str) -> str:
    """Returns *drawing* as an SVG element of the class *name*, as wide as its place, on whatever paper the page has.

    Each colour is the variable of the page that is called as in the palette, or its light shade if there is none.
    Elements have no ids: a page holds more than one picture, and nothing in them refers to any.
    """
    svg = painted(drawing, PictureForm.SVG, background=False).decode()
    svg = _STYLES.sub("", _BEFORE.sub("", svg))
    svg = _TAG.sub(lambda tag: _COLOUR.sub(_variable, _NAME.sub("", tag[0])), svg)
    root, end, body = svg.partition(">")
    return f'{_SIZE.sub("", root)} class="{name}"{end}{body}'.strip()


def _variable(found: re.Match[str]) -> str:
    return f"{found[1]}: var(--{_NAMES[found[2]]}, {found[2]})"


def without_styles(svg: str) -> str:
    """Returns *svg* with an attribute for each property of a style, for pages whose policy forbids styles in tags."""
    return _TAG.sub(lambda tag: _STYLE.sub(_attributes, tag[0]), svg)


def _attributes(style: re.Match[str]) -> str:
    properties = (each.partition(":") for each in style[1].split(";") if each.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in properties)


def scheme(shade: str) -> str:
    """Returns the variables of the ``light`` or the ``dark`` scheme for a style sheet."""
    return " ".join(f"--{name}: {getattr(colour, shade)};" for name, colour in COLOURS.items())
