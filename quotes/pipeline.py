"""The way through the language half, in data order: a pure function of one article."""

from quotes.model import Article, Quote


def extract_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of *article*, credited or not, in reading order."""
    raise NotImplementedError
