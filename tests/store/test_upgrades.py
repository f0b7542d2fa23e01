"""Upgrades from every schema that people's databases may have, with rows in every table."""

import json
from pathlib import Path

import pytest
from alembic import command

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database import migrate
from quotes.store.database.check import reindex
from quotes.store.database.connect import open_store
from quotes.store.database.engine import make_engine, parse_url
from quotes.store.database.verify import verify
from quotes.store.decisions.operations import undo
from quotes.store.query.filters import Filter
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import HEAD, SpeakerRow
from quotes.store.search.search import search
from quotes.store.search.sql import run_sql
from quotes.store.speakers.lookup import named_speakers
from tests.store.dumps import ENGINES, contents, dump_path, load

OLDER = [revision for revision in migrate.revisions() if revision != HEAD]


def lasting(row: dict[str, object]) -> dict[str, object]:
    """What every upgrade leaves as it is: search words were folded anew once, given keys and domains are filled in."""
    filled = (("given_key", ""), ("domain", None))
    return {name: value for name, value in row.items() if name != "search_words" and (name, value) not in filled}


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


NAMED = """
INSERT INTO outlet (id, name, name_key) VALUES (21, 'Dziennik Łódzki', 'dziennik łodzki'), (22, 'Æsir', 'æsir'), (23, 'Aesir', 'aesir');
INSERT INTO outlet_alias (id, outlet, alias, key) VALUES
  (21, 21, 'Dziennik Łódzki', 'dziennik łodzki'), (22, 22, 'Æsir', 'æsir'), (23, 23, 'Aesir', 'aesir');
UPDATE article SET outlet = 21, story_key = 'text:dziennik łodzki:abc' WHERE id = 2;
UPDATE quote SET words = 'Łatwo, søster', search_words = 'łatwo søster', status = 'confirmed', modality = 'denied' WHERE id = 1;
INSERT INTO speaker (id, uid, name, name_key, kind, note) VALUES
  (21, 'sold1', 'Łukasz Żak', 'łukaszzak', 'person', ''), (22, 'sold2', 'Þóra Ðal', 'þoraðal', 'person', ''),
  (23, 'sold3', 'Thora Dal', 'thoradal', 'person', '');
INSERT INTO speaker_alias (id, speaker, alias, key, family_key, given_key) VALUES
  (21, 21, 'Łukasz Żak', 'łukaszzak', 'zak', 'łukasz'), (22, 22, 'Þóra Ðal', 'þoraðal', 'ðal', 'þora'),
  (23, 23, 'Thora Dal', 'thoradal', 'dal', 'thora'), (24, 22, 'President Ðal', 'president: ðal', NULL, '');
UPDATE decision SET action = 'speaker rename', subject = 'speaker', subject_id = 21,
  "before" = '{"name": "Lukas Zak", "name_key": "lukaszak"}', "after" = '{"name": "Łukasz Żak", "name_key": "łukaszzak"}';
"""


@pytest.fixture
def folded_otherwise(empty_url: str) -> str:
    load(empty_url, "0006")
    _execute(empty_url, *NAMED.strip().split(";\n"))
    return empty_url


def test_letters_of_older_stores_are_folded_again(folded_otherwise: str) -> None:
    before = contents(folded_otherwise)
    done = migrate.upgrade(folded_otherwise)
    after = contents(folded_otherwise)
    refolded = done.refolded
    assert refolded is not None
    assert refolded.words == 1
    assert refolded.outlets == (("Æsir", "Aesir"),)
    assert refolded.speakers == ("Þóra Ðal",)
    keys = {row["alias"]: (row["key"], row["family_key"], row["given_key"]) for row in after["speaker_alias"]}
    assert keys["Łukasz Żak"] == ("lukaszzak", "zak", "lukasz")
    assert keys["Þóra Ðal"] == keys["Thora Dal"] == ("thoradal", "dal", "thora")
    assert keys["President Ðal"] == ("president: dal", None, "")
    assert [row["name_key"] for row in after["speaker"][-3:]] == ["lukaszzak", "þoraðal", "thoradal"]
    assert [row["name_key"] for row in after["outlet"][-3:]] == ["dziennik lodzki", "æsir", "aesir"]
    assert after["article"][1]["story_key"] == "text:dziennik lodzki:abc"
    for old, new in zip(before["quote"], after["quote"], strict=True):
        stayed = {name: new[name] for name in old}
        assert {**stayed, "search_words": ""} == {**old, "search_words": ""}, "nothing else of a quotation changes"
    with open_store(folded_otherwise) as store:
        with store.reading() as session:
            for query in ("latwo", "ŁATWO", '"latwo soster"', "outlet:dziennik-lodzki speaker:okafor -speaker:x latwo"):
                assert len(search(session, query, Filter())) == 1, query
            assert not any("folded" in each.what for each in verify(session).problems)
            assert [row.name for row in named_speakers(session, "Lukasz Zak")] == ["Łukasz Żak"]
            assert len(named_speakers(session, "thora dal")) == 2
            assert find_outlet(session, "Æsir") == 22
            assert find_outlet(session, "aesir") == 23
        with store.writing() as session:
            undone = undo(session)
            assert undone is not None
            assert session.get_one(SpeakerRow, 21).name == "Lukas Zak"
    assert refolded.keys == 8
    assert reindex(folded_otherwise, wait=5).refolded[:2] == (0, 0)


def test_folding_again_can_be_done_by_hand(folded_otherwise: str) -> None:
    migrate.upgrade(folded_otherwise, HEAD)
    assert contents(folded_otherwise)["quote"][0]["search_words"] == "łatwo søster"
    with open_store(folded_otherwise) as store, store.reading() as session:
        assert any("folded" in each.what for each in verify(session).problems)
    assert reindex(folded_otherwise, wait=5).refolded[:2] == (1, 8)
    with open_store(folded_otherwise) as store, store.reading() as session:
        assert not any("folded" in each.what for each in verify(session).problems)
        assert len(search(session, "latwo soster", Filter())) == 1
