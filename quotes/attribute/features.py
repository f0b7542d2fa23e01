"""What speaks for each candidate: named features of one quotation and one candidate, as strings.

A feature's name is its template and values (``path>n:S,``), so that a weight can be read.  Distances are in
sentences, paragraphs and mentions; patterns are units (``units.py``).  History is what was decided for the
quotations before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribute.scene import Place, Scene, collapsed
from quotes.attribute.units import Unit
from quotes.attribute.verbs import verb_stem
from quotes.model import Ending, MentionKind
from quotes.nouns import speaker_class

CARRY = -1
"""Candidate: whoever said the quotation before."""
NOBODY = -2
"""Candidate: nobody is to be credited."""


class Past(NamedTuple):
    """What was decided for the quotation before: its place, the mention (-1: none) and whether it was carried."""

    place: Place
    mention: int
    nobody: bool


class QuoteFacts(NamedTuple):
    """What is the same for all candidates of a quotation."""

    alone: str
    length: str
    shape: str
    before: str
    after: str
    closing: str
    previous: str
    following: str
    low: bool


WORKS = frozenset(
    """
    book novel memoir film movie song album show episode documentary program programme podcast series play musical
    poem essay article report paper study magazine newspaper website site blog column game app exhibition painting
    opera single track hit anthem ballad video sitcom drama comedy thriller sequel franchise forum rally tour act
    rule law bill policy system plan initiative campaign project theory doctrine strategy method nickname term
    phrase word slogan motto tagline label title hashtag headline acronym radio broadcast feature titled entitled
    called named nicknamed dubbed so-called known coined labelled labeled termed signs sign placard banner chant shirt
    """.split()
)
"""Words beside marks that hold a title, a term, a nickname or a slogan rather than speech."""
_WORDS = re.compile(r"[^\W_][\w'’.-]*")
_SMALL = frozenset("a an the of and or for in on to with at by from as is de la vs v".split())


def quote_facts(scene: Scene, place: Place) -> QuoteFacts:
    """Surface facts of the quotation at *place*."""
    text = scene.document.text
    span = scene.span(place)
    units = scene.units[place.sentence]
    words = _WORDS.findall(text, span.start, min(span.end, span.start + 400))
    rest = [u for i, u in enumerate(units) if i != place.unit and u.kind not in (".",)]
    tokens = scene.document.sentences[place.sentence].tokens
    sentences = scene.document.sentences
    paragraph = scene.document.paragraphs[sentences[place.sentence].paragraph]
    if span.outer_start <= paragraph.start and span.outer_end >= paragraph.end:
        alone = "P"  # the whole paragraph
    elif not rest:
        alone = "S"  # a sentence of its own
    elif all(u.kind == "Q" for u in rest):
        alone = "Q"
    else:
        alone = "-"
    count = len(words)
    length = "1" if count <= 1 else "2" if count == 2 else "4" if count <= 4 else "8" if count <= 8 else "L"
    at = units[place.unit].first
    previous = tokens[at - 1].text.lower() if at else "^"
    following = tokens[at + 1].text.lower() if at + 1 < len(tokens) else "$"
    closing = text[span.end - 1 : span.end]
    closing = closing if closing in ",.?!-—…" else "w"
    before = units[place.unit - 1].kind if place.unit else "^"
    after = units[place.unit + 1].kind if place.unit + 1 < len(units) else "$"
    return QuoteFacts(
        alone, length, _shape(words), before, after, closing, previous, following,
        text[span.start : span.start + 1].islower(),
    )  # fmt: skip


def _shape(words: Sequence[str]) -> str:
    """``T`` title case, ``A`` all capitals, ``t`` one capitalised word, ``l`` lower case, ``s`` as a sentence."""
    content = [w for w in words if w.lower() not in _SMALL and w[0].isalpha()]
    if not content:
        return "0"
    upper = sum(w[0].isupper() for w in content)
    if upper == len(content):
        if len(content) == 1:
            return "t"
        return "A" if all(w.isupper() for w in content) else "T"
    if not words[0][0].isupper():
        return "l" if not upper else "m"
    return "s"


def _bucket(n: int) -> str:
    return str(n) if n <= 3 else "5" if n <= 5 else "9" if n <= 9 else "+"


def _verb_right(units: Sequence[Unit], at: int) -> tuple[str, str]:
    """Class and stem of the verb that unit *at* seems to be the subject of, through asides and attached phrases."""
    region = units[at].region
    i, size, auxiliary = at + 1, len(units), ""
    skipped = 0
    while i < size and skipped < 8:
        unit = units[i]
        if unit.region and unit.region != region:
            i += 1
            continue
        if unit.kind in ("m", "h", "d", "b", "x"):
            auxiliary = unit.kind if unit.kind == "b" else auxiliary or unit.kind
            i += 1
            continue
        if unit.kind[0] in "Sv":
            return unit.kind + (auxiliary if auxiliary == "b" else ""), verb_stem(unit.word)
        if unit.kind in ("of", "for", "in", "at", "from", "with", "on", "&", "to", "by") and i + 1 < size and (
            units[i + 1].mention >= 0
        ):  # fmt: skip
            i += 2
            skipped += 1
            continue
        if auxiliary == "b":
            return "b", "be"
        return "", unit.kind
    return ("b", "be") if auxiliary == "b" else ("", "$")


def mention_features(
    scene: Scene, place: Place, facts: QuoteFacts, candidate: int, rank: int, past: Sequence[Past]
) -> list[str]:
    """Features of the mention *candidate*; *rank* counts mentions between it and the quotation."""
    mention = scene.mentions[candidate]
    units = scene.units[mention.sentence]
    at = scene.unit_of[candidate]
    unit = units[at]
    kind = unit.kind
    word = mention.head if kind == "p" else kind
    sentences = scene.document.sentences
    offset = mention.sentence - place.sentence
    far = sentences[mention.sentence].paragraph - sentences[place.sentence].paragraph
    if offset == 0:
        if at < place.unit:
            direction, between = "<", units[at + 1 : place.unit]
        else:
            direction, between = ">", units[place.unit + 1 : at]
        path = _full_path(between, unit.region)
        short = collapsed(between, unit.region)
    elif offset < 0:
        direction = "<<" if not far else "<<<"
        here = scene.units[place.sentence][: place.unit]
        path = _full_path(units[at + 1 :], unit.region) + f"|{_bucket(-offset)}|" + _full_path(here, 0)
        short = [*collapsed(units[at + 1 :], unit.region)[:2], f"|{_bucket(-offset)}|", *collapsed(here)]
    else:
        direction = ">>" if not far else ">>>"
        here = scene.units[place.sentence][place.unit + 1 :]
        path = _full_path(here, 0) + f"|{offset}|" + _full_path(units[:at], unit.region)
        short = [*collapsed(here), f"|{offset}|", *collapsed(units[:at], unit.region)]
    shorter = " ".join(short) if len(short) <= 6 else " ".join([*short[:3], "..", *short[-3:]])
    previous = units[at - 1].kind if at else "^"
    if at and units[at - 1].region != unit.region and units[at - 1].region:
        previous = "R"
    following = _next_kind(units, at)
    verb, stem = _verb_right(units, at)
    left = verb_stem(units[at - 1].word) if at and units[at - 1].kind[0] in "Sv" else ""
    position = f"{direction}{_bucket(abs(offset))}"
    person = kind if kind != "p" else "p"
    found = [
        f"path{direction}{person}:{path}",
        f"short{direction}:{shorter}",
        f"shortk{direction}{word}:{shorter}",
        f"near{direction}{previous}.{person}.{following}",
        f"subj{position}{verb}",
        f"subjk{direction}{verb}{word}{facts.alone}",
        f"verb{'=' if not offset else direction}{stem}",
        f"kind{direction}{word}{facts.alone}",
        f"pos{position}{far}{facts.alone}",
        f"rank{direction}{_bucket(rank)}{facts.alone}",
        f"rankk{direction}{_bucket(rank)}{person}",
        f"edge{direction}{facts.before}{facts.after}{facts.closing}",
        f"edgek{direction}{facts.before}{facts.after}{person}{verb[:1]}",
        f"prev{previous}{person}",
    ]
    if unit.region:
        found.append(f"aside{person}")
    if left:
        found.append(f"inv{direction}{left}")
        found.append(f"inv{direction}{units[at - 1].kind}{person}")
    if kind in "cst":
        sort = speaker_class(mention.head)
        found += [
            f"sort{direction}{sort}{verb[:1]}",
            f"sort:{sort}",
            f"sort{direction}{sort}{facts.before}{facts.after}",
        ]
        found.append(f"head:{mention.head}")
        found.append(f"det:{scene.document.sentences[mention.sentence].tokens[mention.first].text.lower()[:6]}")
    if kind == "n" and mention.role:
        found.append(f"role{direction}")
    if kind == "n" and scene.in_words(place, mention):
        found.append(f"inwords{direction}{verb[:1]}")
    if at == 0 or (at and all(u.kind not in "nolpcst" for u in units[:at])):
        found.append(f"first{direction}{verb}")
    for back, was in enumerate(past[-2:][::-1]):
        same = was.mention == candidate
        if same:
            gap = place.sentence - was.place.sentence
            found.append(f"again{back}{direction}{_bucket(gap)}{facts.alone}")
            if gap == 0:
                found.append(f"samesent{direction}{facts.before}")
        elif was.mention >= 0 and scene.entities[candidate] >= 0 and (
            scene.entities[was.mention] == scene.entities[candidate]
        ):  # fmt: skip
            found.append(f"known{back}{direction}")
    return found


def _full_path(units: Sequence[Unit], region: int) -> str:
    kinds = [u.kind for u in units if not u.region or u.region == region]
    if len(kinds) > 9:
        kinds = [*kinds[:4], "..", *kinds[-4:]]
    return " ".join(kinds)


def _next_kind(units: Sequence[Unit], at: int) -> str:
    region = units[at].region
    kinds = []
    for unit in units[at + 1 : at + 12]:
        if unit.region and unit.region != region:
            continue
        kinds.append(unit.kind)
        if len(kinds) == 2:
            break
    return " ".join(kinds) or "$"


def carry_features(scene: Scene, place: Place, facts: QuoteFacts, past: Sequence[Past]) -> list[str]:
    """Features of going on with the speaker of the quotation before."""
    last = past[-1]
    sentences = scene.document.sentences
    gap = sentences[place.sentence].paragraph - sentences[last.place.sentence].paragraph
    between = scene.mentions[scene.first_mention[last.place.sentence] : scene.first_mention[place.sentence + 1]]
    earlier = scene.span(last.place)
    text = scene.document.text
    people = sum(
        earlier.outer_end <= m.start < scene.span(place).start
        and m.kind in (MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.NAME)
        for m in between
    )
    sentence_gap = place.sentence - last.place.sentence
    rest = scene.units[place.sentence]
    has_verb = any(u.kind[0] == "S" for u in rest)
    alone_before = quote_alone(scene, last.place)
    return [
        "carry",
        f"carry:{_bucket(gap)}{facts.alone}",
        f"carry:{_bucket(sentence_gap)}{facts.alone}{has_verb}",
        f"carrylast:{alone_before}{facts.alone}{min(gap, 2)}",
        f"carrypeople:{_bucket(people)}{facts.alone}{min(gap, 2)}",
        f"carryedge:{facts.before}{facts.after}{facts.closing}",
        f"carryend:{earlier.ending is Ending.REOPENED}{text[earlier.end - 1 : earlier.end] in '.?!'}{min(gap, 2)}",
        f"carrylen:{facts.length}{facts.alone}",
        f"carrynobody:{last.nobody}",
        f"carryverb:{has_verb}{facts.low}",
    ]


def quote_alone(scene: Scene, place: Place) -> bool:
    """Whether the sentence holds nothing but quotations."""
    return all(u.kind in ("Q", ".") for u in scene.units[place.sentence])


def _work_features(scene: Scene, place: Place, facts: QuoteFacts) -> list[str]:
    """What makes the stretch a title or a term: the words on both sides."""
    tokens = scene.document.sentences[place.sentence].tokens
    at = scene.units[place.sentence][place.unit].first
    left = [token.text.lower() for token in tokens[max(0, at - 4) : at]]
    right = [token.text.lower() for token in tokens[at + 1 : at + 3]]
    shape = facts.shape + facts.length
    found = [
        f"nopair:{' '.join(left[-2:])}",
    ]
    if any(word in WORKS for word in left):
        found += ["nowork<", f"nowork<{shape}", *(f"nowork<:{w}" for w in left if w in WORKS)]
    if any(word in WORKS for word in right):
        found += ["nowork>", f"nowork>{shape}"]
    if left[-1:] == ["'s"]:
        found.append(f"no's{shape}")
    if left[-1:] and left[-1] in ("on", "in", "of", "the", "a", "an", "his", "her", "its", "their"):
        found.append(f"nodet{left[-1]}{shape}{facts.closing}")
    if right[:1]:
        found.append(f"noright{right[0] if not right[0].isalnum() else 'w'}{shape}")
    return found


def nobody_features(scene: Scene, place: Place, facts: QuoteFacts, past: Sequence[Past]) -> list[str]:
    """Features of crediting nobody."""
    units = scene.units[place.sentence]
    near = [u for u in units[max(0, place.unit - 3) : place.unit + 4] if u.kind[0] == "S" or u.kind in ("s", "acc")]
    verbs = any(u.kind[0] == "S" or u.kind in ("s", "acc") for u in units)
    found = [
        "nobody",
        f"no:{facts.shape}{facts.length}",
        f"no:{facts.shape}{facts.closing}",
        f"no:{facts.before}|{facts.after}",
        f"noprev:{facts.previous}",
        f"nonext:{facts.following}",
        f"noalone:{facts.alone}{facts.length}",
        f"noverb:{bool(near)}{verbs}{facts.length}",
        f"noedge:{facts.before}{facts.closing}{facts.length}",
        f"nomark:{scene.span(place).mark}",
        f"noshape:{facts.shape}{facts.before}",
        *_work_features(scene, place, facts),
    ]
    claim = next((i for i in range(place.unit - 1, -1, -1) if units[i].kind == "s"), -1)
    if claim > 0 and units[claim - 1].kind == "'s" and units[claim + 1].kind == "that":
        found.append("noclaim")
    if place.unit and units[place.unit - 1].mention >= 0:
        mention = scene.mentions[scene.first_mention[place.sentence] + units[place.unit - 1].mention]
        found.append(f"nohead:{mention.head if mention.kind is MentionKind.NOUN else mention.kind}")
    if place.unit and units[place.unit - 1].word:
        found.append(f"nostem:{verb_stem(units[place.unit - 1].word)}")
    if past:
        found.append(f"nopast:{past[-1].nobody}{past[-1].place.sentence == place.sentence}")
    return found
