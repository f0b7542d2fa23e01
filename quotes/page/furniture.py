"""Finds page furniture: lines between the paragraphs of an article that are no part of it.

Advertisements, buttons, links, credits, captions, bylines and times stand between a person and their words and have
nothing to do with either.
"""

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto

from quotes.english.lexicons import lexicon
from quotes.model import Span

LONGEST = 320
"""Most characters of a line that can be furniture."""
_LABEL_WITHIN = 40
"""Characters at the beginning of a line in which a label's colon stands."""
_LINKS = 8
"""Most links below a heading."""

_DECORATION = " \t\xa0-–—―_=*•·|[](){}<>»«›‹.…:;,#~▶►▼▾→↓+©"
_MARKS = frozenset('"“”„«»＂')
_SINGLE_MARK = re.compile(r"(?:^|[\s(:])['‘]\w")

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:de|da|del|van|von|der|den|la|le|al|el|bin|[A-ZÀ-Þ][\w.'’-]*)){1,4}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_ORDINAL}\s{_MONTH},?\s\d{{4}}|{_MONTH}\s{_ORDINAL},?\s\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
_BYLINE = re.compile(
    rf"(?:By|BY|Words by|Written by|Story by|Text by|Reported by|From)\s{_NAME}(?:(?:,\s|\s(?:and|&)\s){_NAME}){{0,4}}"
    r"(?:\s?[,|–—-]\s?[^.!?]{2,70}|\s(?:in|for|at|of)\s[A-Z][^.!?,]{2,40})?"
)
"""A line with the author's name."""
_AUTHORS_PLACE = re.compile(
    r"[^.!?:\"“”]{0,60}(?i:\b(?:editor|correspondent|reporter|reporters|writer|columnist|producer|journalist|bureau|"
    r"press|desk|staff|news|agency|service|reuters|bbc|contributor|@[\w.]{2,40})\b)[^.!?:\"“”]{0,30}"
)
_DESK = re.compile(
    r"(?i)[^.!?:\"“”,]{0,30}\b(?:editor|correspondent|reporter|writer|columnist|producer)\b[^.!?:\"“”]{0,25}"
)
_AUTHOR = re.compile(
    rf"{_NAME}(?P<role>(?:,\s|\s[|–—-]\s)(?i:[^.!?:\"“”,]{{0,30}}\b(?:editor|correspondent|reporter|writer|columnist|producer))"
    r"[^.!?:\"“”]{0,25}\Z|\sreports\Z)?"
)
_CLOSING = frozenset("\"”’'»")
_TIMES = re.compile(
    rf"""(?ix)
    (?: (?:first\s|last\s|originally\s)?(?:published|updated|posted|modified|created|edited)\b
        [^!?"“]{{0,12}}? \d [^!?"“]{{0,60}}
      | (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)? {_DAY} [\s,|•·@/–-]* (?:at\s)?
        (?:{_CLOCK})? [\s(]* (?:[a-z]{{2,4}}\b)? \)? (?:\s?[|•·–-]\s?.{{0,40}})?
      | {_CLOCK} \s? (?:[a-z]{{2,4}}\b)? ,? \s? (?:{_DAY})?
      | \d+[\s-](?:min(?:ute)?s?|sec(?:ond)?s?|hours?|hrs?|days?|weeks?|months?|years?)
        [\s-](?:read|ago|listen|watch|video)\b .{{0,30}}
      | \d[\d,.]*k?\s(?:comments?|shares?|views?|likes?|retweets?|reactions?|photos?|images?|votes?)
      | \d{{1,3}}\s?(?:/|of)\s?\d{{1,3}}
    )"""
)
_INVITATION = re.compile(
    r"""(?ix)
    (?: sign\sup\s(?:to|for|here|now|today|and)\b | subscribe\s(?:to|for|here|now|today)\b | register\s(?:to|for|now)\b
      | follow\s(?:us|our|@|the\sauthor|more)
      | follow\s\S+(?:\s\S+)?\son\s(?:twitter|facebook|instagram|x\b|threads|tiktok|whatsapp)
      | (?:story|article|content|video)\scontinues\b | listen\sto\s.{1,40}\b(?:podcast|episode)
      | (?:image|media|photo|picture)\s(?:copyright|source|caption|credit)\b
      | like\s(?:us|our)\b | join\s(?:our|us\son)\b | download\s(?:our|the)\s(?:\S+\s){0,3}app\b
      | get\s(?:our|the\s(?:latest|best|biggest|day|morning|top)|all\sthe\s(?:latest|news))\b
      | get\s(?:breaking\snews|more\s(?:news|from)|unlimited)\b
      | click\s(?:here|on|through|to)\b | tap\shere\b | listen\sto\s(?:our|this|the\s(?:full|latest))\b
      | watch\s(?:our|the\s(?:full|video|moment|clip))\b | read\s(?:our|the\sfull|the\slatest|more\sof|all\sof)\b
      | read\smore\s(?:from|about|on|at|stories|news|here)
      | see\smore\sof | more\s(?:from|on|about)\s(?=[A-Zth])(?=[^.]*\Z)
      | for\smore\s(?:news|stories|on|information|updates|from|about)\b
      | to\s(?:read|subscribe|sign\sup|advertise|comment)\b [^.]{0,60} \b(?:click|visit|here|e-?mail|subscribe)\b
      | (?:do\syou|have\syou|have\sa|got\sa|are\syou)\b [^?]{0,80} \?\s
        (?:e-?mail|contact|let\sus|get\sin\stouch|tell\sus|call|write|share|join|send)
      | (?:e-?mail|contact|tell|write\sto|message|text)\s(?:us|our|the\sauthor|the\s(?:reporter|writer|journalist))\b
      | you\scan\s(?:also\s)?(?:follow|read|subscribe|contact|listen|watch|unsubscribe|sign)\b
      | support\s(?:our|independent|quality)\b
      | if\syou\s(?:have|need|are|would|like|enjoyed|spot|see)\b [^.]{0,100}
        (?:e-?mail|contact|call|click|subscribe|visit|sign\sup)\b
      | this\s(?:article|story|interview|piece|report|post|video|content|advertisement)\s
        (?:was|is|has|first|originally|appeared|contains)\b [^.]{0,60}
        (?:published|updated|appeared|republished|produced|amended|sponsored|edited|translated|loaded|affiliate|cookies
          |corrected|subscribers)\b
      | we\smay\s(?:earn|receive|collect|get)\b | copyright\b | all\srights\sreserved
      | (?:skip|end\sof)\s(?:\S+\s){0,4}(?:post|podcast|promotion|newsletter|content|advert|ad|video)\b
      | view\s(?:this|the|all|more|original)\b [^.!?]{0,60} | sponsored\sby\b | presented\sby\b | brought\sto\syou\sby\b
      | newsletter\b | sale\b\s?[:|]
    ) .{0,220}"""
)
_REPORTING = re.compile(
    r"(?i)[(\[]?(?:(?:with\s)?(?:additional|further|extra|original|local)\s|with\s)?"
    r"(?:reporting|writing|editing|research|contributions?|contributed|files|inputs?|photography|photographs|photos|"
    r"production|produced|compiled|edited|translated|translation|illustrations?|graphics?|fact-checking|reported|"
    r"interviewed|copy\sediting|video|filming)\s(?:and\s\w+\s)?(?:by|from)\b.{2,200}"
)
_AGENCIES = (
    r"(?:AP|AFP|EPA|PA|Reuters|Getty(?:\sImages)?|Shutterstock|Alamy|iStock|Xinhua|Bloomberg|Handout|Supplied|Rex|"
    r"EPA-EFE|Anadolu(?:\sAgency)?|Press\sAssociation|PA\s(?:Media|Wire|Images)|AP\s(?:Photo|Images)|NurPhoto|ANSA|TASS"
    r"|dpa)"
)
_AGENCY_CAPTION = re.compile(
    r"(?:(?:Getty\sImages|PA\sMedia|Shutterstock|Alamy|iStock|(?:AFP|AP|EPA)(?:/|\svia\s)Getty(?:\sImages)?)"
    r"(?:/\S+)?\s(?=[A-Z0-9])"
    rf"|{_AGENCIES}\s(?=(?:A|An|The|In|On)\s[a-z]|{_NAME},\s)).{{4,220}}[^\s.!?,;:]"
)
_CREDIT_BEHIND = re.compile(
    rf"""(?:
      [(\[|]\s?(?i:photo|photograph|picture|image|pic|credit|courtesy|file|illustration|video)s?\b\s?
      (?::|/|\||by\b|courtesy\b|photo\b)[^()\[\]|]{{0,80}}[)\]]?
    | (?<=.{{30}})[(\[](?:[^()\[\]/]{{1,40}}/){{1,3}}[^()\[\]/]{{1,40}}[)\]]
    | [(\[]{_AGENCIES}(?:\s(?:file\s)?photo)?(?:/[^()\[\]]{{1,40}})?[)\]]
    | \s(?i:photo|photograph|picture|image|pic|credit)s?:\s?[^.:!?()]{{2,60}}
    )\.?\Z""",
    re.VERBOSE,
)
_POST = re.compile(
    rf"(?i)(?:.{{0,200}}\b(?:pic\.twitter\.com|t\.co|youtu\.be|instagram\.com|bit\.ly|fb\.watch)/\S*.{{0,120}}"
    rf"|[—–-]\s?.{{1,60}}\(@\w{{1,30}}\)\s?(?:on\s)?(?:{_DAY})?.{{0,30}}|https?://\S+|www\.\S+|@\w{{2,30}})"
)
_CODE = re.compile(
    r"""[\[{]\s?["“”'][@\w-]{1,40}["”“']\s?[:,].{0,300}[\]}];?"""
    r"""|(?:var|let|const|window|function|import)\b[ .(][^“”]{0,200}[;{})]|[.#@][\w-]{1,40}\s?\{.{0,200}"""
)
"""A line of data, a program or a style sheet."""
_POINTING = "»▶►➡→👉📷📸🎥🔴🎧⬇↓"

_AUTHORS = "by words written story text reported from".split()
_INVITING = (
    "sign subscribe register follow like join download get click tap listen watch read see more for to do have got are "
    "e-mail email contact tell write message text you support if this we copyright all skip end view sponsored "
    "presented brought newsletter sale story article content video image media photo picture".split()
)
_CONTRIBUTING = (
    "additional further extra original local with reporting reported writing editing research contributions "
    "contribution contributed files inputs input photography photographs photos production produced compiled edited "
    "translated translation illustrations illustration graphics graphic fact-checking interviewed copy video "
    "filming".split()
)
_REGULAR: dict[str, list[Callable[[str], re.Match[str] | None]]] = {}
"""Functions by a line's first word that test whether the whole line is of a regular form."""
for _first_words, _is_whole in (
    (_AUTHORS, _BYLINE.fullmatch),
    (_INVITING, _INVITATION.fullmatch),
    (_CONTRIBUTING, _REPORTING.fullmatch),
):
    for _word in _first_words:
        _REGULAR.setdefault(_word, []).append(_is_whole)
_TIMED = frozenset("first last originally published updated posted modified created edited".split())
_BY_COMMA = ("image source", "image caption", "media caption", "video caption")
_LONGEST_BY_COMMA = max(map(len, _BY_COMMA))
_LABEL_SIGN = re.compile("[:|»–—-]")


class Line(Enum):
    """The kinds of lines of a page."""

    TEXT = auto()
    FURNITURE = auto()
    BYLINE = auto()
    """A byline; the line behind it may describe the author."""
    HEADING = auto()
    """A heading; the lines behind it may be links."""


def furniture_among(text: str, lines: Sequence[Span]) -> list[tuple[int, int]]:
    """Returns the positions among *lines* (trimmed, none blank) that are furniture, in order, each with the offset at
    which its words begin.

    The words of a link begin behind its label (*Read more: …*). A line below a heading of links belongs to another
    article, so its words begin at its end. Takes time linear in the length of *text*.
    """
    found: list[tuple[int, int]] = []
    above, links = Line.TEXT, 0
    for number, line in enumerate(lines):
        if line.end - line.start > LONGEST:
            above = Line.TEXT
            continue
        words = text[line.start : line.end]
        what, begin = _kind_of(words)
        if what is Line.TEXT:
            if above is Line.HEADING and links < _LINKS and _is_link(words):
                links += 1
                found.append((number, line.end))  # what it quotes is another article's
                continue
            if _names_author(text, lines, number):
                found.append((number, line.end))
                above = Line.BYLINE
                continue
            if above is Line.BYLINE and len(words) <= 90 and _AUTHORS_PLACE.fullmatch(words):
                found.append((number, line.start))
                continue
        else:
            found.append((number, line.start + begin))
        if what is not Line.FURNITURE or above is not Line.HEADING:
            above, links = what, 0
    return found


def _names_author(text: str, lines: Sequence[Span], number: int) -> bool:
    """Tests whether a line names the author without *By*: *Dana Okafor, political editor*, or the name with the desk in
    the line below.

    A name below a quotation is the speaker's and doesn't count.
    """
    line = lines[number]
    if line.end - line.start > 90 or (number and text[lines[number - 1].end - 1] in _CLOSING):
        return False
    if not text[line.start].isupper() or text[line.end - 1] in ".?!:,;":
        return False
    found = _AUTHOR.match(text, line.start, line.end)
    if found is None:
        return False
    if found["role"] is not None or found.end() < line.end:
        return found["role"] is not None
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is None or below.end - below.start > 60 or text[below.end - 1] in ".?!:":
        return False
    return _DESK.fullmatch(text, below.start, below.end) is not None


def _kind_of(words: str) -> tuple[Line, int]:
    """Returns the kind of the line *words* and the offset behind its label."""
    size = len(words)
    if size <= 90:
        folded = " ".join(words.strip(_DECORATION).lower().replace("’", "'").split())
        if folded in lexicon("furniture_headings"):
            return Line.HEADING, 0
        if not folded or folded in lexicon("furniture_lines"):
            return (Line.FURNITURE if folded else Line.TEXT), 0
    label = _label_end(words)
    if label:
        return Line.FURNITURE, label
    first = words[:20].split(None, 1)[0].strip(_DECORATION).lower()
    for is_whole in _REGULAR.get(first, ()):
        found = is_whole(words)
        if found is not None:
            return (Line.BYLINE if found.re is _BYLINE else Line.FURNITURE), 0
    if (
        size <= 110
        and (first in _TIMED or words[0].isdigit() or any(map(str.isdigit, words[-12:])))
        and _TIMES.fullmatch(words)
    ):
        return Line.FURNITURE, 0
    if words[0] in "[{.#@vwlcfi" and _CODE.fullmatch(words):
        return Line.FURNITURE, size
    return (Line.FURNITURE if _is_credit(words) else Line.TEXT), 0


def _label_end(words: str) -> int:
    """Returns where the words behind a link's or picture's label begin; 0 if *words* have no label."""
    if not _LABEL_SIGN.search(words, 0, _LABEL_WITHIN):
        comma = words.find(",", 0, _LONGEST_BY_COMMA + 1)
        return comma + 1 if comma > 0 and words[:comma].lower() in _BY_COMMA else 0
    place = len(words)
    for mark in (":", "|", " – ", " — ", " - ", "»"):
        at = words.find(mark, 0, _LABEL_WITHIN)
        if 0 < at < place:
            place = at + len(mark) - 1
    if place == len(words):
        comma = words.find(",", 0, _LABEL_WITHIN)
        return comma + 1 if comma > 0 and words[:comma].lower() in _BY_COMMA else 0
    label = " ".join(words[: place + 1].strip(_DECORATION).lower().replace("’", "'").split())
    if label in lexicon("furniture_labels"):
        return place + 1
    kicker = label in lexicon("printed_labels") and words[:place].isupper()
    return place + 1 if kicker and words[-1] not in ".?!,;:" and not has_marks(words) else 0


def _is_credit(words: str) -> bool:
    """Tests whether a line is a caption with its credit, a post's foot, a link or program code."""
    last = words[-1]
    if words[0] in _POINTING and last not in '.?!”"':
        return True
    if ("/" in words or "@" in words) and not has_marks(words) and _POST.fullmatch(words):
        return True
    if last not in ".?!,;:" and words[:1].isupper() and _AGENCY_CAPTION.fullmatch(words):
        return True
    if (last in ")]" or words[-2:] in (").", "].") or ":" in words[-70:]) and not has_marks(words):
        return _CREDIT_BEHIND.search(words, max(0, len(words) - 140)) is not None
    return words[0] in "(©" and (words.startswith("©") or _REPORTING.fullmatch(words) is not None)


def _is_link(words: str) -> bool:
    """Tests whether a line below a heading of links reads as a headline."""
    return (
        len(words) <= 140
        and words[-1] not in '.?!,;:…”"'
        and not words[0].islower()
        and words[0] not in "\"“‘«'"
        and " " in words
    )


def has_marks(words: str) -> bool:
    """Tests whether *words* may hold a quotation."""
    return not _MARKS.isdisjoint(words) or _SINGLE_MARK.search(words) is not None
