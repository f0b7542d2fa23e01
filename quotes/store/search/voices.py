"""Gives quotations as reports count them: the columns of the view ``quote_voices``, a row for everybody who
said one.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_, select

from quotes.model import Role
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow

_ACTS = 100_000
"""A number greater than the acts of speech of any article, so that one number tells an act of speech from all
others.
"""
_COLUMNS: Mapping[str, Any] = {
    "quote": QuoteRow.id,
    "uid": QuoteRow.uid,
    "article": QuoteRow.article_id,
    "outlet": ArticleRow.outlet_id,
    "speaker": None,
    "utterance": QuoteRow.article_id * _ACTS + QuoteRow.utterance,
    "published_on": ArticleRow.published_on,
    "said_on": QuoteRow.said_on,
    "said_on_end": QuoteRow.said_on_end,
    "kind": QuoteRow.kind,
    "cue": QuoteRow.cue,
    "via": QuoteRow.via,
    "via_outlet": QuoteRow.via_outlet_id,
    "status": QuoteRow.status,
    "confidence": QuoteRow.confidence,
}
"""Name and source of each column, in the view's order; the speaker differs between the view's two halves."""


def voices() -> tuple[Select[Any], Select[Any]]:
    """Returns the two halves of the view, without its conditions on what counts: quotations with their speaker, who may
    be nobody, and with each joint speaker.
    """
    alone = _columns(QuoteRow.speaker_id).select_from(QuoteRow)
    jointly = (
        _columns(QuoteCreditRow.speaker_id)
        .select_from(QuoteCreditRow)
        .join(QuoteRow, QuoteRow.id == QuoteCreditRow.quote_id)
        .where(
            QuoteCreditRow.role == Role.JOINT.value,
            or_(QuoteRow.speaker_id.is_(None), QuoteRow.speaker_id != QuoteCreditRow.speaker_id),
        )
    )
    article = ArticleRow.id == QuoteRow.article_id
    return alone.join(ArticleRow, article), jointly.join(ArticleRow, article)


def _columns(speaker: Any) -> Select[Any]:
    return select(*((speaker if name == "speaker" else column).label(name) for name, column in _COLUMNS.items()))
