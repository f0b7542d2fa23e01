"""Titles before a name and letters behind it: of every category and from many papers, and words that only look alike."""

import pytest

from quotes.english import names
from quotes.english.titles import is_abbreviated_title, is_unknown_abbreviation, letters_start, titles_end

TITLES = {
    "courtesy": "Mr|Mrs|Ms|Mx|Miss|Dr|Herr|Frau|Señor|Señora|Signor|Monsieur|Madame|Mlle|Sir|Dame|Madam",
    "government": "Senator|Minister|President-elect|Ex-Minister|Under-Secretary|Deputy Governor|Councillor|Taoiseach|MEC|MCA",
    "initials": "PC|DCI|DSP|IGP|HRH|HE|YAB|CEO|VP|MP|MEP|H.E.|H.R.H.",
    "police": "Constable|Detective Constable|Detective Chief Inspector|Superintendent|Sub-Inspector|Sheriff|Ofc.|Det. Sgt.",
    "ranks": "Private|Lance Corporal|Corporal|Staff Sgt.|Sgt. 1st Class|Warrant Officer|Lt. Cmdr.|Wing Commander|Sqn. Ldr."
    "|Group Captain|Air Vice Marshal|Major-General|Lieutenant Colonel|Rear Admiral|Commodore|Havildar|Subedar|Sapper",
    "church": "Rev|Rev.|Revd|Rev’d|Most Rev.|Rt. Rev.|Very Rev.|Ven.|Canon|Archdeacon|Monsignor|Mgr|Fr.|Sr.|Pastor|Pst."
    "|Evang.|Apostle|Prophetess|Cardinal",
    "faiths": "Rabbi|Imam|Sheikh|Sheikha|Mullah|Maulana|Maulvi|Mufti|Ayatollah|Grand Ayatollah|Swami|Shri|Smt|Smt.|Acharya",
    "chiefs": "Chief|High Chief|Alhaji|Alh.|Hajia|Mallam|Otunba|Oba|Igwe|Inkosi|Kgosi|Mwalimu|Mzee|Comrade|Cde|Cde.",
    "honours": "Datuk|Datuk Seri|Dato’|Dato' Sri|Datin|Tan Sri|Puan Sri|Tengku|Encik|Baroness|Viscount|Countess|Prince",
    "trades": "Engr.|Barr.|Barrister|Arc.|Surv.|Pharm.|Adv.|Atty.|Dist. Atty.|Ing.|Ir.|Lic.|Arq.|Er.",
    "bench": "Justice|Chief Justice|Mr Justice|Lord Justice|Judge|Magistrate|Advocate|HHJ",
    "academy": "Prof.|Prof|Assoc. Prof.|Asst. Prof.|Professor Emeritus|Rector|Principal|Headteacher|Vice-Chancellor",
    "stacked": "Rev. Dr.|Prof. Dr.|Alhaji Dr|Hon. Justice|Hon. Mr. Justice|Rt Hon Sir|General Sir|Tan Sri Dato’|Rev Prof",
    "unlisted": "Psgr.|Brmn.|Cptr.|Hmr.|Tngr.",
}


@pytest.mark.parametrize(
    "title", [pytest.param(title, id=f"{kind}: {title}") for kind, row in TITLES.items() for title in row.split("|")]
)
def test_a_title_is_no_part_of_the_name(title: str) -> None:
    words = f"{title} Nina Morland".split()
    assert titles_end(words, names.given_gender) == len(words) - 2
    assert names.strip_titles(f"{title} Nina Morland") == "Nina Morland"
    assert names.parse(f"{title} Nina Morland").family == "Morland"


@pytest.mark.parametrize(
    "name",
    [
        "Nina Morland", "Baba Morland", "Prior Hale", "Elder Grant", "Sri Mulyani", "Tan Lee", "Tan Wei Ling", "Dean Baker",
        "Lance Morland", "Don Hale", "J.P. Hale", "D.A. Penn Hale", "Ng. Hale", "Raja Morland", "Guru Dass", "St. Morland",
    ],
)  # fmt: skip
def test_a_name_that_looks_like_a_title_stays(name: str) -> None:
    assert titles_end(name.split(), names.given_gender) == 0


@pytest.mark.parametrize(
    "letters",
    [
        "MP", "MSP", "MEP", "TD", "MLA", "QC", "KC", "SAN", "SC", "OBE", "CBE", "MBE", "KBE", "OAM", "CNZM", "CMG", "GCFR", "OON",
        "PhD", "Ph.D.", "M.D.", "RN", "R.N.", "FRS", "FRCS", "BSc", "LLB", "Esq", "Esq.", "SJ", "OFM", "JP", "CPA", "PEng",
        "CBE QC", "OBE FRS", "MD PhD", "JP MP",
    ],
)  # fmt: skip
def test_letters_behind_a_name_are_no_part_of_it(letters: str) -> None:
    words = f"Nina Morland {letters}".split()
    assert letters_start(words) == 2
    assert names.parse(" ".join(words))[1:3] == ("Nina", "Morland")


@pytest.mark.parametrize(
    "name", ["Jack Ma", "Minh Do", "Tom San", "Nina Morland", "JACK MA", "NINA MORLAND MP", "Ann Le Roy", "Praveen KV"]
)
def test_what_only_looks_like_letters_stays(name: str) -> None:
    assert letters_start(name.split()) == len(name.split())


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("Tom Hale Jr.", "jr"),
        ("Tom Hale III", "iii"),
        ("Tom Hale Jr. MD", "jr"),
        ("Sr. Ann Hale", ""),
        ("Tom Hale Sr.", "sr"),
    ],
)
def test_a_generation_belongs_to_the_name(name: str, suffix: str) -> None:
    assert names.parse(name).suffix == suffix


@pytest.mark.parametrize("word", ["Engr", "Commr", "Pst", "Sgt", "Psgr", "Adv", "Ing"])
def test_no_sentence_ends_with_an_abbreviated_title(word: str) -> None:
    assert is_abbreviated_title(word)


@pytest.mark.parametrize("word", ["ER", "ING", "Karl", "Egypt", "Marsh", "Ng", "Blvd", "Rd", "Hale", "Ltd", "Mon"])
def test_other_words_are_no_abbreviated_title(word: str) -> None:
    assert not is_abbreviated_title(word)
    assert not is_unknown_abbreviation(word)
