"""How the engines find what searches ask for: by indexes, never by reading all quotations or articles."""

import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import Select, func, literal_column, make_url, select, text
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex

from quotes.store.database.connect import Store
from quotes.store.outlets.lookup import outlet_for
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order, parse_query
from quotes.store.schema import QuoteRow, metadata_for_ddl
from quotes.store.search.conditions import indexed
from quotes.store.search.search import hidden_quotations, how_many, matching, ordered
from quotes.store.speakers.link import link
from quotes.store.speakers.lookup import _lines

WORDS, COVERED = (
    "SCAN quote_search VIRTUAL TABLE INDEX 0:M1",
    "SEARCH quote USING COVERING INDEX ix_quote_listing (id=?)",
)
SPOKEN = "SEARCH quote USING COVERING INDEX ix_quote_speaker_listing (speaker=?)"
ARTICLE = "SEARCH article USING COVERING INDEX ix_article_listing (id=? AND is_current=?"
PLANS = [
    ("bridge", [WORDS, COVERED, ARTICLE]),
    ('"the bridge" opens', [WORDS, COVERED, ARTICLE]),
    ("bri*", [WORDS, COVERED, ARTICLE]),
    ("bridge -opens", [WORDS, COVERED, ARTICLE]),
    ("bridge speaker:okafor", [WORDS, SPOKEN, ARTICLE]),
    ("bridge outlet:courier", [WORDS, COVERED, ARTICLE]),
    ("bridge date:2025-03", [WORDS, COVERED, "published_on>? AND published_on<?"]),
    ("bridge speaker:okafor outlet:courier date:2025-03", [WORDS, SPOKEN, "published_on>? AND published_on<?"]),
    ("bridge kind:direct", [WORDS, "SEARCH quote USING INTEGER PRIMARY KEY (rowid=?)", ARTICLE]),
    ("speaker:okafor", ["ix_quote_speaker_listing (speaker=?", ARTICLE]),
    ("date:2025-03-14", ["ix_article_published_on (published_on>? AND published_on<?)", "sqlite_autoindex_quote_1 (article=?)"]),
    ("outlet:courier", ["ix_article_outlet (outlet=?)", "sqlite_autoindex_quote_1 (article=?)"]),
    ("", ["SCAN article USING INDEX ix_article_published_on", "sqlite_autoindex_quote_1 (article=?)"]),
]  # fmt: skip


def plan(session: Session, query: Select[Any]) -> str:
    """How the engine would carry out *query*, a step a line."""
    engine = session.get_bind()
    compiled = query.compile(engine, compile_kwargs={"render_postcompile": True})
    values = compiled.construct_params()
    given = tuple(values[name] for name in compiled.positiontup) if compiled.positiontup else values
    how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(str(row[-1]) for row in session.connection().exec_driver_sql(f"{how} {compiled.string}", given))


on_sqlite = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


@pytest.fixture
def named(store: Store) -> Store:
    with store.writing() as session:
        link(session, "Dana Okafor", "person", 0, again=False)
        outlet_for(session, "Courier")
    return store


def page(session: Session, query: str) -> Select[Any]:
    parsed = parse_query(query)
    found = ordered(matching(session, query, Filter()), Order.DATE, parsed)
    return found.with_only_columns(QuoteRow.id, maintain_column_froms=True).limit(50)


@on_sqlite
@pytest.mark.parametrize(("query", "steps"), PLANS, ids=[query or "all" for query, _ in PLANS])
def test_steps(named: Store, query: str, steps: list[str]) -> None:
    with named.reading() as session:
        found = plan(session, page(session, query))
        for step in steps:
            assert step in found
        if query:
            assert "SCAN quote\n" not in f"{found}\n"
            assert "SCAN article" not in found


@on_postgresql
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("bridge", "ix_quote_search_words"), ('"the bridge" opens', "ix_quote_search_words"), ("bri* -opens", "ix_quote_search_words"),
        ("bridge speaker:okafor", "ix_quote_"), ("speaker:okafor", "ix_quote_speaker_listing"), ("date:2025-03-14", "ix_article_published_on"), ("outlet:courier", "ix_article_outlet"),
    ],
)  # fmt: skip
def test_postgresql_can_use_its_indexes(named: Store, query: str, index: str) -> None:
    with named.reading() as session:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        assert index in plan(session, page(session, query).order_by(None))


@on_sqlite
def test_words_are_counted_without_a_look_at_each_match(named: Store) -> None:
    with named.reading() as session:
        assert how_many(session, "bridge", Filter()) == 0
        seen = indexed('"bridge"').where(literal_column("rowid").not_in(hidden_quotations()))
        steps = plan(session, select(func.count()).select_from(seen.subquery())).split("\n")
    assert steps[0] == WORDS
    assert not any("CORRELATED" in step for step in steps)
    assert not any(step == "SCAN quote" for step in steps)


def test_a_card_is_read_from_indexes(named: Store) -> None:
    with named.reading() as session:
        if named.dialect == "postgresql":
            session.execute(text("SET LOCAL enable_seqscan = off"))
        found = plan(session, _lines(among=[1]))
    assert "ix_quote_speaker_listing" in found
    found = found.replace("SCAN said", "").replace("SCAN totals", "")  # the rows that were found, put together
    assert "SCAN" not in found


@pytest.mark.parametrize("engine", ["sqlite", "postgresql+psycopg"])
def test_an_index_over_some_rows_says_so_where_it_is_made(engine: str) -> None:
    dialect = make_url(f"{engine}://").get_dialect()()
    found = {
        str(index.name): str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata_for_ddl().tables.values()
        for index in table.indexes
        if index.info.get("only", dialect.name) == dialect.name
    }
    assert found["uq_article_story_key_current"].endswith("WHERE is_current")
    assert found["uq_speaker_name_key_kind_note_anywhere"].endswith("WHERE article IS NULL")
    assert dialect.name == "sqlite" or "USING gin" in found["ix_quote_search_words"]


def test_a_dialect_is_loaded_where_it_is_used() -> None:
    """The one of PostgreSQL costs a tenth of the time in which a command starts."""
    look = "import sys, quotes.store.search.search; print('sqlalchemy.dialects.postgresql' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@on_sqlite
def test_the_figures_of_the_planner_are_those_of_the_schema(store: Store) -> None:
    """An index that a migration renames or adds needs its line, or plans change."""
    from quotes.store.database.statistics import STATISTICS

    with store.reading() as session:
        there = set(
            session.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('quote', 'article')")
            )
        )
        known = {index for _, index, _ in STATISTICS}
        assert known <= set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index'")))
        assert there - known <= {"ix_article_external_id", "ix_article_run"}
        assert session.scalar(text("SELECT COUNT(*) FROM sqlite_stat1")) == len(STATISTICS)
