"""Upgrades from every schema that people's databases may have, with rows in every table."""

import json
from pathlib import Path

import pytest
from alembic import command

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database import migrate
from quotes.store.database.connect import open_store
from quotes.store.database.engine import make_engine, parse_url
from quotes.store.database.verify import verify
from quotes.store.query.filters import Filter
from quotes.store.schema import HEAD
from quotes.store.search.search import search
from quotes.store.search.sql import run_sql
from tests.store.dumps import ENGINES, contents, dump_path, load

OLDER = [revision for revision in migrate.revisions() if revision != HEAD]


def lasting(row: dict[str, object]) -> dict[str, object]:
    """What every upgrade leaves as it is: search words were folded anew once, keys of given names are filled in."""
    return {name: value for name, value in row.items() if name != "search_words" and (name, value) != ("given_key", "")}


def test_every_revision_before_the_newest_has_its_dumps() -> None:
    missing = [
        str(dump_path(each, dialect)) for each in OLDER for dialect in ENGINES if not dump_path(each, dialect).exists()
    ]
    assert not missing, "make them with tests/store/dumps.py"


@pytest.mark.parametrize("revision", OLDER)
def test_upgrade_keeps_every_row_and_the_store_works(empty_url: str, revision: str) -> None:
    load(empty_url, revision)
    before = contents(empty_url)
    assert all(before.values()), "a table without rows proves nothing"
    done = migrate.upgrade(empty_url)
    assert (done.before, done.after) == (revision, HEAD)
    after = contents(empty_url)
    assert set(after) >= set(before)
    for table, rows in before.items():
        assert [row["id"] for row in after[table]] == [row["id"] for row in rows]
        for old, new in zip(rows, after[table], strict=True):
            kept = {name: value for name, value in lasting(old).items() if name in new}
            assert {name: new[name] for name in kept} == kept, table
    config = migrate.config_for()
    with migrate.changing(empty_url, create=True) as change:
        config.attributes["connection"] = change.connection
        command.check(config)
    with open_store(empty_url) as store:
        with store.reading() as session:
            found = verify(session)
            assert (found.articles, found.quotations, found.problems) == (2, 4, ())
            for query, count in (
                ("cafe", 1),
                ("offnen", 1),
                ("safe", 2),
                ("x" * 300, 1),
                ("speaker:okafor", 3),
                ("speaker:li", 1),
                ("via:afp", 1),
            ):
                assert len(search(session, query, Filter())) == count, query
        words = "New words."
        with store.writing() as session:
            quote = Quote(start=1, end=11, text=words, speaker="Dana Okafor", speaker_kind=SpeakerKind.PERSON)
            saved = save_article(session, Article(text=f"“{words}”"), [quote], extractor="t")
            assert saved.article > max(row["id"] for row in before["article"])
        with store.reading() as session:
            assert len(search(session, '"new words" speaker:okafor', Filter())) == 1


@pytest.mark.parametrize("revision", OLDER)
def test_upgrade_and_downgrade_give_the_rows_back(empty_url: str, revision: str) -> None:
    load(empty_url, revision)
    before = contents(empty_url)
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url, revision)
    after = contents(empty_url)
    assert set(after) == set(before)
    for table, rows in before.items():
        for old, new in zip(rows, after[table], strict=True):
            kept = lasting(old)
            assert {name: new[name] for name in kept} == kept
            assert set(new) == set(old)


def test_a_dump_names_every_table_of_its_revision(tmp_path: Path) -> None:
    for revision in OLDER:
        path = tmp_path / f"{revision}.db"
        load(str(path), revision)
        with_rows = contents(str(path))
        made = tmp_path / f"{revision}-made.db"
        migrate.upgrade(str(made), revision)
        assert set(with_rows) == set(contents(str(made)))


def _execute(url: str, *statements: str) -> None:
    engine = make_engine(parse_url(url))
    with engine.connect().execution_options(quotes_write=True) as connection, connection.begin():
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _modalities(url: str) -> tuple[list[object], list[object]]:
    """Of the quotations, and of the first decision's values before and after."""
    rows = contents(url)
    first = rows["decision"][0]
    values = (json.loads(each) if isinstance(each, str) else each for each in (first["before"], first["after"]))
    return [row["modality"] for row in rows["quote"]], [each["modality"] for each in values]


def test_a_modality_of_the_older_schema_gets_its_code_in_quotations_and_decisions(empty_url: str) -> None:
    load(empty_url, "0005")
    _execute(
        empty_url,
        "UPDATE quote SET modality = 'not yet said' WHERE id = 2",
        "UPDATE quote SET modality = 'denied', status = 'confirmed' WHERE id = 3",
        """UPDATE decision SET "before" = '{"words": "not yet said", "modality": "not yet said"}',
           "after" = '{"modality": "denied"}' WHERE id = 1""",
    )
    migrate.upgrade(empty_url)
    assert _modalities(empty_url) == (["said", "not-yet-said", "denied", "said"], ["not-yet-said", "denied"])
    assert '"words": "not yet said"' in json.dumps(contents(empty_url)["decision"], default=str).replace("\\", "")
    assert contents(empty_url)["quote"][2]["status"] == "confirmed"
    migrate.downgrade(empty_url, "0005")
    assert _modalities(empty_url) == (["said", "not yet said", "denied", "said"], ["not yet said", "denied"])


def test_views_of_an_upgraded_store_have_everybody_who_said_it(empty_url: str) -> None:
    load(empty_url, "0005")
    _execute(empty_url, "UPDATE quote SET modality = 'denied' WHERE id = 2")
    migrate.upgrade(empty_url)
    with open_store(empty_url) as store, store.reading() as session:
        listed = run_sql(
            session, "SELECT modality, also_by, reported_by, spoken_for FROM quote_list ORDER BY utterance"
        )
        assert sorted(map(str, listed.rows)) == sorted(
            map(
                str,
                [
                    ("said", "Jo Li (the footballer)", None, None),
                    ("denied", None, None, None),
                    ("said", None, None, None),
                    ("said", None, None, None),
                ],
            )
        )
        counted = run_sql(session, "SELECT speaker, utterances, quotations FROM speaker_counts ORDER BY speaker")
        assert counted.rows == (("Dana Okafor", 2, 2), ("Jo Li", 1, 1))
