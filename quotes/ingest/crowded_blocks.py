"""Takes the inline markup out of blocks that hold so much of it that the extraction of their text takes quadratic time.

trafilatura unwraps inline elements itself, but leaves a piece of text for each, and whoever asks for one of these
pieces goes through all that stand before it: a megabyte of ``<b>`` in one paragraph took minutes.
"""

from typing import Any

MOST = 1000
"""Inline elements that a block may hold and stay as it is: no page of the development sets has more than 114 in one."""
MOST_LINKED = 0.4
"""Share of a block's letters that may stand in links; lists of other articles have nearly all of them there."""
_UNWRAPPED, _DROPPED = "crowd-unwrapped", "crowd-dropped"
"""Names of elements that are to go, without and with their words, while they still stand in the tree."""
_WORDS = (
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "nobr", "ruby", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
)  # fmt: skip
"""Inline elements whose words are part of the text."""
_NO_WORDS = (
    "audio", "button", "canvas", "del", "embed", "iframe", "img", "input", "label", "map", "math", "meter", "noscript",
    "object", "output", "picture", "progress", "s", "script", "select", "strike", "style", "svg", "template",
    "textarea", "time", "video", "wbr",
)  # fmt: skip
"""Inline elements without words, or with words that trafilatura drops."""


def thin_out(tree: Any) -> None:
    """Unwraps the inline elements of each block of a page that holds more than ``MOST`` of them, and drops those
    without words of the text; changes *tree*, an lxml tree, in place.

    Links go with their words from a block that is a list of links.
    """
    from lxml import etree

    elements = [each for each in tree.iter(*_WORDS, *_NO_WORDS) if each.getparent() is not None]
    if len(elements) <= MOST:
        return
    crowded = [(block, held) for block, held in _by_block(elements).items() if len(held) > MOST and block.tag != "head"]
    for block, held in crowded:
        dropped = (*_NO_WORDS, "a") if _is_list_of_links(block, held) else _NO_WORDS
        for element in held:
            element.tag = _DROPPED if element.tag in dropped else _UNWRAPPED
    etree.strip_elements(tree, _DROPPED, with_tail=False)
    etree.strip_tags(tree, _UNWRAPPED)
    for block, _ in crowded:
        join_text(block)


def join_text(parent: Any) -> None:
    """Makes one piece of text of those that stand side by side in an element, as elements leave them that were
    stripped: each is found only by going through all before it.
    """
    parent.text = parent.text
    for child in parent:
        child.tail = child.tail


def _by_block(elements: list[Any]) -> dict[Any, list[Any]]:
    """Returns inline elements, given in the order of the page, by the element nearest around them that is not one."""
    blocks: dict[Any, Any] = {}
    held: dict[Any, list[Any]] = {}
    for element in elements:
        parent = element.getparent()
        blocks[element] = blocks.get(parent, parent)
        held.setdefault(blocks[element], []).append(element)
    return held


def _is_list_of_links(block: Any, held: list[Any]) -> bool:
    linked = sum(len(each.text_content()) for each in held if each.tag == "a")
    return linked > MOST_LINKED * len(block.text_content())
