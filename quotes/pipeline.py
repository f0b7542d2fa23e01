"""Runs the language half in data order, as a pure function of one article."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.assemble import assemble
from quotes.attribution.layout import Layout
from quotes.attribution.ranking import decide
from quotes.coreference.entities import Entities
from quotes.coreference.resolver import Resolver
from quotes.ingest.given_articles import given_article
from quotes.languages import ENGLISH, code_of, language_of
from quotes.mentions.mentions import find_mentions
from quotes.mentions.name_kinds import find_names
from quotes.model import Article, Document, Mention, ProperName, Quote, Span
from quotes.page.asides import with_asides
from quotes.page.damage import repaired
from quotes.page.reading_copy import ReadingCopy, reading_copy
from quotes.quotations.conventions import quotes_by_convention
from quotes.quotations.spans import find_quoted_spans


class AnalysedArticle(NamedTuple):
    """What the stages before attribution found in one article."""

    document: Document
    names: tuple[ProperName, ...]
    mentions: tuple[Mention, ...]
    layout: Layout
    entities: Entities
    asides: tuple[Span, ...] = ()
    """Lines with a quotation that are no part of the article's passage, each to be read by itself."""

    def fresh_resolver(self, *, people: Mapping[str, float] | None = None) -> Resolver:
        """Returns a resolver that knows of no credited quotation yet; *people* are other weights than those shipped."""
        return Resolver(self.document, self.mentions, self.names, self.entities, table=people)


def extract_quotes(
    article: Article | str, *, date: dt.date | str | None = None, explain: bool = False
) -> tuple[Quote, ...]:
    """Returns every quotation of *article*, credited or not, in reading order; never fails, whatever
    the text holds.

    *article* is an :class:`Article` or the bare text of one.  *date*, a day or text that says one (2025-10-09), is
    when it was published, in the place of what the article says: days like *on Friday* are counted from it.
    With *explain* each quotation carries its candidates and what spoke for them.  In other languages than English (what
    the article says, else what its words show) quotations are found and nobody is credited.

    :raises UsageProblem: *article* is neither, a field of it is of another type than it should be, or a date is none.
    """
    article = given_article(article, date)
    if (code_of(article.language) or language_of(article.text)) != ENGLISH:
        return quotes_by_convention(article)
    analysed = analyse(article)
    quotes, resolver = _decided(article, analysed, explain=explain)
    if not analysed.asides:
        return quotes
    lines = [Article(text=line.of(article.text)) for line in analysed.asides]
    read = [_decided(line, _analysed(line, ReadingCopy(repaired(line.text), ())), explain=explain)[0] for line in lines]
    return with_asides(article, quotes, list(zip(analysed.asides, read, strict=True)), resolver)


def _decided(article: Article, analysed: AnalysedArticle, *, explain: bool) -> tuple[tuple[Quote, ...], Resolver]:
    """Returns the quotations of an article or of a separate line, and the resolver that knows its people."""
    resolver = analysed.fresh_resolver()
    choices = decide(analysed.layout, resolver, explain=explain)
    return assemble(article, analysed.layout, choices, resolver, explain=explain), resolver


def analyse(article: Article, reach: Reach = Reach.NEEDED) -> AnalysedArticle:
    """Returns the quoted spans, names, sentences and mentions of *article*, laid out for attribution.

    They are found on the reading copy of the text, whose offsets are the text's.
    """
    return _analysed(article, reading_copy(article.text), reach)


def _analysed(article: Article, copy: ReadingCopy, reach: Reach = Reach.NEEDED) -> AnalysedArticle:
    """Returns what the stages before attribution find on a *copy* of the article's text."""
    quoted = find_quoted_spans(copy.text)
    names = find_names(copy.text)
    document = annotate(replace(article, text=copy.text), quoted, reach=reach)
    mentions = find_mentions(document, names)
    resolver = Resolver(document, mentions, names)
    return AnalysedArticle(
        document,
        names,
        mentions,
        Layout(document, mentions, resolver.entity_numbers()),
        resolver.entities,
        copy.asides,
    )
