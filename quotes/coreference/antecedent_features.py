"""Computes what supports a person as the one that *he*, *she* or *the senator* refers to: named features, in groups.

How far back and how the person was last mentioned, whether it was quoted last, its gender, how often the article
names it, whether its own name stands in the words quoted, how well its titles and appositions fit the role.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.mention_history import GrammaticalFunction, MentionRecord, grammatical_function
from quotes.coreference.roles import role_fit, role_words
from quotes.english import names
from quotes.english.nouns import is_person
from quotes.weights.sums import Feature

Names = Sequence[str]
"""Names of features."""


class Constraints(NamedTuple):
    """What a mention tells of the person it refers to: gender, and for a role its head noun and the words around it."""

    gender: str | None
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    attached: frozenset[str] = frozenset()
    """The words of the phrases behind it, lower case: of *the director of exams at Tyne College*."""


def new_referent(constraints: Constraints) -> list[Feature]:
    """Returns the features of the candidate that a role refers to nobody mentioned and introduces a person of
    its own.
    """
    head = constraints.head
    return [
        (
            _itself,
            is_person(head),
            names.gender_of(head) is not None,
            bool(constraints.attached),
            bool(constraints.modifiers),
            head,
        )
    ]


def _itself(person: bool, hint: bool, attached: bool, modified: bool, head: str) -> Names:
    return (
        "itself", f"itself:{person}{hint}", f"itselfattached:{attached}", f"itselfmod:{modified}", f"itselfhead:{head}",
    )  # fmt: skip


_DETERMINERS = frozenset("a an one another the this that".split())
"""Words that open a description of somebody, each a value of a feature."""


def _bucket(n: int) -> str:
    return str(n) if n <= 3 else "5" if n <= 5 else "+"


class AntecedentFeatures:
    """Computes the features of one mention's candidates; holds what is the same for all of them."""

    def __init__(
        self,
        context: ResolutionContext,
        number: int,
        constraints: Constraints,
        records: Sequence[MentionRecord],
        by_key: Mapping[int, Sequence[MentionRecord]],
        fitting: Sequence[int],
        ahead: int | None,
    ) -> None:
        self.context, self.constraints, self.by_key, self.ahead = context, constraints, by_key, ahead
        self.number, self.mention = number, context.mentions[number]
        here = self.mention.sentence
        sentence = context.document.sentences[here]
        self.paragraph = sentence.paragraph
        opens = here == 0 or context.document.sentences[here - 1].paragraph != sentence.paragraph
        self.quoted_first = sentence.words[:1] == ("",) and sentence.starts[0] < self.mention.start
        self.setting = f"{'o' if opens else '-'}{'q' if self.quoted_first else '-'}"
        self.kind = "n" if constraints.head else "p"
        self.function, _ = grammatical_function(context.document, context.mentions, number)
        self.in_words = context.quoted_words.named_in(here)
        self.leading: int | None = None
        """The person who is the first subject of the mention's sentence so far."""
        self.leading_before: int | None = None
        """The person who is the first subject of the sentence before."""
        self.acting_before: int | None = None
        """The person who is the first to have a verb right behind its mention in the sentence before."""
        self.sayer_before: int | None = None
        """The person who is the last subject of a reporting verb in the sentence before."""
        for record in reversed(records):
            if record.sentence < here - 1:
                break
            if not record.person:
                continue
            if record.sentence == here:
                if record.function is GrammaticalFunction.SUBJECT:
                    self.leading = record.key
                continue
            if record.function is GrammaticalFunction.SUBJECT:
                self.leading_before = record.key
            if record.acts:
                self.acting_before = record.key
            if record.reports and self.sayer_before is None:
                self.sayer_before = record.key
        self.source, self.source_away = self._current_source(records)
        """Key of the person who is speaking in this passage, and how many sentences back that was."""
        self.about = context.quoted_words.pronoun_in(here, constraints.gender) if constraints.gender else False
        self.last = context.last_credited(number)
        self.before_last = self._before_last()
        """Key of the speaker before the last one, or None."""
        self.since = self._subjects_since(records)
        """The people who were subjects since the last quotation."""
        self.places = self._places_since(records)
        """By person the best grammatical function since the current source spoke: ``S`` for a subject."""
        entities = context.entities.all
        known = [entities[k] for k in fitting if k < UNNAMED_FROM]
        self.fits = (
            {e.number: role_fit(constraints.head, constraints.modifiers, e.roles) for e in known}
            if constraints.head
            else {}
        )
        self.holders = {number for number, fit in self.fits.items() if fit.match == "exact"}
        persons = [e for e in known if e.kind == "person"]
        self.alone = len(persons) <= 1
        self.knowns = sum(e.gender == constraints.gender for e in persons) if constraints.gender else 0

    def _before_last(self) -> int | None:
        last, credited = self.last, self.context.credited
        if last is None or last.other < 0 or credited[last.other].start < self.context.section_start(self.number):
            return None
        return credited[last.other].key

    def _subjects_since(self, records: Sequence[MentionRecord]) -> set[int]:
        found: set[int] = set()
        for record in reversed(records if self.last is not None else ()):
            if self.last is None or record.sentence <= self.last.sentence:
                break
            if record.person and record.function is GrammaticalFunction.SUBJECT:
                found.add(record.key)
        return found

    def _places_since(self, records: Sequence[MentionRecord]) -> dict[int, str]:
        found: dict[int, str] = {}
        for record in reversed(records):
            if self.mention.sentence - record.sentence >= self.source_away:
                break
            if found.get(record.key) != GrammaticalFunction.SUBJECT:
                found[record.key] = record.function
        return found

    def _current_source(self, records: Sequence[MentionRecord]) -> tuple[int | None, int]:
        """Returns the person whose words are reported last before the mention, and how many sentences back; None and 9
        if nobody's are within 9 sentences.
        """
        here = self.mention.sentence
        key, sentence = None, here - 9
        for record in reversed(records):
            if record.sentence <= sentence:
                break
            if record.reports and record.start < self.mention.start:
                key, sentence = record.key, record.sentence
                break
        last = self.context.last_credited(self.number)
        if last is not None and last.sentence > sentence:
            key, sentence = last.key, last.sentence
        return key, here - sentence

    def features(self, rank: int, key: int) -> list[Feature]:
        """Returns the features of the candidate *key*, the *rank*-th by nearness."""
        kind, setting, function = self.kind, self.setting, self.function
        own = self.by_key.get(key)
        found: list[Feature] = [(_rank, kind, setting, _bucket(rank))]
        if own:
            last = own[0]
            away = self.mention.sentence - last.sentence
            subject = says = False
            for record in own:
                if record.sentence != last.sentence:
                    break
                subject = subject or record.function is GrammaticalFunction.SUBJECT
                says = says or record.reports
            near = f"{_bucket(away)}{min(3, self.paragraph - last.paragraph)}"
            found.append((
                _own, near, kind, setting, last.function, min(away, 3), subject, says, last.form, min(3, len(own)),
                last.first,
            ))  # fmt: skip
            if away == 0:
                found.append((_same, last.function, function, kind, subject, self.quoted_first, rank == 0, says))
            elif kind == "n":
                found.append((_before, subject, function, min(away, 2)))
        else:
            found.append("far")
        leading, before = key == self.leading, key == self.leading_before
        if leading or before:
            found.append((_leading, leading, before, kind, setting, function))
        if self.acting_before is not None or self.sayer_before is not None or self.about:
            acting = None if self.acting_before is None else key == self.acting_before
            sayer = None if self.sayer_before is None else key == self.sayer_before
            spoke = self.last is not None and key == self.last.key
            found.append((_doing, before, acting, sayer, self.about, spoke, kind, setting))
        found.append(self._speech(key))
        if self.source is not None:
            found.append((
                _source, key == self.source, min(5, self.source_away), kind, setting, self.places.get(key, "-"),
            ))  # fmt: skip
        if key == self.ahead:
            found.append((_ahead, bool(own)))
        if key in self.in_words:
            found.append("inwords")
        if key >= UNNAMED_FROM:
            found += self._description(key)
        else:
            found.append(self._who(key))
        if self.constraints.head:
            found.append(self._role(key))
        return found

    def _speech(self, key: int) -> Feature:
        last = self.last
        if last is None:
            return "silent"
        if key == last.key:
            ago = min(3, max(0, self.paragraph - last.paragraph))
            return (_spoke, ago, self.kind, self.setting, min(2, len(self.since) - (key in self.since)))
        if key == self.before_last:
            return "spokebefore"
        return "spokeonce" if self.context.has_spoken(key, self.number) else "neverspoke"

    def _who(self, key: int) -> Feature:
        entity = self.context.entities.all[key]
        known = "u"
        if self.constraints.gender and entity.gender is not None:
            called = any(record.gender == self.constraints.gender for record in self.by_key.get(key, ()))
            known = "k" if entity.gender == self.constraints.gender or called else "l"
        rank = self.context.entities.rank_of(entity.count)
        return (
            _who, known, min(2, self.knowns), entity.kind, _bucket(rank), self.kind, entity.count == 1, self.alone,
        )  # fmt: skip

    def _description(self, key: int) -> list[Feature]:
        """Returns features of somebody without a name: how introduced, and what was done and said since.

        Who was just quoted or reports something is known as a person by that, like somebody with a name.
        """
        described = self.context.mentions[key - UNNAMED_FROM]
        opening = self.context.document.sentences[described.sentence].lows[described.first]
        determiner = opening if opening in _DETERMINERS else "-"
        gender = names.gender_of(described.head)
        away, subject, reports = 3, False, False
        for record in self.by_key.get(key, ()):
            away = min(away, self.mention.sentence - record.sentence)
            if self.mention.sentence - record.sentence > away:
                break
            subject = subject or record.function is GrammaticalFunction.SUBJECT
            reports = reports or (record.reports and not record.asks)
        spoke = self.last is not None and key == self.last.key
        found: list[Feature] = [
            (_unnamed, self.kind, gender is not None, determiner, away, subject, reports, spoke, self.setting)
        ]
        if not self.constraints.head and (spoke or (reports and subject)):
            found.append("kind:person")
        return found

    def _role(self, key: int) -> Feature:
        attached = self.constraints.attached
        if key >= UNNAMED_FROM:
            return (_same_head, bool(attached))
        later = self.context.entities.all[key].first > self.mention.start
        held = "own" if key in self.holders else "other" if self.holders else "none"
        match, modifiers, bare = self.fits[key]
        only = len(self.holders) == 1
        return (_role, held, only, match, modifiers, bare, is_person(self.constraints.head), later, self._attached(key))

    def _attached(self, key: int) -> str:
        """Returns how many of the words attached behind the role stand in the roles of *key*: ``all``, ``some`` or
        ``none``; empty if no words are attached.
        """
        attached = self.constraints.attached
        if not attached:
            return ""
        roles = self.context.entities.all[key].roles
        shared = attached & {word for role in roles for word in role_words(role)}
        return "all" if shared == attached else "some" if shared else "none"


def _rank(kind: str, setting: str, rank: str) -> Names:
    return f"rank:{rank}", f"rank{kind}{setting}:{rank}"


def _own(
    near: str,
    kind: str,
    setting: str,
    function: str,
    away: int,
    subject: bool,
    says: bool,
    form: str,
    times: int,
    first: bool,
) -> Names:
    close = min(away, 2)
    found = (
        f"away:{near}", f"away{kind}{setting}:{near}", f"place:{function}{close}", f"subject:{subject}{away}",
        f"says:{says}{away}{setting}", f"form:{form}{close}", f"times:{times}",
    )  # fmt: skip
    return (*found, f"new:{close}{function}") if first else found


def _same(last: str, function: str, kind: str, subject: bool, quoted_first: bool, nearest: bool, says: bool) -> Names:
    return (
        f"same:{last}{function}{kind}", f"same:{subject}{function}{kind}{quoted_first}",
        f"said:{nearest}{says}{kind}{function}",
    )  # fmt: skip


def _before(subject: bool, function: str, away: int) -> Names:
    return (f"before:{subject}{function}{away}",)


def _leading(leading: bool, before: bool, kind: str, setting: str, function: str) -> Names:
    found = ["leading", f"leading{kind}{function}"] if leading else []
    if before:
        found += ["leadingbefore", f"leadingbefore{kind}{setting}", f"leadingbefore{kind}{function}"]
    return found


def _doing(
    before: bool, acting: bool | None, sayer: bool | None, about: bool, spoke: bool, kind: str, setting: str
) -> Names:
    found = [f"acting:{acting}{before}"] if acting is not None else []
    if sayer is not None:
        found += [f"sayer:{sayer}{before}", f"sayer{kind}{setting}:{sayer}{about}"]
    if about:
        found += [f"about:{before}", f"aboutspoke:{spoke}"]
    return found


def _spoke(ago: int, kind: str, setting: str, since: int) -> Names:
    return f"spoke:{ago}", f"spoke{kind}{setting}:{ago}", f"spokesince:{since}{ago}"


def _source(source: bool, away: int, kind: str, setting: str, place: str) -> Names:
    if source:
        return (
            f"source:{away}",
            f"source{kind}:{away}",
            f"source{kind}{setting}:{away}",
            f"sourceplace:{place}{min(away, 2)}",
        )
    return (f"notsource:{place}{away}", f"notsource{kind}{setting}:{place}")


def _ahead(named: bool) -> Names:
    return "ahead", f"ahead:{named}"


def _unnamed(
    kind: str, hint: bool, determiner: str, away: int, subject: bool, reports: bool, spoke: bool, setting: str
) -> Names:
    return (
        f"unnamed{kind}", f"unnamedgender:{hint}", f"unnameddet{kind}:{determiner}{away}",
        f"unnamedtold{kind}:{subject}{reports}{away}", f"unnamedspoke{kind}{setting}:{spoke}{away}",
    )  # fmt: skip


def _who(known: str, knowns: int, what: str, rank: str, kind: str, once: bool, alone: bool) -> Names:
    return (
        f"gender:{known}{knowns}", f"kind:{what}", f"count:{rank}", f"count{kind}:{rank}", f"once:{once}",
        f"alone:{alone}{what == 'person'}",
    )  # fmt: skip


def _same_head(attached: bool) -> Names:
    return "samehead", f"samehead:{attached}"


def _role(
    held: str, only: bool, match: str, modifiers: str, bare: bool, person: bool, later: bool, attached: str
) -> Names:
    return (
        f"held:{held}{only}", f"role:{match}", f"role:{match}{modifiers}", f"role:{match}{bare}",
        f"rolehead:{match}{person}", f"later:{later}", f"roleattached:{match}{attached}",
    )  # fmt: skip
