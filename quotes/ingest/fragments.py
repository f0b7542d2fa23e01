"""Makes text of markup that is no page: the body of a record, of a feed's entry, of a message."""

import html
import re
from typing import Any

_TAGS = re.compile(
    r"</?(?:p|br|div|span|a|em|strong|b|i|u|ul|ol|li|h[1-6]|blockquote|figure|img|table|section|article|iframe|script"
    r"|html|body|q|sup|hr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_GONE = frozenset(
    "script style noscript template iframe svg button form select textarea nav audio video object embed".split()
)
_BLOCKS = frozenset(
    "p div ul ol li h1 h2 h3 h4 h5 h6 blockquote section article aside figure figcaption header footer main table tr "
    "dl dt dd pre hr address body td th".split()
)
_SCRIPT = re.compile(r"(?i)<(script|style)\b[^<>]{0,300}>[^<]{0,20000}</\1>")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def is_markup(text: str) -> bool:
    """Tests whether *text* of a record is HTML rather than text: whether it has tags.

    Character references alone are left as they stand, so that offsets are those of the record; the extraction reads
    them as the characters that they mean.
    """
    return "<" in text and _TAGS.search(text) is not None


def text_of_markup(markup: str) -> str:
    """Returns the text of a piece of HTML: a paragraph for each block, a line for each break, ``<q>`` in marks.

    Takes time linear in its length and never fails: what cannot be parsed only loses its tags.
    """
    from trafilatura import load_html

    if "<" not in markup:
        return html.unescape(markup).replace("\N{NO-BREAK SPACE}", " ").strip()
    tree: Any = load_html(f"<html><body>{markup}</body></html>")
    text = text_of_tree(tree) if tree is not None else ""
    return text or html.unescape(_TAGS.sub(" ", _SCRIPT.sub(" ", markup))).strip()  # deeper than the parser goes


def text_of_tree(tree: Any) -> str:
    """Returns the text of a parsed element, as :func:`text_of_markup` gives it."""
    parts: list[str] = []
    waiting: list[Any] = [tree]
    while waiting:  # no recursion: pages nest as deep as they like
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        before, after = _around(name)
        parts.append(before)
        waiting.append(after)
        if name and name not in _GONE:
            for child in reversed(element):
                waiting += [_flat(child.tail), child]
            waiting.append(_flat(element.text))
    lines = (
        " ".join(line.split(" ")).strip() for line in "".join(parts).replace("\N{NO-BREAK SPACE}", " ").split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _around(name: str) -> tuple[str, str]:
    """Returns what stands before and behind the text of an element called *name*."""
    if name == "br":
        return "\n", ""
    if name == "q":
        return "“", "”"
    return ("\n\n", "\n\n") if name in _BLOCKS else ("", "")


def _flat(text: str | None) -> str:
    return _BLANKS.sub(" ", text) if text else ""
