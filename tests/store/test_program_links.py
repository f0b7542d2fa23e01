"""What the program does by itself in the log, and speakers that reading again makes."""

import pytest
from sqlalchemy import select

from quotes.errors import UsageProblem
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.decisions.log import operations
from quotes.store.decisions.operations import PROGRAM
from quotes.store.decisions.signature import WHO
from quotes.store.schema import DecisionRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.changes import add_name, remove_name, rename
from quotes.store.speakers.merges import merge
from quotes.store.speakers.take_back import undo
from quotes.workflow import reextract
from tests.store.people import picture
from tests.store.test_offices import BARE, FULL, add, credited


@pytest.fixture(autouse=True)
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHO, "Lee")


def undo_one(store: Store, number: int | None = None) -> int | None:
    with store.writing() as session:
        done = undo(session, number)
    return done.operation if done else None


def log_of(store: Store) -> list[tuple[int, str, str]]:
    with store.reading() as session:
        return [(each.operation, each.who, each.action) for each in reversed(operations(session))]


def test_the_programs_links_are_its_own(store: Store) -> None:
    add(store, 0, *BARE)
    add(store, 1, *FULL)
    assert credited(store) == ["Barack Obama", "Barack Obama"]
    assert log_of(store) == [(1, PROGRAM, "speaker recognised")]
    assert undo_one(store) is None, "a fresh store holds nothing of a person's"
    assert undo_one(store, 1) == 1
    assert credited(store) == ["(Obama)", "Barack Obama"]
    assert log_of(store)[1] == (2, "Lee", "undo")
    assert undo_one(store) is None
    assert undo_one(store, 2) == 2, "and again"
    assert credited(store) == ["Barack Obama", "Barack Obama"]


def test_undo_passes_over_them_to_a_persons(store: Store) -> None:
    add(store, 0, "Jun Takeda", "Jun Takeda spoke.")
    with store.writing() as session:
        rename(session, "Jun Takeda", "Jun H. Takeda")
    add(store, 1, *BARE)
    add(store, 2, *FULL)
    assert [each[1:] for each in log_of(store)] == [("Lee", "speaker rename"), (PROGRAM, "speaker recognised")]
    assert undo_one(store) == 1
    assert credited(store) == ["Jun Takeda", "Barack Obama", "Barack Obama"]
    assert undo_one(store) is None


def test_a_person_may_be_called_as_the_program(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHO, PROGRAM)
    add(store, 0, "Jun Takeda", "Jun Takeda spoke.")
    with store.writing() as session:
        rename(session, "Jun Takeda", "Jun H. Takeda")
    assert undo_one(store) == 1


TEXT = "“We open in spring,” said Ann Lee on Monday. “It is safe,” said Dana Okafor."


def stored(store: Store) -> int:
    from quotes.model import Article
    from quotes.pipeline import extract_quotes
    from quotes.version import EXTRACTOR

    article = Article(text=TEXT, url="https://example.com/bridge")
    with store.writing() as session:
        return save_article(session, article, extract_quotes(article), extractor=EXTRACTOR).article


def test_undo_is_not_blocked_by_who_reading_again_makes(store: Store) -> None:
    number = stored(store)
    before = picture(store)
    with store.writing() as session:
        merge(session, ["Ann Lee"], "Dana Okafor")
    with store.writing() as session:
        remove_name(session, "Dana Okafor", "Ann Lee")
    list(reextract(store, [number]))
    with store.reading() as session:
        made = session.scalars(select(SpeakerRow).where(SpeakerRow.name == "Ann Lee")).one()
        logged = session.execute(
            select(DecisionRow.subject, DecisionRow.subject_id).where(
                DecisionRow.action == "article reextract", DecisionRow.before.is_(None)
            )
        ).all()
        alias = session.scalars(select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == made.id)).one()
        assert {("speaker", made.id), ("speaker_alias", alias)} <= {(row[0], row[1]) for row in logged}
    assert [undo_one(store) for _ in range(4)] == [3, 2, 1, None]
    assert picture(store) == before


def test_reading_again_decides_nothing_in_a_persons_place(store: Store) -> None:
    """A name that it notes is no name that a person has given: a surname alone stays with its article."""
    number = stored(store)
    with store.writing() as session:
        merge(session, ["Ann Lee"], "Dana Okafor")
    with store.writing() as session:
        remove_name(session, "Dana Okafor", "Ann Lee")
    list(reextract(store, [number]))
    with store.writing() as session:
        add_name(session, "Ann Lee", "Chief Ann")
    assert [undo_one(store) for _ in range(5)] == [4, 3, 2, 1, None]


def an_article_with(store: Store, name: str, number: int) -> int:
    from tests.store.people import add as add_article

    return add_article(store, name, number).article


def merged_unnamed_and_made_again(store: Store) -> None:
    """Ann Lee merged into Dana Okafor, her name taken away, and quoted again in an article that was added then."""
    an_article_with(store, "Ann Lee", 1)
    an_article_with(store, "Dana Okafor", 2)
    with store.writing() as session:
        merge(session, ["Ann Lee"], "Dana Okafor")
    with store.writing() as session:
        remove_name(session, "Dana Okafor", "Ann Lee")
    an_article_with(store, "Ann Lee", 3)


def test_undo_is_not_blocked_by_whom_a_later_article_makes_again(store: Store) -> None:
    merged_unnamed_and_made_again(store)
    before = picture(store)
    uids = {row[1] for row in before["speaker"] if row[2] == "Ann Lee"}
    assert credited(store) == ["Dana Okafor", "Dana Okafor", "Ann Lee"]
    assert [undo_one(store), undo_one(store), undo_one(store)] == [2, 1, None]
    assert credited(store) == ["Ann Lee", "Dana Okafor", "Ann Lee"]
    after = picture(store)
    assert sum(row[2] == "Ann Lee" for row in after["speaker"]) == 1
    assert {row[1] for row in after["speaker_former"]} == uids, "what was made meanwhile is found by its uid"
    assert undo_one(store, 4) == 4
    assert undo_one(store, 3) == 3
    assert picture(store) == before, "and made again"


def test_a_rename_is_undone_where_the_old_name_is_borne_again(store: Store) -> None:
    an_article_with(store, "Ann Lee", 1)
    with store.writing() as session:
        rename(session, "Ann Lee", "Bo Hart")
    with store.writing() as session:
        remove_name(session, "Bo Hart", "Ann Lee")
    an_article_with(store, "Ann Lee", 2)
    assert credited(store) == ["Bo Hart", "Ann Lee"]
    assert [undo_one(store), undo_one(store)] == [2, 1]
    assert credited(store) == ["Ann Lee", "Ann Lee"]
    with store.reading() as session:
        assert [row.note for row in session.scalars(select(SpeakerRow))] == [""]


def test_whom_a_person_has_decided_about_since_is_said(store: Store) -> None:
    merged_unnamed_and_made_again(store)
    with store.writing() as session:
        rename(session, "Ann Lee", "Ann P. Lee")
    with store.writing() as session:
        rename(session, "Ann P. Lee", "Ann Lee")
    assert undo_one(store, 2) == 2
    with pytest.raises(UsageProblem, match=r"cannot be undone before what was done about Ann Lee .*: operations 3, 4"):
        undo_one(store, 1)
    assert [undo_one(store), undo_one(store), undo_one(store)] == [4, 3, 1]
    assert credited(store) == ["Ann Lee", "Dana Okafor", "Ann Lee"]
