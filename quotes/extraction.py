"""Extracts the quotations of articles that were read, before any of them is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quotes.errors import ArticleFailed, QuotesError, UnreadableSource
from quotes.ingest import Item, clean_for_store
from quotes.model import Article, Quote
from quotes.pipeline import extract_quotes
from quotes.version import EXTRACTOR


@dataclass(frozen=True, slots=True)
class Extracted:
    """One source or record with what extraction found in its article; where there is no article, ``item.error`` says
    why.
    """

    item: Item
    article: Article | None = None
    """The article as it is to be stored, with the fields that a person gave."""
    quotes: tuple[Quote, ...] | None = None
    """None where nothing was extracted: the store has this text, or there is no article."""
    notes: tuple[str, ...] = ()
    """What had to be assumed or replaced, for the eye."""
    extractor: str = EXTRACTOR
    """The name and version of what found the quotations."""


def extracted(
    items: Iterable[Item], given: Mapping[str, Any], *, is_stored: Callable[[Article], bool] | None = None
) -> Iterator[Extracted]:
    """Yields each of *items* with the quotations of its article, in their order.

    *given* fields of :class:`Article` replace what the sources say.  Articles for which *is_stored* answers yes are
    not extracted.  An article in which a bug of ours shows is one that failed.  The first with quotations of another
    extractor than this carries a note that says so.
    """
    extractors = {EXTRACTOR}
    for item in items:
        prepared = as_stored(item, given)
        known = prepared.article is not None and is_stored is not None and is_stored(prepared.article)
        result = prepared if known else extract(prepared)
        if result.extractor not in extractors:
            extractors.add(result.extractor)
            said = f"extracted by {result.extractor}, which is kept; quotes articles reextract --stale reads it again"
            result = replace(result, notes=(*result.notes, said))
        yield result


def as_stored(item: Item, given: Mapping[str, Any]) -> Extracted:
    """Returns *item* with its article as it is to be stored, nothing extracted yet.

    *given* fields replace the article's; NUL and lone surrogates of the text become U+FFFD, which a note says.
    """
    if item.article is None:
        return Extracted(item)
    text, replaced = clean_for_store(item.article.text)
    article = replace(item.article, text=text, **{name: value for name, value in given.items() if value})
    notes = item.notes
    if replaced:
        characters = "character" if replaced == 1 else "characters"
        notes = (*notes, f"{replaced} {characters} that cannot be stored became U+FFFD")
    return Extracted(item, article, notes=notes)


def extract(prepared: Extracted) -> Extracted:
    """Returns *prepared* with the quotations of its article, or with the error that the extraction met.

    Quotations that the article came with are kept, unless a person gave a field that extraction reads (a day, a title,
    a byline), or the text had to be changed.
    """
    if prepared.article is None:
        return prepared
    found = prepared.item.found
    if found is not None and _as_read(prepared.article) == _as_read(prepared.item.article):
        return replace(prepared, quotes=found.quotes, extractor=found.extractor)
    try:
        return replace(prepared, quotes=extract_quotes(prepared.article))
    except UnreadableSource as error:
        return Extracted(replace(prepared.item, error=error))
    except QuotesError:
        raise
    except Exception as error:
        return Extracted(replace(prepared.item, error=ArticleFailed(error)))


def _as_read(article: Article | None) -> Article | None:
    """Returns *article* with nothing but what extraction reads."""
    return None if article is None else replace(article, id=None, outlet=None, url=None)
