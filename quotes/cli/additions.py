"""What became of one article that was added, as the lines of ``add`` and ``demo`` need it."""

from quotes.output.summary import ArticleLine
from quotes.workflow import Addition


def line_of(added: Addition) -> ArticleLine | None:
    """The line of an article; None where it could not be read or stored."""
    saved, article = added.saved, added.article
    if saved is None or article is None:
        return None
    row = added.quotations[0] if added.quotations else None  # what is stored says more than this source
    known = article.id if article.id != added.item.record else None  # else the number of its line
    return ArticleLine(
        name=article.title or known or added.item.place,
        outlet=row["outlet"] if row else article.outlet,
        published_on=row["published_on"] if row else article.published_on,
        uid=saved.uid,
        outcome=saved.outcome,
        version=saved.version,
        count=saved.quotations,
        filled=saved.filled,
        differing=saved.differing,
        homonyms=saved.homonyms,
        quotations=added.quotations,
    )
