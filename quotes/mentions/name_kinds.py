"""Finds proper names in raw text: which runs of capitals name somebody or something, and what kind they name.

Every occurrence is weighed by a log-linear model over what its words are (lexicons, shape, endings) and what stands
beside it; the occurrences of one string are then added up, because an article uses a name in one sense.  Fitted by
``python -m quotes.learn name_kinds``.  No tagger: the whole text can be read, not only what neighbours a quotation.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from quotes.english.names import REMEMBERED
from quotes.mentions.capitalised_runs import Run, find_runs
from quotes.mentions.document_names import FirstReading, reconcile
from quotes.mentions.name_shapes import NameShape, is_eastern, shape_of, word_features
from quotes.mentions.titled_names import with_titles
from quotes.mentions.unusual_names import with_unusual_names
from quotes.model import ProperName
from quotes.named_tuples import new_tuple
from quotes.weights.sums import HUNDREDTHS, Feature, Rows, rows

NAME_KINDS = ("person", "organisation", "place", "other", "none")
"""The kinds of a run: ``other`` are peoples, parties' adherents, events, works; ``none`` is no name at all."""
EASTERN = 0.9
"""Probability below which another kind gives way to a person if an East Asian family name stands first."""
MANY = 3
"""Most occurrences of one string that are looked at; more don't change the average."""

_BEFORE = re.compile(r"[ \t\xa0]*([\w'’.-]+|[^\w\s])")
"""The word or mark before a position, on the characters before it in reverse."""
_REACH = 30
"""Characters before a position in which a word is looked for."""
_AFTER = re.compile(r"[ \t\xa0]*(['’]s\b|['’](?=\s)|[\w'’-]+|[^\w\s])?")
_TITLE_LINE = 0.75
"""Share of capitalised long words from which a line is a headline."""
_SHORTEST = 19
"""Characters of the shortest headline: four long words."""
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_LONG_NOT_SMALL = re.compile(r"[^a-z\s\W\d_][\w'’-]{3,}")
_LONG_SMALL = re.compile(r"[a-z](?<![\w'’-].)[\w'’-]{3,}")
"""Long words that don't begin with a small letter, and those that do."""
_LOWER_WORD = re.compile(r"[a-z](?<!\w.)[a-z'’-]+")
_PLURAL_LETTERS = re.compile(r"[A-Z]{2,}s")
"""Letters with a plural ending, which are no family name: *old PCs*, *Fake DVDs*."""
_A_TITLE = re.compile(r"\b(?:a|the|former|reigning|current|new|first|next) ?\Z")
"""Words before *Miss* that make it a title won rather than a courtesy: *the former Miss Universe*."""


def find_names(text: str, *, weights: Rows | None = None) -> tuple[ProperName, ...]:
    """Returns the proper names of *text*, inside quotations and out; *weights* are others than those shipped.

    Never fails; takes linear time.
    """
    weigh = rows("name_kinds", len(NAME_KINDS)) if weights is None else weights
    runs, told = with_unusual_names(text, find_runs(text))
    shapes = [shape_of(run.words) for run in runs]
    alike: dict[str, list[int]] = defaultdict(list)
    for i, shape in enumerate(shapes):
        alike[shape.key].append(i)
    lower, headlines = lower_words(text, shapes), in_title_lines(text, runs)
    weighed: list[_Scores] = [_NOTHING] * len(runs)
    for at in alike.values():
        count = len(at)
        scored = [weigh.of(*_occurrence(text, runs[i], shapes[i], count, lower, i in headlines)) for i in at[:MANY]]
        if count == 1:
            weighed[at[0]] = weigh.unpacked(scored[0]), HUNDREDTHS
            continue
        # The average over the occurrences counts as much as a single occurrence's own context.
        seen, total = len(scored), sum(scored)
        unit = 2 * seen * HUNDREDTHS
        for own, i in zip(scored, at, strict=False):
            weighed[i] = weigh.unpacked(total + seen * own), unit
        if count > seen:
            average = weigh.unpacked(2 * total), unit
            for i in at[seen:]:
                weighed[i] = average
    names = list(map(_name, repeat(text), runs, shapes, weighed))
    if told:
        names = [
            new_tuple(ProperName, (run.start, run.end, told[run.start], run.start)) if run.start in told else name
            for run, name in zip(runs, names, strict=True)
        ]
    names = with_titles(text, runs, shapes, names)
    return reconcile(FirstReading(text, runs, shapes, names, lower, headlines, lambda i: _probability(weighed[i])))


_Scores = tuple[tuple[int, ...], int]
"""The weights of ``NAME_KINDS`` for one run, and what a weight of 1 is in them."""
_NOTHING: _Scores = (), 0


def _probability(weighed: _Scores) -> float:
    """Returns the probability of the likeliest kind."""
    weights, unit = weighed
    best = max(weights)
    return 1 / sum([math.exp((weight - best) / unit) for weight in weights])


def _name(text: str, run: Run, shape: NameShape, weighed: _Scores) -> ProperName | None:
    """Returns the name that a run is by its weights, or by its words if these leave no doubt; None if it is no name."""
    weights = weighed[0]
    kind = NAME_KINDS[weights.index(max(weights))]
    start, end, words, starts, _ = run
    if 1 < len(words) <= 4:
        if len(words) == 2 and words[0] == "Miss" and _A_TITLE.search(text, max(0, start - 12), start):
            return ProperName(start, end, "other", start)
        if kind != "person" and (shape.courtesy or _is_eastern(words, kind, weighed)):
            kind = "person"
    if kind == "person" and "&" in words:
        kind = "organisation"
    if kind == "person" and words[-1][-2:-1].isupper() and _PLURAL_LETTERS.fullmatch(words[-1]):
        kind = "other"
    if kind == "none":
        return None
    if kind != "person":
        return new_tuple(ProperName, (start, end, kind, start))
    if shape.person is None:
        return None
    if shape.end < len(words):
        end = starts[shape.end - 1] + len(words[shape.end - 1])
    return new_tuple(ProperName, (starts[shape.person], end, kind, start))


def _is_eastern(words: tuple[str, ...], kind: str, weighed: _Scores) -> bool:
    """Tests whether two or three words are a person's name in East Asian order, and not certainly of another *kind*."""
    if kind == "place" or (kind == "none" and len(words) != 2) or not is_eastern(words):
        return False
    return kind == "none" or _probability(weighed) < EASTERN


def in_title_lines(text: str, runs: Sequence[Run]) -> set[int]:
    """Returns the positions of the runs in lines in title case or in capitals, where a capital means nothing."""
    starts = [run.start for run in runs]
    return {i for a, b in _title_lines(text) for i in range(bisect_left(starts, a), bisect_left(starts, b))}


def _title_lines(text: str) -> Iterator[tuple[int, int]]:
    end = -1
    for line in text.replace("\r", "\n").split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if _SHORTEST <= len(line) <= 250 and _may_be_title(line):
            long = _LONG_WORD.findall(line)
            if len(long) >= 4 and sum(w[0].isupper() for w in long) >= _TITLE_LINE * len(long):
                yield start, end


def _may_be_title(line: str) -> bool:
    """Tests whether enough long words of a line may be capitalised for a title: a cheap test before the exact one."""
    most = len(_LONG_NOT_SMALL.findall(line))
    if most < 4 * _TITLE_LINE:
        return False
    room = most * (1 - _TITLE_LINE) / _TITLE_LINE
    return all(small <= room for small, _ in enumerate(_LONG_SMALL.finditer(line), 1))


def lower_words(text: str, shapes: Iterable[NameShape]) -> set[str]:
    """Returns those first and second words of the *shapes* that the text also has in lower case."""
    wanted = {low for shape in shapes for low in shape.lows}
    return wanted.intersection(_LOWER_WORD.findall(text))


def features(
    text: str, run: Run, shape: NameShape, count: int, lower: Container[str], in_headline: bool
) -> list[Feature]:
    """Returns the named features of one occurrence for each kind: what its words are, and what stands around it."""
    found, rare = _occurrence(text, run, shape, count, lower, in_headline)
    return [*found, rare] if rare else found


def _occurrence(
    text: str, run: Run, shape: NameShape, count: int, lower: Container[str], in_headline: bool
) -> tuple[list[Feature], str]:
    """Returns the features of one occurrence in groups, and the name of one more that seldom comes again, empty if
    there is none.
    """
    size = shape.size
    earlier, previous = _before(text, run.start)
    after = _AFTER.match(text, run.end)
    following = (after[1] or "$").lower() if after else "$"
    found: list[Feature] = [
        (word_features, shape.words),
        (_at, "F" if run.first else "-", size, shape.opening in lower, min(count, 4), shape.begin > 0, in_headline),
        (_prev, previous, size),
        (_next, following, size),
    ]
    return found, f"prev2:{earlier} {previous}" if earlier else ""


def _before(text: str, start: int) -> tuple[str, str]:
    """Returns the two words or marks before *start* on its line, lower case: ``^`` for the line's beginning, and
    nothing before that.
    """
    near = text[max(0, start - _REACH) : start]
    if near.isprintable():  # no line break, and no blanks but the usual one
        parts = near.rsplit(None, 2)
        if len(parts) == 3:
            inner, last = _ends(parts[2])
            return inner or _ends(parts[1])[1], last
    inner, last = _last_two(text[max(0, start - 2 * _REACH) : start])
    return inner or "^" if last else "", last or "^"


def _last_two(piece: str) -> tuple[str, str]:
    """Returns the last two words or marks of *piece* on its line, lower case; empty if there are none."""
    ahead = piece[::-1]
    last = _BEFORE.match(ahead, 0, _REACH)
    if last is None:
        return "", ""
    inner = _BEFORE.match(ahead, last.end(), last.end() + _REACH)
    return inner[1][::-1].lower() if inner else "", last[1][::-1].lower()


_ends = lru_cache(REMEMBERED)(_last_two)
"""`_last_two`, cached: most words occur many times in an article."""


def _at(starts: str, size: str, lower: bool, count: int, titled: bool, in_headline: bool) -> Sequence[str]:
    return (
        f"start{starts}{size}", f"low{lower}{starts}{size}", f"title{titled}{size}", f"count{count}{starts}{size}",
        f"head{in_headline}{starts}",
    )  # fmt: skip


def _prev(previous: str, size: str) -> Sequence[str]:
    return f"prev:{previous}", f"prevs:{previous}{size}"


def _next(following: str, size: str) -> Sequence[str]:
    return f"next:{following}", f"nexts:{following}{size}"
