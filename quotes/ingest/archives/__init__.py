"""Exports of newspaper archives: one file, many articles, each with what the archive says of it.

A layout is told by lines that only it has.  A file that has them and doesn't fit is refused with the line where it
stops to fit: half of an export must not pass for the whole.
"""

from quotes.ingest.archives.europresse import articles_of_europresse
from quotes.ingest.archives.factiva import articles_of_factiva, articles_of_factiva_page
from quotes.ingest.archives.nexis import articles_of_lexis, articles_of_nexis_uni
from quotes.ingest.archives.proquest import articles_of_proquest
from quotes.model import Article

__all__ = ["articles_of_export", "articles_of_export_page"]

_LAYOUTS = (articles_of_lexis, articles_of_nexis_uni, articles_of_factiva, articles_of_proquest)
"""Readers of text exports; each gives None for text in another layout."""
_PAGE_LAYOUTS = (articles_of_factiva_page, articles_of_europresse)


def articles_of_export(text: str) -> list[Article] | None:
    """The articles of an archive's export; None where *text* is none.

    :raises UnreadableSource: it is one, and stops to fit its layout.
    """
    return next((found for layout in _LAYOUTS if (found := layout(text)) is not None), None)


def articles_of_export_page(page: str) -> list[Article] | None:
    """The articles of an archive's export in HTML; None where *page* is none.

    :raises UnreadableSource: it is one, and stops to fit its layout.
    """
    found = next((found for layout in _PAGE_LAYOUTS if (found := layout(page)) is not None), None)
    if found is None and ("DOCUMENTS" in page or "End of Document" in page):
        from quotes.ingest.fragments import text_of_markup

        text = text_of_markup(page)
        return articles_of_lexis(text) or articles_of_nexis_uni(text)
    return found
