"""A shorter name in an article leads to the full one; a shorter one of somebody else's does not."""

import pytest

from quotes.coreference.short_forms import is_slip
from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Walter de Mesnil", "de Mesnil"), ("Walter de Mesnil", "De Mesnil"), ("Mohamad El Tayeb", "El Tayeb"),
        ("Oren ben Ezri", "ben Ezri"), ("Owen ap Gwilym", "ap Gwilym"), ("Claire Le Floch", "Le Floch"),
        ("Rina De Smet", "De Smet"), ("Giulia La Ferla", "La Ferla"), ("Lotte van der Meulen", "van der Meulen"),
        ("Lotte van der Meulen", "Van der Meulen"), ("Sidi Ould Cheikh", "Ould Cheikh"), ("Nur binti Salleh", "binti Salleh"),
        ("Farid Bin Talib", "Bin Talib"), ("Piet ter Horst", "ter Horst"), ("Ramon Dela Rosa", "Dela Rosa"),
        ("Ramon delos Reyes", "delos Reyes"), ("Ottavio dal Corso", "dal Corso"), ("Karl zu Lauenau", "zu Lauenau"),
        ("José Ortega y Luna", "Ortega y Luna"), ("Karim al-Tamimi", "al-Tamimi"), ("Karim al-Tamimi", "Al-Tamimi"),
        ("Siti Nurhayati Rahman", "Siti Nurhayati"), ("Juan Manuel Ibarra", "Juan Manuel"), ("Luis Enrique Prado", "Luis Enrique"),
        ("Billy Bob Tull", "Billy Bob"), ("Mary Beth Lund", "Mary Beth"), ("Jean Paul Astier", "Jean Paul"),
        ("Anna Maria Lindgren", "Anna Maria"), ("Gabriel Ruiz Ortega", "Gabriel Ruiz"), ("Nguyen Van Thanh", "Thanh"),
        ("Óscar Ibáñez Peral", "Ibáñez Peral"),
    ],
)  # fmt: skip
def test_part_of_a_full_name(full: str, short: str) -> None:
    text = f"{full}, a geologist, warned of slides in May. “The slope moves every night,” {short} said."
    assert speakers(text) == [full]
    text = f"{full}, a geologist, warned of slides. “It moves,” said {short}. “Nobody sleeps,” {short} added."
    assert speakers(text) == [full, full]


def test_a_nickname_and_a_suffix_inside() -> None:
    text = "Mayor Jose “Joey” Dela Rosa Jr. admitted that the dike was a sham. “Gone,” Dela Rosa said in Filipino."
    assert speakers(text) == [None, "Jose “Joey” Dela Rosa Jr."]


def test_two_of_one_particle_name() -> None:
    text = (
        "Rina De Smet met Jan De Smet, a docker. “Gone,” Ms De Smet said. “Gone,” said Tom Hale. “So?” Mr De Smet said."
    )
    assert speakers(text) == ["Rina De Smet", "Tom Hale", "Jan De Smet"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("the Centres for Soil Research and Protection", "CSR"), ("Farrow & Oyelaran", "F&O"),
        ("the Norland Institute for Applied Tides (TIN)", "TIN"), ("the Harbour Workers’ Union", "HWU"),
        ("the National Office of Rail and Trams", "NORT"), ("the Ministry of Roads and Ports (Minropo)", "Minropo"),
        ("the Bureau of Coast Care (BoCC)", "BoCC"), ("the Institute for Field Studies", "IFS"),
    ],
)  # fmt: skip
def test_short_form_of_a_body(full: str, short: str) -> None:
    text = f"On Monday {full} warned of floods. “We had no choice,” {short} said in a statement."
    name = full.removeprefix("the ").split(" (")[0]
    assert [(said or "").replace("'", "’").removeprefix("the ") for said in speakers(text)] == [name]


def test_a_country_is_no_acronym() -> None:
    text = "Universal Sails lost money. “We will pay,” said Umber Sands. The US said it was “wrong”."
    assert speakers(text)[-1] == "US"


@pytest.mark.parametrize(
    ("family", "form", "slip"),
    [
        ("Janzen", "Jensen", True), ("Brandel", "Brindle", True), ("Sharif", "Sharig", True), ("Lindqvist", "Lindquist", True),
        ("Mueller", "Muller", True), ("Kovacs", "Kovaks", True), ("Okafor", "Okafors", False), ("Hale", "Hall", False), ("Okafor", "Okoro", False),
        ("Martin", "Barton", False), ("Morgan", "Morton", False), ("Wilson", "Walton", False), ("Hansen", "Harmon", False),
    ],
)  # fmt: skip
def test_slips(family: str, form: str, slip: bool) -> None:
    assert is_slip(family, form) is slip
