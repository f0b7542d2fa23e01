"""Two stores built from the same articles in the same order are equal, row for row, on either engine."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from quotes.ingest import Item
from quotes.model import Article
from quotes.store.article_identity import speaker_uid
from quotes.store.articles.record import record
from quotes.store.database.connect import Store, open_store
from quotes.store.decisions.signature import WHO
from quotes.store.schema import SpeakerRow
from quotes.store.speakers.changes import split
from quotes.store.speakers.merges import merge
from quotes.workflow import add, reextract
from tests.store.dumps import contents
from tests.store.people import add as add_one
from tests.store.people import uid_of

Maker = Callable[[str, Path], AbstractContextManager[str]]
TIMES = ("added_at", "at", "started_at", "finished_at")
TEXTS = (
    "“We open in spring,” said Mina Vale on Monday. “It is safe,” Vale added. “No,” said Jo Ardent and Pat Oake.",
    "President Ola Brandt said: “The road stays.” Oake said: “It does not.”",
    "“We wait,” said President Brandt. “For whom?” asked Mina Vale, the Tarnmouth striker.",
    "“The Harbour Authority has no money,” the Harbour Authority said in a statement, according to Jo Ardent.",
    "“We wait,” said Mina Vale, the finance minister, in a letter to Łucja Øst.",
)


@pytest.fixture(autouse=True)
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHO, "Lee")


def build(store: Store) -> None:
    """Articles, then what people do: a split, a merge, a new reading, a quotation by hand."""
    items = [Item(f"{n}.txt", None, "0" * 64, Article(text=text, outlet="Courier")) for n, text in enumerate(TEXTS)]
    assert not any(each.failed for each in add(store, items, {}))
    with store.writing() as session:
        split(session, "Mina Vale", [uid_of(store, "It is safe")], tell_apart="the minister")
    with store.writing() as session:
        merge(session, ["Pat Oake"], "Jo Ardent")
        record(session, "We all wait.", speaker="Łucja Øst", outlet="Ledger", published_on=None)
    list(reextract(store, [1, 2, 3]))


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    found = contents(url)
    return {
        table: [{name: value for name, value in row.items() if name not in TIMES} for row in lines]
        for table, lines in found.items()
    }


def test_two_builds_of_one_corpus_are_equal(migrated: Maker, tmp_path: Path) -> None:
    built = []
    for number, engine in enumerate(("sqlite", "sqlite", "postgresql", "postgresql")):
        (folder := tmp_path / str(number)).mkdir()
        with migrated(engine, folder) as url:
            with open_store(url) as store:
                build(store)
            built.append(rows(url))
    assert built[0] == built[1]
    assert built[2] == built[3]
    people = [[(row["uid"], row["name"], row["note"]) for row in each["speaker"]] for each in built]
    assert people[0] == people[2]
    assert ("the minister") in {note for *_, note in people[0]}
    assert [row["uid"] for row in built[0]["quote"]] == [row["uid"] for row in built[2]["quote"]]


def test_a_uid_is_derived_and_homonyms_have_a_number(store: Store) -> None:
    saved = add_one(store, "John Smith", 1)
    first = speaker_uid("johnsmith", "person", saved.uid)
    with store.writing() as session:
        split(session, "John Smith", [uid_of(store, "Bridge 1")], tell_apart="the minister")
        uids = [row.uid for row in session.query(SpeakerRow).order_by(SpeakerRow.id)]
    assert uids == [first, speaker_uid("johnsmith", "person", saved.uid, 2)]
    assert len(first) == 17
    assert first != speaker_uid("johnsmith", "organisation", saved.uid)


def test_a_merged_speakers_uid_is_never_given_again(store: Store) -> None:
    first = add_one(store, "John Smith", 1)
    add_one(store, "Ada Poole", 2)
    with store.writing() as session:
        merge(session, ["John Smith"], "Ada Poole")
        split(session, "Ada Poole", [uid_of(store, "Bridge 1")], into="Jon Smith")
        split(session, "Jon Smith", [uid_of(store, "Bridge 1")], into="John Smith", note="again")
        uids = {row.uid for row in session.query(SpeakerRow)}
    assert speaker_uid("johnsmith", "person", first.uid) not in uids
