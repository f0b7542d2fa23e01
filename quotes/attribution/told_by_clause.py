"""Credits quotations whose clause decides it, in constructions that are too rare in the corpus for fitted weights.

The words may be named by somebody in the passive, mocked or dismissed, denied with *not*, or put as a question; or the
speaker has a verb that is no reporting one.
"""

import re

from quotes.attribution.cited import cited
from quotes.attribution.features import NOBODY
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import QuotationSurface, Shape
from quotes.attribution.unit_kinds import LETTER_OF, MENTIONS, SPEECH_VERBS, UnitKind, one_of
from quotes.attribution.units import Unit
from quotes.english.nouns import NounClass, speaker_class
from quotes.english.verbs import forms_of
from quotes.model import MentionKind

_NAMING = frozenset(
    forms_of(
        """
        brand call declare deem describe dub hail label rate regard view characterise characterize denounce deride
        dismiss condemn
        """.split()
    ).past
) | {"seen"}
"""Participles of verbs by which somebody calls somebody something."""
_NAMED_ALONE = frozenset(forms_of("brand call dub label".split()).past)
"""Those of them that are passive where nothing stands between them and the words: *a move branded “a retreat” by*."""
_BLAMING = frozenset(
    forms_of("accuse attack berate blame censure condemn criticise criticize denounce praise".split()).past
)
"""Participles of verbs by which somebody says what is bad or good about somebody else: *criticised for “…” by*."""
_DISMISSING = frozenset(
    word
    for forms in forms_of("dismiss mock ridicule reject deride denounce brand label condemn decry slam".split())
    for word in forms
)
"""Forms of verbs whose object is another person's words."""
_BY, _AS, _OF, _TO, _FOR, _OWNS = (LETTER_OF[kind] for kind in ("by", "as", "of", "to", "for", UnitKind.OWNS))
_M, _SAYS = one_of(MENTIONS), one_of(SPEECH_VERBS)
_AGENT_BEFORE = re.compile(rf"{_BY}(?:{_M}{_OWNS})?(?P<who>{_M})(?:,{_M},)?{_AS}\Z")
_AGENT_BEHIND = re.compile(rf"c?(?:,?&?Q)*,?{_BY}(?:{_M}{_OWNS})?(?P<who>{_M})(?!{_OWNS})")
_NAMED = re.compile(rf"{_AS}?(?:Q,?&?{_AS}?)*\Z")
_BLAMED = re.compile(rf"[{_FOR}{_OF}](?:Q,?&?)*\Z")
_NOT_AS = re.compile(rf",?{_AS}(?P<who>{_M})h?{_SAYS}(?=[.,;:&-]|\Z)")
_TO_QUOTE = re.compile(rf"{_TO}.(?P<who>{_M}),\Z")
_DESCRIBES = re.compile(rf"(?P<who>{_M}){_OWNS}(?P<noun>[cs])(?:{_OF}{_M})?{_AS}\Z")
_DESCRIPTIONS = frozenset(
    "description characterisation characterization portrayal depiction dismissal denunciation condemnation".split()
)
"""Nouns for what somebody does who calls something by other words."""
_OWNED = re.compile(rf"(?P<who>{_M}){_OWNS}(?P<claim>s{_OF})?\Z")
_QUESTION = re.compile(rf"(?:{_TO}|{UnitKind.CONJUNCTION}?{_SAYS})(?:(?P<who>{_M}){_OWNS})?s\Z")
_TAG = re.compile(r"Q[nopc]v(?=[.,;]|\Z)|Qv[nopc](?=[.,;]|\Z)")
_WORKS = frozenset({Shape.TITLE, Shape.CAPITALS})


def told_by_clause(layout: Layout, slot: Slot, surface: QuotationSurface) -> int | None:
    """Returns the speaker of the words at *slot* if their clause tells it.

    The result is a mention's position, ``NOBODY``, or None if the clause doesn't tell.
    """
    units = layout.units[slot.sentence]
    letters, at = units.letters, slot.unit
    if _is_nobodys(layout, slot, surface):
        return NOBODY
    if _AS in letters and (letters[at - 1 : at] == UnitKind.NOT or surface.previous == "than"):
        found = _NOT_AS.match(letters, at + 1)
        if found is not None:
            return _mention(layout, slot, found.start("who"))
    if letters[at - 1 : at] == "," and letters[0] == _TO and units[1].word == "quote":
        found = _TO_QUOTE.match(letters, 0, at)
        if found is not None:
            return _mention(layout, slot, found.start("who"))
    if _OWNS in letters and surface.shape not in _WORKS:
        owner = _dismissed(units, letters, at)
        if owner < 0:
            owner = _describes(layout, slot, letters)
        if owner >= 0:
            return _mention(layout, slot, owner)
    whose = cited(layout, slot, letters)
    if whose is not None:
        return whose
    agent = _agent(layout, slot, letters)
    if agent >= 0:
        return _mention(layout, slot, agent)
    if letters[at - 1 : at] == UnitKind.SPEECH and surface.closing == "?":
        return _question(layout, slot, letters)
    if surface.following in ("came", "comes") and _REPLY.match(letters, at + 1):
        return _asked(layout, slot)
    if at == 0 and surface.closing == "," and surface.shape not in _WORKS:
        return _tagged(layout, slot, letters)
    return None


def _is_nobodys(layout: Layout, slot: Slot, surface: QuotationSurface) -> bool:
    """Tests whether the clause tells that words are a name, or that nobody is named for them."""
    return (
        (surface.previous in _BEFORE_NAMES and _is_name(layout, slot, surface))
        or (surface.previous in _WORDS_FOR and _is_spoken_of(layout, slot, surface))
        or (surface.shape in _TITLED and _is_christened(layout, slot))
        or (surface.following in _BEFORE_HEARERS and _is_heard(layout, slot))
    )


_BEFORE_NAMES = frozenset("as so-called nicknamed called the a an new".split())
_NAMED_AS = (("known", "as"), ("is", "called"), ("are", "called"))


def _is_name(layout: Layout, slot: Slot, surface: QuotationSurface) -> bool:
    """Tests whether words are but what something is called: *known as the “…”*, *so-called “…”*, *a new “…” button*.

    Of 27 such stretches in the labelled articles 22 are nobody's; *known as “…” by* somebody is not among them.
    """
    sentence = layout.document.sentences[slot.sentence]
    place = layout.units[slot.sentence][slot.unit].first
    at = place
    while at and sentence.lows[at - 1] in ("the", "a", "an"):
        at -= 1
    left = sentence.lows[max(0, at - 2) : at]
    if left[-1:] == ("new",):
        noun = place + 1 < len(sentence.words) and sentence.tags[place + 1] in ("NN", "NNS")
        return noun and at == place and surface.length in "12" and left[0] in ("a", "its", "their", "the")
    naming = left[-1:] in (("so-called",), ("nicknamed",)) or left in _NAMED_AS
    return naming and surface.following != "by" and surface.length not in "8L"


_WORDS_FOR = frozenset("word term phrase expression".split())


def _is_spoken_of(layout: Layout, slot: Slot, surface: QuotationSurface) -> bool:
    """Tests whether a sentence begins with words as its subject, whoever says it: *The word “…” has no match, Okafor
    said.* With *by* behind them somebody may have used them.
    """
    units = layout.units[slot.sentence]
    sentence = layout.document.sentences[slot.sentence]
    opens = units[slot.unit].first == 2 and sentence.words[0] in ("The", "This")
    verb = opens and sentence.tags[3:4] in (("VBZ",), ("VBD",), ("VBP",), ("MD",))
    return verb and surface.length in "12" and _BY not in units.letters[slot.unit :]


_TITLED = frozenset({Shape.TITLE, Shape.CAPITALISED})
_CHRISTENED = frozenset("named christened renamed codenamed baptised baptized titled entitled".split())
"""Participles and past forms of verbs that give something a name."""
_NAME_AWAY = 4
"""Words between such a verb and the name that it gives: *had named the new inquiry “…”*."""


def _is_christened(layout: Layout, slot: Slot) -> bool:
    """Tests whether words in title case are the name that a verb gives to something: *named the inquiry “…”*."""
    place = layout.units[slot.sentence][slot.unit].first
    near = layout.document.sentences[slot.sentence].lows[max(0, place - 1 - _NAME_AWAY) : place]
    verb = next((i for i in range(len(near) - 1, -1, -1) if near[i] in _CHRISTENED), None)
    return verb is not None and not _MARKS.intersection(near[verb:])


_MARKS = frozenset({",", ";", ":", ""})
_BEFORE_HEARERS = frozenset({",", "a", "the"})
_HEARERS = frozenset("court jury jurors tribunal inquest inquiry".split())
_HEARD = 8
"""Words behind a quotation in which *heard* must stand: *, a jury in Westmark heard*."""


def _is_heard(layout: Layout, slot: Slot) -> bool:
    """Tests whether words are only said to have been heard: *“…”, a jury in Westmark heard*; nobody is named for them.

    Where the sentence has a reporting verb in front, its subject may be the speaker.
    """
    units = layout.units[slot.sentence]
    place = units[slot.unit].first
    behind = layout.document.sentences[slot.sentence].lows[place + 1 : place + 1 + _HEARD]
    court = next((i for i, word in enumerate(behind[:4]) if word in _HEARERS), None)
    if court is None or "" in behind or any(letter in _SAYING for letter in units.letters[: slot.unit]):
        return False
    return "heard" in behind[court:] or any(
        was in behind[court:] and "told" in behind[court:] for was in ("was", "been")
    )


_SAYING = frozenset(LETTER_OF[kind] for kind in SPEECH_VERBS)


def _mention(layout: Layout, slot: Slot, unit: int) -> int:
    return layout.first_mention[slot.sentence] + layout.units[slot.sentence][unit].mention


def _dismissed(units: list[Unit], letters: str, at: int) -> int:
    """Returns the unit of the owner of words that somebody dismisses (*mocked Grant's “gift” as “theft”*), or -1.

    That includes the owner of a claim: *rejected Grant's claim of “theft”*.
    """
    owned = _OWNED.search(letters, 0, at)
    as_something = letters[at + 1 : at + 2] == _AS and "Q" in letters[at + 2 :]
    if owned is None or not (as_something or owned["claim"]):
        return -1
    return owned.start("who") if owned.start() and units[owned.start() - 1].word in _DISMISSING else -1


def _describes(layout: Layout, slot: Slot, letters: str) -> int:
    """Returns the unit of who owns a description: *Grant's description of the plan as “…”*; or -1."""
    found = _DESCRIBES.search(letters, 0, slot.unit)
    if found is None or _head(layout, slot, found.start("noun")) not in _DESCRIPTIONS:
        return -1
    return found.start("who")


def _agent(layout: Layout, slot: Slot, letters: str) -> int:
    """Returns the unit of whoever calls somebody by the words (*described by Grant as “…”*, *branded “…” by Grant*), or
    -1.
    """
    if _BY not in letters:
        return -1
    units, at = layout.units[slot.sentence], slot.unit
    before = _AGENT_BEFORE.search(letters, 0, at)
    if before is not None:
        verb, who, verbs, alone = before.start() - 1, before.start("who"), _NAMING, False
    else:
        behind = _AGENT_BEHIND.match(letters, at + 1)
        blamed = _BLAMED.search(letters, 0, at)
        named = blamed or _NAMED.search(letters, 0, at)
        if behind is None or named is None:
            return -1
        verb, who = named.start() - 1, behind.start("who")
        verbs = _NAMING if blamed is None else _BLAMING
        alone = verb == at - 1 and units[verb].word in _NAMED_ALONE
    named_so = verb >= 0 and units[verb].word in verbs
    if not named_so or letters[who] == UnitKind.PLACE or not _speaks(layout, _mention(layout, slot, who)):
        return -1
    tags = layout.document.sentences[slot.sentence].tags
    passive = alone or letters[verb - 1 : verb] in (UnitKind.BE, ",") or tags[units[verb].first] == "VBN"
    return who if passive else -1


def _question(layout: Layout, slot: Slot, letters: str) -> int | None:
    """Returns the owner of a question that somebody answers, or ``NOBODY`` if it has no owner; None if the words are no
    such question.
    """
    found = _QUESTION.search(letters, 0, slot.unit)
    if found is None or _head(layout, slot, slot.unit - 1) != "question":
        return None
    if found["who"]:
        return _mention(layout, slot, found.start("who"))
    return NOBODY if not found.start() or letters[found.start() - 1] in MENTIONS + "," else None


_REPLY = re.compile(r"vs(?=[.,;]|\Z)")
_ASKED = re.compile(
    rf"(?P<whom>{_M})b(?P<was>S)|(?P<asks>S)(?:{_TO})?(?P<who>{_M})|\A(?P<asked>S)[^,Q]*,(?P<then>{_M})"
)


def _asked(layout: Layout, slot: Slot) -> int:
    """Returns the mention of the person asked in the sentence before, if the words are only said to have *come* in
    reply; ``NOBODY`` if nobody is asked there.
    """
    if slot.sentence == 0:
        return NOBODY
    before = slot.sentence - 1
    units = layout.units[before]
    for found in _ASKED.finditer(units.letters):
        verb, who = next(
            (found.start(verb), found.start(who))
            for verb, who in (("was", "whom"), ("asks", "who"), ("asked", "then"))
            if found[verb]
        )
        if units[verb].word in _ASKS:
            return layout.first_mention[before] + units[who].mention
    return NOBODY


_ASKS = frozenset("asked asks wrote questioned".split())


def _tagged(layout: Layout, slot: Slot, letters: str) -> int | None:
    """Returns the mention that stands with a verb behind words that end in a comma (*“Liar,” Grant hissed*), or None if
    there is none that can speak.
    """
    if _TAG.match(letters) is None:
        return None
    who = 1 if letters[2] == UnitKind.VERB else 2
    mention = _mention(layout, slot, who)
    return mention if _speaks(layout, mention) else None


def _speaks(layout: Layout, mention: int) -> bool:
    """Tests whether the *mention* can speak: a name or pronoun, or a noun for people or bodies, but no *accident*."""
    found = layout.mentions[mention]
    return found.kind is not MentionKind.NOUN or speaker_class(found.head) in _SPEAKERS


_SPEAKERS = frozenset({NounClass.PERSON, NounClass.PEOPLE, NounClass.GROUP, NounClass.ORGANISATION})


def _head(layout: Layout, slot: Slot, unit: int) -> str:
    return layout.mentions[_mention(layout, slot, unit)].head


_INSCRIBED = frozenset("graffiti graffito tattoo t-shirt tshirt mug cap placard".split())


def is_inscribed(layout: Layout, mention: int) -> bool:
    """Tests whether the *mention* is something that words are written on, so that nobody says them: *graffiti*, *a
    tattoo*, *placards*.
    """
    if mention < 0:
        return False
    head = layout.mentions[mention].head.lower()
    return head in _INSCRIBED or (head[-1:] == "s" and head[:-1] in _INSCRIBED)
