"""Names found by family and given name: few are looked at, and none that fits is missed."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select, update
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.lexicons import lines
from quotes.english.names import Match, family_key
from quotes.model import SpeakerKind
from quotes.store.database import migrate
from quotes.store.database.check import reindex
from quotes.store.database.connect import Store, open_store
from quotes.store.name_keys import ANY_GIVEN_NAME, NO_GIVEN_NAME, NO_KEY_YET, given_key, given_words, is_given
from quotes.store.schema import SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.link import add_alias, link, new_speaker, surely_same
from quotes.store.speakers.namesakes import aliases_of, lookup_keys, namesakes
from tests.store.people import add, picture

KNOWN = [line.rpartition(" ")[0].title() for line in lines("given_names")]
SHORT = [word.title() for line in lines("nicknames") for word in line.split()]
ODD = "Khaled Haled Djamel Jamel Tchaka Chaka Ousman Usman Yi Y I V W F K. J.K. Müller Mueller Anna-Maria Texas-based Rival Öz Łukasz Ffion Vv Lloyd Uwe".split()
given_names = (
    st.sampled_from(ODD)
    | st.sampled_from(SHORT)
    | st.sampled_from(KNOWN)
    | st.text("abdhijktcouvwy", min_size=1, max_size=4).map(str.title)
)
initials = st.sampled_from("ABDHIJKTCOUVWYKŁ").map(lambda letter: f"{letter}.")
families = st.sampled_from(["Okafor", "Zelensky", "Zelenskyy", "Xi", "Kim", "de Blasio", "O'Brien"])
titles = st.sampled_from(["", "", "President ", "Dr. ", "Prince "])
full_names = st.builds(
    lambda title, words, family, last: f"{title}{' '.join(words)} {family}{last}",
    titles, st.lists(given_names | initials, min_size=0, max_size=3), families, st.sampled_from(["", "", " Jr.", " III"]),
)  # fmt: skip


def may_be_found(alias: str, name: str) -> bool:
    where, key = lookup_keys(name), given_key(alias)
    return key in where.keys or key[:1] in where.letters


@settings(max_examples=3000)
@given(full_names, full_names)
@example("Texas-based Dana Okafor", "Dana Okafor")
@example("Dana Okafor", "Texas-based Dana Okafor")
@example("Y. Okafor", "Yi Okafor")
@example("V. Okafor", "Vv Okafor")
@example("William Okafor", "Bill Okafor")
@example("T. Okafor", "Tchaka Okafor")
def test_whoever_is_surely_the_same_is_looked_at(alias: str, name: str) -> None:
    if family_key(alias) == family_key(name) and surely_same(alias, name):
        assert may_be_found(alias, name)
        assert may_be_found(name, alias)


@pytest.mark.parametrize(
    ("alias", "key"),
    [
        ("Dana Okafor", "dana"),
        ("Khaled Okafor", "haled"),
        ("D. Okafor", "d"),
        ("Dana J. Okafor", "dana"),
        ("Texas-based Dana Okafor", ANY_GIVEN_NAME),
        ("Okafor", NO_GIVEN_NAME),
    ],
)
def test_keys(alias: str, key: str) -> None:
    assert given_key(alias) == key


@pytest.mark.parametrize(
    ("name", "looked_at"),
    [
        ("Dana Okafor", {"Dana Okafor", "D. Okafor", "Dana J. Okafor", "Texas-based Dana Okafor"}),
        ("William Okafor", {"Bill Okafor", "Texas-based Dana Okafor"}),
        ("D. Okafor", {"Dana Okafor", "D. Okafor", "Dana J. Okafor", "Daniel Okafor", "Texas-based Dana Okafor"}),
        ("Okafor", {"Texas-based Dana Okafor"}),
    ],
)
def test_few_of_a_family_are_looked_at(store: Store, name: str, looked_at: set[str]) -> None:
    others = ("Dana Hale", "Bill Okafor", "Okafor", "Mina Okafor")
    with store.writing() as session:
        for each in ("Dana Okafor", "D. Okafor", "Dana J. Okafor", "Daniel Okafor", "Texas-based Dana Okafor", *others):
            new_speaker(session, each, "person", None)
        assert {alias for _, alias in namesakes(session, name)} == looked_at


def by_comparing_all(session: Session, name: str) -> set[int]:
    """What :func:`quotes.store.speakers.link.link` may choose from, by the whole family."""
    rows = session.execute(
        select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(SpeakerRow.article_id.is_(None), SpeakerAliasRow.family_key == names.family_key(name))
    ).all()
    fits = {speaker for speaker, alias in rows if surely_same(alias, name)}
    told = is_given(given_words(name))
    against = {
        speaker
        for speaker, alias in rows
        if told and names.compatible(alias, name) is Match.DIFFERENT and is_given(given_words(alias))
    }
    return fits - against


@settings(max_examples=25)
@given(
    st.lists(st.tuples(full_names, st.integers(0, 5)), min_size=4, max_size=16),
    st.lists(full_names, min_size=1, max_size=6),
    st.booleans(),
)
def test_the_index_links_as_comparing_everybody_does(
    store: Store, pool: list[tuple[str, int]], asked: list[str], fresh: bool
) -> None:
    with store.writing() as session:
        first = new_speaker(session, "Nobody Else", "person", None)
        made = [first]
        for number, (alias, whose) in enumerate(pool):
            if whose < len(made):
                add_alias(session, made[whose], alias, "person")
            else:
                row = SpeakerRow(uid=f"s{number}", name=alias, name_key=f"{number}", kind="person", note="")
                session.add(row)
                session.flush()
                add_alias(session, row.id, alias, "person")
                made.append(row.id)
        if fresh:  # rows from before there were keys
            session.execute(update(SpeakerAliasRow).values(given_key=NO_KEY_YET))
        for name in asked:
            fits = {speaker for speaker, alias in namesakes(session, name) if surely_same(alias, name)}
            known = aliases_of(session, fits, family_key(name))
            if is_given(given_words(name)):
                fits -= {
                    speaker
                    for speaker, alias in known
                    if names.compatible(alias, name) is Match.DIFFERENT and is_given(given_words(alias))
                }
            assert fits == by_comparing_all(session, name)
        session.rollback()


def test_rows_without_a_key_get_theirs(store: Store) -> None:
    add(store, "Dana Okafor", 0)
    add(store, "Mina Okafor", 1)
    with store.writing() as session:
        session.execute(update(SpeakerAliasRow).values(given_key=NO_KEY_YET))
    add(store, "D. Okafor", 2)
    with store.reading() as session:
        keys = session.execute(select(SpeakerAliasRow.alias, SpeakerAliasRow.given_key).order_by(SpeakerAliasRow.id))
        assert [tuple(each) for each in keys] == [("Dana Okafor", "dana"), ("Mina Okafor", "mina"), ("D. Okafor", "d")]


def test_an_upgrade_fills_the_keys(store_url: str) -> None:
    with open_store(store_url) as store:
        for number, name in enumerate(("Dana Okafor", "Texas-based Dana Hale", "Okafor")):
            add(store, name, number)
        add(store, "Harbour Board", 3, kind=SpeakerKind.ORGANISATION)
        before = picture(store)
    migrate.downgrade(store_url, "0003")
    migrate.upgrade(store_url)
    reindex(store_url, wait=30)  # families are found again when somebody asks for it
    with open_store(store_url) as store:
        assert picture(store) == before


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_additions_find_names_by_the_index(store: Store) -> None:
    """Never by who is known beyond articles: that is half of the store."""
    plans = []

    def explain(
        connection: Connection, _cursor: object, statement: str, parameters: Any, _context: object, _many: bool
    ) -> None:
        if "speaker_alias" in statement and statement.startswith("SELECT"):
            raw = connection.connection.driver_connection
            assert raw is not None
            plans.append((statement, [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]))

    add(store, "Dana Okafor", 0)
    event.listen(store.engine, "before_cursor_execute", explain)
    with store.writing() as session:
        link(session, "Jane Okafor", "person", 1)
    assert any("given_key" in statement for statement, _ in plans)
    for _, plan in plans:
        steps = [step for step in plan if "CONSTANT ROW" not in step and "sqlite_sequence" not in step]
        assert not any("ix_speaker_article" in step or step.startswith("SCAN") for step in steps), steps
    family = next(plan for statement, plan in plans if "given_key) IN" in statement)
    assert any("ix_speaker_alias_family_given (family_key=? AND given_key" in step for step in family), family
