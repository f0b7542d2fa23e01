"""Finds the quotations that repeat others, so that the hundredth repeat is no more work than the second.

Whether two wordings are of one utterance depends on their words, speakers and days alone (``link.py``).  Of two
quotations with equal words on one day, the later one is a *repeat*: whatever is near to it is near to the earlier one,
and equal words put both into one family anyway.  That holds as far as their speakers fit the same speakers: where the
earlier one has the same speaker, or none, it holds whole; otherwise the repeat has still to be compared with what its
own speaker said.  Each repeat leans on a quotation with a lesser id, so none lean on each other in a circle.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, select, text

from quotes.store.families.groups import portions, table_of
from quotes.store.families.index import Keys
from quotes.store.families.wordings import Wording, wordings_of
from quotes.store.schema import QuoteRow, SpeakerRow

_QUOTE, _SPEAKER = table_of(QuoteRow), table_of(SpeakerRow)


MOST = 50
"""Quotations of equal words that are looked at for one of a certain speaker."""
_FIRST = f"""SELECT (
    SELECT q.id FROM (
        SELECT s.quote FROM quote_shingle AS s WHERE s.shingle = {{key}} AND s.day = 0 ORDER BY s.quote LIMIT {MOST}
    ) AS e CROSS JOIN quote AS q
    WHERE q.id = e.quote AND q.speaker IS {{speaker}} ORDER BY q.id LIMIT 1
) FROM {{given}}"""
_FIRSTS = {
    "sqlite": _FIRST.format(
        key="json_extract(k.value, '$[0]')",
        speaker="json_extract(k.value, '$[1]')",
        given="json_each(:pairs) AS k",
    ),
    "postgresql": _FIRST.format(
        key="k.key",
        speaker="NOT DISTINCT FROM k.speaker",
        given="UNNEST(CAST(:keys AS bigint[]), CAST(:speakers AS bigint[])) AS k(key, speaker)",
    ),
}


class Repeats(NamedTuple):
    """Quotations that repeat earlier ones: *whole*, or as far as anybody but their own speakers is concerned.

    All that the store has of the speakers in *of_new_speakers* is among the quotations that are just being linked.
    """

    whole: frozenset[int]
    of_new_speakers: frozenset[int]


class _Heard:
    """The earliest quotation of some words on one day, by anybody and by each speaker."""

    def __init__(self, quotations: Iterable[Wording]) -> None:
        self._first: dict[tuple[str, int], int] = {}
        self._by_speaker: dict[tuple[str, int, int | None], int] = {}
        for each in sorted(quotations):
            self._first.setdefault((each.words, each.day), each.id)
            self._by_speaker.setdefault((each.words, each.day, each.speaker), each.id)

    def repeats(self, each: Wording) -> bool:
        """Tests whether the words of *each* were said before by the same speaker, or by nobody who is known."""
        said = (self._by_speaker.get((each.words, each.day, speaker)) for speaker in (each.speaker, None))
        return any(earlier is not None and earlier < each.id for earlier in said)

    def repeats_another(self, each: Wording) -> bool:
        """Tests whether the words of *each*, whose speaker is known, were said before by anybody."""
        return each.speaker is not None and self._first.get((each.words, each.day), each.id) < each.id


def find_repeats(
    connection: Connection,
    linked: Collection[Wording],
    given: Mapping[int, Wording],
    keys: Mapping[int, int],
    before: Mapping[int, Wording],
) -> Repeats:
    """Returns those of *linked* that repeat each other, or what the store has.

    *given* is all that is being linked, also of what is too short for a family, *keys* are the keys of the
    words as a whole, and *before* is the first quotation in the store that has each of these keys.
    """
    heard = _Heard([*linked, *before.values()])
    left = [each for each in linked if not heard.repeats(each)]
    by_others = [each for each in left if heard.repeats_another(each)]
    new = _new_speakers(connection, given, {each.speaker for each in by_others if each.speaker is not None})
    debuts: dict[int | None, int] = {}
    for each in sorted(given.values()):
        debuts.setdefault(each.speaker, each.article)
    of_new_speakers = frozenset(
        each.id for each in by_others if each.speaker in new and debuts[each.speaker] == each.article
    )
    # Somebody else was the first to say these words; who repeats them may still not be the first to repeat them.
    sought = {
        (keys[each.id], each.speaker)
        for each in left
        if each.id not in of_new_speakers and keys[each.id] in before and before[keys[each.id]].speaker != each.speaker
    }
    first = _firsts_of_speakers(connection, sought) if sought else set()
    heard = _Heard([*linked, *before.values(), *wordings_of(connection, first).values()])
    return Repeats(frozenset(each.id for each in linked if heard.repeats(each)), of_new_speakers)


def pairs_of_one_speaker(some: Collection[int], linked: Collection[Wording], runs: Keys) -> dict[int, list[int]]:
    """Returns each of *some* with every other quotation of *linked* that its speaker said in its article and that has a
    key of *runs* in common with it; each pair once, under the greater id.
    """
    said: dict[tuple[int | None, int], list[int]] = {}
    for each in linked:
        said.setdefault((each.speaker, each.article), []).append(each.id)
    pairs = {(max(a.id, b), min(a.id, b)) for a in linked if a.id in some for b in said[a.speaker, a.article]}
    found: dict[int, list[int]] = {}
    for a, b in sorted(pairs):
        if a != b and not set(runs[a][1]).isdisjoint(runs[b][1]):
            found.setdefault(a, []).append(b)
    return found


def _new_speakers(connection: Connection, given: Collection[int], speakers: Iterable[int]) -> set[int]:
    """Returns those of *speakers* to whom the store credits nothing but the quotations *given*."""
    elsewhere = exists().where(_QUOTE.c.speaker == _SPEAKER.c.id, _QUOTE.c.id.not_in(given))
    found: set[int] = set()
    for some in portions(speakers):
        found |= set(connection.scalars(select(_SPEAKER.c.id).where(_SPEAKER.c.id.in_(some), ~elsewhere)))
    return found


def _firsts_of_speakers(connection: Connection, sought: Collection[tuple[int, int | None]]) -> set[int]:
    """Returns the first quotation of each pair of *sought*: a key of words as a whole, and a speaker."""
    engine = connection.dialect.name
    if engine == "sqlite":
        given: dict[str, Any] = {"pairs": json.dumps(list(sought))}
    else:
        given = {"keys": [key for key, _ in sought], "speakers": [speaker for _, speaker in sought]}
    return {each for each in connection.scalars(text(_FIRSTS[engine]), given) if each is not None}
