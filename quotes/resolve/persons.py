"""Which person *he*, *she* or *the senator* is: a log-linear ranking of the people mentioned before.

Candidates are the people of the article named before the mention, descriptions of people whom it doesn't name, and,
for a role, the description itself.  What speaks for each are named features: how far back and how it was last
mentioned, whether it was quoted last, its gender, how often the article names it, whether its own name stands in
the words quoted, how well its titles and appositions fit the role.  Weights (``resources/antecedents.json``) are
fitted by ``python -m quotes.learn antecedents``.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes import names
from quotes.model import MentionKind, SpeakerKind
from quotes.nouns import is_person, is_plural
from quotes.resolve.roles import Fit, role_fit
from quotes.resolve.salience import Trace
from quotes.resolve.state import UNNAMED_FROM, Identity, State
from quotes.resources import lexicon, weights

ITSELF = -1
"""Candidate of a role: nobody else, the description stays what it is."""
MOST = 24
"""Most candidates: those mentioned last."""


class Option(NamedTuple):
    """One candidate: its key (or ``ITSELF``) and features."""

    key: int
    features: tuple[str, ...]


class Asked(NamedTuple):
    """What is asked of a mention: the gender wanted, and for a role its head and the words before it."""

    gender: str | None
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    attached: bool = False


def person(state: State, number: int, gender: str) -> Identity:
    """Whom *he* (``m``) or *she* (``f``) at *number* stands for."""
    found = best(state, options(state, number, Asked(gender)))
    if found is None:
        return state.unnamed(number, None)
    return identity(state, *found, "pronoun")


def holder(state: State, number: int, asked: Asked) -> Identity | None:
    """Whom the role at *number* stands for, None for nobody but itself."""
    found = best(state, options(state, number, asked))
    if found is None or found[0] == ITSELF:
        return None
    return identity(state, *found, "role")


def identity(state: State, key: int, probability: float, how: str) -> Identity:
    """The candidate *key* as an identity."""
    if key < UNNAMED_FROM:
        return state.identity_of(state.cast.entities[key], probability, how)
    return state.resolved[key - UNNAMED_FROM]._replace(sure=probability, how=how)


def best(state: State, found: Sequence[Option]) -> tuple[int, float] | None:
    """The likeliest candidate and its probability; None where there is none."""
    if not found:
        return None
    table: Mapping[str, float] = state.table if state.table is not None else weights("antecedents")["weights"]
    scores = [sum(table.get(f, 0.0) for f in option.features) for option in found]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    at = max(range(len(found)), key=lambda i: (powers[i], -i))
    return found[at].key, powers[at] / sum(powers)


def options(state: State, number: int, asked: Asked) -> list[Option]:
    """The candidates for the mention at *number*, the one mentioned last first; ``ITSELF`` last."""
    by_key: dict[int, list[Trace]] = {}
    for trace in reversed(state.traces_before(number)):
        by_key.setdefault(trace.key, []).append(trace)
    begin = state.section_start(number)
    for said in reversed(state.said[-40:]):
        if said.start < begin:
            break
        by_key.setdefault(said.key, [])
    fitting = [key for key in by_key if _may_be(state, key, asked)]
    if not any(key < UNNAMED_FROM for key in fitting):
        fitting += _far(state, number, asked, set(fitting))
    ahead = None if asked.head else _ahead(state, number, asked)
    if ahead is not None and ahead not in fitting:
        fitting.insert(0, ahead)
    if asked.head:
        fitting += [key for key in _holders(state, asked) if key not in fitting]
    del fitting[MOST:]
    scene = _Scene(state, number, asked, by_key, fitting, ahead)
    found = [Option(key, tuple(scene.features(rank, key))) for rank, key in enumerate(fitting)]
    if asked.head:
        found.append(Option(ITSELF, tuple(_itself(asked))))
    return found


def _reads_as_person(name: str) -> bool:
    """Whether a name of unknown kind could be a person's."""
    return names.is_full(name) or name.lower() in lexicon("surnames") or names.given_gender(name) is not None


def _may_be(state: State, key: int, asked: Asked) -> bool:
    """Whether a key is a person of a gender that doesn't contradict."""
    if key < UNNAMED_FROM:
        if key >= len(state.cast.entities):
            return False
        entity = state.cast.entities[key]
        if entity.kind == "other" and not _reads_as_person(entity.name):
            return False
        return entity.kind in ("person", "other") and (
            entity.gender is None or asked.gender is None or entity.gender == asked.gender
        )
    at = key - UNNAMED_FROM
    if at < 0 or at >= len(state.resolved) or state.resolved[at].kind is not SpeakerKind.UNNAMED:
        return False
    head = state.mentions[at].head
    if is_plural(head) or not is_person(head):
        return False
    if asked.head:
        return head == asked.head
    hint = names.gender_of(head)
    return hint is None or hint == asked.gender


def _ahead(state: State, number: int, asked: Asked) -> int | None:
    """The subject of the main clause, where the pronoun stands in one before it: *In what he called “…”, Okafor …*."""
    mention = state.mentions[number]
    tokens = state.document.sentences[mention.sentence].tokens
    if mention.first == 0 or tokens[0].tag not in ("IN", "WRB", "VBG"):
        return None
    if any(token.text == "," for token in tokens[: mention.first]):
        return None
    for later in state.mentions[number + 1 :]:
        if later.sentence != mention.sentence:
            return None
        if later.first and tokens[later.first - 1].text in (",", "") and later.kind is MentionKind.PERSON:
            entity = state.entity_of(later)
            if entity is not None and _may_be(state, entity.number, asked):
                return entity.number
            return None
    return None


def _far(state: State, number: int, asked: Asked, known: set[int]) -> list[int]:
    """People named earlier than the window, else anywhere: those named most first."""
    start = state.mentions[number].start
    people = [e for e in state.cast.entities if e.kind == "person" and e.number not in known]
    people = [e for e in people if asked.gender is None or e.gender in (None, asked.gender)]
    before = [e for e in people if e.first < start]
    ranked = sorted(before or people, key=lambda e: (-e.count, e.first))
    return [entity.number for entity in ranked[:6]]


def _holders(state: State, asked: Asked) -> list[int]:
    """People anywhere in the article whose titles or appositions hold the role."""
    return [
        e.number
        for e in state.cast.entities
        if e.kind in ("person", "other")
        and (asked.gender is None or e.gender in (None, asked.gender))
        and role_fit(asked.head, asked.modifiers, e.roles).match
    ]


def _itself(asked: Asked) -> list[str]:
    head = asked.head
    hint = names.gender_of(head) is not None
    return [
        "itself", f"itself:{is_person(head)}{hint}", f"itselfattached:{asked.attached}",
        f"itselfmod:{bool(asked.modifiers)}", f"itselfhead:{head}",
    ]  # fmt: skip


def _bucket(n: int) -> str:
    return str(n) if n <= 3 else "5" if n <= 5 else "+"


class _Scene:
    """What is the same for all candidates of one mention."""

    def __init__(
        self,
        state: State,
        number: int,
        asked: Asked,
        by_key: Mapping[int, list[Trace]],
        fitting: Sequence[int],
        ahead: int | None,
    ) -> None:
        self.state, self.asked, self.by_key, self.ahead = state, asked, by_key, ahead
        self.mention = state.mentions[number]
        sentence = state.document.sentences[self.mention.sentence]
        self.paragraph = sentence.paragraph
        self.opens = self.mention.sentence == 0 or (
            state.document.sentences[self.mention.sentence - 1].paragraph != sentence.paragraph
        )
        first = sentence.tokens[0] if sentence.tokens else None
        self.quoted_first = first is not None and not first.text and first.start < self.mention.start
        self.kind = "n" if asked.head else "p"
        self.place = state.place_of(number)
        self.in_words = state.named_in_words(self.mention.sentence)
        self.leading = self._leading(by_key, self.mention.sentence)
        self.leading_before = self._leading(by_key, self.mention.sentence - 1)
        self.acting_before = self._acting(by_key, self.mention.sentence - 1)
        self.sayer_before = self._sayer(by_key, self.mention.sentence - 1)
        self.about = state.pronoun_in_words(self.mention.sentence, asked.gender) if asked.gender else False
        begin = state.section_start(number)
        spoke = [s for s in state.said if begin <= s.start < self.mention.start]
        self.last = spoke[-1] if spoke else None
        self.before_last = next((s.key for s in reversed(spoke) if self.last and s.key != self.last.key), None)
        counts = sorted((e.count for e in state.cast.entities if e.kind == "person"), reverse=True)
        self.counts = counts
        self.holders = {
            k for k in fitting
            if asked.head and k < UNNAMED_FROM
            and role_fit(asked.head, asked.modifiers, state.cast.entities[k].roles).match == "exact"
        }  # fmt: skip
        people = [k for k in fitting if k < UNNAMED_FROM and state.cast.entities[k].kind == "person"]
        self.alone = len(people) <= 1
        self.knowns = sum(state.cast.entities[k].gender == asked.gender for k in people) if asked.gender else 0

    @staticmethod
    def _leading(by_key: Mapping[int, list[Trace]], sentence: int) -> int | None:
        """The person that is the first subject of a sentence."""
        subjects = [
            (t.start, key) for key, own in by_key.items() for t in own if t.sentence == sentence and t.place == "S"
            and t.person
        ]  # fmt: skip
        return min(subjects)[1] if subjects else None

    @staticmethod
    def _acting(by_key: Mapping[int, list[Trace]], sentence: int) -> int | None:
        """The person that is the first to have a verb right behind it in a sentence."""
        acting = [
            (t.start, key) for key, own in by_key.items() for t in own if t.sentence == sentence and t.acts and t.person
        ]  # fmt: skip
        return min(acting)[1] if acting else None

    @staticmethod
    def _sayer(by_key: Mapping[int, list[Trace]], sentence: int) -> int | None:
        """The person that is the last subject of a reporting verb in a sentence."""
        sayers = [
            (t.start, key) for key, own in by_key.items() for t in own if t.sentence == sentence and t.verb and t.person
        ]  # fmt: skip
        return max(sayers)[1] if sayers else None

    def features(self, rank: int, key: int) -> list[str]:
        """Features of the candidate *key*, the *rank*-th by nearness."""
        kind = self.kind
        own = self.by_key.get(key, ())
        setting = f"{'o' if self.opens else '-'}{'q' if self.quoted_first else '-'}"
        found = [f"rank:{_bucket(rank)}", f"rank{kind}{setting}:{_bucket(rank)}"]
        if own:
            last = own[0]
            away = self.mention.sentence - last.sentence
            paragraphs = min(3, self.paragraph - last.paragraph)
            near = f"{_bucket(away)}{paragraphs}"
            here = [t for t in own if t.sentence == last.sentence]
            subject = any(t.place == "S" for t in here)
            says = any(t.verb for t in here)
            found += [
                f"away:{near}", f"away{kind}{setting}:{near}", f"place:{last.place}{min(away, 2)}",
                f"subject:{subject}{min(away, 3)}", f"says:{says}{min(away, 3)}{setting}",
                f"form:{last.form}{min(away, 2)}", f"times:{min(3, len(own))}",
            ]  # fmt: skip
            if last.first:
                found.append(f"new:{min(away, 2)}{last.place}")
            if away == 0:
                first = any(t.place == "S" for t in here)
                found += [f"same:{last.place}{self.place}{kind}", f"same:{first}{self.place}{kind}{self.quoted_first}"]
                found.append(f"said:{rank == 0}{any(t.verb for t in here)}{kind}{self.place}")
            elif kind == "n":
                found.append(f"before:{subject}{self.place}{min(away, 2)}")
        else:
            found.append("far")
        if key == self.leading:
            found += ["leading", f"leading{kind}{self.place}"]
        if key == self.leading_before:
            found += ["leadingbefore", f"leadingbefore{kind}{setting}", f"leadingbefore{kind}{self.place}"]
        if self.acting_before is not None:
            found.append(f"acting:{key == self.acting_before}{key == self.leading_before}")
        if self.sayer_before is not None:
            same = key == self.sayer_before
            found += [f"sayer:{same}{key == self.leading_before}", f"sayer{kind}{setting}:{same}{self.about}"]
        if self.about:
            spoke = self.last is not None and key == self.last.key
            found += [f"about:{key == self.leading_before}", f"aboutspoke:{spoke}"]
        found += self._speech(key, setting)
        if key == self.ahead:
            found += ["ahead", f"ahead:{bool(own)}"]
        if key in self.in_words:
            found.append("inwords")
        found += self._who(key)
        if self.asked.head:
            found += self._role(key)
        return found

    def _speech(self, key: int, setting: str) -> list[str]:
        if self.last is None:
            return ["silent"]
        found = []
        if key == self.last.key:
            ago = min(3, max(0, self.paragraph - self.last.paragraph))
            found += [f"spoke:{ago}", f"spoke{self.kind}{setting}:{ago}"]
            since = [
                t for k, own in self.by_key.items() if k != key for t in own
                if t.person and t.place == "S" and self.last.sentence < t.sentence <= self.mention.sentence
            ]  # fmt: skip
            found.append(f"spokesince:{min(2, len({t.key for t in since}))}{ago}")
        elif key == self.before_last:
            found.append("spokebefore")
        elif any(s.key == key for s in self.state.said):
            found.append("spokeonce")
        else:
            found.append("neverspoke")
        return found

    def _who(self, key: int) -> list[str]:
        if key >= UNNAMED_FROM:
            head = self.state.mentions[key - UNNAMED_FROM].head
            return [f"unnamed{self.kind}", f"unnamedgender:{names.gender_of(head) is not None}"]
        entity = self.state.cast.entities[key]
        place = self.counts.index(entity.count) if entity.count in self.counts else len(self.counts)
        known = "k" if self.asked.gender and entity.gender == self.asked.gender else "u"
        return [
            f"gender:{known}{min(2, self.knowns)}", f"kind:{entity.kind}", f"count:{_bucket(place)}",
            f"count{self.kind}:{_bucket(place)}",
            f"once:{entity.count == 1}", f"alone:{self.alone}{entity.kind == 'person'}",
        ]  # fmt: skip

    def _role(self, key: int) -> list[str]:
        if key >= UNNAMED_FROM:
            return ["samehead", f"samehead:{self.asked.attached}"]
        entity = self.state.cast.entities[key]
        fit: Fit = role_fit(self.asked.head, self.asked.modifiers, entity.roles)
        later = entity.first > self.mention.start
        held = "own" if key in self.holders else "other" if self.holders else "none"
        return [
            f"held:{held}{len(self.holders) == 1}",
            f"role:{fit.match}", f"role:{fit.match}{fit.modifiers}", f"role:{fit.match}{fit.bare}",
            f"rolehead:{fit.match}{is_person(self.asked.head)}", f"later:{later}",
            f"roleattached:{fit.match}{self.asked.attached}",
        ]  # fmt: skip
