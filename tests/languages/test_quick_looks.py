"""What saves time in telling a language, against plain twins."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quotes import languages

_TEXTS = st.text(
    st.sampled_from("abc de ßéñ İK АБв їђ אב دپ मि กข 中文字 かナ 한국 ½²3٣ ’“”— _") | st.characters(codec="utf-8"),
    max_size=60,
)


def by_letters(text: str) -> str | None:
    """The language of the script of most letters, counted one by one."""
    counts = Counter(languages._script(ord(char)) for char in text if char.isalpha())
    found, most = max(counts.items(), key=lambda each: each[1], default=("", 0))
    if counts["zh"] and counts["ja"] * 20 > counts["zh"]:
        found, most = "ja", counts["ja"] + counts["zh"]
    return found if found and 2 * most > counts.total() else None


@given(_TEXTS)
def test_scripts_are_those_of_most_letters(text: str) -> None:
    general = {own: first for first, _, own in languages._LETTERS_OF}
    found = languages._of_script(text)
    assert general.get(found or "", found) == by_letters(text)


@given(_TEXTS)
def test_words_of_ascii_letters_are_words(text: str) -> None:
    low = text.lower()
    if not any(char.isalnum() for char in text if not char.isascii()):
        assert languages._ASCII_WORD.findall(low) == languages._WORD.findall(low)
