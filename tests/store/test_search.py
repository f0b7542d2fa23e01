"""One query language, two engines: each query finds the same quotations on both."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from quotes.errors import NotFound, UsageProblem
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.query.identifiers import speakers_called
from quotes.store.query.language import Order
from quotes.store.query.values import days
from quotes.store.schema import SpeakerRow
from quotes.store.search.report_files import bundled
from quotes.store.search.rows import fetched, streamed
from quotes.store.search.run_report import report
from quotes.store.search.search import matching, ordered, search
from quotes.store.search.sql import run_sql
from quotes.store.speakers.link import link
from quotes.store.speakers.lookup import one_speaker
from quotes.wording import fold

ROWS = [
    ("a", "We don’t know yet, in the U.S. of A.", "Dana Okafor", "Courier", "2025-03-14"),
    ("b", "It cost £1.5bn and 100% of our patience", "Gareth Lindqvist", "Courier", "2025-03-20"),
    ("c", "Covid-19 changed the café, O’Brien", "Kim Jong Un", "Ledger", "2025-10-09"),
    ("d", "peace and war and peace", "Kim Jong Un", "Ledger", "2025-10-10"),
    ("e", "a lasting peace", None, "Ledger", "2024-12-31"),
    ("f", "Über-straße naïve ﬁnale 🎉", "Dana Okafor", "Messenger", None),
]
EXPORTED = tuple(
    """uid words speaker speaker_uid speaker_kind outlet published_on said_on said_on_end said_on_precision said_on_phrase
    via kind status confidence reason cue mention mention_start mention_end start_offset end_offset utterance article_uid
    article_version external_id title byline url language text_sha256 extractor modality speaker_note also_by
    reported_by spoken_for""".split()
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as session:
        for name, words, speaker, outlet, day in ROWS:
            quote = Quote(
                start=1,
                end=1 + len(words),
                text=words,
                speaker=speaker,
                speaker_kind=SpeakerKind.PERSON if speaker else None,
                confidence=0.5 + ord(name) / 1000,
            )
            article = Article(
                text=f"“{words}”", id=name, outlet=outlet, published_on=dt.date.fromisoformat(day) if day else None
            )
            save_article(session, article, [quote], extractor="test")
    return store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(speaker="Kim Jong-un"), "cd"),
        (Filter(speaker="okafor"), "af"),
        (Filter(outlet="COURIER"), "ab"),
        (Filter(since=dt.date(2025, 3, 20)), "bcd"),
        (Filter(until=dt.date(2025, 3, 14)), "ae"),
        (Filter(uncredited=True), "e"),
        (Filter(uncredited=False, outlet="ledger"), "cd"),
        (Filter(min_confidence=0.6), "def"),
        (Filter(status="rejected"), ""),
        (Filter(kind="partial"), ""),
        (Filter(via="AFP"), ""),
    ],
    ids=str,
)
def test_filters(filled: Store, wanted: Filter, expected: str) -> None:
    with filled.reading() as session:
        assert "".join(sorted(row["external_id"] for row in search(session, "", wanted))) == expected


PEOPLE = (
    "Élise Kimmel",
    "Kim Jong Un",
    "Volodymyr Zelenskyy",
    "Ana Li",
    "Gareth Lindqvist",
    "Seán O’Brien",
    "Łukasz Żak",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("élise", "Élise Kimmel"), ("ELISE", "Élise Kimmel"), ("ÉLISE kimmel", "Élise Kimmel"), ("kim", "Kim Jong Un"),
        ("Kim Jong-un", "Kim Jong Un"), ("kimm", "Élise Kimmel"), ("Zelensky", "Volodymyr Zelenskyy"), ("Zelenskiy", "Volodymyr Zelenskyy"), ("li", "Ana Li"),
        ("lind", "Gareth Lindqvist"), ("O'Brien", "Seán O’Brien"), ("sean", "Seán O’Brien"), ("żak", "Łukasz Żak"),
        ("zak", "Łukasz Żak"), ("łukasz", "Łukasz Żak"), ("jong kim", "Kim Jong Un"), ("im", None), ("%", None), ("_", None),
        ("Bill Li", None), ("\0", None), ("\ud800", None),
    ],
)  # fmt: skip
def test_a_speaker_is_found_by_whole_words_then_by_beginnings(store: Store, typed: str, found: str | None) -> None:
    with store.writing() as session:
        for person in PEOPLE:
            link(session, person, "person", 0, again=False)
    with store.reading() as session:
        ids = speakers_called(session, typed)
        assert [session.get_one(SpeakerRow, each).name for each in ids] == ([found] if found else [])


def test_a_surname_finds_who_is_known_by_it_alone_and_who_has_it(filled: Store) -> None:
    with filled.writing() as session:
        text = "“Yes” said Okafor."
        quote = Quote(start=1, end=4, text="Yes", speaker="Okafor", speaker_kind=SpeakerKind.PERSON)
        save_article(session, Article(text=text, id="g"), [quote], extractor="test")
    with filled.reading() as session:
        for query, wanted in (("", Filter(speaker="Okafor")), ("speaker:okafor", Filter())):
            assert "".join(sorted(row["external_id"] for row in search(session, query, wanted))) == "afg"
        assert one_speaker(session, "Okafor") == one_speaker(session, "Dana Okafor")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("afp", "a"),
        ("école", "bc"),
        ("ÉCOLE", "bc"),
        ("École", "bc"),
        ("100%", "d"),
        ("%", "d"),
        ("_", ""),
        ("\ud800", ""),
    ],
)
def test_via_is_found_in_capitals_or_not(store: Store, typed: str, found: str) -> None:
    with store.writing() as session:
        for name, via in (("a", "AFP"), ("b", "ÉCOLE radio"), ("c", "école TV"), ("d", "the 100% show")):
            quote = Quote(start=0, end=1, text=name, via=via)
            save_article(session, Article(text=name, id=name), [quote], extractor="test")
    with store.reading() as session:
        for query, wanted in (("", Filter(via=typed)), (f'via:"{typed}"', Filter())):
            assert "".join(sorted(row["external_id"] for row in search(session, query, wanted))) == found


def test_newest_first_and_at_most(filled: Store) -> None:
    with filled.reading() as session:
        assert "".join(row["external_id"] for row in search(session, "", Filter())) == "dcbaef"
        assert len(search(session, "", Filter(), limit=2)) == 2


def test_unknown_names_in_filters_are_said(filled: Store) -> None:
    with filled.reading() as session:
        for wanted in (Filter(speaker="Nobody Atall"), Filter(outlet="No Paper")):
            with pytest.raises(NotFound):
                search(session, "", wanted)


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=80))
def test_no_text_is_an_error(filled: Store, query: str) -> None:
    with filled.reading() as session:
        for each in (query, f"speaker:{query}", f'via:"{query}" title:{query}', f"{query}*"):
            search(session, each, Filter())


def test_rows_one_by_one_are_the_rows(filled: Store) -> None:
    with filled.reading() as session:
        query = ordered(matching(session, "", Filter()), Order.DATE)
        rows = streamed(session, query)
        assert not isinstance(rows, list)
        assert list(rows) == fetched(session, query) == search(session, "", Filter(), limit=100)


def test_a_very_long_query(filled: Store) -> None:
    with filled.reading() as session:
        assert search(session, "peace " * 2000, Filter())


def test_rows_and_views_have_the_columns_of_the_export_in_their_order(filled: Store) -> None:
    with filled.reading() as session:
        for name in ("quote_list", "quote_all"):
            assert run_sql(session, f"SELECT * FROM {name}").columns == EXPORTED
        assert {tuple(row) for row in search(session, "", Filter())} == {EXPORTED}


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("We don’t know, U.S.A.!", "we don t know u s a"), ("Café ÉCOLE naïve", "cafe ecole naive"), ("ﬁnale Ⅻ ²", "finale xii 2"),
        ("Straße İstanbul", "strasse istanbul"), ("step ❶one", "step one"), ("£1.5bn—100%", "1 5bn 100"), ("٣ ４", "٣ 4"),
        ("🎉 \0\ud800", ""), ("", ""),
    ],
)  # fmt: skip
def test_folding(words: str, folded: str) -> None:
    assert fold(words) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("feb. 2024", "2024-02-01", "2024-02-29"),
        ("3 February 2024", "2024-02-03", "2024-02-03"),
        ("Sept 3, 2024", "2024-09-03", "2024-09-03"),
        ("Feb 2024..3 May 2024", "2024-02-01", "2024-05-03"),
    ],
)
def test_days(value: str, first: str, last: str) -> None:
    assert days(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM quote", "UPDATE quote SET words = 'x'", "DROP TABLE quote", "INSERT INTO outlet VALUES (1)", "PRAGMA x",
        "ATTACH 'x' AS y", "VACUUM", "SELECT 1; DELETE FROM quote", "WITH x AS (SELECT 1) DELETE FROM quote", "", "-- only this",
        "CREATE TABLE t (a)", "SELECT nonsense", "EXPLAIN", "/* a */ DELETE FROM quote", "COPY quote TO '/tmp/x'",
        "SELECT 1; COMMIT; DELETE FROM quote; SELECT 1", "SELECT 1; ROLLBACK; BEGIN; DELETE FROM quote; COMMIT; SELECT 1",
        "WITH x AS (SELECT 1) DELETE FROM quote RETURNING id", "EXPLAIN ANALYZE DELETE FROM quote",
        "SELECT 1; SELECT 2", "WITH x AS (DELETE FROM quote RETURNING id) SELECT * FROM x",
    ],
)  # fmt: skip
def test_sql_only_reads(filled: Store, sql: str) -> None:
    with pytest.raises(UsageProblem), filled.reading() as session:
        run_sql(session, sql)
    with filled.reading() as session:
        assert len(run_sql(session, "SELECT * FROM quote_all").rows) == len(ROWS)


def test_a_reading_session_cannot_be_made_to_write(filled: Store) -> None:
    attempts = {
        "sqlite": ["SELECT * FROM pragma_query_only(0)", "SELECT * FROM pragma_query_only"],
        "postgresql": ["SELECT set_config('transaction_read_only', 'off', true)"],
    }
    deletion = "WITH x AS (SELECT 1) DELETE FROM quote_credit RETURNING id"
    for sql in (*attempts[filled.dialect], deletion):
        with suppress(UsageProblem), filled.reading() as session:
            run_sql(session, sql)
    for statement in ("DELETE FROM quote", "UPDATE quote SET words = 'x'"):
        with pytest.raises(Exception, match=r"read.?only"), filled.reading() as session:
            session.execute(text(statement))
    with filled.writing() as session:  # and the next writer on the same connection can
        changed = session.connection().execute(text("UPDATE quote SET cue = 'said'"))
        assert changed.rowcount == len(ROWS)


def test_sql_answers(filled: Store) -> None:
    with filled.reading() as session:
        found = run_sql(session, "WITH x AS (SELECT speaker FROM quote_list) SELECT COUNT(*) AS n FROM x;")
        assert found == (("n",), ((6,),))
        assert run_sql(session, "SELECT 'a:b' AS colon").rows == (("a:b",),)
        assert run_sql(session, "-- a\n/* b * c **/ SELECT 1 AS one").rows == ((1,),)
        if filled.dialect == "postgresql":  # whose comments hold others
            assert run_sql(session, "/* a /* b */ */ SELECT 1 AS one").rows == ((1,),)


def test_every_report_runs_and_has_a_title(filled: Store) -> None:
    with filled.reading() as session:
        assert {each.name for each in bundled()} >= {"speakers", "outlets", "months"}
        for each in bundled():
            assert each.title
            assert report(session, each.name)[1].columns == tuple(column.name for column in each.columns)
        with pytest.raises(NotFound, match="speakers"):
            report(session, "nope")
        with pytest.raises(UsageProblem, match="takes no"):
            report(session, "speakers", {"x": 1})
