"""Names from everywhere are found whole, as people, wherever they stand; what only looks like one is none."""

import pytest

from quotes.english import names
from quotes.mentions.name_kinds import find_names
from quotes.model import Article
from quotes.pipeline import extract_quotes

FAIL = pytest.mark.xfail(strict=True)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Ban Ki-moon", id="Korean with a hyphen, a common word"),
        pytest.param("Choe Son Hui", id="Korean in three words"),
        pytest.param("Nguyen Phu Trong", id="Vietnamese"),
        pytest.param("Hua Chunying", id="Chinese"),
        pytest.param("Liu He", id="a pronoun for a given name"),
        pytest.param("He Jianxiong", id="a pronoun for a family name"),
        pytest.param("Ursula von der Leyen", id="two particles"),
        pytest.param("Manuel de los Santos", id="two particles, Spanish"),
        pytest.param("Robin van Persie", id="one particle"),
        pytest.param("Bashar al-Assad", id="an Arabic article"),
        pytest.param("Abu Bakr al-Baghdadi", id="a kunya and an Arabic article"),
        pytest.param("Saif al-Islam Gaddafi", id="an Arabic article inside", marks=FAIL),
        pytest.param("Chimamanda Ngozi Adichie", id="Nigerian"),
        pytest.param("Annegret Kramp-Karrenbauer", id="a double family name"),
        pytest.param("Recep Tayyip Erdogan", id="Turkish"),
        pytest.param("Aung San Suu Kyi", id="Burmese"),
    ],
)
def test_found_whole_at_every_place(name: str) -> None:
    text = (
        f"{name} arrived in Paris on Monday. The talks were long.\n\n“It is so,” {name} told reporters. “We go on,” said "
        f"{name}, the head of the delegation.\n\nLater {name} left the city."
    )
    found = [text[each.start : each.end] for each in find_names(text) if each.kind == "person"]
    assert found.count(name) == 4


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param("Bashar al-Assad", "Assad", id="without the article"),
        pytest.param("Mark Cuban", "Cuban", id="a people's name"),
        pytest.param("Mark Cuban", "Mr. Cuban", id="a people's name with a title"),
        pytest.param("Ban Ki-moon", "Ban", id="family name first"),
        pytest.param("Cheryl Mills", "Mills", id="a plural noun"),
        pytest.param("Eyamba Sowers", "Sowers", id="an unknown given name"),
        pytest.param("Dean Baker", "Baker", id="a title for a given name"),
    ],
)
def test_one_person_by_the_family_name(first: str, then: str) -> None:
    text = (
        f"{first}, the head of the delegation, arrived in Dunmore on Monday.\n\n“It is so,” {then} said. Later {then} "
        f"left.\n\n“We go on,” {then} added."
    )
    assert {quote.speaker for quote in extract_quotes(Article(text=text))} == {first}


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Bashar al-Assad", "Assad"),
        ("Von der Leyen", "Ursula von der Leyen"),
        ("Muammar el-Qaddafi", "Qaddafi"),
    ],
)
def test_family_keys_agree(name: str, family: str) -> None:
    assert names.family_key(name) == names.family_key(family)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("the pro-Grant group", id="a prefix is no Arabic article"),
        pytest.param("the Charlotte Observer", id="a paper named after a town"),
    ],
)
def test_no_person(words: str) -> None:
    text = f"On Monday {words} met in Dunmore. The Observer saw it. The Observer wrote about it."
    assert not [each for each in find_names(text) if each.kind == "person"]
