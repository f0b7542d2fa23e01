"""Bits of words: no pattern matches where they say that it cannot, and what is extracted is the same without them."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.annotation import annotate
from quotes.annotation.masking import straighten
from quotes.annotation.scope import Reach
from quotes.annotation.tokens import tokenize
from quotes.circumstances import events, reporting_clause, said_on, trigger_words, via
from quotes.circumstances.occasions import occasion
from quotes.english import time_phrases
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.spans import find_quoted_spans
from quotes.samples import articles

FOLDER = Path(__file__).parents[1] / "cases"
TEXTS = [
    str(case["text"])
    for name in ("via_and_said_on", "kinds", "settings", "phenomena", "modality")
    for case in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if "text" in case
] + [article.text for article in articles()]
SLOW_PHRASE = re.compile(
    time_phrases.PHRASE.pattern.replace(f"(?= {time_phrases._BEGINNING} )", "").replace(
        f"(?= {time_phrases._CORE} )", ""
    ),
    re.VERBOSE | re.IGNORECASE,
)
"""Without the looks ahead that make it quick."""
NEEDS = {
    "published in": (via.PUBLISHED, trigger_words.ISSUED),
    "told": (via._TOLD, trigger_words.TELLS),
    "on a platform": (via._PLATFORM, trigger_words.PLATFORM),
    "member of a platform": (re.compile(rf"\b(?:{via._PLATFORMS})\b"), trigger_words.PLATFORM),
    "by wire": (via._WIRE, trigger_words.WIRE),
    "tweeted": (via._TWEETED, trigger_words.TWEETED),
    "according to": (via._ACCORDING, trigger_words.SOURCE),
    "on air": (via._ON_AIR, trigger_words.ON),
    "time": (SLOW_PHRASE, trigger_words.TIME),
    "date before its noun": (said_on._DATE_BEFORE, trigger_words.DATED),
    "event": (events._EVENT, trigger_words.EVENT),
    "adverb": (events._ADVERB, trigger_words.ADVERB),
}
PIECES = st.sampled_from(
    """
    told telling said spoke to with interview interviewed by on in at via per according reported published posted the The
    a his her its Twitter X Truth Social Facebook Weibo page users journal Nature reporters AFP Reuters CNN Okafor e-mail
    phone text Zoom tweeted retweeted statement statements sit-down interviews July 2019 2,019 joint Monday mon Mon May
    may 5 12th mid-March last this This next week weekend Friday-night morning two few couple of several four-day days
    ago earlier yesterday Today tonight after before ahead following prior recently previously point at one never denied
    calling it not n't didn't will say expected is ’s 's , . - — ; / ( ) \x00\x00 _ that who and released
    """.split(" ")
).map(str.strip)  # fmt: skip


def bits(words: str) -> int:
    """The bits of *words*, cut into tokens as the text stage cuts them."""
    _, _, texts = tokenize(straighten(words), 0, len(words))
    return trigger_words.cues_of(texts)


def hold(words: str) -> None:
    """Where a pattern matches, *words* have its bits; a date that nothing shows to be one (*in may*) is left out."""
    found = bits(words)
    for name, (pattern, needed) in NEEDS.items():
        if pattern.search(words) and (needed != trigger_words.TIME or found & trigger_words._HINT):
            assert found & needed, name
    assert found & trigger_words.OCCASION or occasion(words) is None


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_no_pattern_matches_without_its_words(words: str) -> None:
    hold(words)


@pytest.mark.parametrize("name", NEEDS)
def test_whatever_matches_a_pattern_has_its_words(name: str) -> None:
    """In ASCII: elsewhere letters like the long *s* match without their case."""

    pattern = NEEDS[name][0]
    without_first_letters = re.compile(re.sub(r"\(\?=\[\w+\]\)", "", pattern.pattern), pattern.flags)

    @settings(max_examples=60)
    @given(st.from_regex(without_first_letters, alphabet=st.characters(codec="ascii")))
    def law(words: str) -> None:
        hold(words)

    law()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:30])
def test_no_pattern_matches_without_its_words_in_news(text: str) -> None:
    for sentence in annotate(Article(text=text), find_quoted_spans(text), reach=Reach.EVERYTHING).sentences:
        hold(text[sentence.start : sentence.end])


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:30])
def test_quotations_are_the_same_when_every_pattern_is_tried(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article(text=text, published_on=dt.date(2025, 10, 10))
    quick = extract_quotes(article)
    monkeypatch.setattr(reporting_clause, "cues_of", lambda _: -1)
    assert extract_quotes(article) == quick


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_no_time_phrase_begins_otherwise(words: str) -> None:
    assert "(?=" not in SLOW_PHRASE.pattern.partition("(?:")[0]
    assert [m.span() for m in time_phrases.PHRASE.finditer(words)] == [m.span() for m in SLOW_PHRASE.finditer(words)]
