"""Finds the outermost act of speech in the words around a quotation: said, denied, refused, imagined,
announced, asked.

Each construction is one pattern that takes in what bears on the verb (a negation, a modal, a verb of denial) and the
verb itself.  The first that matches in a clause is the outermost, and decides; a plain reporting verb is one of them,
so that nothing inside of what somebody *said* counts.
"""

import re
from functools import cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.verbs import forms_of, one_of, past_and_third_person
from quotes.model import Modality


class Act(NamedTuple):
    """An act of speech in a clause, and where its words stand in it."""

    modality: Modality
    start: int
    end: int
    nobody: bool = False
    """Whether its subject is nobody in particular (*nobody*, *anyone who*)."""
    affirmed: bool = False
    """Whether it is speech in spite of its form (*did not hesitate to call*)."""


_UTTER = forms_of(lexicon("uttering_verbs"))
_DENY = forms_of(lexicon("denying_verbs"))
WORDS = rf"(?:{one_of(lexicon('remark_nouns'))})s?"
_USE = rf"(?:the|that|those|these|this|such)\s+(?:\w+\s+)?{WORDS}"
_SAY = rf"(?:(?:{one_of(_UTTER.base)})|use\s+{_USE})"
_SAYS = rf"(?:(?:{one_of(_UTTER.third)})|uses\s+{_USE})"
_SAID = rf"(?:(?:{one_of((*_UTTER.past, 'spoken'))})|used\s+{_USE})"
_SAYING = rf"(?:(?:{one_of(_UTTER.participle)})|using\s+{_USE})"
DENIES = rf"(?:{one_of((*_DENY.base, *_DENY.third, *_DENY.past, *_DENY.participle))})"
_REPORTS = rf"(?:{one_of(past_and_third_person())}|(?<!to\s)(?:say|tell)|saying|according)"

_ADVERB = r"(?:(?!only\b|merely\b|simply\b)(?:ever|once|even|also|then|now|yet|later|again|publicly|[a-z]+ly)\s+){0,2}"
_OPEN = r"(?!\s+(?:why|when|how|where|who|what|which|much|anything|nothing|more|enough|so|for|about)\b)"
"""Words behind *did not say* that show that the quoted words aren't what was left unsaid."""
_SUBJECT = r"(?:(?!wh(?:at|ich|om?)\b)[\w.'-]+\s+){1,5}?"
_SUBJECT0 = r"(?:[\w.'-]+\s+){0,3}?"
_WHEN = r"(?:(?:on|in|last|this)\s+\w+\s+){0,2}"
_NO = r"(?:(?<!\bis\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)not|(?<!\bis)(?<!\bwas)(?<!\bwere)n't|\bnever)"
_DUE = r"(?:expected|due|set|scheduled)"
_ASK = r"(?:asked|questioned|quizzed|pressed)"

_AFFIRMED = "affirmed"
_CONSTRUCTIONS: tuple[tuple[Modality | str, str], ...] = (
    # affirmed by a negation, and habits
    (
        _AFFIRMED,
        rf"(?:{_NO}|\bno)\s+{_ADVERB}(?:(?:only|just|merely|simply|until|sooner|{DENIES}|regret\w*|remember\w*|recall\w*"
        r"|hesitat\w+|tir(?:es?|ed|ing)|stop(?:s|ped)?|help|shy|afraid|fail\w*)\b"
        rf"(?:\s+(?:(?:to|of|from|had)\s+)?{_SUBJECT0}(?:{_SAY}|{_SAYING}|{_SAID})\b)?|for\s+the\s+first)",
    ),
    (_AFFIRMED, rf"\bstop(?:s|ped)?\s+{_SUBJECT}from\s+{_SAYING}\b"),
    (_AFFIRMED, r"\b(?:[Nn]obody|[Nn]o\s+one|[Nn]one)\s+(?:but|except|other\s+than)\b"),
    (_AFFIRMED, rf"\b(?:[Nn]obody|[Nn]o\s+one)\s+{_SAID}\s+it\s+better\s+than\b"),
    (_AFFIRMED, rf"\b[Ii]f\s+you\s+ask\b|(?:{_ASK}|\AAsked|\AQuestioned|\APressed)\s+by\b"),
    (Modality.SAID, r"\bwould\s+(?:always|often|sometimes|usually|regularly|later)\b|\bused\s+to\b"),
    # doubted
    (Modality.DISPUTED, rf"\b(?:may|might)\s+(?:not|never)\s+{_ADVERB}(?:have\s+{_SAID}|{_SAY})\b"),
    (
        Modality.DISPUTED,
        rf"(?:\bcould|\bcan|\bhas|\bhave|\bhad)\s?(?:not|n't|never)\s+(?:been\s+able\s+to\s+)?(?:confirm|verif|establish)\w*"
        rf"\s+(?:that|whether|if)\s+{_SUBJECT}{_ADVERB}(?:{_SAID}|{_SAYS})\b",
    ),
    (Modality.DISPUTED, rf"\b(?:apocryphal|unverified|supposed|spurious|misattributed)\s+(?:\w+\s+)?{WORDS}\b"),
    # denied by whom they are given to
    (
        Modality.DENIED,
        rf"\b{DENIES}\s+{_WHEN}{_ADVERB}(?:(?:that\s+)?{_SUBJECT}(?:(?:had|has|have)\s+)?{_ADVERB}{_SAID}\b"
        rf"|(?:to\s+have\s+|having\s+)?{_ADVERB}(?:{_SAYING}|{_SAID}|used)\b"
        rf"|(?:claims?|reports?|allegations?|accusations?|suggestions?)\s+(?:that|of)\s+{_SUBJECT}(?:{_SAID}|{_SAYING})\b"
        rf"|(?:(?:making|the|having\s+made)\s+){{1,2}}{WORDS}\s*[,:]?\s*\Z)",
    ),
    (
        Modality.DENIED,
        rf"\b{_REPORTS}\s+(?:(?:the\s+)?\w+\s+)?(?:that\s+)?(?:he|she|they)\s+(?:(?:had|has|have|did)\s?)?(?:never|not|n't)\s+{_ADVERB}"
        rf"(?:sa(?:id|y)|utter(?:ed)?|spoke|used?\s+{_USE})(?:\s*[,:]?\s*\Z|\s*[.;,]|\Z|\s+the\s+words?\s*\Z)",
    ),
    (
        Modality.DISPUTED,
        rf"\b{_REPORTS}\s+(?:(?:the\s+)?\w+\s+)?(?:that\s+)?(?:[A-Z][\w'-]+\s+){{1,3}}(?:had\s+)?never\s+{_ADVERB}"
        r"(?:said|uttered|spoke)\s*[,:]?\s*\Z",
    ),
    (
        Modality.DISPUTED,
        rf"\b[Nn]o\s+(?:evidence|record|proof|sign)\s+(?:that|of)\s+{_SUBJECT}{_ADVERB}(?:{_SAID}|{_SAYING})\b",
    ),
    # refused, or stated not to have been said
    (Modality.NOT_SAID, rf"{_NO}\s+{_ADVERB}(?:(?:get|got)\s+to\s+)?(?:{_SAY}|{_SAID}){_OPEN}\b"),
    (
        Modality.NOT_SAID,
        r"\b(?:[Nn]or|[Aa]t\s+no\s+(?:point|time|stage)|[Nn]ever|[Nn]owhere)\s+(?:did|does|has|had)\s+"
        rf"{_SUBJECT}(?:{_SAY}|{_SAID})\b",
    ),
    (Modality.NOT_SAID, rf"\b(?:declin|refus)(?:e[sd]?|ing)\s+to\s+{_ADVERB}{_SAY}{_OPEN}\b"),
    (Modality.NOT_SAID, rf"\b(?:refusal|failure|reluctance|unwillingness|inability)\s+to\s+{_ADVERB}{_SAY}{_OPEN}\b"),
    (Modality.NOT_SAID, rf"\b(?:fail(?:s|ed|ing)?|neglect(?:s|ed)?|forgot)\s+to\s+{_SAY}{_OPEN}\b"),
    (
        Modality.NOT_SAID,
        r"\b(?:(?:stop(?:s|ped|ping)?\s+)?[Ss]hort\s+of|[Ii]nstead\s+of|[Ww]ithout|avoid(?:s|ed|ing)?)\s+"
        rf"{_ADVERB}{_SAYING}{_OPEN}\b",
    ),
    (Modality.NOT_SAID, rf"\b[Rr]ather\s+than\s+(?:{_SAY}|{_SAYING})\b"),
    (
        Modality.NOT_SAID,
        r"\b(?:falsely|wrongly|mistakenly|erroneously|incorrectly)\s+(?:been\s+)?(?:quoted|attributed|credited)\b|\bmisquoted\b",
    ),
    (
        Modality.NOT_SAID,
        rf"\b(?:[Ff]abricated|[Ff]ake|[Bb]ogus|[Mm]ade-up|[Ii]nvented|[Ff]ictitious)\s+(?:\w+\s+)?{WORDS}\b",
    ),
    (
        "nobody-not-said",
        rf"\b(?:(?:[Nn]obody|[Nn]o\s+one)(?:\s+(?:at|in|from|on|of)\s+{_SUBJECT})?|(?:[Nn]one|[Nn]ot\s+one|[Nn]either)\s+of\s+{_SUBJECT})\s*(?:has\s+|had\s+)?(?:ever\s+)?"
        rf"{_SAID}\b{_OPEN}",
    ),
    # imagined, supposed, wished, asked after
    ("nobody-hypothetical", rf"\b(?:[Nn]obody|[Nn]o\s+one|Who)\s+(?:would|could)\s+(?:ever\s+)?{_SAY}\b"),
    ("nobody-hypothetical", rf"\b(?:[Aa]nyone|[Aa]nybody|[Ww]hoever)\s+(?:who\s+)?(?:{_SAYS}|{_SAYING})\b"),
    ("nobody-hypothetical", rf"\b[Ii]t\s+(?:is|was|would\s+be)\s+(?:tempting|easy|hard|wrong)\s+to\s+{_SAY}\b"),
    (
        Modality.HYPOTHETICAL,
        r"\b(?:[Ii]f|[Uu]nless|[Ii]n\s+case|[Ii]magine|[Ss]uppos(?:e|ing)|[Ww]hether|[Hh]ope[sd]?(?!\s+(?:of|to|for)\b)(?:\s+that)?)\s+"
        rf"{_SUBJECT}{_ADVERB}(?:{_SAYS}|{_SAID}|{_SAYING}|{_SAY})\b{_OPEN}",
    ),
    (Modality.HYPOTHETICAL, rf"\A\W*Had\s+{_SUBJECT}{_SAID}\b"),
    (Modality.HYPOTHETICAL, rf"\b(?:may|might|could|should)\s+{_ADVERB}(?:have\s+{_ADVERB}{_SAID}|{_SAY})\b{_OPEN}"),
    (Modality.HYPOTHETICAL, rf"\bwould\s+{_ADVERB}have\s+{_ADVERB}{_SAID}\b"),
    (Modality.HYPOTHETICAL, rf"\b[Aa]s\s+{_SUBJECT}(?:would|might|could)\s+(?:say|put\s+it)\b"),
    (Modality.HYPOTHETICAL, rf"\b[Aa]n?\s+(?:[a-z-]+\s+){{1,2}}would\s+{_ADVERB}{_SAY}\b{_OPEN}"),
    (Modality.HYPOTHETICAL, rf"\b(?:I|[Ww]e|[Yy]ou)(?:\s+would|'d)\s+{_ADVERB}(?:say|tell)\b{_OPEN}"),
    (Modality.HYPOTHETICAL, rf"\bas\s+(?:if|though)\s+to\s+{_SAY}\b"),
    (
        Modality.HYPOTHETICAL,
        r"\b(?:want(?:s|ed)?|wish(?:es|ed)?|would\s+like|long(?:s|ed)|(?:had\s+)?hoped|ha[ds]\s+(?:planned|intended|meant)"
        rf"|(?:was|were|been)\s+(?:about|going|planning|preparing|ready|tempted))\s+to\s+{_ADVERB}{_SAY}\b",
    ),
    # announced
    (
        Modality.NOT_YET_SAID,
        rf"\b(?:(?:is|are|be)\s+{_ADVERB}(?:(?:{_DUE}|likely|going|planning|poised|about|preparing|ready)\s+)?to"
        rf"|(?:was|were|been)\s+{_ADVERB}{_DUE}\s+to"
        rf"|(?:will|'ll)|(?:plan|intend|expect|hope)s?\s+to)\s+{_ADVERB}(?:then\s+)?(?:{_SAY}\b|add(?=\s*[:,]?\s*\Z|\s+that\b))",
    ),
    (Modality.NOT_YET_SAID, rf"\A(?:[A-Z][\w'-]+\s+){{1,4}}to\s+{_SAY}\b[^,;]*\Z"),
    # asked by nobody in particular
    (
        Modality.ASKED,
        r"(?:\A\W*(?:Asked|Questioned|Quizzed|Pressed)|\b(?:was|were|is|are|been|being|[Ww]hen|[Ii]f|[Oo]nce)\s+"
        rf"(?:then\s+|also\s+|again\s+)?{_ASK})\b(?!\s+(?:by|to|for|about)\b)",
    ),
    (Modality.ASKED, r"\b(?:it|this)\s+(?:is|was|has\s+been)\s+put\s+to\b|\A\W*[Tt]he\s+question\b"),
    # said
    (Modality.SAID, rf"\b{_REPORTS}\b"),
)  # fmt: skip
_NOBODY = {"nobody-not-said": Modality.NOT_SAID, "nobody-hypothetical": Modality.HYPOTHETICAL}


_AS_A_WORD = re.compile(
    rf"(?:\b(?:refus|declin)\w+\s+to|\b(?:reluctance|failure|unwillingness)\s+to|{_NO})\s+{_ADVERB}"
    rf"(?:(?:use|utter|say|speak)\b|used|said|uttered)\s+{_USE}\s*\Z"
)


_NAMED_SO = re.compile(
    rf"\b(?:what|which)\s+(?!.*(?:\bnot\b|n't|\bnever\b)){_SUBJECT}(?:{_SAYS}|{_SAID}|describ\w+)(?:\s+(?:as|is|was))?\s*\Z"
)


def is_named_so(words: str) -> bool:
    """Tests whether *words* end with *what she calls*: she then says the words behind them, whatever is done with the
    thing so called.
    """
    return _NAMED_SO.search(words) is not None


_ENDS_WITH_A_NOUN = re.compile(rf"\b{WORDS}\s*\Z")


def is_shunned(words: str) -> bool:
    """Tests whether *words* end with a refusal to use the words behind them: *defended his refusal to use the
    phrase*.
    """
    return _ENDS_WITH_A_NOUN.search(words, max(0, len(words) - 20)) is not None and _AS_A_WORD.search(words) is not None


_PLAIN = re.compile(rf"\b{_REPORTS}\b")
_DOUBTING = (
    "no not never nobody none neither nor nowhere have may might apocryphal unverified supposed spurious misattributed "
    "misquoted falsely wrongly mistakenly erroneously incorrectly if unless case imagine suppose supposing whether hope"
    " hopes hoped had stop stops stopped stopping short instead without avoid avoids avoided avoiding rather anyone "
    "anybody whoever put question questioned asked quizzed pressed fabricated fake bogus made invented fictitious "
    "used would use add"
).split()
_LOWER = {*_DOUBTING, *_UTTER.base, *_DENY.base, *_DENY.third, *_DENY.past, *_DENY.participle}
_CAN_DOUBT = _LOWER | {word.capitalize() for word in _LOWER}
"""Words of which every construction but the plain one holds one (or *n't*): a cheap test before the expensive
patterns.
"""
_WORD = re.compile(r"\w+")


@cache
def _pattern() -> re.Pattern[str]:
    one = "|".join(f"(?P<c{i}>{pattern})" for i, (_, pattern) in enumerate(_CONSTRUCTIONS))
    return re.compile(rf"(?:\A|\b(?=\w)|(?=n't))(?:{one})")  # none begins elsewhere: most places are passed by


def first_act(words: str) -> Act | None:
    """Returns the outermost act of speech in *words*, whose apostrophes must be straight, or None if there is none."""
    if _CAN_DOUBT.isdisjoint(_WORD.findall(words)) and "n't" not in words:
        plain = _PLAIN.search(words)
        return Act(Modality.SAID, plain.start(), plain.end()) if plain is not None else None
    found = _pattern().search(words)
    if found is None or found.lastgroup is None:
        return None
    construction = _CONSTRUCTIONS[int(found.lastgroup[1:])][0]
    if isinstance(construction, Modality):
        return Act(construction, found.start(), found.end())
    if construction == _AFFIRMED:
        return Act(Modality.SAID, found.start(), found.end(), affirmed=True)
    return Act(_NOBODY[construction], found.start(), found.end(), nobody=True)
