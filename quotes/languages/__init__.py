"""Tells the language of a text: by a vote of its function words and by its script; py3langid is asked only in doubt."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"
LOOK = 2_000
"""Characters at the beginning by which the language is told."""
SHORT = 200
"""Letters under which a text is English unless its script or function words say otherwise."""
LEAST_WORDS = 3
"""Different function words of another language, and as many more than English ones, that a short text needs."""
LEAD = 1.5
"""How many times as many function words another language needs as English.  The 1,420 texts of the benches, which are
English, have more English ones than of any other without exception."""
LEAST_SHARE = 0.15
"""Share of function words from which a vote counts: news has .3 to .5 in its own language, names and tables have
none."""
PLAINLY = 0.3
"""Share of English function words from which the other languages' aren't counted: it saves most of the time."""
SURE = 0.95
"""Least probability that py3langid must give."""
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""What languages are called in messages; others by their code."""
_IN_MARKS = re.compile('[“„«»"][^“”„«»"\n]{1,1000}[”“»«"]')
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")
"""The same, twice as fast, in small letters without any beyond ASCII."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")  # a class of all the others takes a hundred times as long to compile
_BEYOND_LATIN = re.compile("[^\x00-\u036f]")
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0E00, 0x0E7F, "th"),
    (0x10A0, 0x10FF, "ka"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
"""First and last code point of a script, and the language that most news in it is written in."""
_LETTERS_OF = (("ru", "іїєґ", "uk"), ("ru", "ђјљњћџ", "sr"), ("ar", "پچژگ", "fa"))
"""Letters that tell a language from the first one of its script."""


def language_of(text: str, declared: str | None = None) -> str:
    """Returns the code of the language that *text* is written in; *declared*, which its source gives, decides only in
    doubt.

    It is English if nothing says otherwise. Takes time linear in :data:`LOOK`.
    """
    beginning = text[:LOOK]
    script = None if beginning.isascii() else _of_script(beginning)
    if script is not None:
        return script
    voted = _vote(beginning)
    if voted is not None:
        return ENGLISH if voted != ENGLISH and _reports_in_english(beginning, voted) else voted
    code = code_of(declared)
    if code is not None or sum(map(str.isalpha, beginning)) < SHORT:
        return code or ENGLISH
    return _asked(beginning)


def code_of(declared: str | None) -> str | None:
    """Returns the code of two letters in *declared* (*en-GB*, *eng*, *English*), or None if there is none."""
    first = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    if len(first) == 2 and first.isascii() and first.isalpha():
        return first
    return _NAMED.get(first)


_NAMED = {
    name: code
    for code, names in {
        "en": "eng english", "de": "deu ger german", "fr": "fra fre french", "es": "spa spanish", "it": "ita italian",
        "pt": "por portuguese", "nl": "nld dut dutch", "sv": "swe swedish", "pl": "pol polish", "ru": "rus russian",
        "zh": "zho chi chinese", "ja": "jpn japanese", "ar": "ara arabic", "tr": "tur turkish",
    }.items()
    for name in names.split()
}  # fmt: skip
"""Other names of languages that archives and records write."""


def _of_script(text: str) -> str | None:
    """Returns the language that the script of most letters tells, or None if they are Latin."""
    others = sum(map(str.isalpha, _BEYOND_LATIN.findall(text)))
    if not others or 2 * others <= sum(map(str.isalpha, text)):
        return None  # most texts: what is beyond Latin are marks
    counts: Counter[str] = Counter()
    for char in text:
        if char.isalpha():
            counts[_script(ord(char))] += 1
    found, most = max(counts.items(), key=lambda each: each[1], default=("", 0))
    if counts["zh"] and counts["ja"] * 20 > counts["zh"]:
        found, most = "ja", counts["ja"] + counts["zh"]
    if not found or 2 * most <= counts.total():
        return None
    for general, letters, own in _LETTERS_OF:
        if found == general and sum(text.lower().count(letter) for letter in letters) * 100 > most:
            return own
    return found


def _script(code: int) -> str:
    """Returns the language of the script to which the letter with this code point belongs; empty for Latin and all
    others.
    """
    return "" if code < 0x370 else next((name for first, last, name in _SCRIPTS if first <= code <= last), "")


def _vote(text: str) -> str | None:
    """Returns the language to which most function words belong, or None if they are too few or nearly as many belong to
    another.
    """
    ascii_only = text.isascii() or not any(map(str.isalnum, _BEYOND_ASCII.findall(text)))
    words = (_ASCII_WORD if ascii_only else _WORD).findall(text.lower())
    if sum(map(_function_words()[ENGLISH].__contains__, words)) >= PLAINLY * len(words) > 0:
        return ENGLISH
    votes = {code: [word for word in words if word in known] for code, known in _function_words().items()}
    english = len(votes[ENGLISH])
    best = max(votes, key=lambda code: (len(votes[code]), code == ENGLISH))
    most = len(votes[best])
    if best == ENGLISH:
        return ENGLISH if most else None
    enough = len(set(votes[best])) >= LEAST_WORDS and most >= english + LEAST_WORDS
    if enough and most >= LEAD * english and most >= LEAST_SHARE * len(words):
        return best
    return ENGLISH if english >= LEAST_SHARE * len(words) and english else None


def _reports_in_english(text: str, voted: str) -> bool:
    """Tests whether the words outside of marks are rather English than *voted*: a report may quote another language."""
    words = _WORD.findall(_IN_MARKS.sub(" ", text.lower()))
    english, other = (sum(map(_function_words()[code].__contains__, words)) for code in (ENGLISH, voted))
    return english > other and english >= 2


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Returns the function words of each language by its code."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted(files(__name__).joinpath("function_words").iterdir(), key=lambda each: each.name):
        if path.name.endswith(".txt"):
            lines = path.read_text(encoding="utf-8").splitlines()
            found[path.name.removesuffix(".txt")] = frozenset(line for line in lines if line and line[0] != "#")
    return found


def _asked(text: str) -> str:
    """Returns the language that py3langid tells, or English if it isn't sure."""
    code, probability = _identifier().classify(text)
    return str(code) if probability >= SURE else ENGLISH


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
