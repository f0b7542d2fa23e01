"""Repairs damaged characters of a text in a copy of the same length: entities, escapes, wrong decoding, leaked
markup.

A mark written with several characters stands in the copy beside the words that it opens or closes and the rest is
blank, so that the words between two marks begin and end at the text's own letters.
"""

import html
import re
from collections.abc import Callable

FILL = "\N{SOFT HYPHEN}"
"""Fills the place of a character too many inside a word."""

_SINGLE = {
    "\N{DOUBLE PRIME}": '"',
    "\N{MODIFIER LETTER DOUBLE PRIME}": '"',
    "\N{DOUBLE ACUTE ACCENT}": '"',
    "\N{MODIFIER LETTER DOUBLE APOSTROPHE}": "”",
    "\N{REVERSED DOUBLE PRIME}": "“",
    "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}": "“",
    "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}": "”",
    "\N{HEAVY SINGLE TURNED COMMA QUOTATION MARK ORNAMENT}": "‘",
    "\N{HEAVY SINGLE COMMA QUOTATION MARK ORNAMENT}": "’",
    "\N{PRIME}": "'",
    "\x91": "‘",
    "\x92": "’",
    "\x93": "“",
    "\x94": "”",
    "\x96": "–",
    "\x97": "—",
    "\u2028": "\n",
    "\u2029": "\n",
}
"""Characters that are typed for a mark, and marks whose byte was read as a control character."""

_OPENS, _CLOSES = "“‘„‚«", "”»"


def repaired(text: str) -> str:
    """Returns *text* with its damaged characters repaired, at the same length. Takes linear time; most texts are only
    skimmed.
    """
    if not text.isascii():
        text = _non_ascii(text)
    if "\\" in text:
        text = _ESCAPED.sub(_mark_for(_escaped), text)
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_mark_for(_entity), text)
    if "=" in text and ">" in text:
        text = _without_leaks(text)
    if "_" in text:
        text = _UNDERLINE.sub(" ", text)
    if "<<" in text:
        text = _ANGLES.sub(r" «\1» ", text)
    if "<" in text and ">" in text:
        text = _TAG.sub(_tag, _SCRIPT.sub(_blank, text))
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "[/" in text:
        text = _SHORTCODE.sub(_blank, text)
    if "**" in text:
        text = _BOLD.sub(_bold, text)
    return text


def _non_ascii(text: str) -> str:
    for char, instead in _SINGLE.items():
        if char in text:
            text = text.replace(char, instead)
    if any(map(text.__contains__, _FIRST_OF_LEADS)) and any(lead in text for lead in _LEADS):
        text = _WRONGLY_DECODED.sub(_mark_for(_decoded), text)
    if "\ufffd" in text:
        text = _LOST.sub(_mark_for(lambda _: "'"), text).replace("\ufffd", '"')
    if "‘" in text:
        text = _TURNED.sub("’", text)
        if "”" in text and _MAY_OPEN.search(text):
            text = _SINGLE_OPENED.sub(r"\1“", text)
    if "“" in text and "’" in text and _MAY_CLOSE.search(text):
        text = _SINGLE_CLOSED.sub(r"\1”", text)
    return text


_WITHIN = r"(?:[^‘’“”\"\n]|(?<=[^\W\d_])’(?=[^\W\d_])){3,300}"
_SINGLE_OPENED = re.compile(rf"(?m)(^[^‘’“”\"\n]{{0,200}})‘(?=[A-Z]{_WITHIN}[,.?!]”)")
"""A single mark that opens what a double one closes, at the first quotation of a line."""
_SINGLE_CLOSED = re.compile(rf"(?m)(“[A-Z]{_WITHIN}(?<=[,.?!]))’(?=\s[a-z]{{2,14}}\s[A-Z][^”\n]{{0,300}}(?:“|$))")
"""A single mark that closes what a double one opened."""
_MAY_OPEN = re.compile(rf"‘(?=[A-Z]{_WITHIN}[,.?!]”)")
_MAY_CLOSE = re.compile(r"’(?<=[,.?!].)(?=\s[a-z])")
"""A character without which no closing mark is there; quick to find."""


_TURNED = re.compile(r"‘(?:(?<=[^\W\d_].)(?=(?:s|t|d|m|ll|re|ve)\b)|(?<=\b[OoDdLl].)(?=[A-Z]))")
"""An opening mark inside a word, which is an apostrophe: *Okafor‘s*."""
_LOST = re.compile(r"\ufffd(?<=[^\W\d_].)(?=[^\W\d_])")
"""A character that could not be decoded, inside a word: an apostrophe mostly."""


def _wrong_forms() -> dict[str, str]:
    """Returns a mapping from what a mark's UTF-8 becomes under another decoding, once or twice over, to the mark."""
    found: dict[str, str] = {}
    for char in "“”‘’„‚–—…\xa0":
        for codec in ("cp1252", "latin-1", "mac_roman", "cp1250"):
            once = _misread(char, codec)
            found[once] = char
            if codec == "cp1252":
                found[_misread(once, codec)] = char
    found["â€?"] = found["â€\ufffd"] = "”"
    return {form: char for form, char in found.items() if len(form) > 1}


def _misread(words: str, codec: str) -> str:
    """Returns *words* as they come out if their UTF-8 is read as *codec*; bytes that it lacks become control
    characters.
    """
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in words.encode())


_WRONG_FORMS = _wrong_forms()
_LEADS = ("â€", "â\x80", "‚Ä", "Ã¢", "Â\xa0")
_FIRST_OF_LEADS = frozenset(lead[0] for lead in _LEADS)
_WRONGLY_DECODED = re.compile(
    "|".join(map(re.escape, sorted(_WRONG_FORMS, key=len, reverse=True))) + r"|â€(?=[\s,.;:!?)]|\Z)"
)


def _decoded(match: re.Match[str]) -> str:
    return _WRONG_FORMS.get(match[0], "”")  # the last byte of a closing mark is the one that gets lost


_ESCAPED = re.compile(r"""\\{1,3}(?:["'“”‘’]|u20(?:1[489abcdABCD]|2[016]))""")
"""Marks as JSON and program code write them."""


def _escaped(match: re.Match[str]) -> str:
    code = match[0].lstrip("\\")
    return chr(int(code[1:], 16)) if code[0] == "u" else code


_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{2,4}|#[xX][0-9a-fA-F]{2,4}|[lr][das]quo|[bs]dquo|sbquo|quot|apos|[nm]dash|hellip|nbsp);"
)


def _entity(match: re.Match[str]) -> str:
    found = html.unescape(html.unescape(match[0]))
    return found if len(found) == 1 and found not in "<>&" and not found.isalnum() else ""


def _mark_for(found: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    """Returns a function that replaces a match by the character that *found* gives for it, filled to the same length on
    the side away from the words it belongs to.
    """

    def replacement(match: re.Match[str]) -> str:
        char, text = found(match), match.string
        rest = match.end() - match.start() - 1
        if not char:
            return match[0]
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if char in "’'" and before.isalpha() and after.isalpha():
            return char + FILL * rest
        apart = not before or before.isspace() or before in "([{—–-:"
        if char in _OPENS or (char in "\"'" and apart and bool(after) and not after.isspace()):
            return " " * rest + char
        return char + " " * rest

    return replacement


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_ATTRIBUTE_LEFT = re.compile(r"""\s[a-zA-Z][\w:-]{1,30}=["”“'][^"”“'<>\n]{0,200}["”“']""")
"""An attribute of an element whose beginning was lost."""
_ELEMENT_ENDS = re.compile(r"\s?/?>")


def _without_leaks(text: str) -> str:
    """Returns *text* with blanks for attributes of markup that stand right before a ``>``, and for the mark left of
    another attribute.
    """
    parts: list[str] = []
    reached, first, behind = 0, -1, -1
    for match in _ATTRIBUTE_LEFT.finditer(text):
        if match.start() != behind:
            first = match.start()
        behind = match.end()
        ends = _ELEMENT_ENDS.match(text, behind)
        if ends is None:
            continue
        if text[first - 1 : first] in ('"', "”", "“") and text[first - 2 : first - 1] in ('"', "”", "“"):
            first -= 1
        parts += (text[reached:first], " " * (ends.end() - first))
        reached = behind = ends.end()
    return "".join((*parts, text[reached:]))


_SCRIPT = re.compile(r"(?is)<(script|style)\b[^<>]{0,300}>[^<]{0,20000}</\1>|<!--[^<>]{0,2000}-->")
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>\n]{0,300})?/?>")
_BLOCKS = frozenset(
    "p br div li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td th table section article aside figure figcaption header "
    "footer hr main nav".split()
)


def _tag(match: re.Match[str]) -> str:
    size = len(match[0])
    if match["name"] in ("q", "Q"):
        return "”".ljust(size) if match[0][1] == "/" else "“".rjust(size)
    return "\n" + " " * (size - 1) if match["name"].lower() in _BLOCKS else " " * size


_ANGLES = re.compile(r"<<(?=\S)([^<>\n]{1,500})>>")
"""Guillemets typed on a keyboard that lacks them."""
_UNDERLINE = re.compile(r"_(?:(?=[\"“])|(?<=[\"”].))")
"""Signs of type beside a mark."""
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\](\((?:https?://|/|#|www\.)[^()\s]{0,300}\))")


def _link(match: re.Match[str]) -> str:
    start = match.start(1) - match.start()
    return " " * start + match[1] + " " * (match.end() - match.end(1))


_SHORTCODE = re.compile(
    r"\[/?(?:caption|embed|gallery|video|audio|quote|pullquote|blockquote|url|img|b|i|u)\b[^\[\]\n]{0,200}\]"
)


def _bold(match: re.Match[str]) -> str:
    """Returns the bold words; a name that opens a line and has text behind it is a label and gets a colon."""
    words, text = match[1], match.string
    begins = not match.start() or text[match.start() - 1] == "\n"
    label = begins and text[match.end() : match.end() + 1] == " " and _NAME_ONLY.fullmatch(words) is not None
    return f"  {words}: " if label else f"  {words}  "


_NAME_ONLY = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,400})\*\*")
