"""An article is one, whichever comes first: its text, a table of its quotations, or a quotation recorded by hand."""

import datetime as dt
import io
import json
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import select

from quotes.errors import UsageProblem
from quotes.ingest import Item
from quotes.ingest.quotation_rows import columns_of
from quotes.ingest.tables import TableKind, open_table
from quotes.model import Article
from quotes.store.articles.lookup import find_article
from quotes.store.articles.record import record
from quotes.store.database.check import check
from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.workflow import add, import_rows

URL = "https://example.com/bridge"
DAY = dt.date(2025, 10, 9)
TEXT = "“We open in spring,” said Dana Okafor on Monday. “The bridge is safe.”\n"
PLACE = {"outlet": "Tyne Gazette", "date": "2025-10-09", "title": "Bridge to open"}
ROW = {"words": "We open in spring,", "speaker": "Dana Okafor", **PLACE}


def imported(store: Store, **cells: str) -> list[str | None]:
    """Imports one row; returns why it was refused, if it was."""
    data = json.dumps({**ROW, **cells}).encode()
    with open_table(io.BytesIO(data), kind=TableKind.JSONL) as table:
        return [result.reason for _, result in import_rows(store, "t", table, columns_of(table.columns))]


def added(store: Store, text: str = TEXT, **fields: Any) -> None:
    told: dict[str, Any] = {"outlet": "tyne gazette", "published_on": DAY} | fields
    article = Article(text=text, **told)
    assert [each.item.error for each in add(store, [Item("a", None, None, article=article)], {})] == [None]


def recorded(store: Store, **fields: Any) -> None:
    with store.writing() as session:
        record(
            session, "We open in spring,", **{"speaker": "Dana Okafor", "outlet": None, "published_on": None} | fields
        )


def articles(store: Store) -> list[tuple[str, bool]]:
    """Returns title and whether there is a text, of every article."""
    with store.reading() as session:
        return [(row.title or "", row.text is not None) for row in session.scalars(select(ArticleRow))]


def words(store: Store) -> list[tuple[str, int | None]]:
    with store.reading() as session:
        return [(row.words, row.start_offset) for row in session.scalars(select(QuoteRow).order_by(QuoteRow.id))]


ONE = [("We open in spring,", 1), ("The bridge is safe.", TEXT.index("The bridge"))]


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        pytest.param({"url": URL}, {"url": URL}, id="URL"),
        pytest.param({"url": URL + "?utm_source=x"}, {"url": URL + "#top", "title": "Another"}, id="URL alike"),
        pytest.param({}, {"title": "Bridge to open"}, id="outlet, day, title"),
        pytest.param({}, {"title": "BRIDGE to Open"}, id="title otherwise written"),
        pytest.param({"url": URL}, {"title": "Bridge to open"}, id="the text has no URL"),
        pytest.param({}, {"url": URL, "title": "Bridge to open"}, id="the table has no URL"),
    ],
)
def test_a_text_that_comes_later(cells: dict[str, str], fields: dict[str, Any], store: Store) -> None:
    assert imported(store, **cells) == [None]
    for _ in range(2):
        added(store, **fields)
        assert [has_text for _, has_text in articles(store)] == [True]
        assert words(store) == ONE
        assert imported(store, **cells) == [None]
        assert check(store) == []


@pytest.mark.parametrize(
    ("fields", "cells"),
    [
        pytest.param({"url": URL}, {"url": URL, "title": "Another"}, id="URL"),
        pytest.param({"title": "Bridge to open"}, {}, id="outlet, day, title"),
        pytest.param({"title": "Bridge to open", "url": URL}, {}, id="the table has no URL"),
        pytest.param({"title": "Bridge to open"}, {"url": URL}, id="the text has no URL"),
    ],
)
def test_a_table_that_comes_later(fields: dict[str, Any], cells: dict[str, str], store: Store) -> None:
    added(store, **fields)
    assert imported(store, **cells) == [None]
    reasons = imported(store, **cells, words="Never said.")
    assert ["don't stand in the text" in (reason or "") for reason in reasons] == [True]
    assert words(store) == ONE
    assert [has_text for _, has_text in articles(store)] == [True]


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        pytest.param({"url": URL}, {"url": URL + "/2", "title": "Bridge to open"}, id="two URLs"),
        pytest.param({}, {"title": "Another"}, id="another title"),
        pytest.param({"title": ""}, {"title": None}, id="no title"),
        pytest.param({"date": "2025-10-10"}, {"title": "Bridge to open"}, id="another day"),
        pytest.param({"outlet": "Harbour Post"}, {"title": "Bridge to open"}, id="another outlet"),
    ],
)
def test_what_may_be_another_article_is_one(cells: dict[str, str], fields: dict[str, Any], store: Store) -> None:
    assert imported(store, **cells) == [None]
    added(store, **fields)
    assert [has_text for _, has_text in articles(store)] == [False, True]
    assert check(store) == []


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        pytest.param({"url": URL}, {"url": URL}, id="URL"),
        pytest.param(
            {"outlet": "Tyne Gazette", "published_on": DAY, "title": "Bridge to open"}, {"title": "Bridge to open"},
            id="outlet, day, title",
        ),
    ],
)  # fmt: skip
def test_a_text_after_a_quotation_recorded_by_hand(told: dict[str, Any], fields: dict[str, Any], store: Store) -> None:
    recorded(store, **told)
    added(store, **fields)
    recorded(store, **told)
    assert words(store) == ONE
    assert [has_text for _, has_text in articles(store)] == [True]
    assert check(store) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("The bridge is safe.", ONE, id="extracted already"),
        pytest.param("on Monday", [*ONE, ("on Monday", TEXT.index("on Monday"))], id="not extracted"),
        pytest.param("Never said.", None, id="not in the text"),
        pytest.param("e", None, id="only inside words"),
    ],
)
def test_a_quotation_recorded_by_hand_after_the_text(
    said: str, expected: list[tuple[str, int]] | None, store: Store
) -> None:
    added(store, url=URL)
    with nullcontext() if expected else pytest.raises(UsageProblem, match="don't stand in the text"):
        for already in (said == "The bridge is safe.", True):
            with store.writing() as session:
                found = record(session, said, speaker="Dana Okafor", outlet=None, published_on=None, url=URL)
            assert found.already is already
    assert words(store) == (expected or ONE)
    assert [has_text for _, has_text in articles(store)] == [True]
    assert check(store) == []


def test_another_text_at_the_url_is_the_next_version_and_the_url_finds_it(store: Store) -> None:
    assert imported(store, url=URL) == [None]
    added(store, url=URL)
    added(store, TEXT + "More.\n", url=URL)
    with store.reading() as session:
        assert find_article(session, URL).version == 2


def test_the_text_again_with_less_said_of_it_is_the_same(store: Store) -> None:
    assert imported(store) == [None]
    added(store, title="Bridge to open")
    added(store)
    added(store, outlet=None, published_on=None)
    assert articles(store) == [("Bridge to open", True)]
