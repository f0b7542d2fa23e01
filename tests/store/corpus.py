"""The small fixed store that the shared queries are asked of, on either engine."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from quotes.model import Article, Credit, Kind, Quote, Role, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.schema import QuoteRow, SpeakerAttributeRow, SpeakerRow

CASES = json.loads((Path(__file__).parents[1] / "cases" / "queries.json").read_text(encoding="utf-8"))
QUERIES: list[dict[str, str]] = CASES["queries"]
STATED: list[dict[str, str]] = CASES["stated"]
ROWS: list[dict[str, Any]] = CASES["store"]


def _day(row: dict[str, Any], name: str) -> dt.date | None:
    return dt.date.fromisoformat(row[name]) if name in row else None


def fill(store: Store) -> None:
    """Store every row of the corpus as an article of its own, whose ``external_id`` is the row's letter."""
    with store.writing() as session:
        for row in ROWS:
            words = row["words"].strip()
            kind = SpeakerKind(row.get("speaker_kind", "person"))
            joint = Credit(row["joint"], Role.JOINT, kind) if "joint" in row else None
            before, after = row.get("before", ""), row.get("after", "")
            start = len(before) + 1
            quote = Quote(
                start=start,
                end=start + len(words),
                text=words,
                kind=Kind(row.get("kind", "direct")),
                speaker=row.get("speaker"),
                speaker_kind=kind if "speaker" in row else None,
                credits=(joint,) if joint else (),
                via=row.get("via"),
                said_on=_day(row, "said_on"),
                said_on_end=_day(row, "said_on_end") or _day(row, "said_on"),
                confidence=row.get("confidence"),
            )
            article = Article(
                text=f"{before}“{words}”{after}",
                title=row.get("title"),
                byline=row.get("byline"),
                id=row["id"],
                outlet=row["outlet"],
                url=row.get("url"),
                published_on=_day(row, "published_on"),
            )
            saved = save_article(session, article, [quote], extractor="test")
            if "status" in row:
                session.scalars(select(QuoteRow).where(QuoteRow.article_id == saved.article)).one().status = row[
                    "status"
                ]
            session.flush()
        for each in STATED:
            speaker = select(SpeakerRow.id).where(SpeakerRow.name == each["speaker"]).order_by(SpeakerRow.id).limit(1)
            days = {name: _day(each, name) for name in ("since", "until")}
            session.add(SpeakerAttributeRow(speaker_id=session.scalars(speaker).one(), name=each["name"], value=each["value"], **days))  # fmt: skip
