"""What the whole article tells of its names: who is named again by the family name, who stands in a headline."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence

from quotes.find.forms import Form, names_body
from quotes.find.runs import Name, Run
from quotes.names import given_gender, parse
from quotes.resources import lexicon

REPEATED = 2
"""Times that a last word stands alone, after which a given name before it makes it a person."""
DOUBTFUL = 0.6
"""Probability below which another kind gives way to a person, where the last word is a person's elsewhere."""
CERTAIN = 0.9
"""Probability above which a place stays one, whoever has its name."""


def settle(
    text: str,
    runs: Sequence[Run],
    forms: Sequence[Form],
    names: Sequence[Name | None],
    lower: Container[str],
    headlines: Container[int],
) -> tuple[Name, ...]:
    """The names of an article, from what each of its *runs* was taken for by itself; None was no name.

    *lower* are words of runs that the text also has in lower case, *headlines* the runs that stand in one.
    """
    settled = list(names)
    for i in _people_by_last_words(text, runs, names, lower):
        settled[i] = _person(runs[i], DOUBTFUL)
    people = {text[name.start : name.end] for name in settled if name is not None and name.kind == "person"}
    if people:
        families = _families(people)
        for i, (run, name) in enumerate(zip(runs, names, strict=True)):
            if settled[i] is name and (name is None or name.kind != "person" or i in headlines):
                settled[i] = _beside_people(text, run, forms[i], name, i in headlines, people, families)
    return tuple([name for name in settled if name is not None])


def _person(run: Run, score: float) -> Name:
    return Name(run.start, run.end, "person", score, run.start)


def _people_by_last_words(
    text: str, runs: Sequence[Run], names: Sequence[Name | None], lower: Container[str]
) -> list[int]:
    """The bodies and works that are people, by position: their last word stands alone, again and again.

    *Mark Cuban* is somebody where *Cuban* has no article before it.
    """
    doubtful = [
        i
        for i, name in enumerate(names)
        if name is not None and name.kind in ("organisation", "other") and _may_be_person(runs[i].words, lower)
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
        if last not in in_full and (
            persons[last] >= REPEATED or (alone[last] >= REPEATED and given_gender(first) in ("m", "f"))
        ):
            found.append(i)
    return found


def _may_be_person(words: Sequence[str], lower: Container[str]) -> bool:
    """Whether nothing in two or three words speaks against a person."""
    if not 2 <= len(words) <= 3:
        return False
    first = words[0]
    return not (
        first.lower() in lower or first in lexicon("demonyms") or first in lexicon("places") or names_body(words)
    )


def _families(people: Collection[str]) -> dict[str, bool]:
    """The family names of *people*, and whether somebody has it with a given name."""
    families: dict[str, bool] = {}
    for form in people:
        parsed = parse(form)
        families[parsed.family] = families.get(parsed.family, False) or bool(parsed.given)
    return families


def _beside_people(
    text: str,
    run: Run,
    form: Form,
    name: Name | None,
    in_headline: bool,
    people: Container[str],
    families: Mapping[str, bool],
) -> Name | None:
    """What a run is, taken for *name* by itself, in an article that names *people* of these *families*."""
    several = len(run.words) > 1
    sure = name is not None and (name.kind == "person" or (name.kind == "place" and name.score > CERTAIN))
    if in_headline and several and (not sure or len(run.words) > 4):
        return _in_headline(run, families) or name
    if sure:
        return name
    if not several:
        return _person(run, 0.9) if families.get(form.key) else name
    if name is None:
        return _person(run, 0.9) if text[run.start : run.end] in people else None
    ends_in_family = len(run.words) <= 3 and run.words[-1] in families
    return _person(run, DOUBTFUL) if ends_in_family and name.score < DOUBTFUL else name


def _in_headline(run: Run, families: Container[str]) -> Name | None:
    """The first family name in *run* that the article has elsewhere, with a given name before it."""
    for i, word in enumerate(run.words):
        if word in families:
            start = run.starts[i - 1] if i and given_gender(run.words[i - 1]) else run.starts[i]
            return Name(start, run.starts[i] + len(word), "person", 0.8, start)
    return None
