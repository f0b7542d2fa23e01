"""Letters become those that people type, the same in words and in names; other scripts stay as they are."""

import sys
import unicodedata

import pytest

from quotes.english.names import fold_name
from quotes.letters import OTHERS, plain
from quotes.wording import fold

WORDS = [
    ("Wałęsa", "walesa"), ("ŁÓDŹ", "lodz"), ("Søren", "soren"), ("ØRSTED", "orsted"), ("Đặng", "dang"), ("ĐURO", "duro"),
    ("Straße", "strasse"), ("STRAẞE", "strasse"), ("ægis", "aegis"), ("ǼGIS", "aegis"), ("Œuvre", "oeuvre"), ("Þór", "thor"),
    ("Guðmundur", "gudmundur"), ("Diyarbakır", "diyarbakir"), ("İstanbul", "istanbul"), ("ISPARTA", "isparta"), ("Ħal", "hal"),
    ("Ŋaro", "naro"), ("ŧ", "t"), ("ɓ", "b"), ("Ƙano", "kano"), ("ǿ", "o"), ("Kɔfi", "kofi"), ("Ɛdem", "edem"), ("Əliyev", "aliyev"),
    ("Qurʾān", "quran"), ("ʿAlī", "ali"), ("Hawaiʻi", "hawaii"), ("ﬁnale", "finale"), ("Über", "uber"), ("ⱥ", "a"), ("com\xadmittee", "committee"), ("نامه\u200cای", "نامهای"), ("\u202aokafor\u202c", "okafor"), ("Wa\u00ad\u0142\u0119sa", "walesa"),
]  # fmt: skip
AS_THEY_ARE = ["οδυσσευσ", "иванова", "北京", "שלום", "ქართული", "ሀገር", "ok", "x2", "straw", "lode"]


@pytest.mark.parametrize(("typed", "letters"), WORDS)
def test_words_and_names_fold_alike(typed: str, letters: str) -> None:
    assert plain(typed) == fold(typed) == fold_name(typed) == letters


@pytest.mark.parametrize("word", AS_THEY_ARE)
def test_what_has_no_such_letters_stays(word: str) -> None:
    assert plain(word) == fold(word) == fold_name(word) == word


def test_a_letter_apostrophe_is_an_apostrophe() -> None:
    assert fold("donʼt") == fold("don't") == fold("don’t") == "don t"
    assert fold_name("OʼNeill") == fold_name("O'Neill") == "oneill"


def test_every_character_becomes_the_same_wherever_it_stands_and_twice_is_once() -> None:
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    assert plain("".join(everything)) == "".join(map(plain, everything))
    assert [char for char in everything if plain(plain(char)) != plain(char) or fold(fold(char)) != fold(char)] == []


def test_no_letter_of_the_table_is_taken_apart_by_unicode_or_told_by_its_name() -> None:
    for letter in OTHERS:
        assert unicodedata.normalize("NFKD", letter) == letter == letter.casefold()
        assert " WITH " not in unicodedata.name(letter)


def test_a_zero_width_space_parts_words() -> None:
    assert fold("two\u200bwords") == "two words"
