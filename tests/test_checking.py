"""A draft's quotations against the store, on both engines: the verdict, what it rests on, and how sure it is."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from quotes.checking import Checked, Checker, Claim, Verdict, check_claim, claims_of, is_listed, remarks
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.speakers.changes import add_name
from tests.store.checked_store import fill

BRIDGE = "We will not pay for the bridge before the spring"


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def _check(store: Store, claim: Claim) -> Checked:
    with store.reading() as session:
        return check_claim(session, claim)


def _save(session: Session, outlet: str, speaker: str | None, words: str) -> None:
    """Stores an article that has only *words*, said by *speaker*."""
    quote = Quote(start=1, end=1 + len(words), text=words, utterance=1, speaker=speaker)
    quote = replace(quote, speaker_kind=SpeakerKind.PERSON if speaker else None, confidence=0.9)
    article = Article(text=f"“{words}” was heard.", outlet=outlet, published_on=dt.date(2025, 3, 1))
    save_article(session, article, [quote], extractor="test")


@pytest.mark.parametrize(
    ("words", "speaker", "verdict"),
    [
        (BRIDGE, "Dana Okafor", Verdict.EXACT),
        (BRIDGE, None, Verdict.EXACT),
        (BRIDGE, "Okafor", Verdict.EXACT),
        (f"“{BRIDGE.upper()}!”", "Ms Okafor", Verdict.EXACT),
        ("… pay for the bridge …", "Okafor", Verdict.EXACT),
        (BRIDGE, "Ines Vidal", Verdict.SPEAKER),
        (BRIDGE, "Edo Okafor", Verdict.SPEAKER),
        ("We will pay for the bridge before the spring", "Dana Okafor", Verdict.ALTERED),
        ("We will … pay for the bridge before the spring", "Dana Okafor", Verdict.ALTERED),
        ("We’ll not pay for the bridge before the spring", "Dana Okafor", Verdict.EXACT),
        ("the harbor lost 35% of its trade", "Lindqvist", Verdict.EXACT),
        ("the harbour lost 53% of its trade", "Lindqvist", Verdict.ALTERED),
        ("The harbour lost 35 percent of its trade. We must act now.", "Lindqvist", Verdict.ALTERED),
        ("We must act now. Every ferry will sail on Sundays", "Lindqvist", Verdict.ALTERED),
        ("It is a colorful theater, and it should stay open", "Ines Vidal", Verdict.EXACT),
        ("a lasting peace on the islands", "Dana Okafor", Verdict.EXACT),
        ("a disgrace", "Gareth Lindqvist", Verdict.EXACT),
        ("a disgrace", "Dana Okafor", Verdict.UNKNOWN),
        ("Nobody has ever said these words here", "Dana Okafor", Verdict.UNKNOWN),
        ("", None, Verdict.UNKNOWN),
        ("…", "Dana Okafor", Verdict.UNKNOWN),
    ],
)
def test_verdicts(filled: Store, words: str, speaker: str | None, verdict: Verdict) -> None:
    checked = _check(filled, Claim(words, speaker))
    assert checked.verdict is verdict
    assert (checked.matches == ()) == (verdict is Verdict.UNKNOWN) == (checked.sure is None)


@pytest.mark.parametrize(
    ("words", "stored", "verdict"),
    [
        ("The bridge is safe,", "The bridge is safe,", Verdict.SPEAKER),
        ("the BRIDGE is safe", "The bridge is safe,", Verdict.SPEAKER),
        ("It is safe", "It is safe.", Verdict.SPEAKER),
        ("The bridge is safe", "The bridge is safe and so is the harbour", Verdict.UNKNOWN),  # only a stretch
        ("No comment", "No comment", Verdict.UNKNOWN),  # everybody says it
        ("The bridge is safe today", "The bridge is safe today and tomorrow", Verdict.SPEAKER),  # five words
    ],
)
def test_a_short_wording_is_anothers_if_it_is_a_whole_quotation(
    filled: Store, words: str, stored: str, verdict: Verdict
) -> None:
    with filled.writing() as session:
        _save(session, "Osk Courier", "Edo Brandt", stored)
    assert _check(filled, Claim(words, "Dana Okafor")).verdict is verdict
    assert _check(filled, Claim(words, "Edo Brandt")).verdict is not Verdict.SPEAKER


@pytest.mark.parametrize("words", ["We are ready now", "We are ready for whatever the winter brings"])
def test_the_speakers_own_quotation_is_found_behind_many_of_others(filled: Store, words: str) -> None:
    with filled.writing() as session:
        for number in range(20):
            _save(session, f"Paper {number}", "Edo Brandt", words)
    assert _check(filled, Claim(words, "Dana Okafor")).verdict is Verdict.SPEAKER
    with filled.writing() as session:
        _save(session, "Osk Courier", "Dana Okafor", words)
    assert _check(filled, Claim(words, "Dana Okafor")).verdict is Verdict.EXACT


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (Claim("I cannot promise that the tunnel is dry", "Okafor", via="Osk Radio"), Verdict.EXACT),
        (Claim(BRIDGE, "Okafor", via="Osk Courier"), Verdict.EXACT),
        (Claim(BRIDGE, "Okafor", via="Messenger"), Verdict.DATE_OR_OUTLET),
        (Claim(BRIDGE, "Okafor", via="a rally in Osk"), Verdict.EXACT),
        (Claim(BRIDGE, "Okafor", None, dt.date(2025, 3, 1), dt.date(2025, 3, 1)), Verdict.EXACT),
        (Claim(BRIDGE, "Okafor", None, dt.date(2025, 4, 1), dt.date(2025, 4, 1)), Verdict.DATE_OR_OUTLET),
        (
            Claim("the tunnel is dry", "Okafor", None, dt.date(2025, 6, 1), dt.date(2025, 6, 1)),
            Verdict.DATE_OR_OUTLET,
        ),
        (Claim("the tunnel is dry", "Okafor", None, dt.date(2025, 6, 1), dt.date(2025, 6, 30)), Verdict.EXACT),
    ],
)
def test_days_and_outlets(filled: Store, claim: Claim, verdict: Verdict) -> None:
    assert _check(filled, claim).verdict is verdict


@pytest.mark.parametrize(
    ("stored", "told", "verdict"),
    [
        ("The Evening Post", "Evening Post", Verdict.DATE_OR_OUTLET),
        ("Evening Post", "The Evening Post", Verdict.DATE_OR_OUTLET),
        ("The Evening Post", "the evening post", Verdict.DATE_OR_OUTLET),
        ("The Evening Post", "Post", Verdict.EXACT),
    ],
)
def test_an_outlet_is_known_with_its_article_or_without(
    filled: Store, stored: str, told: str, verdict: Verdict
) -> None:
    with filled.writing() as session:
        save_article(session, Article(text="The tide is out.", outlet=stored), [], extractor="test")
    assert _check(filled, Claim(BRIDGE, "Okafor", via=told)).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            Claim(BRIDGE, "Okafor", via="the Lower Fenland Gazette"),
            ["the store knows no outlet called the Lower Fenland Gazette"],
        ),
        (Claim(BRIDGE, "Okafor", via="AFP"), ["the store knows no outlet called AFP"]),
        (Claim(BRIDGE, "Okafor", via="Osk Courier"), []),
        (Claim(BRIDGE, "Okafor", via="rally in Osk"), []),  # no name
        (Claim("the tunnel is dry", "Okafor", via="Osk Radio"), []),  # told to it by the store, too
        (Claim(BRIDGE, "Okafor", None, dt.date(2025, 3, 1), dt.date(2025, 3, 1)), []),
        (Claim("the papers are in order", None, None, dt.date(2025, 3, 1)), ["the store has no day for it"]),
    ],
)
def test_what_the_store_cannot_tell_of_outlet_and_day_is_said(filled: Store, claim: Claim, said: list[str]) -> None:
    with filled.writing() as session:
        words = "the papers are in order"
        quote = Quote(start=1, end=1 + len(words), text=words, utterance=1)
        save_article(session, Article(text=f"“{words}”"), [quote], extractor="test")
    checked = _check(filled, claim)
    assert (checked.verdict, remarks(checked)) == (Verdict.EXACT, said)


def test_the_first_appearance_is_first(filled: Store) -> None:
    found = _check(filled, Claim(BRIDGE, "Dana Okafor"))
    assert [match.appearance.row["outlet"] for match in found.matches] == ["Tarn Ledger", "Osk Courier"]
    passage = found.matches[0].appearance.passage
    assert passage.text == f"“{BRIDGE}” somebody said."
    assert passage.text[slice(*passage.quotation)] == BRIDGE


def test_an_alias_of_the_store_is_the_speaker(filled: Store) -> None:
    assert _check(filled, Claim(BRIDGE, "The Dame")).verdict is Verdict.SPEAKER
    with filled.writing() as session:
        add_name(session, "Dana Okafor", "The Dame")
    assert _check(filled, Claim(BRIDGE, "The Dame")).verdict is Verdict.EXACT


def test_more_words_are_surer(filled: Store) -> None:
    sures = [_check(filled, Claim(words)).sure or 0 for words in ("a disgrace", "the tunnel is dry", BRIDGE)]
    assert sures == sorted(sures)
    assert 0 < sures[0] < sures[-1] <= 1


def test_a_dropped_not_alters_the_meaning_and_a_changed_word_may_not(filled: Store) -> None:
    dropped = _check(filled, Claim("We will pay for the bridge before the spring"))
    changed = _check(filled, Claim("We will not pay for the bridge before the autumn"))
    assert (dropped.alters_meaning, changed.alters_meaning) == (True, False)
    assert dropped.verdict is changed.verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("printed", "words", "said"),
    [
        # three outlets against one
        (
            {
                "Osk Courier": ("Okafor", "We will close the school on the hill"),
                "Messenger": ("Dana Okafor", "We will not close the school on the hill"),
                "Tarn Ledger": ("Dana Okafor", "We will not close the school on the hill"),
                "Osk Radio": (None, "We will not close the school on the hill"),
            },
            "We will close the school on the hill",
            ["printed otherwise elsewhere: “not” (3 outlets)"],
        ),
        # a cut to the words that deny
        (
            {
                "Osk Courier": ("Dana Okafor", "We will not close the school on the hill"),
                "Messenger": ("Dana Okafor", "We will close the school on the hill"),
            },
            "not close the school on the hill",
            ["printed otherwise elsewhere: “will” for “not” (1 outlet)"],
        ),
        (
            {
                "Osk Courier": ("Dana Okafor", "I say we will not close the school on the hill"),
                "Messenger": ("Dana Okafor", "I say we will close the school on the hill"),
            },
            "we will not close the school on the hill",
            ["printed otherwise elsewhere: without “not” (1 outlet)"],
        ),
        # two other wordings
        (
            {
                "Osk Courier": ("Dana Okafor", "All of the ships will leave the harbour by noon on Friday"),
                "Messenger": ("Dana Okafor", "Some of the ships will leave the harbour by noon on Friday"),
                "Tarn Ledger": ("Dana Okafor", "All of the ships will not leave the harbour by noon on Friday"),
                "Osk Radio": ("Dana Okafor", "All of the ships will not leave the harbour by noon on Friday"),
            },
            "All of the ships will leave the harbour by noon on Friday",
            [
                "printed otherwise elsewhere: “not” (2 outlets)",
                "printed otherwise elsewhere: “Some” for “All” (1 outlet)",
            ],
        ),
        # another speaker may say the opposite, and other words may mean the same
        (
            {
                "Osk Courier": ("Dana Okafor", "We will close the school on the hill"),
                "Messenger": ("Ines Vidal", "We will not close the school on the hill"),
                "Tarn Ledger": ("Dana Okafor", "We will shut the school on the hill"),
            },
            "We will close the school on the hill",
            [],
        ),
    ],
)
def test_it_is_told_where_the_opposite_was_printed(
    store: Store, printed: dict[str, tuple[str | None, str]], words: str, said: list[str]
) -> None:
    with store.writing() as session:
        for outlet, (speaker, stored) in printed.items():
            _save(session, outlet, speaker, stored)
    checked = _check(store, Claim(words, "Dana Okafor"))
    assert checked.verdict is Verdict.EXACT
    assert remarks(checked) == said


def test_a_draft_becomes_claims_in_its_order(filled: Store) -> None:
    draft = Article(
        text=f"“{BRIDGE},” said Dana Okafor on April 3, 2025. Her novel “The Long Way Home” is out.\n\n"
        "“Every ferry will sail on Sundays,” Gareth Lindqvist told the Osk Courier.",
        published_on=dt.date(2025, 5, 1),
    )
    claims = claims_of(draft)
    assert [claim.words.strip(",") for claim in claims if not claim.is_nobodys] == [
        BRIDGE,
        "Every ferry will sail on Sundays",
    ]
    assert claims[0].said_on == dt.date(2025, 4, 3)
    with filled.reading() as session:
        checker = Checker(session)
        listed = [checked for claim in claims if is_listed(checked := checker.check(claim))]
    assert [checked.verdict for checked in listed] == [Verdict.DATE_OR_OUTLET, Verdict.EXACT]
    assert [draft.text[slice(checked.claim.start, checked.claim.end)] for checked in listed] == [
        checked.claim.words for checked in listed
    ]
