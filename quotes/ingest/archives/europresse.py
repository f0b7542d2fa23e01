"""Reads exports of Europresse: one ``<article>`` each in HTML; in text, documents that end with their number."""

import re
from collections.abc import Sequence
from typing import Any

from quotes.ingest.archives.layout import Line, day_in, is_copyright, lines_of, paragraphs_of, refuse, without_by
from quotes.ingest.fragments import text_of_tree
from quotes.ingest.sections import section_in
from quotes.model import Article

EUROPRESSE = "Europresse"
_NUMBER = re.compile(r"(?:news|web|tvnews|radio)·\d{8}·\w{1,12}·\S{1,80}")
"""The line that ends a document."""
_HEADER = re.compile(r"\b\d[\d \u00a0\u202f]*(?:mots|words)\b|\bp\. ?\w{1,6}\b")
"""What stands beside the date of a document: how long it is, or the page."""
HIGH = 8
"""Lines at the beginning of a document among which its date stands."""
LONGEST_BYLINE = 60
"""Characters of a line of names below a headline."""


def articles_of_europresse(page: str) -> list[Article] | None:
    """Returns the articles of an export in HTML, or None if *page* is no export of Europresse.

    :raises UnreadableSource: an article has no date or no text.
    """
    if "DocPublicationName" not in page and "titreArticle" not in page:
        return None
    from trafilatura import load_html

    tree: Any = load_html(page)
    articles = tree.xpath("//article") if tree is not None else []
    return [_article(each) for each in articles] or None


def _article(element: Any) -> Article:
    place = Line(element.sourceline or 0, _of_class(element, "titreArticle") or "article")
    header = _of_class(element, "DocHeader") or ""
    date = day_in(header)
    if date is None:
        refuse(EUROPRESSE, place, "the article has no date (DocHeader)")
    bodies = element.xpath('.//*[contains(@class, "docOcurrContainer") or contains(@class, "DocText")]')
    text = "\n\n".join(text_of_tree(each) for each in bodies[:1])
    if not text.strip():
        refuse(EUROPRESSE, place, "the article has no text (docOcurrContainer)")
    outlet = _of_class(element, "DocPublicationName")
    return Article(
        text=text,
        outlet=outlet.split("•")[0].strip(" ,") if outlet else None,
        published_on=date,
        title=_of_class(element, "titreArticle"),
        byline=without_by(_of_class(element, "sm-margin-bottomNews") or _of_class(element, "docAuthors")),
        section=_section(header),
    )


def articles_of_europresse_text(text: str) -> list[Article] | None:
    """Returns the articles of an export that was saved or copied as text, or None if *text* is no such export.

    :raises UnreadableSource: a document has no date, headline or text, or the last one has no end.
    """
    lines = lines_of(text)
    ends = [place for place, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    if not ends:
        return None
    starts = [0, *(end + 1 for end in ends)]
    found = [_of_lines(lines[start:end]) for start, end in zip(starts, ends, strict=False)]
    left = [line for line in lines[starts[-1] :] if line.text]
    if any(_is_header(line.text) for line in left[:HIGH]):
        refuse(EUROPRESSE, left[0], "the last document has no line with its number: the export was cut off")
    return found


_WEEKDAY = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|mi\u00e9rcoles|jueves|viernes|s\u00e1bado|domingo)\b"
)


def _section(header: str) -> str | None:
    """Returns the section, which stands before the weekday of the date."""
    day = _WEEKDAY.search(header)
    return section_in(header[: day.start()]) if day is not None else None


def _is_header(line: str) -> bool:
    return day_in(line) is not None and _HEADER.search(line) is not None


def _of_lines(lines: Sequence[Line]) -> Article:
    """Returns the article of a document: outlet, date with length and page, headline, author, text, rights."""
    told = [line for line in lines if line.text]
    first = told[0] if told else None
    dated = next((place for place, line in enumerate(told[:HIGH]) if _is_header(line.text)), None)
    if dated is None or not told[dated + 1 :]:
        refuse(EUROPRESSE, first, "the document has no line with its date and length, or no headline below")
    header, title, *rest = told[dated:]
    names = rest[0].text if rest and len(rest[0].text) <= LONGEST_BYLINE and rest[0].text[-1] not in '.!?…”»"' else None
    begin = lines.index(rest[1 if names else 0]) if len(rest) > (1 if names else 0) else len(lines)
    end = next((place for place in range(begin, len(lines)) if is_copyright(lines[place].text)), len(lines))
    words = paragraphs_of(lines[begin:end], wrapped=False)
    if not words:
        refuse(EUROPRESSE, title, "the document has no text below its headline")
    return Article(
        text=words,
        outlet=told[dated - 1].text if dated else None,
        published_on=day_in(header.text),
        title=title.text,
        byline=without_by(names),
        section=_section(header.text),
    )


def _of_class(element: Any, name: str) -> str | None:
    """Returns the words of the first element of a class."""
    found = element.xpath(f'.//*[contains(concat(" ", @class), " {name}")]')
    return " ".join(found[0].text_content().split()) or None if found else None
