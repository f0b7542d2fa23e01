"""Names and splits of speakers in the browser: stored as the command line does, told, taken back, and attacked."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.schema import DecisionRow, SpeakerAliasRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.speakers.changes import rename
from quotes.store.speakers.merges import merge
from quotes.web.pages import speaker_changes
from tests.store.people import picture
from tests.web.sites import HOSTILE, client, store_article
from tests.web.test_web_pages import check

TEXT = """“We open in spring,” said Dana Okafor, an engineer. “The bridge is safe,” she added.

“It is dear,” said Mayor Gareth Lindqvist.
"""
SECOND = "“The match is ours,” said Dana Okafor, the striker, on Monday."


@pytest.fixture
def two(store: Store) -> tuple[Store, FlaskClient]:
    """A small store on either engine, and somebody who may decide."""
    store_article(store, TEXT, outlet="Tarnmouth Courier")
    store_article(store, SECOND, outlet="Global Ledger")
    return store, client(store, writes=True, user="Ines Calloway")


def uid_of(store: Store, name: str, note: str = "") -> str:
    with store.reading() as session:
        return session.scalars(select(SpeakerRow.uid).where(SpeakerRow.name == name, SpeakerRow.note == note)).one()


def names_of(store: Store, uid: str) -> set[str]:
    with store.reading() as session:
        query = select(SpeakerAliasRow.alias).join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        return set(session.scalars(query.where(SpeakerRow.uid == uid)))


def said_by(store: Store, uid: str) -> set[str]:
    with store.reading() as session:
        return {row["words"] for row in search(session, "", Filter(speaker=uid))}


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form that is sent to *action*."""
    form = page.partition(f'action="{action}"')[2].partition("</form>")[0]
    assert form, "no form"
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def change(reader: FlaskClient, uid: str, page: str | None = None, **typed: str) -> Any:
    """What the form of names answers, filled in on *page* or on the page as it is now."""
    action = f"/speakers/{uid}/names"
    return reader.post(action, data={**hidden(page or reader.get(f"/speakers/{uid}").text, action), **typed})


def split(reader: FlaskClient, uid: str, page: str | None = None, /, **typed: Any) -> Any:
    action = f"/speakers/{uid}/split"
    return reader.post(action, data={**hidden(page or reader.get(action).text, action), **typed})


def ticks(page: str, words: str) -> str:
    """The quotation whose words begin so, as its box gives it."""
    found = re.search(rf'value="(q\w+)"(?:(?!value=").)*?{words}', page, re.DOTALL)
    assert found, page
    return found[1]


def undo(reader: FlaskClient, answer: Any) -> Any:
    """Takes back what *answer* says was stored, by the button on the page to which it leads."""
    page = reader.get(answer.headers["Location"]).text
    assert "Stored: " in page
    return reader.post("/undo", data=hidden(page, "/undo"))


def test_a_speaker_is_renamed_and_called_so_far_again(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid, before = uid_of(store, "Dana Okafor"), picture(store)
    answer = change(reader, uid, action="rename", name=" Dana  Okafor-Reyes ", note="married")
    assert answer.status_code == 303
    page = reader.get(answer.headers["Location"]).text
    check(page)
    assert "<h1><bdi>Dana Okafor-Reyes</bdi>" in page
    assert "Stored: renamed Dana Okafor to Dana Okafor-Reyes" in page
    assert names_of(store, uid) == {"Dana Okafor", "Dana Okafor-Reyes"}
    with store.reading() as session:
        assert set(session.scalars(select(DecisionRow.who))) == {"Ines Calloway"}
    assert undo(reader, answer).status_code == 303
    assert picture(store) == before


def test_a_name_is_added_and_removed(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid = uid_of(store, "Dana Okafor")
    assert change(reader, uid, action="add", name="The Bridge Lady").status_code == 303
    assert names_of(store, uid) == {"Dana Okafor", "The Bridge Lady"}
    answer = change(reader, uid, action="remove", name="The Bridge Lady")
    assert names_of(store, uid) == {"Dana Okafor"}
    assert undo(reader, answer).status_code == 303
    assert names_of(store, uid) == {"Dana Okafor", "The Bridge Lady"}


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"action": "rename", "name": "  "}, 400, "the new name is empty"),
        ({"action": "rename", "name": "Gareth Lindqvist"}, 400, "there is a speaker of that name: Gareth Lindqvist"),
        ({"action": "rename", "name": "O" * 201}, 400, "a name has at most 200 characters"),
        ({"action": "add", "name": "Gareth Lindqvist"}, 400, "that is the name of another speaker"),
        ({"action": "add", "name": "Okafor", "note": "x" * 501}, 400, "a note has at most 500 characters"),
        ({"action": "remove", "name": "Jun Takeda"}, 404, "is no name of Dana Okafor"),
        ({"action": "remove", "name": "Dana Okafor"}, 400, "is what the speaker is called"),
        ({"action": "erase", "name": "Dana Okafor"}, 400, "say what to do"),
    ],
)
def test_a_change_of_names_that_cannot_be_is_said_beside_what_was_typed(
    two: tuple[Store, FlaskClient], typed: dict[str, str], status: int, said: str
) -> None:
    store, reader = two
    before = picture(store)
    answer = change(reader, uid_of(store, "Dana Okafor"), **typed)
    assert answer.status_code == status
    page = unescape(answer.text)
    check(answer.text)
    assert said in page
    assert '<details class="correct" open>' in page
    assert "quotes speakers" not in page.partition('role="alert">')[2].partition("</p>")[0]
    if typed["action"] != "remove" and typed["action"] != "erase":
        assert f'value="{typed["name"].strip()}"' in page
    assert picture(store) == before


def test_a_second_tab_is_told_who_renamed_or_merged_the_speaker(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid = uid_of(store, "Dana Okafor")
    tab = reader.get(f"/speakers/{uid}").text
    parts = reader.get(f"/speakers/{uid}/split").text
    with store.writing() as session:
        rename(session, uid, "Dana Okafor-Reyes")
    answers = [
        change(reader, uid, tab, action="rename", name="Dana Marl"),
        split(reader, uid, parts, quotation=ticks(parts, "The match"), into="Jun Takeda"),
    ]
    for answer in answers:
        assert answer.status_code == 409
        check(answer.text)
        assert "This speaker was changed by " in answer.text
        assert "and is Dana Okafor-Reyes now" in answer.text
    tab = reader.get(f"/speakers/{uid}").text
    with store.writing() as session:
        merge(session, [uid], "Gareth Lindqvist")
    answer = change(reader, uid, tab, action="rename", name="Dana Marl")
    assert answer.status_code == 409
    assert "and is Gareth Lindqvist now" in answer.text
    assert names_of(store, uid_of(store, "Gareth Lindqvist")) == {
        "Dana Okafor",
        "Dana Okafor-Reyes",
        "Gareth Lindqvist",
    }


def test_what_a_namesake_said_is_split_off_and_back(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid, before = uid_of(store, "Dana Okafor"), picture(store)
    page = reader.get(f"/speakers/{uid}/split").text
    check(page)
    assert page.count('type="checkbox"') == 3
    answer = split(reader, uid, page, quotation=ticks(page, "The match"), words="the striker")
    assert answer.status_code == 303
    assert said_by(store, uid_of(store, "Dana Okafor", "the striker")) == {"The match is ours,"}
    assert said_by(store, uid) == {"We open in spring,", "The bridge is safe,"}
    assert undo(reader, answer).status_code == 303
    assert picture(store) == before


def test_what_was_split_meanwhile_is_said(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid = uid_of(store, "Dana Okafor")
    tab = reader.get(f"/speakers/{uid}/split").text
    moved = ticks(tab, "The match")
    assert split(reader, uid, tab, quotation=moved, into="Jun Takeda").status_code == 303
    again = split(reader, uid, tab, quotation=moved, into="Gareth Lindqvist")
    assert again.status_code == 400
    assert "is not credited to Dana Okafor but to Jun Takeda" in again.text
    assert said_by(store, uid_of(store, "Jun Takeda")) == {"The match is ours,"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"into": "Jun Takeda"}, "tick the quotations"),
        ({"quotation": "MATCH"}, "say whose they are"),
        ({"quotation": "MATCH", "into": "Dana Okafor"}, "is the same speaker"),
        ({"quotation": "MATCH", "into": "J" * 201}, "at most 200 characters"),
        ({"quotation": "q0000000000000000", "into": "Jun Takeda"}, "q0000000000000000"),
    ],
)
def test_a_split_that_cannot_be_keeps_what_was_ticked(
    two: tuple[Store, FlaskClient], typed: dict[str, str], said: str
) -> None:
    store, reader = two
    uid, before = uid_of(store, "Dana Okafor"), picture(store)
    page = reader.get(f"/speakers/{uid}/split").text
    if typed.get("quotation") == "MATCH":
        typed = {**typed, "quotation": ticks(page, "The match")}
    answer = split(reader, uid, page, **typed)
    assert answer.status_code in (400, 404)
    check(answer.text)
    assert said in unescape(answer.text)
    assert answer.text.count(" checked>") == int(typed.get("quotation", "q0").strip("0") != "q")
    assert picture(store) == before


def test_a_long_list_is_narrowed_by_a_query(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid = uid_of(store, "Dana Okafor")
    assert reader.get(f"/speakers/{uid}/split?q=match").text.count('type="checkbox"') == 1
    assert "Nothing of what this speaker said fits" in reader.get(f"/speakers/{uid}/split?q=harbour").text
    nobody = uid_of(store, "Gareth Lindqvist")
    split(
        reader, nobody, quotation=ticks(reader.get(f"/speakers/{nobody}/split").text, "It is dear"), into="Jun Takeda"
    )
    assert "Nothing is credited to this speaker alone" in reader.get(f"/speakers/{nobody}/split").text


def test_a_name_that_is_a_script_is_words_everywhere(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid = uid_of(store, "Dana Okafor")
    assert change(reader, uid, action="rename", name=HOSTILE).status_code == 303
    page = reader.get(f"/speakers/{uid}/split").text
    split(reader, uid, page, quotation=ticks(page, "The match"), words=HOSTILE)
    for path in (f"/speakers/{uid}", f"/speakers/{uid}/split", "/speakers", "/log", f"/duplicates?of={uid}", "/"):
        shown = reader.get(path).text
        check(shown)
        assert "<script>alert" not in shown
        assert "<img" not in shown


def test_forms_from_elsewhere_and_servers_that_only_show_change_nothing(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    uid, before = uid_of(store, "Dana Okafor"), picture(store)
    page = reader.get(f"/speakers/{uid}").text
    fields = {**hidden(page, f"/speakers/{uid}/names"), "action": "rename", "name": "Dana Marl"}
    only_shows = client(store)
    assert "Change the names" not in only_shows.get(f"/speakers/{uid}").text
    assert only_shows.get(f"/speakers/{uid}/split").status_code == 403
    for path in (f"/speakers/{uid}/names", f"/speakers/{uid}/split"):
        assert reader.post(path, data=fields, headers={"Origin": "https://elsewhere.example"}).status_code == 403
        assert reader.post(path, data={**fields, "csrf": "guessed"}).status_code == 403
        assert reader.post(path, data={**fields, "name": "N" * 5_000_000}).status_code == 413
        assert only_shows.post(path, data=fields).status_code == 403
    assert picture(store) == before


@pytest.fixture
def turning(two: tuple[Store, FlaskClient], monkeypatch: pytest.MonkeyPatch) -> tuple[Store, FlaskClient, str]:
    """The small store with a quotation to a page, and the speaker of three."""
    monkeypatch.setattr(speaker_changes, "PER_PAGE", 1)
    return (*two, uid_of(two[0], "Dana Okafor"))


def boxes(page: str) -> list[tuple[str, bool]]:
    """Each quotation that has a box, and whether it is ticked."""
    return [(uid, bool(on)) for uid, on in re.findall(r'type="checkbox"[^>]* value="(q\w+)"( checked)?>', page)]


def carried(page: str) -> list[str]:
    return re.findall(r'type="hidden" name="quotation" value="(q\w+)"', page)


def turned(reader: FlaskClient, uid: str, page: str, number: int = 1, **typed: Any) -> str:
    """The page that a form answers which is sent by the button to page *number*, with the ticks that it carries."""
    ticked = [*carried(page), *typed.pop("quotation", ())]
    answer = split(reader, uid, None, quotation=ticked, page=str(number), **typed)
    assert answer.status_code == 200
    check(answer.text)
    return str(answer.text)


def test_ticks_last_while_pages_are_turned(turning: tuple[Store, FlaskClient, str]) -> None:
    store, reader, uid = turning
    before = picture(store)
    first = reader.get(f"/speakers/{uid}/split").text
    ((one, _),) = boxes(first)
    second = turned(reader, uid, first, 2, quotation=[one], into="Jun Takeda", note="heard it")
    assert carried(second) == [one]
    assert "1 quotation ticked that is not on this page" in second
    assert 'value="Jun Takeda"' in second
    assert 'value="heard it"' in second
    ((two, ticked),) = boxes(second)
    assert not ticked
    back = turned(reader, uid, second, 1, quotation=[two])
    assert boxes(back) == [(one, True)]
    assert carried(back) == [two]
    assert picture(store) == before
    assert split(reader, uid, None, quotation=[one, two], into="Jun Takeda", move="yes").status_code == 303
    assert len(said_by(store, uid_of(store, "Jun Takeda"))) == 2


@pytest.mark.parametrize("button", [{"page": "1"}, {}])
def test_ticks_last_while_the_list_is_narrowed(turning: tuple[Store, FlaskClient, str], button: dict[str, str]) -> None:
    """By the button beside the query, and by Enter, which presses the one that moves."""
    store, reader, uid = turning
    before, ((one, _),) = picture(store), boxes(reader.get(f"/speakers/{uid}/split").text)
    answer = split(reader, uid, None, quotation=[one], into="Jun Takeda", q="harbour", **button)
    assert answer.status_code == 200
    check(answer.text)
    assert "Nothing of what this speaker said fits" in answer.text
    assert carried(answer.text) == [one]
    assert picture(store) == before


@pytest.mark.parametrize("ticked", ["q0000000000000000", "\x00", "'", "THEIRS"])
def test_only_ticks_of_this_speaker_last(turning: tuple[Store, FlaskClient, str], ticked: str) -> None:
    _, reader, uid = turning
    if ticked == "THEIRS":
        other = uid_of(turning[0], "Gareth Lindqvist")
        ticked = boxes(reader.get(f"/speakers/{other}/split").text)[0][0]
    answer = split(reader, uid, None, quotation=[ticked], page="2")
    assert answer.status_code == 200
    assert carried(answer.text) == []
