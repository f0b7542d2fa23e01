"""What speaks for each candidate: named features of one quotation and one candidate.

A feature's name is its template and values (``path>n:S,``), so that a weight can be read.  Features that take the
same few values are a group (``resources/sums.py``): the function that spells their names, and the values.
Distances are in sentences, paragraphs and mentions; patterns are units (``units.py``).  History is what was decided
for the quotations before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribute.rows import Kinds
from quotes.attribute.scene import Place, Scene
from quotes.attribute.verbs import verb_stem
from quotes.model import Ending, MentionKind
from quotes.nouns import speaker_class
from quotes.resources.sums import Feature

Names = Sequence[str]
"""Names of features."""

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
    paragraph: int


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
_PEOPLE = (MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.NAME)
_WORDS = re.compile(r"[^\W_][\w'’.-]*")
_SMALL = frozenset("a an the of and or for in on to with at by from as is de la vs v".split())


def quote_facts(scene: Scene, place: Place) -> QuoteFacts:
    """Surface facts of the quotation at *place*."""
    text = scene.document.text
    span = scene.span(place)
    units = scene.units[place.sentence]
    words = _WORDS.findall(text, span.start, min(span.end, span.start + 400))
    tokens = scene.document.sentences[place.sentence].tokens
    sentences = scene.document.sentences
    paragraph = scene.document.paragraphs[sentences[place.sentence].paragraph]
    if span.outer_start <= paragraph.start and span.outer_end >= paragraph.end:
        alone = "P"  # the whole paragraph
    else:
        others = {unit.kind for unit in units[: place.unit] + units[place.unit + 1 :]} - {"."}
        alone = "S" if not others else "Q" if others == {"Q"} else "-"  # a sentence of its own
    count = len(words)
    length = "1" if count <= 1 else "2" if count == 2 else "4" if count <= 4 else "8" if count <= 8 else "L"
    at = units[place.unit].first
    previous = tokens[at - 1].text.lower() if at else "^"
    following = tokens[at + 1].text.lower() if at + 1 < len(tokens) else "$"
    closing = text[span.end - 1 : span.end]
    closing = closing if closing in ",.?!-—…" else "w"
    return QuoteFacts(
        alone,
        length,
        _shape(words),
        units[place.unit - 1].kind if place.unit else "^",
        units[place.unit + 1].kind if place.unit + 1 < len(units) else "$",
        closing,
        previous,
        following,
        text[span.start : span.start + 1].islower(),
        sentences[place.sentence].paragraph,
    )


def _shape(words: Sequence[str]) -> str:
    """``T`` title case, ``A`` all capitals, ``t`` one capitalised word, ``l`` lower case, ``s`` as a sentence."""
    content = [w for w in words if w[0].isalpha() and w.lower() not in _SMALL]
    if not content:
        return "0"
    upper = sum([w[0].isupper() for w in content])
    if upper == len(content):
        if upper == 1:
            return "t"
        return "A" if " ".join(content).isupper() else "T"
    if not words[0][0].isupper():
        return "l" if not upper else "m"
    return "s"


_BUCKETS = "0123559999"


def _bucket(n: int) -> str:
    return _BUCKETS[n] if n <= 9 else "+"


def mention_features(
    scene: Scene, place: Place, facts: QuoteFacts, candidate: int, rank: int, past: Sequence[Past]
) -> list[Feature]:
    """Features of the mention *candidate*; *rank* counts mentions between it and the quotation."""
    mention = scene.mentions[candidate]
    at = scene.unit_of[candidate]
    kind, _, _, region, _ = scene.units[mention.sentence][at]
    around = scene.around(candidate)
    verb = around.verb
    word = mention.head if kind == "p" else kind
    offset = mention.sentence - place.sentence
    distance = _bucket(abs(offset))
    far = scene.document.sentences[mention.sentence].paragraph - facts.paragraph
    way: Feature
    if offset == 0:
        row = scene.row(place.sentence, region)
        direction, first, last = ("<", at + 1, place.unit) if at < place.unit else (">", place.unit + 1, at)
        way = (_way, direction, kind, word, row.path(first, last), _ends(row.short(first, last)))
    else:
        before, after = (mention.sentence, place.sentence) if offset < 0 else (place.sentence, mention.sentence)
        if offset < 0:
            direction = "<<" if not far else "<<<"
            left, right, from_, to = scene.row(before, region), scene.row(after), at + 1, place.unit
        else:
            direction = ">>" if not far else ">>>"
            left, right, from_, to = scene.row(before), scene.row(after, region), place.unit + 1, at
        end = len(scene.units[before])
        back = f"|{distance if offset < 0 else offset}|"
        short = (*left.short(from_, end)[: 2 if offset < 0 else None], back, *right.short(0, to))
        way = (_way_over, direction, kind, word, left.path(from_, end), back, right.path(0, to), _ends(short))
    stem = around.stem
    found: list[Feature] = [
        way,
        f"near{direction}{around.near}",
        f"verb{direction}{stem}" if offset else f"verb={stem}",
        (_place, direction, distance, far, _bucket(rank), facts.alone, verb, word, kind, around.first),
        (_edge, direction, facts.before, facts.after, facts.closing, kind, verb[:1]),
        (_beside, around.previous, kind, bool(region), direction, around.left, around.left_kind),
    ]
    if kind in "cst":
        head = mention.head
        sort = speaker_class(head)
        found += (
            (_sort, direction, sort, verb[:1]),
            f"sort{direction}{sort}{facts.before}{facts.after}",
            f"head:{head}",
            f"det:{around.determiner}",
        )
    if kind == "n":
        in_words = scene.in_words(place, mention)
        if mention.role or in_words:
            found.append((_name, direction, bool(mention.role), in_words, verb[:1]))
    for back_by, was in enumerate(past[-2:][::-1]):
        if was.mention == candidate:
            gap = place.sentence - was.place.sentence
            found.append((_again, back_by, direction, _bucket(gap), facts.alone, not gap, facts.before))
        elif was.mention >= 0 and scene.entities[candidate] >= 0 and (
            scene.entities[was.mention] == scene.entities[candidate]
        ):  # fmt: skip
            found.append((_known, back_by, direction))
    return found


def _ends(kinds: Kinds) -> Kinds:
    """At most six kinds: of a longer row three at each end."""
    return kinds if len(kinds) <= 6 else (*kinds[:3], "..", *kinds[-3:])


def _way(direction: str, kind: str, word: str, path: Kinds, short: Kinds) -> Names:
    shorter = " ".join(short)
    return (
        f"path{direction}{kind}:{' '.join(path)}",
        f"short{direction}:{shorter}",
        f"shortk{direction}{word}:{shorter}",
    )


def _way_over(direction: str, kind: str, word: str, left: Kinds, back: str, right: Kinds, short: Kinds) -> Names:
    path, shorter = f"{' '.join(left)}{back}{' '.join(right)}", " ".join(short)
    return f"path{direction}{kind}:{path}", f"short{direction}:{shorter}", f"shortk{direction}{word}:{shorter}"


def _place(
    direction: str, distance: str, far: int, rank: str, alone: str, verb: str, word: str, kind: str, first: bool
) -> Names:
    found = (
        f"subj{direction}{distance}{verb}", f"subjk{direction}{verb}{word}{alone}", f"kind{direction}{word}{alone}",
        f"pos{direction}{distance}{far}{alone}", f"rank{direction}{rank}{alone}", f"rankk{direction}{rank}{kind}",
    )  # fmt: skip
    return (*found, f"first{direction}{verb}") if first else found


def _edge(direction: str, before: str, after: str, closing: str, kind: str, verb: str) -> Names:
    return f"edge{direction}{before}{after}{closing}", f"edgek{direction}{before}{after}{kind}{verb}"


def _beside(previous: str, kind: str, aside: bool, direction: str, left: str, left_kind: str) -> Names:
    found = [f"prev{previous}{kind}"]
    if aside:
        found.append(f"aside{kind}")
    if left:
        found += [f"inv{direction}{left}", f"inv{direction}{left_kind}{kind}"]
    return found


def _sort(direction: str, sort: str, verb: str) -> Names:
    return f"sort{direction}{sort}{verb}", f"sort:{sort}"


def _name(direction: str, role: bool, in_words: bool, verb: str) -> Names:
    return [*([f"role{direction}"] if role else ()), *([f"inwords{direction}{verb}"] if in_words else ())]


def _again(back: int, direction: str, gap: str, alone: str, here: bool, before: str) -> Names:
    again = f"again{back}{direction}{gap}{alone}"
    return (again, f"samesent{direction}{before}") if here else (again,)


def _known(back: int, direction: str) -> Names:
    return (f"known{back}{direction}",)


def carry_features(scene: Scene, place: Place, facts: QuoteFacts, past: Sequence[Past]) -> list[Feature]:
    """Features of going on with the speaker of the quotation before."""
    last = past[-1]
    gap = facts.paragraph - scene.document.sentences[last.place.sentence].paragraph
    between = scene.mentions[scene.first_mention[last.place.sentence] : scene.first_mention[place.sentence + 1]]
    earlier = scene.span(last.place)
    text = scene.document.text
    low, high = earlier.outer_end, scene.span(place).start
    people = sum([low <= m.start < high and m.kind in _PEOPLE for m in between])
    alone, short_gap = facts.alone, min(gap, 2)
    has_verb = any(u.kind[0] == "S" for u in scene.units[place.sentence])
    stopped = text[earlier.end - 1 : earlier.end] in ".?!"
    return [
        (_carry, _bucket(gap), _bucket(place.sentence - last.place.sentence), alone, has_verb),
        (_carry_last, quote_alone(scene, last.place), alone, short_gap),
        (_carry_people, _bucket(people), alone, short_gap),
        (_carry_edge, facts.before, facts.after, facts.closing),
        (_carry_end, earlier.ending is Ending.REOPENED, stopped, short_gap),
        (_carry_rest, facts.length, alone, last.nobody, has_verb, facts.low),
    ]


def _carry(gap: str, sentence_gap: str, alone: str, has_verb: bool) -> Names:
    return "carry", f"carry:{gap}{alone}", f"carry:{sentence_gap}{alone}{has_verb}"


def _carry_last(alone_before: bool, alone: str, gap: int) -> Names:
    return (f"carrylast:{alone_before}{alone}{gap}",)


def _carry_people(people: str, alone: str, gap: int) -> Names:
    return (f"carrypeople:{people}{alone}{gap}",)


def _carry_edge(before: str, after: str, closing: str) -> Names:
    return (f"carryedge:{before}{after}{closing}",)


def _carry_end(reopened: bool, stopped: bool, gap: int) -> Names:
    return (f"carryend:{reopened}{stopped}{gap}",)


def _carry_rest(length: str, alone: str, nobody: bool, has_verb: bool, low: bool) -> Names:
    return f"carrylen:{length}{alone}", f"carrynobody:{nobody}", f"carryverb:{has_verb}{low}"


def quote_alone(scene: Scene, place: Place) -> bool:
    """Whether the sentence holds nothing but quotations."""
    return all(u.kind in ("Q", ".") for u in scene.units[place.sentence])


def nobody_features(scene: Scene, place: Place, facts: QuoteFacts, past: Sequence[Past]) -> list[Feature]:
    """Features of crediting nobody."""
    units = scene.units[place.sentence]
    near = [u for u in units[max(0, place.unit - 3) : place.unit + 4] if u.kind[0] == "S" or u.kind in ("s", "acc")]
    verbs = any(u.kind[0] == "S" or u.kind in ("s", "acc") for u in units)
    found: list[Feature] = [
        (_nobody, facts.shape, facts.length, facts.closing, facts.before, facts.after),
        f"noprev:{facts.previous}",
        f"nonext:{facts.following}",
        (_no_edge, facts.alone, facts.length, bool(near), verbs, facts.before, facts.closing),
        (_no_mark, scene.span(place).mark, facts.shape, facts.before),
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
        found.append((_no_past, past[-1].nobody, past[-1].place.sentence == place.sentence))
    return found


def _work_features(scene: Scene, place: Place, facts: QuoteFacts) -> list[Feature]:
    """What makes the stretch a title or a term: the words on both sides."""
    tokens = scene.document.sentences[place.sentence].tokens
    at = scene.units[place.sentence][place.unit].first
    left = [token.text.lower() for token in tokens[max(0, at - 4) : at]]
    right = [token.text.lower() for token in tokens[at + 1 : at + 3]]
    shape = facts.shape + facts.length
    found: list[Feature] = [f"nopair:{' '.join(left[-2:])}"]
    works = [word for word in left if word in WORKS]
    if works:
        found.append((_no_work, shape, *works))
    if any(word in WORKS for word in right):
        found.append((_no_work_behind, shape))
    if left[-1:] == ["'s"]:
        found.append(f"no's{shape}")
    if left[-1:] and left[-1] in ("on", "in", "of", "the", "a", "an", "his", "her", "its", "their"):
        found.append(f"nodet{left[-1]}{shape}{facts.closing}")
    if right[:1]:
        found.append(f"noright{right[0] if not right[0].isalnum() else 'w'}{shape}")
    return found


def _nobody(shape: str, length: str, closing: str, before: str, after: str) -> Names:
    return "nobody", f"no:{shape}{length}", f"no:{shape}{closing}", f"no:{before}|{after}"


def _no_edge(alone: str, length: str, near: bool, verbs: bool, before: str, closing: str) -> Names:
    return f"noalone:{alone}{length}", f"noverb:{near}{verbs}{length}", f"noedge:{before}{closing}{length}"


def _no_mark(mark: str, shape: str, before: str) -> Names:
    return f"nomark:{mark}", f"noshape:{shape}{before}"


def _no_work(shape: str, *works: str) -> Names:
    return ["nowork<", f"nowork<{shape}", *(f"nowork<:{word}" for word in works)]


def _no_work_behind(shape: str) -> Names:
    return "nowork>", f"nowork>{shape}"


def _no_past(nobody: bool, here: bool) -> Names:
    return (f"nopast:{nobody}{here}",)
