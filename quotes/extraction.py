"""Extracts the quotations of articles that were read, before any of them is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quotes.errors import UnreadableSource
from quotes.ingest import Item, clean_for_store
from quotes.ingest.waiting import may_wait
from quotes.jobs import Task, in_order
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
    items: Iterable[Item],
    given: Mapping[str, Any],
    *,
    is_stored: Callable[[Article], bool] | None = None,
    jobs: int | None = 1,
) -> Iterator[Extracted | None]:
    """Yields each of *items* with the quotations of its article, in their order; None wherever the next one may take a
    while, so that what there is can be stored first.

    *given* fields of :class:`Article` replace what the sources say.  Articles for which *is_stored* answers yes are
    not extracted.  An article in which a bug of ours shows is one that failed.  With more than one of *jobs* (None
    leaves that to :func:`quotes.jobs.in_order`) so many processes extract, while a thread reads *items* ahead and asks
    *is_stored*.  The first with quotations of another extractor than this carries a note that says so.
    """

    def tasks() -> Iterator[Task[Extracted, Article]]:
        for item in items:
            prepared = with_found(as_stored(item, given))
            article = prepared.article
            if article is None or prepared.quotes is not None or (is_stored is not None and is_stored(article)):
                yield Task(prepared, None)
            else:
                yield Task(prepared, article, len(article.text))

    extractors = {EXTRACTOR}
    for prepared, outcome in in_order(extract_quotes, tasks(), jobs):
        result = _outcome(prepared, outcome)
        if result.extractor not in extractors:
            extractors.add(result.extractor)
            said = f"extracted by {result.extractor}, which is kept; quotes articles reextract --stale reads it again"
            result = replace(result, notes=(*result.notes, said))
        yield result
        if may_wait(prepared.item.source):
            yield None


def extract(prepared: Extracted) -> Extracted:
    """Returns *prepared* with the quotations of its article, or with the error that the extraction met."""
    ((_, outcome),) = in_order(extract_quotes, [Task(prepared, prepared.article)])
    return _outcome(prepared, outcome)


def _outcome(prepared: Extracted, found: tuple[Quote, ...] | UnreadableSource | None) -> Extracted:
    if isinstance(found, UnreadableSource):
        return Extracted(replace(prepared.item, error=found))
    return prepared if found is None else replace(prepared, quotes=found)


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


def with_found(prepared: Extracted) -> Extracted:
    """Returns *prepared* with the quotations that its article came with, if it came with any that are to be kept.

    They are not, where a person gave a field that extraction reads (a day, a title, a byline), or the text had to be
    changed.
    """
    found = prepared.item.found
    if prepared.article is None or found is None or _as_read(prepared.article) != _as_read(prepared.item.article):
        return prepared
    return replace(prepared, quotes=found.quotes, extractor=found.extractor)


def _as_read(article: Article | None) -> Article | None:
    """Returns *article* with nothing but what extraction reads."""
    return None if article is None else replace(article, id=None, outlet=None, url=None)
