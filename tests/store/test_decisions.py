"""What people change about speakers and outlets: every operation does what it says, and can be undone."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.model import SpeakerKind
from quotes.store.database.connect import Store
from quotes.store.decisions.log import changes, operations
from quotes.store.decisions.operations import Receipt
from quotes.store.outlets.changes import merge_outlets, planned_outlet_merges, rename_outlet, set_domain
from quotes.store.query.filters import Filter
from quotes.store.schema import DecisionRow, QuoteCreditRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.speakers.attributes import set_attributes
from quotes.store.speakers.changes import add_name, apart, remove_name, rename, split
from quotes.store.speakers.lookup import one_speaker, speaker_card, speakers
from quotes.store.speakers.merges import merge, planned_merges
from quotes.store.speakers.take_back import undo
from quotes.store.statuses import Outcome
from tests.store.people import add, fill, picture, said_by, uid_of

Verb = Callable[[Session, dict[str, str]], Receipt]


def write(store: Store, change: Callable[[Session], Any]) -> Any:
    with store.writing() as session:
        return change(session)


VERBS: dict[str, Verb] = {
    "rename": lambda s, _: rename(s, "Jun Takeda", "Junichi Takeda"),
    "alias add": lambda s, _: add_name(s, "Dana Okafor", "The Engineer"),
    "alias rm": lambda s, _: remove_name(s, "Mina Okafor-Reyes", "Mina Reyes"),
    "merge two": lambda s, _: merge(s, ["Mina Okafor-Reyes"], "Dana Okafor"),
    "merge a joint speaker with the speaker": lambda s, _: merge(s, ["Jun Takeda"], "Dana Okafor"),
    "merge one of an article alone": lambda s, u: merge(s, [u["local"]], "Dana Okafor"),
    "merge into one of an article alone": lambda s, u: merge(s, ["Dana Okafor", "Jun Takeda"], u["local"]),
    "split to a new speaker": lambda s, u: split(s, "Dana Okafor", [u["first"]], into="Dana Okafor-Hale"),
    "split to another": lambda s, u: split(s, "Dana Okafor", [u["first"]], into="Jun Takeda"),
    "split off a homonym": lambda s, u: split(s, "Dana Okafor", [u["first"]], tell_apart="the singer"),
    "apart": lambda s, _: apart(s, "Dana Okafor", "Mina Okafor-Reyes"),
    "set": lambda s, _: set_attributes(s, "Jun Takeda", {"party": "None", "wikidata_id": "Q42", "note": "the poet"}),
    "set again": lambda s, _: set_attributes(s, "Dana Okafor", {"party": "", "office": "Mayor"}),
    "outlet rename": lambda s, _: rename_outlet(s, "The Ledger", "Ledger on Sunday"),
    "outlet merge": lambda s, _: merge_outlets(s, ["The Ledger", "Tarnmouth Courier"], "Global Ledger"),
    "outlet domain": lambda s, _: set_domain(s, "The Ledger", "https://www.Ledger.example/news"),
}


@pytest.fixture
def filled(store: Store) -> tuple[Store, dict[str, str]]:
    fill(store)
    write(store, lambda s: add_name(s, "Mina Okafor-Reyes", "Mina Reyes"))
    write(store, lambda s: set_attributes(s, "Dana Okafor", {"party": "Independent"}))
    write(store, lambda s: set_attributes(s, "Mina Okafor-Reyes", {"party": "Independent", "office": "Clerk"}))
    write(store, lambda s: apart(s, "Jun Takeda", "Mina Okafor-Reyes"))
    with store.reading() as session:
        local = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.article_id.is_not(None))).one()
    return store, {"local": local, "first": uid_of(store, "Bridge 0")}


@pytest.mark.parametrize("name", VERBS)
def test_undoing_restores_every_row_and_redoing_makes_it_again(filled: tuple[Store, dict[str, str]], name: str) -> None:
    store, uids = filled
    before = picture(store)
    done = write(store, lambda s: VERBS[name](s, uids))
    assert done.operation == 5
    after = picture(store)
    assert after != before
    assert write(store, undo).operation == 5
    assert picture(store) == before
    assert write(store, lambda s: undo(s, 6)).operation == 6
    assert picture(store) == after
    assert write(store, undo).operation == 5  # what stands again is what a bare undo takes back
    assert picture(store) == before
    with store.reading() as session:
        log = operations(session)
        assert [(each.operation, each.undone_by) for each in log[:4]] == [(8, None), (7, None), (6, 7), (5, 8)]
        assert {each.what for each in log} >= {done.said}
        assert changes(session, 5)


@pytest.mark.parametrize("name", VERBS)
def test_repeating_changes_nothing_or_says_why_not(filled: tuple[Store, dict[str, str]], name: str) -> None:
    store, uids = filled
    write(store, lambda s: VERBS[name](s, uids))
    after = picture(store)
    with suppress(NotFound, UsageProblem):
        assert write(store, lambda s: VERBS[name](s, uids)).operation is None
    assert picture(store) == after


def test_a_merge_is_found_under_every_name_and_later_articles_follow_it(store: Store) -> None:
    fill(store)
    with store.reading() as session:
        (plan,) = planned_merges(session, ["Mina Okafor-Reyes"], "Dana Okafor")
    assert (plan.quotations, plan.articles, plan.names) == (1, 1, ("Mina Okafor-Reyes",))
    write(store, lambda s: merge(s, ["Mina Okafor-Reyes"], "Dana Okafor"))
    add(store, "Mina Okafor-Reyes", 20)
    assert ("Bridge 20 opens in spring,", "Dana Okafor") in said_by(store)
    with store.reading() as session:
        assert len(search(session, "", Filter(speaker="Mina Okafor-Reyes"))) == 5
        assert speaker_card(session, "Mina Okafor-Reyes").line.speaker == "Dana Okafor"


def test_a_merge_across_kinds_is_followed_too(store: Store) -> None:
    add(store, "Harbour Board", 0, kind=SpeakerKind.ORGANISATION)
    add(store, "Dana Okafor", 1)
    write(store, lambda s: merge(s, ["Harbour Board"], "Dana Okafor"))
    add(store, "Harbour Board", 2, kind=SpeakerKind.ORGANISATION)
    assert {who for _, who in said_by(store)} == {"Dana Okafor"}


def test_a_merged_surname_does_not_claim_other_articles(store: Store) -> None:
    fill(store)
    with store.reading() as session:
        local = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.article_id.is_not(None))).one()
    write(store, lambda s: merge(s, [local], "Dana Okafor"))
    add(store, "Okafor", 21)
    assert ("Bridge 21 opens in spring,", "Okafor") in said_by(store)
    assert ("Bridge 3 opens in spring,", "Dana Okafor") in said_by(store)


def test_a_name_that_a_person_gave_links_however_short(store: Store) -> None:
    fill(store)
    write(store, lambda s: add_name(s, "Dana Okafor", "DO"))
    add(store, "DO", 22)
    add(store, "DO", 23, kind=SpeakerKind.ORGANISATION)
    assert {who for words, who in said_by(store) if words[:9] in ("Bridge 22", "Bridge 23")} == {"Dana Okafor"}
    write(store, lambda s: remove_name(s, "Dana Okafor", "DO"))
    add(store, "DO", 24)
    assert ("Bridge 24 opens in spring,", "DO") in said_by(store)


def test_homonyms_are_kept_apart_for_good(store: Store) -> None:
    fill(store)
    uid = uid_of(store, "Bridge 0")
    write(store, lambda s: split(s, "Dana Okafor", [uid], tell_apart="the singer"))
    add(store, "Dana Okafor", 25)
    with store.reading() as session:
        both = [line for line in speakers(session, every=True) if line.speaker == "Dana Okafor"]
        assert sorted((line.note, line.quotations) for line in both) == [("", 1), ("", 2), ("the singer", 1)]
        assert speaker_card(session, "Dana Okafor (the singer)").line.quotations == 1
    with pytest.raises(UsageProblem, match="set apart by a person"):
        write(store, lambda s: merge(s, ["Dana Okafor (the singer)"], min(x.uid for x in both if x.quotations == 2)))
    with pytest.raises(UsageProblem, match=r"fits 2 speakers: .*the singer"):
        write(store, lambda s: rename(s, "Dana Okafor", "Somebody Else"))


def test_a_name_that_somebody_of_one_article_has_too(store: Store) -> None:
    """A name means who is known beyond an article, so that the other one is named by uid."""
    fill(store)
    with store.reading() as session:
        local = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.article_id.is_not(None))).one()
    write(store, lambda s: add_name(s, "Dana Okafor", "Okafor"))
    with pytest.raises(
        UsageProblem, match=rf"'Okafor' means Dana Okafor \[\w+\]; .*only: Okafor \[{local}\]: give the uid"
    ):
        write(store, lambda s: merge(s, ["Okafor"], "Dana Okafor"))
    write(store, lambda s: merge(s, [local], "Dana Okafor"))
    with pytest.raises(UsageProblem, match="one speaker already"):
        write(store, lambda s: merge(s, ["Okafor"], "Dana Okafor"))


def test_parts_of_one_utterance_move_together_and_credits_follow_a_merge(store: Store) -> None:
    fill(store)
    write(store, lambda s: merge(s, ["Jun Takeda"], "Dana Okafor"))
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(QuoteCreditRow)) == 0


BAD: dict[str, tuple[type[QuotesError], str, Verb]] = {
    "unknown speaker": (NotFound, "no speaker is called 'Nobody'", lambda s, _: rename(s, "Nobody", "X Y")),
    "unknown note": (NotFound, "no speaker", lambda s, _: rename(s, "Dana Okafor (the pilot)", "X Y")),
    "into itself": (UsageProblem, "are one speaker already", lambda s, _: merge(s, ["okafor dana"], "Dana Okafor")),
    "apart from itself": (UsageProblem, "are one speaker", lambda s, _: apart(s, "Dana Okafor", "Dana Okafor")),
    "an empty name": (UsageProblem, "is empty", lambda s, _: rename(s, "Dana Okafor", " ")),
    "another's name": (UsageProblem, "merge with it", lambda s, _: rename(s, "Dana Okafor", "Jun Takeda")),
    "no alias": (NotFound, "its names are Dana Okafor", lambda s, _: remove_name(s, "Dana Okafor", "Dee")),
    "its own name": (UsageProblem, "rename comes first", lambda s, _: remove_name(s, "Dana Okafor", "Dana Okafor")),
    "another's quotation": (UsageProblem, "is not credited to Jun", lambda s, u: split(s, "Jun Takeda", [u["first"]], into="X Y")),
    "split to nobody": (UsageProblem, "say whose they are", lambda s, u: split(s, "Dana Okafor", [u["first"]])),
    "split to itself": (UsageProblem, "the same speaker", lambda s, u: split(s, "Dana Okafor", [u["first"]], into="Dana Okafor")),
    "no Wikidata id": (UsageProblem, "look like Q42", lambda s, _: set_attributes(s, "Jun Takeda", {"wikidata": "42"})),
    "no attribute": (UsageProblem, "no name for an attribute", lambda s, _: set_attributes(s, "Jun Takeda", {"a=b": "42"})),
    "set apart": (UsageProblem, "set apart", lambda s, _: merge(s, ["Jun Takeda"], "Mina Okafor-Reyes")),
    "unknown outlet": (NotFound, "no outlet", lambda s, _: rename_outlet(s, "Nowhere", "X")),
    "an outlet's name": (UsageProblem, "outlets merge", lambda s, _: rename_outlet(s, "The Ledger", "Global Ledger")),
    "outlet into itself": (UsageProblem, "one outlet", lambda s, _: merge_outlets(s, ["the ledger"], "The Ledger")),
    "no domain": (UsageProblem, "no domain", lambda s, _: set_domain(s, "The Ledger", "not a domain")),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_changes_nothing(filled: tuple[Store, dict[str, str]], name: str) -> None:
    store, uids = filled
    before = picture(store)
    error, message, verb = BAD[name]
    with pytest.raises(error, match=message) as found:
        write(store, lambda s: verb(s, uids))
    assert "\n" not in str(found.value)
    assert picture(store) == before
    with store.reading() as session:
        assert session.scalar(select(func.max(DecisionRow.operation))) == 4


def test_what_later_operations_touched_is_not_undone_and_they_are_named(store: Store) -> None:
    fill(store)
    write(store, lambda s: rename(s, "Dana Okafor", "Dana Hale"))  # 1
    write(store, lambda s: merge(s, ["Jun Takeda"], "Dana Hale"))  # 2
    write(store, lambda s: set_domain(s, "The Ledger", "ledger.example"))  # 3
    write(store, lambda s: merge(s, ["Mina Okafor-Reyes"], "Dana Hale"))  # 4
    write(store, lambda s: rename(s, "Dana Hale", "Dana Hale-Okafor"))  # 5
    before = picture(store)
    with pytest.raises(UsageProblem, match=r"operation 1 cannot be undone .* operation 5 \(undo"):
        write(store, lambda s: undo(s, 1))
    assert picture(store) == before
    assert write(store, lambda s: undo(s, 3)).operation == 3  # nobody touched that outlet since
    with pytest.raises(UsageProblem, match="operation 3 is undone already"):
        write(store, lambda s: undo(s, 3))
    with pytest.raises(NotFound, match="no operation 99"):
        write(store, lambda s: undo(s, 99))
    assert [write(store, undo).operation for _ in range(4)] == [5, 4, 2, 1]
    assert write(store, undo) is None


def test_a_split_that_articles_have_built_on_is_not_undone(store: Store) -> None:
    fill(store)
    uid = uid_of(store, "Bridge 0")
    write(store, lambda s: split(s, "Dana Okafor", [uid], into="Dana Hale"))
    add(store, "Dana Hale", 30)
    before = picture(store)
    with pytest.raises(QuotesError, match="merge the two instead"):
        write(store, undo)
    assert picture(store) == before


def test_a_split_with_attributes_names_the_operation_that_stated_them(store: Store) -> None:
    fill(store)
    uid = uid_of(store, "Bridge 0")
    write(store, lambda s: split(s, "Dana Okafor", [uid], into="Dana Hale"))
    write(store, lambda s: set_attributes(s, "Dana Hale", {"party": "None"}))
    with pytest.raises(UsageProblem, match="operation 2 "):
        write(store, lambda s: undo(s, 1))
    assert [write(store, undo).operation for _ in range(2)] == [2, 1]


def test_a_merge_can_be_undone_after_articles_used_the_name(store: Store) -> None:
    fill(store)
    write(store, lambda s: merge(s, ["Mina Okafor-Reyes"], "Dana Okafor"))
    add(store, "Mina Okafor-Reyes", 31)
    write(store, undo)
    assert ("Bridge 4 opens in spring,", "Mina Okafor-Reyes") in said_by(store)
    assert ("Bridge 31 opens in spring,", "Dana Okafor") in said_by(store)


def test_articles_of_a_renamed_or_merged_outlet_are_known_under_any_name(store: Store) -> None:
    add(store, "Dana Okafor", 0, "Ledger")
    add(store, "Dana Okafor", 1, "The Ledger")
    add(store, "Dana Okafor", 0, "The Ledger")
    with store.reading() as session:
        (plan,) = planned_outlet_merges(session, ["Ledger"], "The Ledger")
    assert (plan.articles, plan.quotations) == (1, 1)
    write(store, lambda s: merge_outlets(s, ["Ledger"], "The Ledger"))
    write(store, lambda s: rename_outlet(s, "The Ledger", "Ledger on Sunday"))
    for outlet in ("Ledger", "The Ledger", "Ledger on Sunday"):
        assert add(store, "Dana Okafor", 1, outlet).outcome is Outcome.ALREADY_STORED
        assert add(store, "Dana Okafor", 0, outlet).outcome is Outcome.ALREADY_STORED


def test_large_operations_take_few_statements(store: Store) -> None:
    for number in range(3):
        add(store, "Dana Okafor", number)
        add(store, "Jun Takeda", 10 + number)
    done = write(store, lambda s: merge(s, ["Jun Takeda"], "Dana Okafor"))
    assert done.said == "merged Jun Takeda into Dana Okafor (3 quotations)"
    with store.reading() as session:
        (line,) = operations(session, speaker=one_speaker(session, "Dana Okafor"))
        assert (line.action, line.rows) == (
            "speaker merge",
            6,
        )  # three quotations, one name, one speaker, whose uid leads on
