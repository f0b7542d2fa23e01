"""What people rely on for years: uids that lead on after merges, names that stay taken away."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from quotes.errors import NotFound
from quotes.store.articles.erase import erase_speaker
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.schema import SpeakerAliasRow, SpeakerFormerRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.speakers.changes import add_name, remove_name, rename
from quotes.store.speakers.lookup import one_speaker, speaker_card
from quotes.store.speakers.merges import merge
from quotes.store.speakers.take_back import undo
from tests.store.people import add, fill, picture, said_by


def write(store: Store, change: Callable[[Any], Any]) -> Any:
    with store.writing() as session:
        return change(session)


def uid(store: Store, name: str) -> str:
    with store.reading() as session:
        return session.scalars(select(SpeakerRow.uid).where(SpeakerRow.name == name)).first() or ""


def who(store: Store, given: str) -> str:
    with store.reading() as session:
        return speaker_card(session, given).line.speaker


def test_a_uid_leads_to_whom_its_speaker_was_merged_into(store: Store) -> None:
    fill(store)
    first, second, local = uid(store, "Mina Okafor-Reyes"), uid(store, "Jun Takeda"), uid(store, "Okafor")
    write(store, lambda s: merge(s, [first, local], "Jun Takeda"))
    assert [who(store, each) for each in (first, local, second)] == ["Jun Takeda"] * 3
    write(store, lambda s: merge(s, [second], "Dana Okafor"))
    assert [who(store, each) for each in (first, local, second)] == ["Dana Okafor"] * 3
    with store.reading() as session:
        assert len(search(session, f"speaker:{first}", Filter())) == 6
        assert len(search(session, "", Filter(speaker=first))) == 6
    write(store, lambda s: rename(s, first, "Dana O."))
    assert who(store, second) == "Dana O."


def test_undone_it_leads_back(store: Store) -> None:
    fill(store)
    first, second = uid(store, "Mina Okafor-Reyes"), uid(store, "Jun Takeda")
    before = picture(store)
    write(store, lambda s: merge(s, [first], second))
    write(store, lambda s: merge(s, [second], "Dana Okafor"))
    write(store, undo)
    assert [who(store, each) for each in (first, second)] == ["Jun Takeda"] * 2
    write(store, undo)
    assert [who(store, each) for each in (first, second)] == ["Mina Okafor-Reyes", "Jun Takeda"]
    assert picture(store) == before


def test_forgotten_it_leads_nowhere(store: Store) -> None:
    fill(store)
    first = uid(store, "Mina Okafor-Reyes")
    write(store, lambda s: merge(s, [first], "Dana Okafor"))
    write(store, lambda s: erase_speaker(s, "Dana Okafor"))
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SpeakerFormerRow)) == 0
        with pytest.raises(NotFound):
            one_speaker(session, first)


def names(store: Store, given: str) -> set[str]:
    with store.reading() as session:
        return set(speaker_card(session, given).aliases)


def last(store: Store, number: int) -> str:
    return dict(said_by(store))[f"Bridge {number} opens in spring,"]


def test_a_name_that_was_taken_away_does_not_come_back(store: Store) -> None:
    add(store, "Elizabeth Okafor", 0)
    add(store, "Liz Okafor", 1)
    assert last(store, 1) == "Elizabeth Okafor"
    write(store, lambda s: remove_name(s, "Elizabeth Okafor", "Liz Okafor"))
    add(store, "Liz Okafor", 2)
    assert last(store, 2) == "Liz Okafor", "somebody else, says the person"
    add(store, "Senator Elizabeth Okafor", 3)
    assert last(store, 3) == "Elizabeth Okafor", "other names are as before"
    assert names(store, "Elizabeth Okafor") == {"Elizabeth Okafor", "Senator Elizabeth Okafor"}


def test_a_spelling_that_was_taken_away_stays_away_but_links(store: Store) -> None:
    """The name is the same for certain, so only the list of names is tidier."""
    add(store, "Elizabeth Okafor", 0)
    add(store, "Rival Elizabeth Okafor", 1)
    add(store, "ELIZABETH OKAFOR", 2)
    write(store, lambda s: remove_name(s, "Elizabeth Okafor", "ELIZABETH OKAFOR"))
    add(store, "ELIZABETH OKAFOR", 3)
    assert last(store, 3) == "Elizabeth Okafor"
    assert names(store, "Elizabeth Okafor") == {"Elizabeth Okafor", "Rival Elizabeth Okafor"}


def test_it_comes_back_where_the_removal_is_undone_or_a_person_says_so(store: Store) -> None:
    add(store, "Elizabeth Okafor", 0)
    add(store, "Liz Okafor", 1)
    write(store, lambda s: remove_name(s, "Elizabeth Okafor", "Liz Okafor"))
    write(store, undo)
    add(store, "Liz Okafor", 2)
    assert last(store, 2) == "Elizabeth Okafor"
    write(store, lambda s: remove_name(s, "Elizabeth Okafor", "Liz Okafor"))
    write(store, lambda s: add_name(s, "Elizabeth Okafor", "Liz Okafor"))
    add(store, "Liz Okafor", 3)
    assert last(store, 3) == "Elizabeth Okafor"


def test_a_removal_follows_a_merge(store: Store) -> None:
    add(store, "Elizabeth Okafor", 0)
    add(store, "Liz Okafor", 1)
    add(store, "Mina Takeda", 2)
    write(store, lambda s: remove_name(s, "Elizabeth Okafor", "Liz Okafor"))
    write(store, lambda s: merge(s, ["Elizabeth Okafor"], "Mina Takeda"))
    add(store, "Liz Okafor", 3)
    assert last(store, 3) == "Liz Okafor"
    with store.reading() as session:
        spelled = session.scalars(select(SpeakerAliasRow.alias).order_by(SpeakerAliasRow.id)).all()
    assert sorted(spelled) == ["Elizabeth Okafor", "Liz Okafor", "Mina Takeda"]
