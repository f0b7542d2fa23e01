"""What people decide about quotations, and what survives a new extraction."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.model import Article, Precision, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.database.verify import verify
from quotes.store.decisions.operations import operation, undo
from quotes.store.query.filters import Filter
from quotes.store.review.gold_export import gold_articles
from quotes.store.review.reextract import Reextraction, reextract
from quotes.store.review.review_decisions import Correction, chosen, confirm, correct, locate, reject
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.speakers.changes import split
from quotes.store.speakers.merges import merge
from tests.store.people import picture

TEXT = (
    "“We open in spring,” said Dana Okafor on Friday. “The bridge is “safe” now.”\n\n"
    "“Nobody listened,” said Lindqvist. It’s “a disgrace”, Jun Takeda wrote."
)
PERSON = SpeakerKind.PERSON


def quoted(words: str, speaker: str | None, **more: Any) -> Quote:
    start = TEXT.index(words)
    kind = PERSON if speaker else None
    because = None if speaker else "scare-quote"
    return Quote(
        start=start, end=start + len(words), text=words, speaker=speaker, speaker_kind=kind, confidence=0.8,
        uncredited_because=because, **more,
    )  # fmt: skip


FRIDAY = {
    "said_on": dt.date(2025, 3, 14),
    "said_on_end": dt.date(2025, 3, 14),
    "said_on_precision": Precision.DAY,
    "said_on_phrase": "on Friday",
}
OPEN = quoted("We open in spring,", "Dana Okafor", **FRIDAY)
BRIDGE = quoted("The bridge is “safe” now.", "Dana Okafor", utterance=1)
SAFE = quoted("safe", None, parent=1, utterance=2)
NOBODY = quoted("Nobody listened,", "Lindqvist", utterance=3)
DISGRACE = quoted("a disgrace", "Jun Takeda", utterance=4)
QUOTES = (OPEN, BRIDGE, SAFE, NOBODY, DISGRACE)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as session:
        save_article(session, Article(text=TEXT, outlet="Courier", title="Bridge"), QUOTES, extractor="old")
    return store


def write(store: Store, change: Callable[[Any], Any]) -> Any:
    with store.writing() as session:
        return change(session)


def rows(store: Store) -> dict[str, QuoteRow]:
    with store.reading() as session:
        found = {row.words: row for row in session.scalars(select(QuoteRow))}
        session.expunge_all()
        return found


def speaker_of(store: Store, words: str) -> str | None:
    with store.reading() as session:
        return session.scalars(
            select(SpeakerRow.name).join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id).where(QuoteRow.words == words)
        ).one_or_none()


def again(store: Store, *quotes: Quote) -> Reextraction:
    def change(session: Any) -> Reextraction:
        with operation(session, "article reextract") as running:
            return reextract(running, session.scalars(select(ArticleRow)).one(), quotes, "new")

    found: Reextraction = write(store, change)
    return found


CORRECTIONS: dict[str, tuple[Correction, dict[str, Any]]] = {
    "words inside": (Correction(words="open in spring"), {"words": "open in spring", "start_offset": 4}),
    "words beyond the marks": (Correction(words='"We open in spring," said Dana'), {"words": "“We open in spring,” said Dana"}),
    "words as typed on a keyboard": (Correction(words="it's \"a  disgrace\""), {"words": "It’s “a disgrace"}),
    "a day": (Correction(said_on="2025-03-07"), {"said_on": dt.date(2025, 3, 7), "said_on_precision": "day"}),
    "a month": (Correction(said_on="2025-03"), {"said_on_end": dt.date(2025, 3, 31), "said_on_precision": "month"}),
    "no day": (Correction(said_on=""), {"said_on": None, "said_on_phrase": None}),
    "via": (Correction(via="AFP"), {"via": "AFP"}),
    "kind": (Correction(kind="partial"), {"kind": "partial"}),
    "nobody": (Correction(nobody=True), {"speaker_id": None, "uncredited_because": "decided", "mention": None}),
    "another speaker": (Correction(speaker="Jun Takeda"), {"uncredited_because": None}),
    "a new speaker": (Correction(speaker="Mina Hale", new=True), {"uncredited_because": None}),
}  # fmt: skip


@pytest.mark.parametrize("name", [key for key in CORRECTIONS if key != "words as typed on a keyboard"])
def test_a_correction_changes_that_and_can_be_undone(filled: Store, name: str) -> None:
    wanted, expected = CORRECTIONS[name]
    before, uid = picture(filled), rows(filled)[OPEN.text].uid
    done = write(filled, lambda s: correct(s, chosen(s, [uid], "", Filter()), wanted))
    row = next(each for each in rows(filled).values() if each.uid == uid)
    assert {key: getattr(row, key) for key in expected} == expected
    assert (row.status, row.confidence) == ("corrected", None)
    with filled.reading() as session:
        assert verify(session).problems == ()
        assert [each["uid"] for each in search(session, f'"{row.words}"', Filter())] == [uid]
    write(filled, lambda s: undo(s, done.operation))
    assert picture(filled) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("We open in spring,", "We open in spring,"),
        ("  we\nopen", None),
        ("“We open\n  in spring,”", "We open in spring,"),
        ('"We open in spring,"', "We open in spring,"),
        ("It's", "It’s"),
        ("said", None),
        ("Nobody listened", "Nobody listened"),
        ("never said", None),
    ],
)
def test_words_are_found_as_they_stand_or_not_at_all(typed: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(UsageProblem):
            locate(TEXT, typed, OPEN.start, OPEN.end)
    else:
        start, end = locate(TEXT, typed, OPEN.start, OPEN.end)
        assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("corrected", "correction", "shared", "cues"),
    [
        pytest.param(
            (1,), Correction(speaker="Jun Takeda", new=True), False, (None, "added"), id="one to somebody else"
        ),
        pytest.param((1,), Correction(nobody=True), False, (None, "added"), id="one to nobody"),
        pytest.param(
            (1, 2), Correction(speaker="Jun Takeda", new=True), True, (None, None), id="both to somebody else"
        ),
        pytest.param((1,), Correction(speaker="Dana Okafor"), True, ("said", "added"), id="the speaker as before"),
        pytest.param((1,), Correction(kind="partial"), True, ("said", "added"), id="not the speaker"),
    ],
)
def test_what_reports_another_speaker_is_not_kept(
    corrected: tuple[int, ...],
    correction: Correction,
    shared: bool,
    cues: tuple[str | None, str | None],
    store: Store,
) -> None:
    one, two = replace(OPEN, utterance=1, cue="said"), replace(BRIDGE, utterance=1, cue="added")
    nobody = replace(NOBODY, utterance=2)
    write(store, lambda s: save_article(s, Article(text=TEXT), (one, two, nobody), extractor="old"))
    before = picture(store)
    done = write(store, lambda s: correct(s, corrected, correction))
    found = rows(store)
    first, second, other = found[OPEN.text], found[BRIDGE.text], found[NOBODY.text]
    assert (first.utterance == second.utterance) is shared
    assert other.utterance not in (first.utterance, second.utterance)
    assert (first.cue, second.cue) == cues
    if done.operation is not None:
        write(store, lambda s: undo(s, done.operation))
    assert picture(store) == before


BAD: dict[str, tuple[type[QuotesError], str, Callable[[Any, str], Any]]] = {
    "words that aren't there": (UsageProblem, "not in the article", lambda s, _: correct(s, [1], Correction(words="We shut."))),
    "another's words": (UsageProblem, "another quotation already", lambda s, _: correct(s, [1], Correction(words="Nobody listened,"))),
    "words of several": (UsageProblem, "belongs to one", lambda s, _: correct(s, [1, 2], Correction(words="x"))),
    "nothing": (UsageProblem, "say what to correct", lambda s, _: correct(s, [1], Correction())),
    "both": (UsageProblem, "contradict", lambda s, _: correct(s, [1], Correction(speaker="A B", nobody=True))),
    "an unknown speaker": (NotFound, "--new makes one", lambda s, _: correct(s, [1], Correction(speaker="Mina Hale"))),
    "no date": (UsageProblem, "no day, month or year", lambda s, _: correct(s, [1], Correction(said_on="Friday"))),
    "no quotation": (NotFound, "no quotation", lambda s, _: chosen(s, ["qzz"], "", Filter())),
    "no choice": (UsageProblem, "say which", lambda s, _: chosen(s, [], " ", Filter())),
    "two choices": (UsageProblem, "not by both", lambda s, u: chosen(s, [u], "x", Filter())),
    "an unknown speaker to filter by": (NotFound, "no speaker", lambda s, _: chosen(s, [], "", Filter(speaker="Nobody"))),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_corrections_change_nothing(filled: Store, name: str) -> None:
    before, uid = picture(filled), rows(filled)[OPEN.text].uid
    error, message, change = BAD[name]
    with pytest.raises(error, match=message):
        write(filled, lambda s: change(s, uid))
    assert picture(filled) == before


def test_many_at_once(filled: Store) -> None:
    found = write(filled, lambda s: confirm(s, chosen(s, [], "", Filter(speaker="Dana Okafor"))))
    assert found.said == "confirmed 2 quotations"
    assert write(filled, lambda s: confirm(s, chosen(s, [], "", Filter(speaker="Dana Okafor")))).operation is None
    write(filled, lambda s: reject(s, chosen(s, [], "listened", Filter())))
    assert {words for words, row in rows(filled).items() if row.status == "extracted"} == {"safe", "a disgrace"}
    with filled.reading() as session:
        assert len(search(session, "", Filter())) == 4
        assert len(search(session, "", Filter(status="rejected"))) == 1
        (gold,) = gold_articles(session)
    assert [(each["status"], each["speaker"], each.get("unsure")) for each in gold["segments"]] == [
        ("quote", "Dana Okafor", None),
        ("quote", "Dana Okafor", None),
        ("quote", None, True),
        ("other", None, None),
        ("quote", None, True),
    ]


def test_the_same_extraction_again_changes_nothing(filled: Store) -> None:
    before = picture(filled)
    done = again(filled, *QUOTES)
    assert (done.same, done.changes) == (5, ())
    after = picture(filled)
    assert [row[:16] for row in after["quote"]] == [row[:16] for row in before["quote"]]
    assert write(filled, undo) is not None  # the article says which extractor read it
    assert picture(filled) == before


def test_a_new_extraction_changes_adds_and_withdraws_and_can_be_undone(filled: Store) -> None:
    before, uids = picture(filled, "speaker", "speaker_alias"), {row.uid for row in rows(filled).values()}
    said = quoted("said Dana Okafor on Friday.", "Jun Takeda", utterance=5)
    done = again(filled, replace(OPEN, speaker="Mina Hale"), BRIDGE, SAFE, DISGRACE, said)
    assert (done.same, done.changed, done.added, done.withdrawn, done.decided) == (3, 1, 1, 1, 0)
    assert [(c.change, c.before, c.after) for c in done.changes] == [
        ("speaker", "Dana Okafor", "Mina Hale"),
        ("added", None, "Jun Takeda"),
        ("withdrawn", "Lindqvist", None),
    ]
    assert rows(filled)[NOBODY.text].status == "withdrawn"
    assert uids < {row.uid for row in rows(filled).values()}
    back = again(filled, *QUOTES)
    assert {c.change for c in back.changes} == {"back", "speaker", "withdrawn"}
    write(filled, undo)
    write(filled, undo)
    assert picture(filled, "speaker", "speaker_alias") == before


def test_decisions_survive_a_new_extraction(filled: Store) -> None:
    write(filled, lambda s: confirm(s, [1]))
    write(filled, lambda s: correct(s, [2], Correction(words="bridge is “safe” now")))
    write(filled, lambda s: reject(s, [4]))
    write(filled, lambda s: correct(s, [5], Correction(nobody=True)))
    decided = {words: (row.status, row.speaker_id) for words, row in rows(filled).items()}
    wrong = [replace(each, speaker="Somebody Else", speaker_kind=PERSON) for each in (OPEN, BRIDGE, NOBODY, DISGRACE)]
    long = quoted("a disgrace”, Jun Takeda", "Jun Takeda")
    done = again(filled, *wrong[:2], SAFE, *wrong[2:], long)
    assert (done.decided, done.changed, done.added, done.withdrawn) == (4, 0, 0, 0)
    assert {words: (row.status, row.speaker_id) for words, row in rows(filled).items()} == decided
    with filled.reading() as session:
        assert verify(session).problems == ()


def test_a_quotation_inside_a_decided_one_is_added(filled: Store) -> None:
    write(filled, lambda s: confirm(s, [2]))
    with filled.writing() as session:
        session.delete(session.get_one(QuoteRow, 3))
    done = again(filled, OPEN, BRIDGE, SAFE, NOBODY, DISGRACE)
    assert done.added == 1
    assert rows(filled)["safe"].parent_id == 2


def test_merges_and_splits_survive_a_new_extraction(filled: Store) -> None:
    with filled.reading() as session:
        local = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.article_id.is_not(None))).one()
        uid = session.get_one(QuoteRow, 5).uid
    write(filled, lambda s: merge(s, [local], "Dana Okafor"))
    write(filled, lambda s: split(s, "Jun Takeda", [uid], into="June Takeda-Ray"))
    again(filled, *QUOTES, quoted("It’s", "Lindqvist", utterance=6))
    assert (speaker_of(filled, NOBODY.text), speaker_of(filled, "It’s")) == ("Dana Okafor", "Dana Okafor")
    assert speaker_of(filled, DISGRACE.text) == "June Takeda-Ray"


def test_a_surname_merged_in_one_version_stays_merged_in_the_next(store: Store) -> None:
    article = Article(text=TEXT, url="https://x.example/a")
    write(store, lambda s: save_article(s, article, QUOTES, extractor="old"))
    with store.reading() as session:
        local = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.article_id.is_not(None))).one()
    write(store, lambda s: merge(s, [local], "Dana Okafor"))
    write(store, lambda s: save_article(s, replace(article, text=TEXT + " It rained."), QUOTES, extractor="old"))
    with store.reading() as session:
        found = search(session, "listened", Filter(all_versions=True))
        assert [row["speaker"] for row in found] == ["Dana Okafor"] * 2


def test_decisions_go_over_into_the_next_version_where_the_words_are_the_same(store: Store) -> None:
    article = Article(text=TEXT, url="https://x.example/a")
    write(store, lambda s: save_article(s, article, QUOTES, extractor="old"))
    write(store, lambda s: confirm(s, [1]))
    write(store, lambda s: correct(s, [2], Correction(speaker="Mina Hale", new=True, said_on="2025-03-07")))
    write(store, lambda s: reject(s, [3]))
    write(store, lambda s: confirm(s, [4]))  # said by someone whom only that version knows
    write(store, lambda s: correct(s, [5], Correction(words="disgrace")))
    before = picture(store)
    again = replace(article, text=TEXT + " It rained.")
    write(store, lambda s: save_article(s, again, QUOTES, extractor="old"))
    with store.reading() as session:
        found = session.execute(
            select(QuoteRow.words, QuoteRow.status, SpeakerRow.name, QuoteRow.said_on)
            .outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
            .where(QuoteRow.article_id == 2)
            .order_by(QuoteRow.id)
        ).all()
    assert [tuple(row) for row in found] == [
        (OPEN.text, "confirmed", "Dana Okafor", dt.date(2025, 3, 14)),
        (BRIDGE.text, "corrected", "Mina Hale", dt.date(2025, 3, 7)),
        (SAFE.text, "rejected", None, None),
        (NOBODY.text, "confirmed", "Lindqvist", None),
        (DISGRACE.text, "extracted", "Jun Takeda", None),
    ]
    undone = write(store, undo)
    assert undone is not None
    assert undone.said.startswith("took 4 decisions over into version 2")
    with store.reading() as session:
        statuses = session.scalars(select(QuoteRow.status).where(QuoteRow.article_id == 2)).all()
    assert set(statuses) == {"extracted"}
    without = [row[:-1] for row in picture(store)["quote"] if row[2] == 1]  # the next version is of its family
    assert without == [row[:-1] for row in before["quote"]]
