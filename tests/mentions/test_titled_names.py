"""People behind long titles are found by their names, and words that only look like a title stay what they are."""

import pytest

from quotes.mentions import titled_names
from quotes.mentions.name_kinds import find_names
from quotes.model import Article
from quotes.pipeline import extract_quotes

TITLES = {
    "row": "Trade and Industry Minister|Health and Human Services Secretary|Culture, Media and Sport Secretary"
    "|Science, Innovation and Technology Secretary|Levelling Up, Housing and Communities Secretary"
    "|Agriculture, Fisheries, and Forestry Minister|Lands and Natural Resources Minister|Parks and Recreation Director"
    "|Research & Development Head|Shadow Health and Social Care Secretary|Tourism, Arts and Culture Minister"
    "|European Justice and Home Affairs Commissioner|Energy and Climate Change Secretary",
    "charge": "Secretary of State for Work and Pensions|Minister of Lands and Natural Resources|Commissioner of Police"
    "|Former Minister for Women and Equalities|Attorney General for England and Wales|Director of Public Prosecutions"
    "|Deputy Assistant Secretary of Defense for Asia|Under-Secretary-General for Humanitarian Affairs"
    "|Chief Secretary to the Treasury|High Commissioner to India|Speaker of the National Assembly|MEC for Health"
    "|Governor of the Bank of Norland|Special Adviser on Media and Publicity|Chancellor of the Duchy of Lancaster"
    "|Inspector-General of Police|U.S. Attorney for the Southern District of New York|Chief Constable of West Tyne"
    "|Vice Chancellor for Research|Chairman of the Joint Chiefs of Staff Gen.|Chief of Army Staff Lt Gen"
    "|Bishop of Truro the Rt Rev|Leader of the Opposition|Mayor of Greater Manchester",
    "small": "minister of roads and harbours|tax and pensions adviser|secretary of state for work and pensions"
    "|head of policy and research|environment, food and rural affairs secretary|minister of mines and energy"
    "|police and crime commissioner|chairman of the finance and audit committee|director of arts and culture"
    "|deputy minister of justice and constitutional development|marketing manager at Ocean Tours",
    "brackets": "Lt Gen (Retd)|Maj. Gen. (ret.)|Col (Rtd)|Chief (Mrs)|Chief (Dr)|Dr (Mrs)|Prof. (Mrs.)|Hon. Justice (Rtd)"
    "|Brig Gen (Rtd)|Alhaji (Dr)",
    "short": "Engr.|Barr.|Evang.|Er.|Ch.|Ir.|Commr.|Dist. Atty.|Tech. Sgt.|Sgt. 1st Class|H.E.|D.A.|Datuk Seri|Tan Sri"
    "|Dato’ Sri|Shri|Smt|Alhaji|Hajia|Mullah|Rabbi|Rev’d|Cllr|DCI|Wing Commander|Detective Chief Inspector|Comrade"
    "|Professor Emeritus|Psgr.",
    "trades": "Skipper|Striker|Referee|Novelist|Shopkeeper|Farmer|Jockey|Historian|Plumber|Eyewitness|Head coach",
}
NAMES = ("Nina Morland", "Emeka Nwosu", "Thandeka Mbali")
SAID = (
    "Work starts in May. “It is not over,” said {} on Monday.",
    "Work starts in May. “It is not over,” {} said.",
    "Ola Brandt, 19, came late. The bridge is old. {} said it was “not over”.",
)


@pytest.mark.parametrize(
    "title", [pytest.param(title, id=f"{kind}: {title}") for kind, row in TITLES.items() for title in row.split("|")]
)
def test_the_words_are_the_persons_behind_a_title(title: str) -> None:
    for name in NAMES:
        for said in SAID:
            before = title[0].upper() + title[1:] if said.startswith("Ola") else title
            (quote,) = extract_quotes(Article(text=said.format(f"{before} {name}")))
            assert (quote.speaker, said) == (name, said)


@pytest.mark.parametrize(
    "name",
    [
        "Jan van der Meer", "María del Carmen Rubio", "Rita Hedder", "K. R. Suman", "Ngo Dinh Thuc", "Luis del Olmo",
        "Siobhán O'Dwyer", "April Summers",
    ],
)  # fmt: skip
def test_names_of_every_shape_stand_behind_titles(name: str) -> None:
    for kind in ("row", "charge", "small", "trades"):
        for title in TITLES[kind].split("|")[:5]:
            text = f"Work starts in May. “It is not over,” {title} {name} said."
            assert [(title, quote.speaker) for quote in extract_quotes(Article(text=text))] == [(title, name)]


@pytest.mark.parametrize(
    "title",
    [
        "Speaker of the House", "Commissioner of Police", "Minister for Roads and Harbours", "Health and Social Care Secretary",
        "Archbishop of Canterbury", "Director of Public Prosecutions", "Striker", "Datuk Seri", "Hon. Justice", "Engr.",
    ],
)  # fmt: skip
def test_a_name_that_no_list_has_is_found_where_it_speaks(title: str) -> None:
    text = f"Work starts in May. “It is not over,” {title} Praan Kwethu said."
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == ["Praan Kwethu"]


@pytest.mark.parametrize(
    "letters",
    ["MP", "MSP", "TD", "QC", "KC", "SAN", "OBE", "CBE KC", "RN", "PhD", ", MP,", ", OBE,", ", Ph.D.,", ", SAN, OON,"],
)
def test_letters_are_no_part_of_the_name(letters: str) -> None:
    name = "Nina Morland" + (letters if letters[0] == "," else f" {letters}")
    text = f"{name} wrote to the port. “It is not over,” Morland said. “It is late,” said {name.rstrip(',')} on Monday."
    assert {quote.speaker for quote in extract_quotes(Article(text=text))} == {"Nina Morland"}


def test_a_generation_behind_a_comma_belongs_to_the_name() -> None:
    text = "“It is late,” said Tom Hale, Jr., on Monday."
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == ["Tom Hale, Jr."]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param("said Grant and Health Secretary Nina Morland.", ["Grant", "Nina Morland"], id="two people"),
        pytest.param(
            "between France and Education Minister Nina Morland", ["Nina Morland"], id="a country and a person"
        ),
        pytest.param(
            "spoke to Marsh and Chinese vice-premier Nina Morland", ["Marsh", "Nina Morland"], id="and a foreigner"
        ),
        pytest.param("the director of the James Hutton Institute said", [], id="an institute"),
        pytest.param("the head of the Robert Gordon University said", [], id="a university"),
        pytest.param("the director of Human Rights Watch Asia said", [], id="a body that ends with a place"),
        pytest.param("the president of the Norland Football Federation said", [], id="a federation"),
        pytest.param("the oil and gas giant Coral rose", [], id="a company behind what it is"),
        pytest.param("a daughter of activist Anna Varga said", ["Anna Varga"], id="a person inside a description"),
        pytest.param("an adviser to North Tyne Sen. Nina Morland said", ["Nina Morland"], id="somebody's adviser"),
        pytest.param("the author of Harry Potter said", ["Harry Potter"], id="a name behind of"),
        pytest.param("She met the crew in Tyne State. Mr. Hale left.", ["Hale"], id="another sentence"),
    ],
)
def test_what_only_looks_like_a_title(text: str, people: list[str]) -> None:
    found = [name for name in find_names(f"It rained. {text}") if name.kind == "person"]
    text = f"It rained. {text}"
    assert [text[name.start : name.end] for name in found] == people
    assert all(" of " not in text[name.title_start : name.start] for name in found)


def test_a_line_without_blanks_before_a_name_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that stands before a name only a word's length is looked at, so that no stretch of the text stays."""
    looked_at: list[str] = []
    before = titled_names._before

    def watched(last: str) -> str:
        looked_at.append(last)
        return before(last)

    monkeypatch.setattr(titled_names, "_before", watched)
    (quote,) = extract_quotes(Article(text=f"{'First line. ' * 50}\n{'=' * 500} Nina Morland said: “It is not over.”"))
    assert quote.speaker == "Nina Morland"
    assert looked_at
    assert max(map(len, looked_at)) <= titled_names.LONGEST_WORD
