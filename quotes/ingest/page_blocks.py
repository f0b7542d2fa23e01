"""Prepares a page's tree for the extraction of its text: one article body, quotations by markup made visible.

What the extraction of text would lose is done here: struck words go, parts of an article body that stand side by
side are put into one, ``<q>`` gets the marks that a browser shows around it, and block quotes and embedded posts become
lines that begin with ``>`` and end with their author, as plain text writes them.
"""

import re
from collections import Counter
from typing import Any

from quotes.ingest.crowded_blocks import MOST_LINKED, join_text, thin_out
from quotes.ingest.markup import is_aside

LEAST_PARAGRAPHS = 2
"""Paragraphs that a part of an article body has at least; teasers have one."""
LEAST_LETTERS = 60
"""Letters of a paragraph that counts: shorter ones are labels, credits and buttons."""
MOST_STATEMENTS = 20
"""``meta`` elements of one name that are handed on; :mod:`quotes.ingest.markup` has read all of them before."""
_STRUCK = ("del", "s", "strike")
"""Elements whose words were taken back."""
_MARKED = "marked-q"
"""The name of a ``<q>`` while it has its marks and still stands in the tree."""
_PARTS = ("div", "section", "article")
_HEADS = ("h1",)
_BREAKS = ("p", "br", "li", "div", "footer", "cite")
_HANDLE = re.compile(r"\s*\((?P<account>@\w+)\)(?=\s*(?P<day>\w)?)")
_SYMBOLS = re.compile(r"[^\w\s@.,'’@()&/:-]+")
_DASH = re.compile(r"\s*(?:[—–―]|--?)\s*")
_ADDRESS = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+)")


def prepare(tree: Any) -> None:
    """Changes *tree*, an lxml tree of a page, in place; takes time in proportion to its size."""
    _drop_repeated_statements(tree)
    thin_out(tree)
    _join_parts(tree)
    for element in list(tree.iter(*_STRUCK)):
        element.drop_tree()
    _show_marks(tree)
    for element in list(tree.iter("blockquote")):
        if not any(each.tag == "blockquote" for each in element.iterancestors()):
            _write_out(element)


def _drop_repeated_statements(tree: Any) -> None:
    """Drops the ``meta`` elements of one name beyond ``MOST_STATEMENTS``: trafilatura compares each author that they
    state with all others, again for each element.
    """
    seen: Counter[str] = Counter()
    for element in list(tree.iter("meta")):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        seen[name] += 1
        if name and seen[name] > MOST_STATEMENTS:
            element.drop_tree()


def _join_parts(tree: Any) -> None:
    """Puts parts of an article body that stand side by side, with the same tag and class, into the first of them."""
    rows: dict[tuple[Any, str, str], list[Any]] = {}
    for element in tree.iter(*_PARTS):
        if element.getparent() is not None:
            rows.setdefault((element.getparent(), element.tag, element.get("class") or ""), []).append(element)
    for row in rows.values():
        if len(row) < 2:
            continue
        parts = [each for each in row if _is_part(each)]
        if len(parts) < 2 or any(next(each.iter(*_HEADS), None) is not None for each in parts[1:]):
            continue
        first, *others = parts
        for other in others:
            first.extend(list(other))
            other.getparent().remove(other)


def _is_part(element: Any) -> bool:
    """Tests whether an element holds paragraphs of running text as children, few of their letters in links."""
    paragraphs = [each for each in element.iterchildren("p") if len(each.text_content()) >= LEAST_LETTERS]
    if len(paragraphs) < LEAST_PARAGRAPHS or is_aside(element):
        return False
    letters = sum(len(each.text_content()) for each in paragraphs)
    linked = sum(len(link.text_content()) for each in paragraphs for link in each.iter("a"))
    return linked <= MOST_LINKED * letters


def _show_marks(tree: Any) -> None:
    """Puts marks around every ``<q>`` and drops the elements, all at once and with one piece of text where they stood:
    dropped one by one they take quadratic time where many stand in one paragraph.
    """
    from lxml import etree

    around = {element.getparent(): None for element in list(tree.iter("q")) if _mark(element)}
    if not around:
        return
    etree.strip_tags(tree, _MARKED)
    for parent in around:
        join_text(parent)


def _mark(element: Any) -> bool:
    """Puts the marks around a ``<q>`` that a browser shows and renames it, unless the page has put some there itself;
    returns whether it did.
    """
    words = element.text_content().strip()
    if not words or words[0] in '"“‘«„':
        return False
    inner = any(each.tag == "q" for each in element.iterancestors())
    opening, closing = "‘’" if inner else "“”"
    element.text = opening + (element.text or "").lstrip()
    last = next(iter(reversed(element)), None)
    if last is not None:
        last.tail = (last.tail or "").rstrip() + closing
    else:
        element.text = element.text.rstrip() + closing
    element.tag = _MARKED
    return True


def _write_out(element: Any) -> None:
    """Replaces a block quote by paragraphs that begin with ``>``, the last of them with the author behind a dash."""
    lines = [line for line in _lines(element) if line]
    author = None
    if len(lines) > 1 and (_DASH.match(lines[-1]) or next(element.iter("footer", "cite"), None) is not None):
        author = _author(lines.pop())
    lines = [words for line in lines if (words := _without_addresses(line))]
    if not lines or is_aside(element):
        return
    if author:
        lines[-1] = f"{lines[-1]} — {author}"
    block = element.makeelement("div")
    for line in lines:
        paragraph = element.makeelement("p")
        paragraph.text = f"> {line}"
        block.append(paragraph)
    _replace(element, block)


def _without_addresses(line: str) -> str:
    """Returns the words of a post without the shortened addresses of its links and pictures."""
    words = _ADDRESS.sub("", line)
    return words.strip() if words == line else words.rstrip(" :").strip()


def _author(line: str) -> str:
    """Returns the author whom the last line of a block quote names, with what stands behind: a role, a day."""
    line = _DASH.sub("", line, count=1)
    account = _HANDLE.search(line)
    if account and not line[:1].isupper():  # a name that doesn't look like one
        line = account["account"] + line[account.start() :]
    line = _HANDLE.sub(lambda found: "," if found["day"] else "", line)
    return " ".join(_SYMBOLS.sub(" ", line).split()).replace(" ,", ",").strip(" ,")


def _replace(element: Any, block: Any) -> None:
    """Puts *block* in the place of *element* and of wrappers around it alone, whose class makes them pass for
    furniture.
    """
    parent = element.getparent()
    while parent is not None and parent.tag in ("div", "figure", "aside", "section") and _is_alone(element, parent):
        element, parent = parent, parent.getparent()
    if parent is None:
        return
    block.tail = element.tail
    parent.replace(element, block)


def _is_alone(element: Any, parent: Any) -> bool:
    others = (each for each in parent if each is not element and each.tag not in ("script", "style", "noscript"))
    return next(others, None) is None and not (parent.text or "").strip() and not (element.tail or "").strip()


def _lines(element: Any) -> list[str]:
    """Returns the lines of an element as a browser breaks them, blanks evened."""
    from lxml import etree

    pieces: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        silent = not isinstance(each.tag, str) or each.tag in ("script", "style")
        if event == "start":
            pieces.append(("\n" if each.tag in _BREAKS else "") + ("" if silent else each.text or ""))
        else:
            pieces.append("\n" if each.tag in _BREAKS and each.tag not in ("br", "cite") else "")
            pieces.append("" if each is element else each.tail or "")
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    for i in range(len(lines) - 1, 0, -1):
        if _DASH.fullmatch(lines[i - 1]):  # before an author in an element of its own
            lines[i - 1 : i + 1] = [f"— {lines[i]}"]
    return lines
