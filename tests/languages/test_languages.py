"""Languages: told by function words and script; in others than English marks by convention, and nobody credited."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.languages import code_of, language_of
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.conventions import quotes_by_convention

CASES = json.loads((Path(__file__).parents[1] / "cases" / "languages.json").read_text(encoding="utf-8"))
NAMES = [f"{case['language']}: {case['text'][:30]}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_language_is_told(case: dict[str, Any]) -> None:
    assert language_of(case["text"]) == case["language"]


@pytest.mark.parametrize("case", [case for case in CASES if "quoted" in case], ids=lambda case: case["language"])
def test_other_languages_are_quoted_and_nobody_is_credited(case: dict[str, Any]) -> None:
    found = extract_quotes(Article(text=case["text"]))
    assert [quote.text for quote in found] == case["quoted"]
    assert {(quote.speaker, quote.uncredited_because) for quote in found} == {(None, "other-language")}


def test_what_is_given_overrides() -> None:
    german = next(case["text"] for case in CASES if case["language"] == "de")
    assert {quote.uncredited_because for quote in extract_quotes(Article(text=german, language="en"))} != {
        "other-language"
    }
    english = Article(text="“We open,” said Dana Okafor.", language="fr")
    assert [quote.speaker for quote in extract_quotes(english)] == [None]


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-GB", "en"), ("de_AT", "de"), ("eng", "en"), ("French", "fr"), ("", None), (None, None), ("klingon", None)],
)
def test_what_sources_declare(declared: str | None, code: str | None) -> None:
    assert code_of(declared) == code


def test_what_is_declared_decides_only_in_doubt() -> None:
    assert language_of("12 : 7", "fr") == "fr"
    assert language_of("“We open in the spring,” said Dana Okafor of the council.", "fr") == "en"


def test_a_detector_is_asked_only_in_doubt() -> None:
    code = (
        "import sys, quotes; quotes.extract_quotes('“We open in the spring,” said Dana Okafor of the council. ' * 9);"
        "print('py3langid' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


def test_the_detector_knows_what_the_lists_do_not() -> None:
    text = (
        "Linnapea ütles esmaspäeval, et raamatukogu peab kolima mäe otsa, sest jõgi tõuseb igal kevadel. Inimesed "
        "küsisid, kes selle eest maksab, ja nõukogu lubas vastata märtsis. Ehitajad ootavad otsust ning kooliõpilased "
        "loodavad, et uus maja saab valmis enne sügist. Vana hoone müüakse maha."
    )
    assert language_of(text) == "et"


@given(st.text(alphabet='«»„“”"「」 \nabвとé.', max_size=60))
def test_quotations_by_convention_are_disjoint_and_letter_for_letter(text: str) -> None:
    reached = 0
    for quote in quotes_by_convention(Article(text=text)):
        assert reached <= quote.start < quote.end
        assert text[quote.start : quote.end] == quote.text == quote.text.strip()
        reached = quote.end


@given(st.text(max_size=300))
def test_every_text_has_a_language(text: str) -> None:
    assert 2 <= len(language_of(text)) <= 3
