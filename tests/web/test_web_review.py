"""Decisions in the browser: the queue, corrections, what takes them back, and several people at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quotes.store.articles.erase import erase_articles
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.review.review import by_doubt, undecided
from quotes.store.review.review_decisions import Correction, correct
from quotes.store.schema import DecisionRow, QuoteRow, SpeakerRow
from quotes.store.search.search import search
from quotes.web.settings import network
from tests.web.sites import client, store_article, uids_on
from tests.web.test_web_pages import check

TEXT = """“We open in spring,” said Dana Okafor, an engineer. “The bridge is safe,” she added.

Mayor Gareth Lindqvist called the delay “a disgrace”. “It is dear,” said Lindqvist.
"""


@pytest.fixture
def two(store: Store) -> tuple[Store, FlaskClient]:
    """A small store on either engine, and somebody who may decide."""
    store_article(store, TEXT, outlet="Tarnmouth Courier")
    return store, client(store, writes=True, user="Ines Calloway")


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form with the buttons."""
    form = page.partition('<div class="decide">')[2].partition("</form>")[0]
    assert form, "no form"
    return {name: _plain(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def _plain(value: str) -> str:
    return value.replace("&amp;", "&")


def action(page: str) -> str:
    found = re.search(r'action="(/quotations/\w+/decide)"', page)
    assert found
    return found[1]


def status(store: Store, uid: str) -> QuoteRow:
    with store.reading() as session:
        return session.scalars(select(QuoteRow).where(QuoteRow.uid == uid)).one()


def decided(reader: FlaskClient, page: str, **typed: str) -> Any:
    return reader.post(action(page), data={**fields(page), **typed})


def test_a_review_goes_through_the_queue_by_doubt(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    with store.reading() as session:
        queue = by_doubt(session, "", Filter())
        uids = [session.get_one(QuoteRow, each).uid for each in queue]
        assert undecided(session, "", Filter()) == len(queue) == 4
    seen = []
    path, verdicts = "/review", iter(["confirm", "skip", "reject", "confirm"])
    for left, verdict in zip([4, 3, 3, 2], verdicts, strict=True):
        page = reader.get(path).text
        check(page)
        assert f"{left} left" in page
        seen.append(action(page).split("/")[2])
        if verdict == "skip":
            path = _plain(re.search(r'href="([^"]+)" data-key="k"', page)[1])  # type: ignore[index]
        else:
            answer = decided(reader, page, action=verdict)
            assert answer.status_code == 303
            path = answer.headers["Location"]
    assert seen == uids
    last = reader.get(path).text
    assert "1 quotation that you skipped is still open" in last
    assert [status(store, uid).status for uid in uids] == ["confirmed", "extracted", "rejected", "confirmed"]


def test_the_queue_goes_on_behind_what_was_corrected(two: tuple[Store, FlaskClient]) -> None:
    store, _ = two
    with store.writing() as session:
        first, second, *_ = by_doubt(session, "", Filter())
        correct(session, [first], Correction(nobody=True))
    with store.reading() as session:
        assert by_doubt(session, "", Filter(), after=first, limit=1) == [second]


def test_a_decision_is_told_in_names(two: tuple[Store, FlaskClient]) -> None:
    """Who spoke before and after, not which rows and characters of the store they were."""
    store, reader = two
    with store.writing() as session:
        uid = search(session, "spring", Filter())[0]["uid"]
        number = session.scalars(select(QuoteRow.id).where(QuoteRow.uid == uid)).one()
        correct(session, [number], Correction(speaker="Gareth Lindqvist"))
    table = reader.get(f"/quotations/{uid}").text.partition("<h2>Decisions</h2>")[2]
    before, after = re.findall(r"<td>([^<]*)</td><td>([^<]*)</td></tr>", table)[0]
    assert "speaker Dana Okafor" in before
    assert "speaker Gareth Lindqvist" in after
    assert not re.search(r"_|mention (?:start|end)|speaker \d", before + after)


def test_undo_takes_the_last_decision_back(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    page = reader.get("/review").text
    uid = action(page).split("/")[2]
    after = reader.get(decided(reader, page, action="reject", note="a title").headers["Location"]).text
    assert "Stored: rejected" in after
    assert "a title" in after
    assert status(store, uid).status == "rejected"
    form = after.partition('action="/undo"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = reader.post("/undo", data={name: _plain(value) for name, value in hidden.items()})
    assert (answer.status_code, status(store, uid).status) == (303, "extracted")
    assert action(reader.get(answer.headers["Location"]).text).split("/")[2] == uid


CORRECTIONS: dict[str, tuple[dict[str, str], dict[str, str | None]]] = {
    "words": ({"words": "We open"}, {"words": "We open"}),
    "speaker": ({"speaker": "Gareth Lindqvist"}, {"speaker": "Gareth Lindqvist"}),
    "nobody": ({"nobody": "yes"}, {"speaker": None}),
    "a new speaker": ({"speaker": "Priya Raman", "new": "yes"}, {"speaker": "Priya Raman"}),
    "medium and day": ({"via": "AFP", "said_on": "2025-10"}, {"via": "AFP"}),
    "kind": ({"kind": "partial"}, {"kind": "partial"}),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_corrections(two: tuple[Store, FlaskClient], name: str) -> None:
    store, reader = two
    typed, wanted = CORRECTIONS[name]
    with store.reading() as session:
        (row,) = search(session, "spring", Filter())
    page = reader.get(f"/quotations/{row['uid']}").text
    whole = {"words": row["words"], "speaker": row["speaker"], "via": "", "said_on": "", "kind": row["kind"], **typed}
    answer = decided(reader, page, action="correct", **whole)
    assert answer.status_code == 303, answer.text
    with store.reading() as session:
        (now,) = [each for each in search(session, "", Filter()) if each["uid"] == row["uid"]]
    assert {column: now[column] for column in wanted} == wanted
    assert now["status"] == "corrected"
    with store.reading() as session:
        assert {each.who for each in session.scalars(select(DecisionRow))} == {"Ines Calloway"}


WRONG: dict[str, tuple[dict[str, str], int, str]] = {
    "words of no article": ({"words": "We close in autumn"}, 400, "these words are not in the article"),
    "no words": ({"words": " "}, 400, "there are no words"),
    "nobody's name": ({"speaker": "Nobody Such"}, 404, "make a new speaker"),
    "nothing": ({}, 400, "nothing was changed"),
    "a kind that is none": ({"kind": "sung"}, 400, "there is no kind"),
    "a day that is none": ({"said_on": "yesteryear"}, 400, "is no day, month or year"),
    "a kind of speaker that is none": ({"speaker": "Priya", "kind_of_speaker": "robot"}, 400, "no kind of speaker"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_corrected_says_why_and_keeps_what_was_typed(two: tuple[Store, FlaskClient], name: str) -> None:
    store, reader = two
    typed, code, says = WRONG[name]
    with store.reading() as session:
        (row,) = search(session, "spring", Filter())
    page = reader.get(f"/quotations/{row['uid']}").text
    answer = decided(reader, page, action="correct", **typed)
    assert answer.status_code == code
    assert says in answer.text
    check(answer.text)
    assert all(
        value in answer.text for value in typed.values() if value.strip() and name != "a kind of speaker that is none"
    )
    assert status(store, row["uid"]).status == "extracted"


def test_no_action_is_none(two: tuple[Store, FlaskClient]) -> None:
    _, reader = two
    page = reader.get("/review").text
    assert decided(reader, page, action="erase").status_code == 400
    assert decided(reader, page).status_code == 400


def test_a_second_tab_is_told_who_decided(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    first, second = reader.get("/review").text, reader.get("/review").text
    uid = action(first).split("/")[2]
    assert decided(reader, first, action="confirm").status_code == 303
    answer = decided(reader, second, action="reject", note="typed here")
    assert answer.status_code == 409
    assert "Ines Calloway decided about this quotation while you were looking at it (confirm" in answer.text
    assert "typed here" in answer.text
    assert status(store, uid).status == "confirmed"
    assert decided(reader, answer.text, action="reject").status_code == 303, "having seen it, one may decide again"
    assert status(store, uid).status == "rejected"


def test_a_quotation_that_was_erased_meanwhile(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    page = reader.get("/review").text
    with store.writing() as session:
        article = session.scalars(select(QuoteRow)).all()[0].article_id
        erase_articles(session, [str(article)])
    answer = decided(reader, page, action="confirm")
    assert answer.status_code == 404
    assert "not there any more" in answer.text


def test_nothing_is_written_without_write(samples: Store) -> None:
    reader = client(samples)
    page = client(samples, writes=True).get("/review").text
    with samples.reading() as session:
        before = session.scalar(select(func.count()).select_from(DecisionRow))
    assert reader.get("/review").status_code == 403
    with reader.session_transaction() as cookie:
        cookie["csrf"] = "known"
    for path in (action(page), "/undo", "/speakers/s1/merge"):
        answer = reader.post(path, data={**fields(page), "csrf": "known", "action": "confirm", "operation": "1"})
        assert answer.status_code == 403
        assert "--write" in answer.text
    with samples.reading() as session:
        assert session.scalar(select(func.count()).select_from(DecisionRow)) == before


def test_a_sample_measures_precision(two: tuple[Store, FlaskClient]) -> None:
    _, reader = two
    drawn = reader.get("/review?sample=3")
    assert re.fullmatch(r"/review\?sample=3&seed=\d+", drawn.headers["Location"])
    path = "/review?sample=3&seed=7"
    assert "nothing of the sample is judged yet" in reader.get(path).text.lower()
    for verdict in ("confirm", "confirm", "reject"):
        page = reader.get(path).text
        path = decided(reader, page, action=verdict).headers["Location"]
    assert "Precision 66.7% (2 of 3 right)" in reader.get(path).text
    for wrong in ("0", "many", "5000"):
        assert reader.get(f"/review?sample={wrong}&seed=1").status_code == 400


def test_speakers_are_merged_and_the_merge_undone(two: tuple[Store, FlaskClient]) -> None:
    store, reader = two
    with store.reading() as session:
        uids = {row.name: row.uid for row in session.scalars(select(SpeakerRow))}
    gone, into = uids["Dana Okafor"], uids["Gareth Lindqvist"]
    assert "A name or uid" in reader.get(f"/speakers/{gone}/merge").text
    assert "no speaker is called" in reader.get(f"/speakers/{gone}/merge?into=Nobody").text
    plan = reader.get(f"/speakers/{gone}/merge?into={into}").text
    check(plan)
    assert "2 quotations in 1 article move" in plan
    secret = re.search(r'name="csrf" value="([^"]+)"', plan)
    assert secret
    merged = reader.post(f"/speakers/{gone}/merge", data={"csrf": secret[1], "into": into}, follow_redirects=True)
    assert (merged.status_code, merged.request.path) == (200, f"/speakers/{into}"), "the old address leads there"
    assert "merged Dana Okafor into Gareth Lindqvist" in merged.text
    operation = re.search(r'name="operation" value="(\d+)"', merged.text)
    assert operation
    answer = reader.post("/undo", data={"csrf": secret[1], "operation": operation[1], "next": f"/speakers/{gone}"})
    assert answer.status_code == 303
    assert len(uids_on(reader.get(f"/speakers/{gone}").text)) == 2
    apart = reader.post(f"/speakers/{gone}/merge", data={"csrf": secret[1], "into": into, "apart": "yes"})
    assert apart.status_code == 303
    assert "were set apart by a person" in reader.get(f"/speakers/{gone}/merge?into={into}").text


def test_undo_of_what_cannot_be_undone(two: tuple[Store, FlaskClient]) -> None:
    _, reader = two
    secret = fields(reader.get("/review").text)["csrf"]
    assert reader.post("/undo", data={"csrf": secret, "operation": "99"}).status_code == 404
    assert reader.post("/undo", data={"csrf": secret, "operation": "x"}).status_code == 400
    assert "Nobody has decided anything yet" in reader.get("/log").text


def test_eight_readers_and_two_reviewers_at_once_lose_no_decision(store: Store) -> None:
    """Both reviewers see the same queue: each quotation is decided once, and whoever comes second is told."""
    for number in range(6):
        store_article(store, f"Number {number}. {TEXT}", outlet="Tarnmouth Courier")
    proxy: dict[str, Any] = {"user_header": "X-User", "trusted_proxies": (network("127.0.0.1"),)}
    app = client(store, writes=True, **proxy).application
    begin = Barrier(10)

    def review(name: str) -> tuple[int, int]:
        reader, done, conflicts = app.test_client(), 0, 0
        begin.wait()
        headers = {"X-User": name}
        while True:
            page = reader.get("/review", headers=headers).text
            if "Nothing to review" in page:
                return done, conflicts
            answer = reader.post(action(page), data={**fields(page), "action": "confirm"}, headers=headers)
            assert answer.status_code in (303, 409), answer.text
            done += answer.status_code == 303
            conflicts += answer.status_code == 409

    def read(_: int) -> set[int]:
        reader = app.test_client()
        begin.wait()
        headers = {"X-User": "Reader"}
        return {reader.get(path, headers=headers).status_code for path in ("/", "/?q=spring", "/speakers", "/log") * 5}

    with ThreadPoolExecutor(10) as pool:
        reviewers = [pool.submit(review, name) for name in ("Ines Calloway", "Bo Hart")]
        readers = [pool.submit(read, number) for number in range(8)]
        outcomes = [each.result() for each in reviewers]
        assert {status for each in readers for status in each.result()} == {200}
    with store.reading() as session:
        rows = session.scalars(select(QuoteRow.status)).all()
        made = session.execute(select(DecisionRow.subject_id, DecisionRow.who)).all()
    assert set(rows) == {"confirmed"}
    assert len(made) == len({each[0] for each in made}) == len(rows) == sum(done for done, _ in outcomes)
    assert {who for _, who in made} <= {"Ines Calloway", "Bo Hart"}
