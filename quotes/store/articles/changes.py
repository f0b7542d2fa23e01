"""Changes title, byline, date or outlet of an article, as one operation."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.model import Quote
from quotes.store.article_identity import story_key
from quotes.store.articles.lookup import find_article
from quotes.store.decisions.operations import Receipt, operation
from quotes.store.outlets.lookup import outlet_for
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, OutletAliasRow, OutletRow, QuoteRow
from quotes.store.statuses import TYPED
from quotes.wording import text_or_none


def set_fields(
    session: Session,
    given: str,
    fields: dict[str, Any],
    *,
    redated: Sequence[Quote] = (),
    note: str | None = None,
) -> Receipt:
    """Sets *fields* (title, byline, published_on, outlet, language, section; empty takes a value away) of the article
    *given*.

    *redated* is what an extraction finds with the new day of publication: relative phrases get its days.  What a
    person corrected keeps its day.

    :raises NotFound: there is no such article.
    :raises UsageProblem: nothing to set, or the outlet has an article of the same text already.
    """
    if not fields:
        raise UsageProblem("say what to set: --title, --byline, --date, --outlet, --language, --section")
    row = find_article(session, given)
    number, uid, key, sha256 = row.id, row.uid, row.story_key, row.text_sha256
    with operation(session, "article set", note=note) as running:
        settings = (f"{name.replace('_', ' ')} {value or 'none'}" for name, value in fields.items())
        running.said = f"{uid}: {', '.join(settings)}"
        values = {name: _clean(value) for name, value in fields.items() if name != "outlet"}
        if "outlet" in fields:
            name = text_or_none(fields["outlet"])
            if name and find_outlet(session, name) is None:
                made = outlet_for(session, name)
                running.log_added(session.get_one(OutletRow, made))
                alias = select(OutletAliasRow).where(OutletAliasRow.outlet_id == made)
                running.log_added(session.scalars(alias).one())
            outlet = find_outlet(session, name) if name else None
            values["outlet"] = outlet
            if key.startswith("text:"):
                new = story_key(None, session.get_one(OutletRow, outlet).name_key if outlet else "", sha256 or "")
                _free_story(session, key, new)
                running.update(ArticleRow, ArticleRow.story_key == key, story_key=new)
        running.update(ArticleRow, ArticleRow.id == number, **values)
        if "published_on" in fields:
            dated = {(quote.start, quote.end): quote for quote in redated}
            rows = session.execute(
                select(QuoteRow.id, QuoteRow.start_offset, QuoteRow.end_offset, QuoteRow.said_on_phrase).where(
                    QuoteRow.article_id == number,
                    QuoteRow.said_on_phrase.is_not(None),
                    QuoteRow.status.not_in(TYPED),
                )
            ).all()
            for identity, start, end, phrase in rows:
                quote = dated.get((start or 0, end or 0))
                if quote is not None and quote.said_on_phrase == phrase:
                    precision = quote.said_on_precision.value if quote.said_on_precision else None
                    running.update(
                        QuoteRow,
                        QuoteRow.id == identity,
                        said_on=quote.said_on,
                        said_on_end=quote.said_on_end,
                        said_on_precision=precision,
                    )
    return running.receipt


def _clean(value: Any) -> Any:
    return value if value is None or isinstance(value, dt.date) else text_or_none(value)


def _free_story(session: Session, key: str, new: str) -> None:
    if new == key:
        return
    other = session.scalar(select(ArticleRow.uid).where(ArticleRow.story_key == new).limit(1))
    if other is not None:
        raise UsageProblem(f"that outlet has an article of the same text already: {other}")
