"""Parts two names in one run: a body, a place or a word that opens a sentence, and a person behind it.

*Speaking to the Evening Ledger Okonjo said*, *a buyer at Coral Tours Petra Lunn*, *Rapper Lil Quill*.  A run is
parted where the article names the person by itself elsewhere, in full or by a part of the name.
"""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, given_gender, is_family_first, parse
from quotes.english.nouns import is_role
from quotes.english.titles import TITLES
from quotes.mentions.capitalised_runs import Run
from quotes.mentions.name_shapes import names_body
from quotes.model import ProperName

_ENVOY = re.compile(r"\b(?:to|in|of|for|from)(?: the)? \Z")
_BELONGING = re.compile(r"\b(?:at|of|for|from|with|to)(?: the)? \Z")
"""The words before a body that somebody belongs to."""


class Parts(NamedTuple):
    """The names in a run: the one in front, if it is a name, and the one behind."""

    front: ProperName | None
    behind: ProperName


class Known(NamedTuple):
    """The names that an article has by themselves, outside such runs."""

    people: Collection[str]
    """As they stand."""
    families: Container[str]
    """The family names of people with a known given name."""
    kinds: Mapping[str, str]
    """Strings of runs that are names, and their kinds."""
    alone: Container[str]
    """Single words that are runs."""
    lower: Container[str]
    """Words that the article has in small letters as well."""


def known_names(
    text: str,
    runs: Sequence[Run],
    names: Sequence[ProperName | None],
    people: Collection[str],
    lower: Container[str],
) -> Known:
    """Returns the names that the *runs* of *text*, taken for *names*, have by themselves.

    *people* are the names of people among them, *lower* the words that the text has in small letters as well.
    """
    kinds: dict[str, str] = {}
    alone: set[str] = set()
    for run, name in zip(runs, names, strict=True):
        if len(run.words) == 1:
            alone.add(run.words[0])
        if name is not None and name.start == run.start:
            kinds.setdefault(text[run.start : run.end], name.kind)
    families = {parsed.family for parsed in map(parse, people) if given_gender(parsed.given) is not None}
    return Known(people, families, kinds, alone, lower)


def parted(text: str, run: Run, name: ProperName | None, known: Known) -> Parts | None:
    """Returns the two names in *run*, which was taken for *name* as a whole, or None if it is one name."""
    words, size = run.words, len(run.words)
    if size < 2 or (size == 2 and not run.first):
        return None
    at = _person_behind(text, run, name, known)
    if at is not None:
        behind = ProperName(run.starts[at], run.end, "person", run.starts[at])
        return Parts(_front(text, run, at, known), behind)
    if run.first and name is not None:
        rest = text[run.starts[1] : run.end]
        kind = known.kinds.get(rest)
        if kind is not None and _opens_sentence(words, kind, known.lower):
            return Parts(None, ProperName(run.starts[1], run.end, kind, run.starts[1]))
    return None


def _opens_sentence(words: Sequence[str], kind: str, lower: Container[str]) -> bool:
    """Tests whether the first word has its capital only for the sentence's sake and a name of that *kind* begins behind
    it.

    *lower* are words that the article has in small letters as well.
    """
    low = words[0].lower()
    if low in PARTICLES or low in lexicon("surnames") or given_gender(low) is not None or len(low) < 3 or "." in low:
        return False
    if low.endswith("ing") and len(low) > 5:
        return True
    if kind != "person" or len(words) < 3 or words[1].lower() in PARTICLES:
        return False
    return low in lower or words[0] in lexicon("demonyms") or is_role(low)


def _person_behind(text: str, run: Run, name: ProperName | None, known: Known) -> int | None:
    """Returns the position of the word that begins the person at the end of *run*, if something else stands in front;
    else None.
    """
    words, size = run.words, len(run.words)
    if words[-1].lower() in lexicon("media_name_words") or names_body(words[-1:]):
        return None
    begin = run.starts.index(name.start) if name is not None and name.start in run.starts else 0
    for at in range(begin + 1, size - 1):
        whole = text[run.starts[at] : run.end] in known.people and words[at].lower() not in PARTICLES
        if whole and not _of_name(words[at - 1]):
            return at
    if words[-1] in known.families and size - 1 > max(begin, 1) and not _of_name(words[-2]):
        front = text[run.start : run.starts[-1]].rstrip()
        article = text[max(0, run.start - 4) : run.start].lower() == "the "
        if article or known.kinds.get(front) not in (None, "person"):
            return size - 1
    if size == 3 and words[0] in lexicon("places") and is_family_first(words[1]) and not begin:
        return 1 if _ENVOY.search(text[max(0, run.start - 12) : run.start]) else None  # envoy to Norway Chen Wei
    at = size - 2
    if at >= 2 and given_gender(words[at]) in ("m", "f") and not _of_name(words[at - 1]):
        again = words[at] in known.alone or words[-1] in known.alone
        if again and _BELONGING.search(text[max(0, run.start - 12) : run.start]):
            return at
    return None


def _of_name(word: str) -> bool:
    """Tests whether a name may go on behind *word*, as it does behind a title, a given name, an initial or a
    particle.
    """
    low = word.lower().rstrip(".")
    given = given_gender(low) is not None and word not in lexicon("places")
    return given or low in TITLES or low in PARTICLES or len(low) == 1 or word[0].islower()


def _front(text: str, run: Run, at: int, known: Known) -> ProperName | None:
    """Returns the name in front of the person that begins with word *at*, if it has two words or is a known name; else
    None.
    """
    end = run.starts[at - 1] + len(run.words[at - 1])
    kind = known.kinds.get(text[run.start : end], "organisation" if at > 1 else None)
    if kind is None or kind == "person":
        return None
    return ProperName(run.start, end, kind, run.start)
