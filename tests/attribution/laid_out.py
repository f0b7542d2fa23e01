"""Short texts laid out as attribution sees them, and what was decided on them."""

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout
from quotes.attribution.ranking import decide
from quotes.model import Article
from quotes.pipeline import AnalysedArticle, analyse


def layout_of(text: str) -> Layout:
    return analyse(Article(text=text)).layout


def decided(text: str) -> tuple[AnalysedArticle, list[Choice]]:
    analysed = analyse(Article(text=text))
    return analysed, decide(analysed.layout, analysed.fresh_resolver())
