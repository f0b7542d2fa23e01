"""Proper names in raw text: which runs of capitals name somebody or something, and what kind they name.

Every occurrence is weighed by a log-linear model over what its words are (lexicons, shape, endings) and what stands
beside it; the occurrences of one string are then added up, because an article uses a name in one sense.  Fitted by
``python -m quotes.learn names``.  No tagger: the whole text can be read, not only what neighbours a quotation.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.find.runs import Run, find_runs
from quotes.names import PARTICLES, REMEMBERED, SUFFIXES, TITLES, family_first, given_gender, parse, tidy
from quotes.resources import lexicon
from quotes.resources.sums import Group, Rows, rows

KINDS = ("person", "organisation", "place", "other", "none")
"""What a run can be: ``other`` are peoples, parties' adherents, events, works; ``none`` is no name at all."""
TOGETHER = 0.5
"""How much the average over all occurrences of a string counts against a single occurrence's own context: 1 would
mean that every occurrence is the same."""
EASTERN = 0.9
"""Probability below which another kind gives way to a person, where a family name of East Asia stands first."""
REPEATED = 2
"""Times that a last word stands alone, after which a given name before it makes it a person."""
DOUBTFUL = 0.6
"""Probability below which another kind gives way to a person, where the last word is a person's elsewhere."""
MANY = 3
"""Occurrences of one string that are looked at; more don't change the average."""

_BACKWARDS = re.compile(r"[ \t\xa0]*([\w'’.-]+|[^\w\s])")
"""The word or mark before a place, on the characters before it in reverse."""
_AFTER = re.compile(r"[ \t\xa0]*(['’]s\b|['’](?=\s)|[\w'’-]+|[^\w\s])?")
_TITLE_LINE = 0.75
"""Share of capitalised long words from which a line is a headline."""
_LINE = re.compile(r"[^\n\r]+")
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


class Name(NamedTuple):
    """One proper name, in reading order, disjoint: ``[start, end)`` is the name, titles begin at ``title_start``."""

    start: int
    end: int
    kind: str
    """``person``, ``organisation``, ``place`` or ``other``."""
    score: float
    """Probability of the kind."""
    title_start: int


def find_names(text: str, *, table: Mapping[str, Sequence[float]] | None = None) -> tuple[Name, ...]:
    """The proper names of *text*, inside quotations and out.  Linear time; never fails."""
    weigh = rows("names", len(KINDS)) if table is None else Rows(table, len(KINDS))
    runs = list(find_runs(text))
    shouted = title_lines(text)
    forms: dict[str, list[int]] = defaultdict(list)
    for i, run in enumerate(runs):
        forms[tidy(text[run.start : run.end])].append(i)
    lower = lower_words(text, runs)
    names: list[Name | None] = [None] * len(runs)
    for at in forms.values():
        scored = [weigh.of(features(text, runs[i], len(at), lower, shouted)) for i in at[:MANY]]
        if len(at) == 1:
            names[at[0]] = _name(text, runs[at[0]], scored[0])
            continue
        total = [sum(column) / len(scored) for column in zip(*scored, strict=True)]
        for n, i in enumerate(at):
            own = scored[n] if n < len(scored) else total
            mixed = [TOGETHER * t + (1 - TOGETHER) * o for t, o in zip(total, own, strict=True)]
            names[i] = _name(text, runs[i], mixed)
    _promote(text, runs, names, lower)
    return tuple(name for name in _spread(text, runs, names, shouted) if name is not None)


def _promote(text: str, runs: Sequence[Run], names: list[Name | None], lower: frozenset[str]) -> None:
    """Make people of names whose last word stands alone, without article, again and again: *Mark Cuban*, *Cuban*."""
    alone: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    named: set[str] = set()
    for run, name in zip(runs, names, strict=True):
        word = text[slice(*run.words[-1])]
        single = name is not None and name.kind == "person" and name.start == run.words[-1][0]  # Mr. Cuban
        if len(run.words) == 1 or single:
            alone[word] += not text[max(0, run.start - 4) : run.start].lower().endswith("the ")
            persons[word] += name is not None and name.kind == "person"
        elif name is not None and name.kind == "person":
            named.add(word)
    for i, (run, name) in enumerate(zip(runs, names, strict=True)):
        if name is None or name.kind not in ("organisation", "other") or not 2 <= len(run.words) <= 3:
            continue
        words = [text[slice(*word)] for word in run.words]
        first, last = words[0].lower(), words[-1]
        if last in named or any(word.lower() in lexicon("organisation_nouns") for word in words):
            continue
        strange = first in lower or words[0] in lexicon("demonyms") or words[0] in lexicon("places")
        given = given_gender(words[0]) in ("m", "f") and alone[last] >= REPEATED
        if (given or persons[last] >= REPEATED) and not strange:
            names[i] = Name(run.start, run.end, "person", DOUBTFUL, run.start)


def _spread(
    text: str, runs: Sequence[Run], names: Sequence[Name | None], shouted: Sequence[tuple[int, int]]
) -> Iterator[Name | None]:
    """The names again, with what the whole article tells: repeats of a person's family name, names in headlines."""
    families: dict[str, int] = {}
    people: set[str] = set()
    for name in names:
        if name is not None and name.kind == "person":
            people.add(text[name.start : name.end])
            parsed = parse(text[name.start : name.end])
            families[parsed.family] = max(families.get(parsed.family, 0), 2 if parsed.given else 1)
    for run, name in zip(runs, names, strict=True):
        headline = _inside(run, shouted)
        sure = (
            not (headline and len(run.words) > 4)
            and name is not None
            and (name.kind == "person" or (name.kind == "place" and name.score > 0.9))
        )
        if headline and len(run.words) > 1 and not sure:
            yield _in_headline(text, run, families) or name
        elif _is_repeat(text, run, name, families, people) and not sure:
            yield Name(run.start, run.end, "person", 0.9, run.start)
        elif name is not None and not sure and name.score < DOUBTFUL and _ends_in_family(text, run, families):
            yield Name(run.start, run.end, "person", DOUBTFUL, run.start)
        else:
            yield name


def _is_repeat(text: str, run: Run, name: Name | None, families: Mapping[str, int], people: Collection[str]) -> bool:
    """Whether a run is a person's family name who is named in full elsewhere, or what is a person's name elsewhere."""
    form = text[run.start : run.end]
    if len(run.words) == 1:
        return families.get(tidy(form)) == 2
    return name is None and form in people


def _ends_in_family(text: str, run: Run, families: Mapping[str, int]) -> bool:
    """Whether a run of two or three words ends in what the article has elsewhere as a person's name by itself."""
    return 2 <= len(run.words) <= 3 and families.get(text[slice(*run.words[-1])]) is not None


def _inside(run: Run, shouted: Sequence[tuple[int, int]]) -> bool:
    """Whether a run stands in one of the headlines."""
    return bool(shouted) and any(a <= run.start < b for a, b in shouted)


def _in_headline(text: str, run: Run, families: Mapping[str, int]) -> Name | None:
    """The first family name of *run* that the article has elsewhere, with a given name before it."""
    for i, (a, b) in enumerate(run.words):
        if text[a:b] in families:
            start = a
            if i and given_gender(text[slice(*run.words[i - 1])]):
                start = run.words[i - 1][0]
            return Name(start, b, "person", 0.8, start)
    return None


def _name(text: str, run: Run, scores: Sequence[float]) -> Name | None:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    best = powers.index(max(powers))
    kind = KINDS[best]
    if (
        len(run.words) == 2
        and text[slice(*run.words[0])] == "Miss"
        and _A_TITLE.search(text, max(0, run.start - 12), run.start)
    ):
        return Name(run.start, run.end, "other", powers[best] / sum(powers), run.start)
    if kind != "person" and text[slice(*run.words[0])].lower().rstrip(".") in _COURTESY and 1 < len(run.words) <= 4:
        kind, best = "person", KINDS.index("person")
    unsure = kind in ("organisation", "other") and powers[best] < EASTERN * sum(powers)
    if (unsure or (kind == "none" and len(run.words) == 2)) and _is_eastern(text, run):
        kind, best = "person", KINDS.index("person")
    if kind == "none":
        return None
    start = run.start
    if kind == "person":
        start = proper_start(text, run)
        if start >= run.end:
            return None
    return Name(start, run.end, kind, powers[best] / sum(powers), run.start)


def _is_eastern(text: str, run: Run) -> bool:
    """Whether a run is three words, or two with a hyphen, that begin with a family name of East Asia."""
    words = [text[slice(*word)] for word in run.words]
    several = len(words) == 3 or (len(words) == 2 and "-" in words[1])
    return several and family_first(words) and not any(word.lower() in lexicon("organisation_nouns") for word in words)


_A_TITLE = re.compile(r"\b(?:a|the|former|reigning|current|new|first|next) ?\Z")
"""Before *Miss*, which is then no courtesy but a title won: *the former Miss Universe*."""
_COURTESY = frozenset("mr mrs ms mx miss sen rep gov".split())
"""Titles that nothing but a person's name follows."""


def proper_start(text: str, run: Run) -> int:
    """Where the name proper begins in a run that names a person: after titles, parties, nationalities."""
    words = [text[a:b] for a, b in run.words]
    last = len(words) - 1
    first = _after_titles(words)
    while last - first >= 2 and (
        words[first] in lexicon("demonyms")
        or words[first].lower() in _PARTIES
        or (words[first].islower() and words[first] not in PARTICLES)
    ):
        first += 1
    first = max(first, _given_at(words, first))
    if len(words) == 1 and words[0].lower().rstrip(".") in TITLES:
        return run.end  # a title and nothing else
    return run.words[first][0]


def _after_titles(words: Sequence[str]) -> int:
    """The position after the last title: at the front, or further in where two words or more follow."""
    last = len(words) - 1
    first = 0
    for i, word in enumerate(words[:-1]):
        low = word.lower().rstrip(".")
        if low not in TITLES and not low.endswith(("-general", "-elect", "-designate")):
            continue
        if last - i >= 2 and low not in ("king", "dean", "state") and given_gender(words[i + 1]) in ("m", "f"):
            first = i + 1  # Circuit Court Judge David Grant
        elif (i == first and not (low == "dean" and last == 1)) or (
            last - i >= 2 and low not in ("king", "dean", "major", "judge", "state")
        ):
            first = i + 1
    return first


@cache
def _surnames_only() -> frozenset[str]:
    """Surnames that are no places."""
    return lexicon("surnames") - lexicon("places")


def _given_at(words: Sequence[str], first: int) -> int:
    """Where the given name stands when words that belong to a role come before it (*envoy to Ukraine Kurt Volker*)."""
    last = len(words) - 1
    while last > first and words[last].lower().rstrip(".") in SUFFIXES:
        last -= 1
    at = last - 1
    while at > first and len(words[at].rstrip(".")) == 1:
        at -= 1
    if at <= first or given_gender(words[at]) not in ("m", "f"):
        return first
    front = words[first:at]
    named = any(given_gender(w) or w[1:2] == "." or w.lower() in PARTICLES for w in front)
    return first if named or front[-1].lower() in _surnames_only() else at


_PARTIES = frozenset(
    "republican democrat democratic conservative labour labor liberal independent tory gop libertarian".split()
)


def title_lines(text: str) -> list[tuple[int, int]]:
    """The lines that are written in title case or in capitals: their capitals say nothing."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if line.end() - line.start() > 250:
            continue
        long = _LONG_WORD.findall(line.group())
        if len(long) >= 4 and sum(w[0].isupper() for w in long) >= _TITLE_LINE * len(long):
            found.append(line.span())
    return found


def lower_words(text: str, runs: Sequence[Run]) -> frozenset[str]:
    """Words of the runs that the text also has in lower case."""
    wanted = {text[a:b].lower() for run in runs for a, b in run.words[:2]}
    return frozenset(w for w in re.findall(r"\b[a-z][a-z'’-]+", text) if w in wanted)


def features(text: str, run: Run, count: int, lower: frozenset[str], shouted: Sequence[tuple[int, int]]) -> list[Group]:
    """What speaks for each kind, as named features of one occurrence: what its words are, and what stands around."""
    words = tuple([text[a:b] for a, b in run.words])
    proper = _proper(words)
    size = str(min(proper.stop - proper.begin, 4))
    ahead = text[max(0, run.start - 60) : run.start][::-1]
    before = _BACKWARDS.match(ahead, 0, 30)
    previous = before[1][::-1].lower() if before else "^"
    after = _AFTER.match(text, run.end)
    following = (after[1] or "$").lower() if after else "$"
    start = words[proper.begin].lower().rstrip(".")
    in_headline = _inside(run, shouted)
    found: list[Group] = [
        (_of_words, words),
        (_at, "F" if run.first else "-", size, start in lower, min(count, 4), bool(proper.begin), in_headline),
        (_prev, previous, size),
        (_next, following, size),
    ]
    if before:
        earlier = _BACKWARDS.match(ahead, before.end(1), before.end(1) + 30)
        found.append((_prev2, earlier[1][::-1].lower() if earlier else "^", previous))
    return found


def _at(starts: str, size: str, lower: bool, count: int, titled: bool, in_headline: bool) -> Sequence[str]:
    return (
        f"start{starts}{size}", f"low{lower}{starts}{size}", f"title{titled}{size}", f"count{count}{starts}{size}",
        f"head{in_headline}{starts}",
    )  # fmt: skip


def _prev(previous: str, size: str) -> Sequence[str]:
    return f"prev:{previous}", f"prevs:{previous}{size}"


def _next(following: str, size: str) -> Sequence[str]:
    return f"next:{following}", f"nexts:{following}{size}"


def _prev2(earlier: str, previous: str) -> Sequence[str]:
    return (f"prev2:{earlier} {previous}",)


class _Proper(NamedTuple):
    """Where the name proper is among the words of a run: after titles, before suffixes."""

    begin: int
    stop: int


@lru_cache(REMEMBERED)
def _proper(words: tuple[str, ...]) -> _Proper:
    begin, stop = _after_titles(words), len(words)
    while stop - begin > 1 and words[stop - 1].lower().rstrip(".") in SUFFIXES:
        stop -= 1
    return _Proper(begin, stop)


def _of_words(words: tuple[str, ...]) -> Sequence[str]:
    """What the words of a run tell by themselves."""
    lows = [w.lower().rstrip(".") for w in words]
    begin, stop = _proper(words)
    proper, plain = words[begin:stop], lows[begin:stop]
    last, first = plain[-1], plain[0]
    size = len(proper)
    nouns, places = lexicon("organisation_nouns"), lexicon("places")
    whole = " ".join(proper)
    gender = given_gender(proper[0]) if proper[0][1:2] != "." else "i"
    surname = last.replace("-", "") in lexicon("surnames")
    kind_of_last = (
        "O" if last in nouns or (last.endswith("s") and last[:-1] in nouns) else
        "P" if whole in places else "D" if proper[-1] in lexicon("demonyms") or _plural_of_people(proper[-1]) else
        "S" if surname else "-"
    )  # fmt: skip
    shape = (
        "A" if len(whole) > 1 and whole.replace(".", "").isupper() else
        "i" if "." in whole and size > 1 else "h" if "-" in whole else
        "p" if any(w in PARTICLES for w in proper) else "c"
    )  # fmt: skip
    size_ = str(min(size, 4))
    given = f"{gender or '-'}"
    found = [
        "bias", f"size{size_}", f"sh{shape}{size_}", f"g{given}{size_}", f"gs{given}{kind_of_last}{size_}",
        f"last{kind_of_last}{size_}", f"suf:{last[-3:]}", f"suf4:{last[-4:]}{size_}", f"pre:{first[:3]}{size_}",
        f"w:{last}", f"w0:{first}" if size > 1 else f"w1:{first}",
    ]  # fmt: skip
    if begin:
        found.append(f"title:{lows[begin - 1]}")
    if stop < len(words):
        found.append("suffix")
    if family_first(proper):
        found.append(f"eastern{size_}")
    if stop - begin > 1 and _given_at(words, begin) > begin:
        found.append("role+given")
    if whole in places:
        found.append(f"place{size_}")
    if any(w in nouns for w in plain):
        found.append(f"orgword{size_}")
    if any(w in ("of", "of the", "for", "&", "and") for w in plain):
        found.append("joined")
    if size > 1 and proper[-1] in places:
        found.append("lastplace")
    if size > 1 and any(w in lexicon("demonyms") for w in proper[:-1]):
        found.append("demonymin")
    if parse(whole).given and gender in ("m", "f", "u") and surname:
        found.append("fullname")
    return found


def _plural_of_people(word: str) -> bool:
    return word.endswith("s") and (word[:-1] in lexicon("demonyms") or word[:-1].lower() in _PARTIES)
