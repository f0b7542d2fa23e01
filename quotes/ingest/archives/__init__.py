"""Reads exports of newspaper archives: one file, many articles, each with what the archive says of it.

A layout is recognised by lines that only it has. A file that has them and deviates from the layout is refused with the
line where it does, because half of an export must not pass for the whole.
"""

from quotes.ingest.archives.europresse import articles_of_europresse, articles_of_europresse_text
from quotes.ingest.archives.factiva import articles_of_factiva, articles_of_factiva_page
from quotes.ingest.archives.nexis import articles_of_lexis, articles_of_nexis_uni
from quotes.ingest.archives.proquest import articles_of_proquest
from quotes.model import Article

__all__ = ["articles_of_export", "articles_of_export_page"]

_LAYOUTS = (
    articles_of_lexis,
    articles_of_nexis_uni,
    articles_of_factiva,
    articles_of_proquest,
    articles_of_europresse_text,
)
"""Readers of text exports; each gives None for text in another layout."""
_PAGE_LAYOUTS = (articles_of_factiva_page, articles_of_europresse)


_SIGNS = ("DOCUMENTS", "End of Document", "ProQuest", "LOAD-DATE")
"""What pages that are exports in a layout of text have somewhere: only those are looked at as text."""


def articles_of_export(text: str) -> list[Article] | None:
    """Returns the articles of an archive's export, or None if *text* is no export.

    :raises UnreadableSource: it is one, and stops to fit its layout.
    """
    return next((found for layout in _LAYOUTS if (found := layout(text)) is not None), None)


def articles_of_export_page(page: str) -> list[Article] | None:
    """Returns the articles of an archive's export in HTML, or None if *page* is no export.

    :raises UnreadableSource: it is one, and stops to fit its layout.
    """
    found = next((found for layout in _PAGE_LAYOUTS if (found := layout(page)) is not None), None)
    if found is None and any(sign in page for sign in _SIGNS):
        from quotes.ingest.fragments import text_of_markup

        return articles_of_export(text_of_markup(page))
    return found
