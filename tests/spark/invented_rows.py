"""Rows of articles as a table has them: good ones of many kinds, and bad ones of every kind."""

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from quotes.samples import articles

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no-text": ({"text": None}, "has no 'text'"),
    "blank": ({"text": " \n "}, "has an empty 'text'"),
    "no-day": ({"text": "“We open,” said Dana Okafor.", "date": "2025-99-99"}, "has a date that is none"),
    "markup-alone": ({"text": "<p></p><div></div>"}, "has a text of markup alone"),
}
"""By id: what is wrong with a row, and how its error begins."""
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("id", "outlet", "date", "title", "author", "url", "language", "text")]
)


def good_rows(times: int = 1) -> list[dict[str, Any]]:
    """A row for each bundled article, *times* over, and for some texts that want care."""
    rows = [
        {
            "id": f"{article.id}-{number}",
            "outlet": article.outlet,
            "date": str(article.published_on or dt.date(2025, 10, 9)),
            "title": article.title,
            "author": article.byline,
            "url": None if article.url is None else f"{article.url}?{number}",
            "text": article.text,
        }
        for number in range(times)
        for article in articles()
    ]
    return [
        *rows,
        {"id": "markup", "text": "<p>“We open in spring,” said Dana Okafor &amp; Sons.</p><p>“It holds.”</p>"},
        {"id": "other-planes", "text": "🌉🌉 “We 🌉 open,” said Zoë Lindqvist on Monday.", "date": "2025-10-09"},
        {"id": "nul", "text": "“We\0open,” said Dana Okafor."},
        {
            "id": "french",
            "text": "« Nous ouvrons au printemps », a dit la maire Nora Quist. Le pont est sûr, et il tiendra.",
        },
        {"id": "no-quotation", "text": "The bridge opens in spring."},
        {"text": "“I have no id,” said Dana Okafor."},
    ]


def all_rows(times: int = 1) -> list[dict[str, Any]]:
    """The good rows with the bad ones among them."""
    rows = good_rows(times)
    for place, (name, (row, _)) in enumerate(BAD.items(), 3):
        rows.insert(2 * place, {"id": name, **row})
    return rows


def write_articles(path: Path, rows: list[dict[str, Any]], *, group: int = 20) -> Path:
    """A Parquet file of *rows*, with so many in a group; Spark reads a group in one piece."""
    pa.parquet.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path, row_group_size=group)
    return path
