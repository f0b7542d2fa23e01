"""What a verb says somebody is: a role that leads back to its person."""

import pytest

from quotes.coreference.name_context import role_told, roles_beside
from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        (" is the mayor.", "mayor"),
        (" is mayor of Tolland.", "mayor"),
        (" became mayor in 2010.", "mayor"),
        (" was elected mayor in 2010.", "mayor"),
        (", who has been mayor since May, left.", "mayor"),
        (" is a retired primary school teacher living in Tolland.", "retired primary school teacher"),
        (" works as a nurse, and paints.", "nurse"),
        (" has served as their treasurer since May.", "treasurer"),
        (" is now the chair of the board.", "chair"),
        (" is not a farmer.", ""),
        (" was attacked by a farmer.", ""),
        (" is a farmer and painter.", "farmer"),
        (" is the one who called the farmer.", ""),
        (" was late.", ""),
        (" said the mayor was late.", ""),
    ],
)
def test_the_role_that_a_verb_gives(behind: str, role: str) -> None:
    assert role_told(f"Ida Holm{behind}", len("Ida Holm")) == role


def test_the_end_of_the_sentence_before_is_no_role() -> None:
    text = "Ida Holm is the mayor. Lars Quist left."
    assert roles_beside(text, text.index("Lars"), text.index(" left")) == []


@pytest.mark.parametrize("before", ["Sen. ", "Rep. ", "Prof. ", "Gov. "])
def test_an_abbreviated_title_is_one(before: str) -> None:
    text = f"On Monday {before}Lars Quist left."
    assert roles_beside(text, text.index("Lars"), text.index(" left")) == [before.strip().lower()]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Holm is the mayor of Tolland. Lars Quist leads the port. “We ran,” the mayor said.", "Ida Holm"),
        ("Ida Holm became mayor in 2010. Lars Quist leads the port. “We ran,” the mayor said.", "Ida Holm"),
        ("Ida Holm works as a nurse. Lars Quist leads the port. “We ran,” the nurse said.", "Ida Holm"),
        ("Ida Holm works as a midwife in Tolland. “Babies don’t wait,” the midwife said.", "Ida Holm"),
        ("Ida Holm is a farmer. Lars Quist is a baker. “We ran,” the farmer said.", "Ida Holm"),
        ("Ida Holm is a farmer. Lars Quist is a baker. “We ran,” the baker said.", "Lars Quist"),
        ("Ida Holm was elected mayor in 2010. Lars Quist leads the port. “We ran,” the mayor said.", "Ida Holm"),
    ],
)
def test_the_role_leads_to_its_person(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
