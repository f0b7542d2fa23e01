"""Reads exports of Europresse: one ``<article>`` each, in HTML."""

from typing import Any

from quotes.ingest.archives.layout import Line, day_in, refuse, without_by
from quotes.ingest.fragments import text_of_tree
from quotes.model import Article

EUROPRESSE = "Europresse"


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
    date = day_in(_of_class(element, "DocHeader") or "")
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
    )


def _of_class(element: Any, name: str) -> str | None:
    """Returns the words of the first element of a class."""
    found = element.xpath(f'.//*[contains(concat(" ", @class), " {name}")]')
    return " ".join(found[0].text_content().split()) or None if found else None
