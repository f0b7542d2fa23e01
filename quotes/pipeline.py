"""The way through the language half, in data order: a pure function of one article."""

from collections.abc import Mapping
from typing import NamedTuple

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.assemble import assemble
from quotes.attribution.layout import Layout
from quotes.attribution.ranking import decide
from quotes.coreference.entities import Entities
from quotes.coreference.resolver import Resolver
from quotes.mentions.mentions import find_mentions
from quotes.mentions.name_kinds import find_names
from quotes.model import Article, Document, Mention, ProperName, Quote
from quotes.quotations.spans import find_quoted_spans


class AnalysedArticle(NamedTuple):
    """What the stages before attribution saw in one article."""

    document: Document
    names: tuple[ProperName, ...]
    mentions: tuple[Mention, ...]
    layout: Layout
    entities: Entities

    def fresh_resolver(self, *, people: Mapping[str, float] | None = None) -> Resolver:
        """A resolver that knows of no credited quotation yet; *people* are other weights than those shipped."""
        return Resolver(self.document, self.mentions, self.names, self.entities, table=people)


def extract_quotes(article: Article, *, explain: bool = False) -> tuple[Quote, ...]:
    """Every quotation of *article*, credited or not, in reading order; never fails, whatever the text holds.

    With *explain* each carries its candidates and what spoke for them.
    """
    analysed = analyse(article)
    resolver = analysed.fresh_resolver()
    choices = decide(analysed.layout, resolver, explain=explain)
    return assemble(analysed.layout, choices, resolver, explain=explain)


def analyse(article: Article, reach: Reach = Reach.NEEDED) -> AnalysedArticle:
    """Quoted spans, names, sentences, mentions, and how they are laid out for attribution."""
    quoted = find_quoted_spans(article.text)
    names = find_names(article.text)
    document = annotate(article, quoted, reach=reach)
    mentions = find_mentions(document, names)
    resolver = Resolver(document, mentions, names)
    return AnalysedArticle(
        document, names, mentions, Layout(document, mentions, resolver.entity_numbers()), resolver.entities
    )
