"""Reads each name in the light of the whole article: who is named again by the family name, who stands in a
headline.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, given_gender, parse
from quotes.english.nouns import NounClass, is_role, speaker_class
from quotes.mentions.capitalised_runs import Run
from quotes.mentions.merged_names import known_names, parted
from quotes.mentions.name_evidence import (
    opens_with_class,
    opens_with_firm,
    reads_as_person,
    tells_person,
    told_alone,
    told_body,
    told_kind,
    told_place,
)
from quotes.mentions.name_shapes import NameShape, names_body
from quotes.mentions.unusual_names import says
from quotes.model import ProperName

REPEATED = 2
"""Times that a last word stands alone, after which a given name before it makes it a person."""
DOUBTFUL = 0.6
"""Probability below which another kind gives way to a person if the last word is a person's name elsewhere."""
CERTAIN = 0.9
"""Probability above which a place stays a place, whoever has its name."""


class FirstReading(NamedTuple):
    """What each run of an article is taken for by itself, before the runs are compared."""

    text: str
    runs: Sequence[Run]
    shapes: Sequence[NameShape]
    names: Sequence[ProperName | None]
    """What each run was taken for; None is no name."""
    lower: Container[str]
    """Words of the runs that the text also has in lower case."""
    headlines: Container[int]
    """The positions of the runs that stand in a headline."""
    probability: Callable[[int], float]
    """The probability of a run's likeliest kind, by position."""


def reconcile(reading: FirstReading) -> tuple[ProperName, ...]:
    """Returns the names of an article after comparing each run with all others."""
    text, names = reading.text, list(reading.names)
    for i in _people_by_last_words(reading):
        names[i] = _told(reading, i, "person")
    for i, kind in _told_kinds(reading, names):
        names[i] = _told(reading, i, kind)
    people = {text[name.start : name.end] for name in names if name is not None and name.kind == "person"}
    if people:
        families, headlines, parts = _families(people), reading.headlines, _parts(people)
        givens = {person.partition(" ")[0] for person in people if " " in person}
        for i, (name, shape) in enumerate(zip(names, reading.shapes, strict=True)):
            if name is not None and name.kind == "person" and i not in headlines:
                continue
            several = len(shape.words) > 1
            if several and shape.key.lower() in parts and (name is None or name.kind != "place"):
                names[i] = _told(reading, i, "person")
            elif not several and parts and _behind_particle(reading, i) in parts:
                names[i] = _person(reading.runs[i])
            elif several or shape.key in families or shape.key in givens:  # else nobody's
                names[i] = _beside_people(reading, i, name, people, families)
    return tuple(_parted(reading, names, people))


def _parted(reading: FirstReading, names: Sequence[ProperName | None], people: Collection[str]) -> Iterator[ProperName]:
    """Yields the *names* of the article in order; a run that holds two names gives both."""
    text, headlines = reading.text, reading.headlines
    known = known_names(text, reading.runs, names, people, reading.lower)
    for i, (run, name) in enumerate(zip(reading.runs, names, strict=True)):
        size = len(run.words)
        may_be_two = size > 2 or (size == 2 and run.first)
        parts = parted(text, run, name, known) if may_be_two and i not in headlines else None
        if parts is not None:
            if parts.front is not None:
                yield parts.front
            yield parts.behind
        elif name is not None:
            yield name


def _person(run: Run) -> ProperName:
    return ProperName(run.start, run.end, "person", run.start)


def _told(reading: FirstReading, i: int, kind: str) -> ProperName:
    """Returns run *i* as a name of that *kind*, without titles or, for a firm, the noun in front."""
    run, at = reading.runs[i], reading.shapes[i].person
    start = run.starts[at] if kind == "person" and at is not None else run.start
    if kind == "organisation" and opens_with_class(run):
        start = run.starts[1]
    return ProperName(start, run.end, kind, start)


_EPONYM = re.compile(r"['’]s (?:disease|syndrome|palsy|chorea|lymphoma)\b")
"""What stands behind a name that an illness is called by: nobody of the article."""


def _told_kinds(reading: FirstReading, names: Sequence[ProperName | None]) -> Iterator[tuple[int, str]]:
    """Yields position and kind of the runs whose kind is certain from the words beside one of their occurrences and
    differs from *names*.
    """
    text = reading.text
    told: dict[str, str] = {}
    alone: set[str] = set()
    for i, (run, shape) in enumerate(zip(reading.runs, reading.shapes, strict=True)):
        size = len(run.words)
        before_blank = text[run.end : run.end + 1] == " "
        if size == 1 and run.first and _is_somebody_alone(reading, i, names[i]):
            told[shape.key] = "person"
            alone.add(run.words[0])
            continue
        other = _told_nobody(reading, names, i) if size == 1 else None
        if other is not None:
            told[shape.key] = other
            continue
        bracket = before_blank and text[run.end + 1 : run.end + 2] == "("
        if (size == 1 and before_blank and not bracket) or i in reading.headlines or shape.key in told:
            continue  # most
        if not before_blank and told_place(text, run):
            told[shape.key] = "place"
        elif size == 2 and opens_with_firm(run):
            told[shape.key] = "organisation"  # Retailer Bexby
        elif run.first and 2 < size < 5 and tells_person(run.words[0].lower()) and not names_body(run.words):
            told.setdefault(" ".join(run.words[1:]), "person")  # Rapper Lil Quill
        elif size > 1 or bracket:
            kind = told_kind(text, run)
            if kind == "organisation" or (size > 1 and kind is not None and _may_be_called(reading, i, names[i])):
                told[shape.key] = kind
        elif not before_blank and not _is_place(names[i]) and (kind := told_alone(text, run)) is not None:
            told[shape.key] = kind
    if told:
        for i, (shape, name) in enumerate(zip(reading.shapes, names, strict=True)):
            found = told.get(shape.key)
            if found is None and shape.words[-1] in alone and _may_be_person(shape.words, reading.lower):
                found = "person"
            named = name is not None and name.kind == found
            if found is not None and (not named or (found == "organisation" and opens_with_class(reading.runs[i]))):
                yield i, found


def _told_nobody(reading: FirstReading, names: Sequence[ProperName | None], i: int) -> str | None:
    """Returns the kind of run *i*, of one word, if the words beside it tell a body (*oil giant Tolland*) or an illness,
    and it is nobody's family name; else None.
    """
    text, run = reading.text, reading.runs[i]
    body = _may_be_body(names[i]) and told_body(text, run)
    illness = not body and text[run.end : run.end + 1] != " " and _EPONYM.match(text, run.end) is not None
    if not (body or illness) or _is_family(reading, names, run.words[0]):
        return None
    return "organisation" if body else "other"


def _is_place(name: ProperName | None) -> bool:
    return name is not None and name.kind == "place"


def _may_be_called(reading: FirstReading, i: int, name: ProperName | None) -> bool:
    """Tests whether run *i* can be a person's name: it begins with a given name, or isn't certainly a body or place."""
    words, shape = reading.runs[i].words, reading.shapes[i]
    proper = words[shape.person or 0 : shape.stop]
    if reads_as_person(proper):
        return True
    if not 2 <= len(proper) <= 3 or names_body(words) or " ".join(words) in lexicon("places"):
        return False
    last = words[-1].lower()
    if (
        words[0] == "New"
        or words[-1] in lexicon("demonyms")
        or is_role(last)
        or (last.endswith("s") and is_role(last[:-1]))
    ):
        return False
    return name is None or name.kind == "person" or reading.probability(i) < CERTAIN


def _people_by_last_words(reading: FirstReading) -> list[int]:
    """Returns the positions of runs taken for bodies or works that are people, because their last word often stands
    alone.

    *Mark Cuban* is a person if *Cuban* has no article before it.
    """
    text, runs, _, names, lower, _, _ = reading
    doubtful = [
        i
        for i, name in enumerate(names)
        if (name is None or name.kind in ("organisation", "other")) and _may_be_person(runs[i].words, lower)
    ]
    if not doubtful:
        return []
    wanted = {runs[i].words[-1] for i in doubtful}
    alone: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    in_full: set[str] = set()
    for run, name in zip(runs, names, strict=True):
        word = run.words[-1]
        if word in wanted:
            person = name is not None and name.kind == "person"
            if len(run.words) == 1 or (name is not None and person and name.start == run.starts[-1]):  # Mr. Cuban
                alone[word] += not text[max(0, run.start - 4) : run.start].lower().endswith("the ")
                persons[word] += person
            elif person:
                in_full.add(word)
    found: list[int] = []
    for i in doubtful:
        first, last = runs[i].words[0], runs[i].words[-1]
        if last in in_full:
            continue
        again = alone[last] >= REPEATED
        named = names[i] is not None and (persons[last] >= REPEATED or (again and given_gender(first) in ("m", "f")))
        if named or (again and _is_she_or_he(reading, i)):
            found.append(i)
    return found


_SHE_OR_HE = re.compile(r"[^.?!\n“”\"]{0,80}?\b(?:he|she|him|his|her)\b")


def _is_she_or_he(reading: FirstReading, i: int) -> bool:
    """Tests whether a pronoun for one person stands behind run *i*, with no other name between."""
    run, following = reading.runs[i], reading.runs[i + 1 : i + 2]
    if run.words[0].isupper():
        return False
    pronoun = _SHE_OR_HE.match(reading.text, run.end)
    return pronoun is not None and all(other.start > pronoun.end() for other in following)


def _is_somebody_alone(reading: FirstReading, i: int, name: ProperName | None) -> bool:
    """Tests whether run *i*, a word that opens a sentence and is no known *name*, names somebody: *who* stands behind
    it (*Okonjo, who left*), or a verb of saying and then a pronoun for one person (*Okonjo said she was late*).
    """
    run, text = reading.runs[i], reading.text
    followed = text.startswith(", who ", run.end)
    if not followed and not says(text, run.start, run.end):
        return False
    word, low = run.words[0], run.words[0].lower()
    if name is not None and (name.kind != "other" or low.endswith("s") or word in lexicon("demonyms")):
        return False
    if len(word) < 4 or low in reading.lower or speaker_class(low) is not NounClass.THING:
        return False
    if low.endswith(("ing", "s")) and not _stands_elsewhere(reading, word):
        return False  # a participle, a plural
    return followed or _is_she_or_he(reading, i)


def _may_be_body(name: ProperName | None) -> bool:
    """Tests whether a name of one word was taken for a body, or for a person without a title before it."""
    return name is not None and name.kind in ("person", "organisation") and name.title_start == name.start


def _is_family(reading: FirstReading, names: Sequence[ProperName | None], word: str) -> bool:
    """Tests whether *word* ends the name of a person that has several words, or stands behind a title."""
    return any(
        run.words[-1] == word
        and name is not None
        and name.kind == "person"
        and (len(run.words) > 1 or name.title_start < name.start)
        for run, name in zip(reading.runs, names, strict=True)
    )


def _stands_elsewhere(reading: FirstReading, word: str) -> bool:
    """Tests whether *word* ends a run of several words, or one inside a sentence."""
    return any(run.words[-1] == word and (len(run.words) > 1 or not run.first) for run in reading.runs)


def _may_be_person(words: Sequence[str], lower: Container[str]) -> bool:
    """Tests whether nothing in two or three words speaks against a person's name."""
    if not 2 <= len(words) <= 3:
        return False
    first = words[0]
    return not (
        first.lower() in lower or first in lexicon("demonyms") or first in lexicon("places") or names_body(words)
    )


def _parts(people: Collection[str]) -> set[str]:
    """Returns the parts by which the names of *people* may be repeated, lower case: beginnings that read as a name, and
    ends from a particle on.
    """
    found: set[str] = set()
    for words in map(tuple, map(str.split, people)):
        for size in range(2, len(words)):
            if reads_as_person(words[:size]) and len(words[size - 1].rstrip(".")) > 1:
                found.add(" ".join(words[:size]).lower())
            if words[-size].lower() in PARTICLES:
                found.add(" ".join(words[-size:]).lower())
    return found


def _behind_particle(reading: FirstReading, i: int) -> str:
    """Returns run *i* with the particle in small letters before it, lower case, or an empty string if no particle
    stands there.
    """
    run = reading.runs[i]
    before = reading.text[max(0, run.start - 8) : run.start].split(" ")[-2:-1]
    return f"{before[0]} {reading.shapes[i].key.lower()}" if before and before[0] in PARTICLES else ""


def _families(people: Collection[str]) -> dict[str, bool]:
    """Returns a mapping from the family names of *people* to whether somebody has it with a given name."""
    families: dict[str, bool] = {}
    for name in people:
        parsed = parse(name)
        families[parsed.family] = families.get(parsed.family, False) or bool(parsed.given)
    return families


def _beside_people(
    reading: FirstReading, i: int, name: ProperName | None, people: Collection[str], families: Mapping[str, bool]
) -> ProperName | None:
    """Returns the reading of run *i*, taken for *name* by itself, in an article that names *people* of these
    *families*.
    """
    run = reading.runs[i]
    size = len(run.words)
    if name is not None and name.title_start < name.start and reading.text.count(" ", name.start, name.end) < 2:
        return name  # behind a title
    if size > 1 and i in reading.headlines and (size > 4 or not _is_certain(reading, i, name)):
        return _in_headline(run, families) or name
    if size == 1:
        again = families.get(reading.shapes[i].key) and not _is_certain(reading, i, name)
        if not again:
            again = _may_be_known_by(run.words[0], reading.text, people, families) and says(
                reading.text, run.start, run.end
            )
        again = again and not (names_body(run.words) and reading.text[: run.start].endswith(("the ", "The ")))
    elif name is None:
        again = reading.text[run.start : run.end] in people
    else:
        again = size <= 3 and run.words[-1] in families and name.kind != "person" and reading.probability(i) < DOUBTFUL
    return _told(reading, i, "person") if again else name


def _may_be_known_by(word: str, text: str, people: Iterable[str], families: Mapping[str, bool]) -> bool:
    """Tests whether a town's or thing's name may stand for one of the *people*: *Ireland said*, of Ann Ireland.

    *word* must be a family name that *text* nowhere has as a place, or a given name that is no place.
    """
    if families.get(word):
        return re.search(rf"\b(?:in|to|from|of|across|outside) {re.escape(word)}\b", text) is None
    return word not in lexicon("places") and any(name.startswith(f"{word} ") for name in people)


def _is_certain(reading: FirstReading, i: int, name: ProperName | None) -> bool:
    if name is None:
        return False
    return name.kind == "person" or (name.kind == "place" and reading.probability(i) > CERTAIN)


def _in_headline(run: Run, families: Container[str]) -> ProperName | None:
    """Returns the first family name of *families* in *run*, with a given name before it, or None."""
    for i, word in enumerate(run.words):
        if word in families:
            start = run.starts[i - 1] if i and given_gender(run.words[i - 1]) else run.starts[i]
            return ProperName(start, run.starts[i] + len(word), "person", start)
    return None
