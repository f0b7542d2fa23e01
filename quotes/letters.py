"""Letters as people type them: *Wałęsa* as *walesa*, *Søren* as *soren*, *Straße* as *strasse*.

The one table behind the folding of words (:mod:`quotes.wording`) and of names (:mod:`quotes.english.names`).  Unicode
takes apart *é* and *ą*, but not letters with a stroke or a hook, nor letters of their own such as *þ*.  The former are
told by their Unicode names (LATIN SMALL LETTER L WITH STROKE is an *l*), the latter stand in :data:`OTHERS`.

What is stored was folded with it, so a change here asks for a migration (0007 folded the rows from before it).
"""

import re
import unicodedata

OTHERS = {
    "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ȷ": "j", "ĸ": "k", "ŋ": "n", "ə": "a", "ǝ": "e", "ɛ": "e",
    "ɔ": "o", "ɣ": "g", "ɩ": "i", "ʊ": "u", "ʒ": "z", "ɵ": "o", "ʼ": "'",
    **dict.fromkeys("ʹʺʻʽʾʿˀˁˈꞌ", ""),
}  # fmt: skip
"""Small letters of today's alphabets that Unicode's names don't tell, as Unicode's Latin-ASCII transliteration (CLDR)
has them; but *ə* is an *a*, as in Azerbaijani names in English.  Signs for a breathing or a soft sound are nothing, the
letter apostrophe is an apostrophe."""
_WITH = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH ")
_MARKS_ELSEWHERE = frozenset([*map(chr, range(0x19B0, 0x19CA)), "\u1cf2", "\u1cf3"])
"""Letters of today's Unicode that SQLite's tokenizer still takes for marks: dropped as marks are."""


ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
"""It parts words; other characters that nobody sees, as soft hyphens, do not."""


class _Plain(dict[int, str]):
    """Maps each character to its plain form; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        self[code] = "".join(map(_plain_letter, taken_apart))
        return self[code]


def _plain_letter(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category[0] == "M" or (category == "Cf" and char != ZERO_WIDTH_SPACE) or char in _MARKS_ELSEWHERE:
        return ""
    if char in OTHERS:
        return OTHERS[char]
    told = _WITH.match(unicodedata.name(char, ""))
    return told[1].lower() if told else char


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Returns *text* case folded, in compatibility form without marks and invisible characters, Latin letters as those
    of English.

    Each character becomes the same wherever it stands; ``plain(plain(x)) == plain(x)``.
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)
