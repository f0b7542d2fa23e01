"""The cast of one article: its proper names grouped into people and bodies, each with its fullest name.

One occurrence that is recognised as a person types all repeats of the same string.  A bare surname goes to the
person of that surname whom the article names most, counted over full names and first mention.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from quotes import names
from quotes.model import Document, Mention, MentionKind, NameSpan, Sentence
from quotes.nouns import is_role
from quotes.resources import lexicon, lines


@dataclass(slots=True, eq=False)
class Entity:
    """One person, body or place of the article."""

    number: int
    kind: str
    name: str
    first: int
    """Offset of the first occurrence."""
    count: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    """How often each of its names stands."""
    roles: list[str] = field(default_factory=list)
    """Words of titles, roles and appositions, lower case."""
    gender: str | None = None
    full: list[int] = field(default_factory=list)
    """Where it stands with given and family name."""


class Cast:
    """All entities, and which of them a string or a mention names."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.by_form: dict[str, list[Entity]] = {}
        """Surface form → the entities it may name, likeliest first."""
        self._ranks: dict[int, int] = {}
        self._people = 0
        self._ranked_of = 0
        """Of how many entities the ranks are."""

    def of(self, form: str) -> Entity | None:
        """The likeliest entity of a surface form."""
        found = self.by_form.get(form)
        return found[0] if found else None

    def rank_of(self, count: int) -> int:
        """How many people are named more than *count* times; the number of people where nobody is named so often."""
        if self._ranked_of != len(self.entities):
            self._ranks = {}
            counts = sorted([e.count for e in self.entities if e.kind == "person"], reverse=True)
            for rank, each in enumerate(counts):
                self._ranks.setdefault(each, rank)
            self._ranked_of, self._people = len(self.entities), len(counts)
        return self._ranks.get(count, self._people)


def build_cast(document: Document, spans: Sequence[NameSpan], mentions: Sequence[Mention]) -> Cast:
    """Group the proper names *spans* of an article; titles, roles and appositions come from *mentions*."""
    text = document.text
    cast = Cast()
    starts: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str] = {}
    titled: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        form = surface(text[span.start : span.end])
        starts[form].append(span.start)
        gender = names.gender_of(text[span.title_start : span.start]) if span.title_start < span.start else None
        if gender:
            titled[form][gender] += 1
        if kinds.get(form) != "person":
            kinds[form] = span.kind
    for mention in mentions:
        if mention.kind not in _NO_NAMES:
            form = surface(mention.head)
            if form not in starts:
                starts[form].append(mention.start)
                kinds[form] = "other"
    ordered = sorted(starts, key=lambda form: (-len(form.split()), starts[form][0]))
    people = [form for form in ordered if kinds[form] == "person"]
    _people(cast, people, starts, titled)
    _bodies(cast, [form for form in ordered if kinds[form] != "person"], starts, kinds)
    _evidence(cast, document, mentions)
    _far_roles(cast, document, spans)
    return cast


@lru_cache(names.REMEMBERED)
def surface(words: str) -> str:
    """A name's string as the cast knows it: blanks evened, apostrophes straight, no possessive."""
    form = " ".join(words.replace("’", "'").split())
    return form[:-2] if form.endswith("'s") else form


def _add(cast: Cast, kind: str, form: str, starts: list[int]) -> Entity:
    entity = Entity(len(cast.entities), kind, form, starts[0])
    cast.entities.append(entity)
    _join(cast, entity, form, starts)
    return entity


def _join(cast: Cast, entity: Entity, form: str, starts: list[int]) -> None:
    entity.count += len(starts)
    entity.forms[form] = entity.forms.get(form, 0) + len(starts)
    if entity.kind == "person" and " " in form:
        entity.full = sorted({*entity.full, *starts})
    entity.first = min(entity.first, starts[0])
    cast.by_form.setdefault(form, []).append(entity)


def _people(cast: Cast, forms: Iterable[str], starts: dict[str, list[int]], titled: Mapping[str, Counter[str]]) -> None:
    full: list[tuple[Entity, str]] = []
    families: dict[str, list[Entity]] = defaultdict(list)
    givens: dict[str, list[Entity]] = defaultdict(list)
    rest: list[str] = []
    for form in forms:
        if not names.is_full(form):
            rest.append(form)
            continue
        parsed, family = names.parse(form), _family(form)
        entity = next((e for e in families.get(family, ()) if names.compatible(e.name, form) is names.Match.SAME), None)
        if entity is None:
            entity = _add(cast, "person", form, starts[form])
            full.append((entity, form))
            families[family].append(entity)
            for key in {parsed.given.lower(), *form.lower().split()[:-1]}:
                givens[key].append(entity)
        else:
            _join(cast, entity, form, starts[form])
            entity.name = fuller(entity.name, form, entity.forms)
    for form in rest:
        low = _family(form)
        found = families.get(low) or givens.get(form.lower()) or []
        if not found:
            found = [e for e, name in full if form.lower() in name.lower().split()]
        if not found:
            found = [e for e, name in full if misspelt(names.parse(name).family, form)]
            found = found if len(found) == 1 else []
        gender = _told_gender(titled.get(form))
        if not found or (gender and all(listed_gender(e.name) not in (None, gender) for e in found)):
            entity = _add(cast, "person", form, starts[form])  # Mr. Grant, where only Jane Grant has a full name
            entity.gender = gender
            families[low].insert(0, entity)
            continue
        ranked = sorted(found, key=lambda e: (-e.count, e.first))
        _join(cast, ranked[0], form, starts[form])
        cast.by_form[form] = ranked


def _family(form: str) -> str:
    """What the family names of one person's spellings share."""
    return names.family_key(form) or form.lower()


def _told_gender(titles: Counter[str] | None) -> str | None:
    """The gender that nearly all titles before a bare family name tell; None where they don't agree."""
    if not titles:
        return None
    (gender, most), *others = titles.most_common()
    return gender if most > 3 * sum(count for _, count in others) else None


def listed_gender(name: str) -> str | None:
    """``m`` or ``f`` by the given name of *name*, None where it tells nothing."""
    parsed = names.parse(name)
    found = names.given_gender(parsed.given) if parsed.given else None
    return found if found in ("m", "f") else None


MISSPELT = 6
"""Fewest letters of a family name that one wrong letter doesn't make another name."""


def misspelt(family: str, form: str) -> bool:
    """Whether *form* is *family* with one letter wrong, missing or too much."""
    if min(len(family), len(form)) < MISSPELT or family[0] != form[0] or not form.isalpha():
        return False
    return bool(Levenshtein.distance(family.lower(), form.lower(), score_cutoff=1) == 1)


def fuller(a: str, b: str, counts: Mapping[str, int]) -> str:
    """The fuller of two names of one person: more words, then the commoner."""

    def weight(name: str) -> tuple[int, int, int]:
        words = [w for w in name.split() if len(w.strip(".")) > 1]
        return len(words), counts.get(name, 0), len(name)

    return max(a, b, key=weight)


def _bodies(cast: Cast, forms: Iterable[str], starts: dict[str, list[int]], kinds: dict[str, str]) -> None:
    keys: dict[str, Entity] = {}
    acronyms: dict[str, Entity] = {}
    by_word: dict[str, list[Entity]] = defaultdict(list)
    for form in forms:
        bare = form[4:] if form.lower().startswith("the ") else form
        key = names.organisation_key(bare)
        words = [w for w in bare.split() if w[:1].isupper()]
        entity = keys.get(key)
        if entity is None and len(words) == 1 and bare.isupper():
            entity = acronyms.get(bare)
        if entity is None and len(words) == 1 and kinds[form] != "place":
            leading = [e for e in by_word[bare.lower()] if e.kind == "organisation"]
            entity = leading[0] if len(leading) == 1 else None
        if entity is not None:
            _join(cast, entity, form, starts[form])
            continue
        entity = _add(cast, kinds[form], form, starts[form])
        entity.name = bare
        keys[key] = entity
        if len(words) > 1:
            by_word[words[0].lower()].append(entity)
            for short in names.acronyms(bare):
                acronyms.setdefault(short, entity)


_WORD_BEFORE = re.compile(r"[ \t]([\w'’.-]+)")
"""The word before a place, on the characters before it in reverse."""
_APPOSITION = re.compile(r",[ \t](?:the|a|an|who is|who was)[ \t]([^,.;:—()\n“”\"]{3,80})(?=[,.;—\n]|[ \t]who[ \t])")
_PARTY = re.compile(r"[ \t]\((?:([DRI])|[A-Z]+)?-?([A-Z][A-Za-z.]*)?\)")
_PARTIES = {"D": "democrat democratic", "R": "republican gop", "I": "independent"}
MOST_BEFORE = 6
"""Most words before a name that are looked at for a role."""


def _far_roles(cast: Cast, document: Document, spans: Sequence[NameSpan]) -> None:
    """Roles of people beside their names anywhere in the text: words before, an apposition, party and state behind."""
    text = document.text
    for span in spans:
        at, end = span.start, span.end
        led, behind = text[at - 1 : at] in " \t", text[end : end + 1]
        if not led and behind not in ", \t":
            continue
        entity = cast.of(surface(text[at:end]))
        if entity is None or entity.kind != "person":
            continue
        words: list[str] = []
        while led and len(words) < MOST_BEFORE:
            match = _WORD_BEFORE.match(text[max(0, at - 30) : at][::-1])
            if match is None or not _of_role(match[1][::-1]):
                break
            words.append(match[1][::-1].lower())
            at -= match.end()
        if words:
            entity.roles.append(" ".join(reversed(words)))
        if behind == ",":
            apposition = _APPOSITION.match(text, end)
            if apposition is not None:
                entity.roles.append(apposition[1].lower())
        elif text.startswith("(", end + 1):
            party = _PARTY.match(text, end, end + 24)
            if party is not None:
                state = _states().get((party[2] or "").replace(".", "").lower(), (party[2] or "").lower())
                entity.roles.append(f"{_PARTIES.get(party[1] or '', '')} {state}".strip())


@lru_cache(names.REMEMBERED)
def _of_role(word: str) -> bool:
    """Whether a word before a name can be part of a role: an office, a party, a nation, an adjective of office."""
    low = word.lower().rstrip(".")
    if low in names.TITLES or word in lexicon("demonyms") or word in lexicon("places"):
        return True
    return low not in _FUNCTION and (is_role(low) or low.endswith(("al", "ic", "an", "ive", "-elect", "front-runner")))


_FUNCTION = frozenset(
    """
    and or but when that than for nor an can over under after never ever however whether another other either neither
    together moreover later earlier sooner rather her their our your per super less more
    """.split()
)


@cache
def _states() -> dict[str, str]:
    """Abbreviation of a state, lower case without points → its name in lower case."""
    return dict(line.lower().split(" ", 1) for line in lines("state_abbreviations"))


_GENDERED = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PERSONAL = frozenset({"PRP", "PRP$"})
_NO_NAMES = (MentionKind.PRONOUN, MentionKind.NOUN)


def _pronouns_behind(sentence: Sentence, place: int) -> str | None:
    """The gender that all pronouns of the sentence behind a name that ends at *place* tell, where they agree."""
    genders = {
        gender
        for start, _, word, tag in sentence.tokens
        if tag in _PERSONAL and start >= place and (gender := _GENDERED.get(word.lower()))
    }
    return genders.pop() if len(genders) == 1 else None


def _evidence(cast: Cast, document: Document, mentions: Sequence[Mention]) -> None:
    """Roles and gender from what stands beside the names."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    alone: dict[int, tuple[Entity, int] | None] = {}
    """By sentence the only person that it names, and where the first name ends."""
    for mention in mentions:
        if mention.kind in _NO_NAMES:
            continue
        entity = cast.of(surface(mention.head))
        if entity is None:
            continue
        if mention.role:
            entity.roles.append(mention.role.lower())
            found = names.gender_of(mention.role)
            if found:
                votes[entity.number][found] += 3
        if entity.kind == "person":
            known = alone.setdefault(mention.sentence, (entity, mention.end))
            if known is not None and known[0] is not entity:
                alone[mention.sentence] = None
    for number, only in alone.items():
        if only is not None:
            gender = _pronouns_behind(document.sentences[number], only[1])
            if gender:
                votes[only[0].number][gender] += 1
    for entity in cast.entities:
        if entity.kind != "person":
            continue
        if entity.gender is not None:
            continue  # its title told
        listed = listed_gender(entity.name)
        if " " not in entity.name and entity.name.lower() not in lexicon("surnames"):
            listed = names.given_gender(entity.name)  # known by a given name alone
        if listed in ("m", "f"):
            votes[entity.number][listed] += 4
        ranked = votes[entity.number].most_common(2) if entity.number in votes else ()
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            entity.gender = ranked[0][0]
