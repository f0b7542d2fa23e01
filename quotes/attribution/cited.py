"""Credits words whose clause tells of somebody else's saying: orders, rejected claims, texts, what is heard or alleged.

Each construction is a pattern over the letters of the units in front of the words, or behind them, with the words that
its verb or noun may be.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import AUXILIARIES, LETTER_OF, MENTIONS, SPEECH_VERBS, UnitKind, one_of
from quotes.english.verbs import ISSUED_STATEMENT, ISSUING

_BY, _AS, _OF, _TO, _IN, _FROM = (LETTER_OF[kind] for kind in ("by", "as", "of", "to", "in", "from"))
_OWNS, _THAT, _SAYING = (LETTER_OF[kind] for kind in (UnitKind.OWNS, UnitKind.THAT, UnitKind.REPORTING))
_M, _SAYS, _AUX = one_of(MENTIONS), one_of(SPEECH_VERBS), one_of(AUXILIARIES)
_VERB = one_of((*SPEECH_VERBS, UnitKind.VERB))
_BASE = one_of((UnitKind.VERB_BASE, UnitKind.REPORT))
_BE, _REPORTS = UnitKind.BE.value, UnitKind.REPORTS.value
_HELD_VERB = one_of((*AUXILIARIES, UnitKind.VERB))
# A group whose name ends with 2 is another place for the same part.
_CLAIM = rf"(?:(?P<who>{_M}){_OWNS}(?P<noun>[cst])|(?P<noun2>[cst])[{_BY}{_FROM}](?:{_M}{_OWNS})?(?P<who2>{_M}))"
_WORDS_OF = rf"{_IN}(?:(?P<who>{_M}){_OWNS}(?P<noun>[cst])|(?P<noun2>[cst]){_OF}(?P<who2>{_M}))"
_TOWARDS = rf"(?:[{_TO}{LETTER_OF['for']}]{_M})?"
_THAT_IT_IS = rf"(?:{_THAT}{_M}|{_M}){_HELD_VERB}+(?:c?{_TO}{_BASE}?)?"
_HELD_TO = rf"(?P<who>{_M}){_AUX}*{_BE}(?P<verb>{_VERB}){_TO}{UnitKind.HAVE}?{_SAYS}"

_ORDERS = frozenset(
    """
    advice appeal appeals call calls challenge command decision demand demands directive instruction instructions
    invitation offer order orders plea pleas pledge promise refusal request requests threat threats vow warning
    """.split()
)
"""Nouns that say what somebody is to do, or does: *an order to “leave at once”*."""
_WORDS = frozenset("eyes judgement judgment opinion phrase view words".split())
"""Nouns by which words are put as somebody's: *in Grant's words*, *in Grant's view*."""
_CLAIMS = frozenset(
    """
    accusation accusations allegation allegations argument assertion assessment belief claim claims comment comments
    complaint complaints conclusion contention fear fears insistence opinion remark remarks statement suggestion view
    warning warnings
    """.split()
)
"""Nouns for what somebody holds, behind which *that* opens it."""
_REMARKS = frozenset("comment comments line message phrase remark remarks verdict warning words".split())
_SAID = _REMARKS | {"advice", "answer", "conclusion", "motto", "reaction", "reply", "response", "view"}
"""Nouns for words that stand behind a colon, or before *was Grant's …*."""
_TOLD = frozenset(
    "advised asked assured begged encouraged informed instructed invited ordered reminded told urged warned".split()
)
_LEARNED = frozenset("heard hears learned learns learnt".split())
_PROMPTING = frozenset("causing forcing leading moving prompted prompting".split())
_CITING = frozenset("cited quoted recorded reported".split())
_ALLEGED = frozenset("alleged believed claimed expected reported rumoured rumored said supposed thought".split())
_HEARING = frozenset("hear heard hearing hears overheard".split())
_REPEATING = frozenset("cited echoed quoted recalled recalls recited remembered repeated repeats".split())
_OPENING = frozenset("began begins closes concludes ended ends opened opens started starts".split())


class _Construction(NamedTuple):
    """One way to tell of somebody's words."""

    beside: str
    """The letters that may stand next to the words."""
    pattern: re.Pattern[str]
    """Reaches up to the words, or begins behind them; ``who`` is their speaker, or a text that leads to its author."""
    nouns: frozenset[str] | None = None
    """What the head of the mention ``noun`` may be; any if None."""
    verbs: frozenset[str] | None = None
    """What the verb ``verb`` may be; any if None."""


def _by_letter(constructions: Iterable[_Construction]) -> dict[str, list[_Construction]]:
    """Returns the constructions by each letter that may stand next to the words."""
    found: dict[str, list[_Construction]] = {}
    for construction in constructions:
        for letter in construction.beside:
            found.setdefault(letter, []).append(construction)
    return found


_MARK = ":,"
_NAMES = "".join(LETTER_OF[kind] for kind in MENTIONS)
_TELL = "".join(LETTER_OF[kind] for kind in SPEECH_VERBS)
_HELD = "".join(LETTER_OF[kind] for kind in (*AUXILIARIES, UnitKind.VERB))
_ENDS_ORDER = _TO + LETTER_OF[UnitKind.VERB_BASE] + _TELL
_ANY_VERB = one_of((UnitKind.VERB, UnitKind.VERB_ING, *SPEECH_VERBS))
_BEFORE = (
    # an order to “leave”
    _Construction(_ENDS_ORDER, re.compile(rf"{_CLAIM}{_TO}{_BASE}?\Z"), nouns=_ORDERS),
    # in the words of Grant, “…”
    _Construction("," + _NAMES, re.compile(rf"{_WORDS_OF},?\Z"), nouns=_WORDS),
    # Okafor, in Grant's view, is “…”
    _Construction(_HELD, re.compile(rf",{_WORDS_OF},{_HELD_VERB}+\Z"), nouns=_WORDS),
    # Grant's fear that it was “…”
    _Construction(_HELD + _ENDS_ORDER, re.compile(rf"{_CLAIM}{_THAT_IT_IS}\Z"), nouns=_CLAIMS),
    # Grant's advice to Okafor: “…”
    _Construction(":", re.compile(rf"\A(?P<who>{_M}){_OWNS}(?P<noun>[cst]){_TOWARDS}:\Z"), nouns=_SAID),
    # repeated Grant's words: “…”
    _Construction(
        ":", re.compile(rf"(?P<verb>{_VERB})(?P<who>{_M}){_OWNS}(?P<noun>s):\Z"), nouns=_REMARKS, verbs=_REPEATING
    ),
    # was told by Grant that it was “…”
    _Construction(
        ":" + _HELD + _ENDS_ORDER,
        re.compile(rf"(?P<verb>{_VERB}){_BY}(?P<who>{_M})(?:{_THAT_IT_IS}|{_TO}{_BASE}?|:)\Z"),
        verbs=_TOLD,
    ),
    # heard from Grant that it was “…”
    _Construction(_HELD, re.compile(rf"(?P<verb>{_VERB}){_FROM}(?P<who>{_M}){_THAT_IT_IS}\Z"), verbs=_LEARNED),
    # prompting Grant to reply that it was “…”
    _Construction(
        _MARK + _HELD + _TELL,
        re.compile(rf"(?P<verb>{_ANY_VERB})(?P<who>{_M}){_TO}{_SAYS}(?:{_THAT_IT_IS}|[:,])?\Z"),
        verbs=_PROMPTING,
    ),
    # Okafor, says Grant, is “…”
    _Construction(_HELD, re.compile(rf"{_M},{_REPORTS}(?P<who>{_M}),{_HELD_VERB}+\Z")),
    # Grant disagreed, saying it was “…”
    _Construction(
        _MARK + _HELD + _SAYING,
        re.compile(rf"(?P<who>{_M}){_AUX}*{_VERB},{_SAYING}(?:{_THAT_IT_IS}|[:,])?\Z"),
    ),
    # Grant was quoted by Okafor as saying “…”
    _Construction(
        ":" + _SAYING,
        re.compile(rf"(?P<who>{_M}){_AUX}*{_BE}(?P<verb>{_VERB})(?:{_BY}{_M})?{_AS}{_SAYING}:?\Z"),
        verbs=_CITING,
    ),
    # Grant is alleged to have told Okafor: “…”
    _Construction(_MARK + _NAMES + _TELL, re.compile(rf"{_HELD_TO}{_M}?[:,]?\Z"), verbs=_ALLEGED),
    # heard Grant say, “…”
    _Construction(_MARK + _TELL, re.compile(rf"(?P<verb>{_VERB})(?P<who>{_M}){_SAYS}[:,]?\Z"), verbs=_HEARING),
    # Grant sent a text: “…”
    _Construction(":", re.compile(rf"(?P<who>{_M}){_AUX}*(?P<verb>{_VERB})t:\Z"), verbs=ISSUING | ISSUED_STATEMENT),
    # Grant's book opens: “…”
    _Construction(_MARK + "v" + _TELL, re.compile(rf"(?P<who>t)(?P<verb>{_VERB})[:,]?\Z"), verbs=_OPENING),
    # Grant's text said “…”
    _Construction(_MARK + _REPORTS, re.compile(rf"{_M}{_OWNS}(?P<who>t){_REPORTS}[:,]?\Z")),
    # a report that called him “…”
    _Construction(_REPORTS + _BE + _NAMES, re.compile(rf"(?P<who>t){_THAT}{_REPORTS}{_M}?{_BE}?\Z")),
    # what Grant meant by “…”
    _Construction(_BY, re.compile(rf"(?P<who>{_M})(?P<verb>{_VERB}){_BY}\Z"), verbs=frozenset({"meant"})),
)
_BEHIND = (
    # “…?” Grant asked Okafor
    _Construction(
        "," + _NAMES, re.compile(rf",?(?P<who>{_M})(?P<verb>{_REPORTS}){_M}"), verbs=frozenset("asked asks".split())
    ),
    # “…”, in the words of Grant
    _Construction("," + _IN, re.compile(rf",?{_WORDS_OF}"), nouns=_WORDS),
    # “…”, Grant is expected to say
    _Construction("," + _NAMES, re.compile(rf",?{_HELD_TO}"), verbs=_ALLEGED),
    # “…,” was Grant's advice
    _Construction("," + _BE, re.compile(rf",?{_BE}(?P<who>{_M}){_OWNS}(?P<noun>[cst])"), nouns=_SAID),
)
_BY_LETTER_BEFORE, _BY_LETTER_BEHIND = _by_letter(_BEFORE), _by_letter(_BEHIND)
_FROM_AUTHOR = re.compile(rf"[st]{_TOWARDS}[{_BY}{_FROM}](?P<who>{_M}):\Z")
"""*He got a text from Grant: “…”*; where somebody says something of the text, the words are his."""
_BY_SOURCE = re.compile(rf",?{LETTER_OF[UnitKind.ACCORDING]}{_TO}(?P<who>{_M})")


def cited(layout: Layout, slot: Slot, letters: str) -> int | None:
    """Returns the mention whose words at *slot* the clause cites, or None if it cites nobody's.

    *letters* are those of the units of the slot's sentence.
    """
    at = slot.unit
    for each in _BY_LETTER_BEFORE.get(letters[at - 1], ()) if at else ():
        found = each.pattern.search(letters, 0, at)
        if found is not None and _fits(layout, slot, each, found):
            return _mention(layout, slot, _unit(found, "who"))
    for each in _BY_LETTER_BEHIND.get(letters[at + 1 : at + 2], ()):
        found = each.pattern.match(letters, at + 1)
        if found is not None and _fits(layout, slot, each, found):
            return _mention(layout, slot, _unit(found, "who"))
    found = _BY_SOURCE.match(letters, at + 1) or _FROM_AUTHOR.search(letters, 0, at)
    if found is None or _is_reported(layout, slot, min(at, found.start())):
        return None
    return _mention(layout, slot, _unit(found, "who"))


def _is_reported(layout: Layout, slot: Slot, end: int) -> bool:
    """Tests whether a verb of saying stands in the sentence before unit *end*; *declined to comment* says nothing."""
    units = layout.units[slot.sentence]
    return any(unit.kind in SPEECH_VERBS and unit.word != "comment" for unit in units[:end])


def _fits(layout: Layout, slot: Slot, each: _Construction, found: re.Match[str]) -> bool:
    """Tests whether noun and verb of the construction are among those that it asks for."""
    units = layout.units[slot.sentence]
    if each.nouns is _ORDERS and units[slot.unit - 1].kind == "to":
        text, start = layout.document.text, layout.span(slot).start
        if not text[start : start + 1].islower():
            return False  # calls from listeners to “Morning Live”
    if each.nouns is not None and layout.mentions[_mention(layout, slot, _unit(found, "noun"))].head not in each.nouns:
        return False
    return each.verbs is None or units[found.start("verb")].word in each.verbs


def _unit(found: re.Match[str], group: str) -> int:
    """Returns the unit that *group* matched, or its other name with a 2."""
    at = found.start(group)
    return at if at >= 0 else found.start(f"{group}2")


def _mention(layout: Layout, slot: Slot, unit: int) -> int:
    return layout.first_mention[slot.sentence] + layout.units[slot.sentence][unit].mention
