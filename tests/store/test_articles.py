"""Articles: versions compared, fields changed, erasure."""

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.model import Article
from quotes.store.articles.erase import erase_articles, erase_speaker, planned_article_erasure, planned_speaker_erasure
from quotes.store.articles.lookup import article_value, articles, find_article, version_lines
from quotes.store.articles.save import save_article
from quotes.store.articles.versions import VersionQuotation, compare, word_diff
from quotes.store.columns import Base
from quotes.store.database.connect import Store
from quotes.store.database.verify import verify
from quotes.store.decisions.log import operations
from quotes.store.query.filters import Filter
from quotes.store.review.review_decisions import confirm
from quotes.store.schema import ArticleRow, DecisionRow, QuoteRow
from quotes.store.search.search import search
from quotes.store.speakers.changes import rename
from quotes.store.speakers.merges import merge
from quotes.store.speakers.take_back import undo
from quotes.store.statuses import Outcome
from quotes.version import EXTRACTOR
from quotes.workflow import reextract, set_article
from tests.store.people import add, fill, picture, said_by, uid_of


def write(store: Store, change: Callable[[Any], Any]) -> Any:
    with store.writing() as session:
        return change(session)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([("We open.", "A")], [("We open.", "A")], []),
        ([("We open.", "A")], [("We open soon.", "A")], [("altered", "We [-open.-] {+open soon.+}")]),
        ([("We open.", "A")], [("“We open.", "A")], [("altered", "[-We-] {+“We+} open.")]),
        ([("We open.", "A")], [("We open.", "B")], [("speaker", "We open.")]),
        ([("We open.", "A")], [], [("dropped", "[-We open.-]")]),
        ([], [("We open.", None)], [("added", "{+We open.+}")]),
        ([("Yes.", "A"), ("Yes.", "A")], [("Yes.", "A")], [("dropped", "[-Yes.-]")]),
        (
            [("One two three four", "A"), ("Five six seven", "B")],
            [("Five six seven eight", "B"), ("One two three", "A")],
            [("altered", "Five six seven {+eight+}"), ("altered", "One two three [-four-]")],
        ),
        ([("Alpha beta gamma", "A")], [("Wholly other words", "A")], [("added", "{+Wholly other words+}"), ("dropped", "[-Alpha beta gamma-]")]),
    ],
)  # fmt: skip
def test_what_a_version_changes(before: Any, after: Any, changes: Any) -> None:
    old, new = ([VersionQuotation(str(n), *each) for n, each in enumerate(side)] for side in (before, after))
    assert [(each.change, each.diff) for each in compare(2, old, new)] == changes


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_a_word_diff_holds_both_wordings(before: str, after: str) -> None:
    import re

    diff = word_diff(before, after)
    assert re.sub(r"\{\+.*?\+\}|\[-|-\]", "", diff).split() == before.split()
    assert re.sub(r"\[-.*?-\]|\{\+|\+\}", "", diff).split() == after.split()


TEXT = "“We open on time,” said Dana Okafor on Friday.\n\nLast month Jun Takeda said: “I wait.”"


@pytest.fixture
def dated(store: Store) -> tuple[Store, str]:
    from quotes.pipeline import extract_quotes

    article = Article(text=TEXT, outlet="Courier", published_on=dt.date(2025, 3, 14))
    saved = write(store, lambda s: save_article(s, article, extract_quotes(article), extractor="quotes test"))
    return store, saved.uid


def days(store: Store) -> list[str]:
    with store.reading() as session:
        return [str(row["said_on"]) for row in search(session, "", Filter())]


def test_a_new_date_gives_relative_phrases_their_days_anew(dated: tuple[Store, str]) -> None:
    store, uid = dated
    before = picture(store)
    assert days(store) == ["2025-03-14", "2025-02-01"]
    done = set_article(store, uid, {"published_on": dt.date(2024, 1, 3), "title": "Bridge", "outlet": "Ledger"})
    assert days(store) == ["2023-12-29", "2023-12-01"]
    with store.reading() as session:
        (line,) = articles(session, Filter(outlet="Ledger"))
        assert (line.title, line.published_on) == ("Bridge", dt.date(2024, 1, 3))
        assert article_value(session, find_article(session, uid)).outlet == "Ledger"
    article = Article(text=TEXT, outlet="Ledger")
    assert write(store, lambda s: save_article(s, article, [], extractor="x")).outcome is Outcome.ALREADY_STORED
    write(store, lambda s: undo(s, done.operation))
    assert picture(store) == before


def test_a_dry_run_says_the_same_and_changes_nothing(dated: tuple[Store, str]) -> None:
    store, uid = dated
    before = picture(store)
    set_article(store, uid, {"title": "x"}, dry_run=True)
    (number, dry), *_ = reextract(store, [1], dry_run=True)
    assert picture(store) == before
    ((again, wet),) = reextract(store, [1])
    assert (number, dry) == (again, wet)


def test_what_is_found_again_keeps_the_program_that_found_it(dated: tuple[Store, str]) -> None:
    """The article says which read it last; of the quotations only what is written anew has another."""
    store, _ = dated
    with store.writing() as session:
        session.scalars(select(QuoteRow).order_by(QuoteRow.id)).all()[1].via = "AFP"
    list(reextract(store, [1]))
    with store.reading() as session:
        assert session.scalars(select(ArticleRow.extractor)).all() == [EXTRACTOR]
        found = session.scalars(select(QuoteRow.extractor).order_by(QuoteRow.id)).all()
        assert found == ["quotes test", EXTRACTOR]


def test_several_articles_read_again_are_one_operation(store: Store) -> None:
    fill(store)
    before = picture(store, "speaker", "speaker_alias")
    done = list(reextract(store, range(1, 7)))
    assert {number for number, _ in done} == {1}
    with store.reading() as session:
        (line,) = operations(session)
        assert line.action == "article reextract"
        assert {row.extractor for row in session.scalars(select(ArticleRow))} == {EXTRACTOR}
    write(store, undo)
    assert picture(store, "speaker", "speaker_alias") == before


@pytest.mark.parametrize("given_", ["1", "uid", "uid[:6]", "https://X.example/a#top"])
def test_articles_are_found_by_any_of_their_names(store: Store, given_: str) -> None:
    saved = [
        write(
            store,
            partial(save_article, article=Article(text=text, url="https://x.example/a"), quotes=[], extractor="x"),
        )
        for text in ("One.", "Two.")
    ]
    name = {"uid": saved[0].uid, "uid[:6]": saved[0].uid[:6]}.get(given_, given_)
    with store.reading() as session:
        row = find_article(session, name)
        assert row.uid == saved["://" in name].uid
        assert [(each.version, each.is_current) for each in version_lines(session, row.story_key)] == [
            (1, False),
            (2, True),
        ]


def everything(store: Store) -> str:
    """All text in all tables, the log among them."""
    with store.reading() as session:
        return json.dumps(
            [[str(v) for v in row] for table in Base.metadata.sorted_tables for row in session.execute(select(table))],
            ensure_ascii=False,
        )


def test_an_erased_article_leaves_nothing(store: Store) -> None:
    add(store, "Dana Okafor", 1)
    before = picture(store)
    saved = add(store, "Mina Hale", 77, "Secret Paper")
    add(store, "Hale", 78)
    write(store, lambda s: confirm(s, [2]))
    write(store, lambda s: merge(s, ["Mina Hale"], "Dana Okafor"))
    write(store, undo)
    with store.reading() as session:
        plan = planned_article_erasure(session, [saved.uid])
    assert (plan.quotations, plan.decided) == (1, 1)
    assert plan.decisions >= 3
    write(store, lambda s: erase_articles(s, [saved.uid]))
    held = everything(store)
    assert "Bridge 77" not in held
    assert "77" not in json.dumps([each.what for each in write(store, operations)])
    assert len(said_by(store)) == 2
    with store.reading() as session:
        assert verify(session).problems == ()
        assert search(session, "77", Filter()) == []
        assert session.scalars(select(DecisionRow.operation).where(DecisionRow.action == "article rm")).all() == [4]
    with pytest.raises(QuotesError, match="erased"):
        write(store, lambda s: undo(s, 1))
    write(store, lambda s: erase_articles(s, [find_article(s, "3").uid]))
    left = picture(store)
    assert left["quote"] == before["quote"]
    assert "Hale" not in held.replace("Mina Hale", "") or "Hale" not in everything(store).replace("Mina Hale", "")


def test_a_forgotten_speaker_leaves_nothing_but_texts(store: Store, tmp_path: Path) -> None:
    fill(store)
    write(store, lambda s: rename(s, "Mina Okafor-Reyes", "Wilhelmina Reyes"))
    write(store, lambda s: merge(s, ["Jun Takeda"], "Wilhelmina Reyes"))
    write(store, lambda s: confirm(s, [5], note="Reyes rang us"))
    with store.reading() as session:
        plan = planned_speaker_erasure(session, "Wilhelmina Reyes")
    assert plan.quotations == 2
    assert "may still name them" in plan.kept
    write(store, lambda s: erase_speaker(s, "Wilhelmina Reyes"))
    store.settle()
    with store.writing() as session:
        texts = dict(session.execute(select(ArticleRow.id, ArticleRow.text)).all())
        session.query(ArticleRow).update({"text": "", "text_sha256": ""})
    assert any("Takeda" in (text or "") for text in texts.values())
    held = everything(store)
    for name in ("Reyes", "Takeda", "Wilhelmina", "Mina"):
        assert name not in held
    with pytest.raises(NotFound):
        write(store, lambda s: erase_speaker(s, "Wilhelmina Reyes"))
    assert write(store, undo) is None


def test_erased_words_are_gone_from_the_file(tmp_path: Path, sqlite_template: Path) -> None:
    import shutil

    from quotes.store.database.connect import open_store

    path = tmp_path / "q.db"
    shutil.copy(sqlite_template, path)
    with open_store(str(path)) as store:
        add(store, "Dana Okafor", 1)
        saved = add(store, "Xenophilia Quartermaine", 424242)
        write(store, lambda s: rename(s, "Xenophilia Quartermaine", "Zerubbabel Quint"))
        write(store, lambda s: erase_articles(s, [saved.uid]))
        write(store, lambda s: erase_speaker(s, "Zerubbabel Quint"))
        store.settle()
    content = b"".join(each.read_bytes() for each in tmp_path.glob("q.db*"))
    for word in (b"424242", b"Xenophilia", b"xenophilia", b"Zerubbabel"):
        assert word not in content


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda s, u: set_article(s, u, {}), UsageProblem, "say what to set"),
        (lambda s, _: set_article(s, "zz", {"title": "x"}), NotFound, "no article 'zz'"),
        (lambda s, _: write(s, lambda x: erase_articles(x, ["zz"])), NotFound, "no article 'zz'"),
        (lambda s, _: write(s, lambda x: erase_speaker(x, "Nobody")), NotFound, "no speaker"),
        (lambda s, u: set_article(s, u, {"outlet": "Ledger"}), UsageProblem, "has an article of the same text"),
    ],
)
def test_bad_changes_of_articles(dated: tuple[Store, str], change: Any, error: Any, message: str) -> None:
    store, uid = dated
    write(store, lambda s: save_article(s, Article(text=TEXT, outlet="Ledger"), [], extractor="x"))
    before = picture(store)
    with pytest.raises(error, match=message):
        change(store, uid)
    assert picture(store) == before


def test_a_recorded_article_has_no_text_to_read(store: Store) -> None:
    from quotes.store.articles.record import record

    write(store, lambda s: record(s, "We wait.", speaker="Jun Takeda", outlet=None, published_on=None))
    with pytest.raises(UsageProblem, match="recorded by hand"):
        list(reextract(store, [1]))
    assert uid_of(store, "We wait")
