"""Reads web pages, and exports of archives that are pages."""

from collections.abc import Iterator
from dataclasses import replace

from quotes.ingest.archives import articles_of_export_page
from quotes.ingest.decode import decode
from quotes.ingest.html import article_of_page
from quotes.ingest.items import Content, Item


def read_page(content: Content) -> Iterator[Item]:
    """Yields the article of a page; of an archive's export all its articles.

    :raises UnreadableSource: no article was found.
    """
    decoded = decode(content.whole(), html=True, declared=content.charset)
    export = articles_of_export_page(decoded.text)
    if export is None:
        article = replace(article_of_page(decoded.text, content.url), id=content.stem)
        yield content.item(article, decoded.note)
        return
    notes: tuple[str, ...] = (decoded.note,)
    for number, article in enumerate(export, 1):
        data = article.text.encode("utf-8", "surrogatepass")
        yield content.item(article, *notes, record=str(number), data=data)
        notes = ()
