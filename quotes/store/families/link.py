"""Links quotations of one utterance into families.

Which two quotations belong together is told by these two alone: by their words, speakers and days of publication, and
by what people said of them.  A family is what such pairs connect, so it is the same in whatever order articles arrive,
on either engine.

Equal folded words of at least :data:`quotes.store.families.keys.FEWEST` belong together whoever is credited, whenever.
Near wordings do if the speaker is the same, or not known of one, and they were published within :data:`DAYS` days of
each other.  What is rejected or withdrawn has no family, nor what a person has split off, unless they joined it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, or_, select, tuple_

from quotes.store.families.groups import MANY, QUOTATIONS, Union, portions, table_of
from quotes.store.families.index import Entry, Keys, are_days_near, firsts, in_common, insert_entries
from quotes.store.families.keys import NO_DAY, is_long_enough, near_keys, words_key
from quotes.store.families.likeness import are_one_utterance
from quotes.store.families.repeats import find_repeats, pairs_of_one_speaker
from quotes.store.families.wordings import Wording, wordings_of
from quotes.store.schema import FamilyTieRow, QuoteRow, QuoteShingleRow
from quotes.store.statuses import HIDDEN

DAYS = 14
"""Most days between the publications of two near wordings of one utterance: a speech is quoted for about that long, and
a speaker's set phrases come back later."""

_QUOTE, _TIE, _SHINGLE = table_of(QuoteRow), table_of(FamilyTieRow), table_of(QuoteShingleRow)


def link(connection: Connection, quotations: Iterable[int]) -> None:
    """Finds the families of *quotations*, which are new, or whose families were dissolved.

    Takes the same number of statements for every :data:`MANY` of them, and reads only quotations that have a key in
    common with one of them.
    """
    for some in portions(quotations):
        _link(connection, some)


def _link(connection: Connection, quotations: Iterable[int]) -> None:
    ids = list(quotations)
    given = wordings_of(connection, ids)
    ties = connection.execute(
        select(_TIE.c.quote, _TIE.c.other).where(or_(_TIE.c.quote.in_(ids), _TIE.c.other.in_(ids)))
    ).all()
    left_alone = {quote for quote, other in ties if other is None}
    linked = [each for each in given.values() if each.id not in left_alone and _has_keys(each)]
    tied = [(quote, other) for quote, other in ties if other is not None]
    if not linked and not tied:
        return
    words, runs = _keys(linked)
    before = firsts(connection, _SHINGLE, set(words.values()))
    same = _same_words(words, before)
    found = given | wordings_of(connection, {row for pair in [*tied, *same] for row in pair} - given.keys())
    repeats = find_repeats(
        connection, linked, ids, words, {key: found[first] for key, first in before.items() if first in found}
    )
    asking = {each: keys for each, keys in runs.items() if each not in repeats.whole | repeats.of_new_speakers}
    near = {(a, b) for a, b, _ in in_common(connection, _SHINGLE, asking, DAYS)}
    near |= pairs_of_one_speaker(repeats.of_new_speakers, linked, runs)
    insert_entries(connection, _SHINGLE, _entries(words, runs))
    found |= wordings_of(
        connection, {row for pair in near for row in pair} - found.keys(), {found[each].speaker for each in asking}
    )
    union = Union({each.id: each.family for each in found.values()})
    for a, b in [*same, *_standing(tied, found)]:
        union.join(a, b)
    for a, b in sorted(near):
        if a in found and b in found and not union.are_joined(a, b) and _fit(found[a], found[b]):
            union.join(a, b)
    union.store(connection, QUOTATIONS)


def _standing(tied: Iterable[tuple[int, int]], found: Mapping[int, Wording]) -> list[tuple[int, int]]:
    """Returns the pairs of *tied* neither of which is rejected or withdrawn."""
    return [(a, b) for a, b in tied if found[a].status not in HIDDEN and found[b].status not in HIDDEN]


def _has_keys(quotation: Wording) -> bool:
    return quotation.status not in HIDDEN and is_long_enough(quotation.search_words)


def expected_keys(connection: Connection) -> Iterator[Entry]:
    """Yields the rows that ``quote_shingle`` should have, in no order."""
    left_alone = set(connection.scalars(select(_TIE.c.quote).where(_TIE.c.other.is_(None))))
    ids = connection.scalars(select(_QUOTE.c.id)).all()
    for some in portions(ids):
        there = wordings_of(connection, some).values()
        yield from _entries(*_keys([each for each in there if each.id not in left_alone and _has_keys(each)]))


def _keys(quotations: Collection[Wording]) -> tuple[dict[int, int], Keys]:
    """Returns the key of the words of each of *quotations* as a whole, and the keys of their runs."""
    words = {each.id: words_key(each.search_words) for each in quotations}
    return words, {each.id: (each.day, near_keys(each.search_words)) for each in quotations}


def _entries(words: Mapping[int, int], runs: Keys) -> list[Entry]:
    """Returns the rows of ``quote_shingle`` that quotations with these keys have; equal words have no day."""
    near = [(key, day, quotation) for quotation, (day, keys) in runs.items() for key in keys]
    return [(key, NO_DAY, quotation) for quotation, key in words.items()] + near


def remove_keys(connection: Connection, quotations: Iterable[int]) -> None:
    """Deletes the rows of ``quote_shingle`` that the words and days of *quotations* as they are now gave them."""
    for some in portions(quotations):
        keys = _entries(*_keys(wordings_of(connection, some).values()))
        row = tuple_(_SHINGLE.c.shingle, _SHINGLE.c.day, _SHINGLE.c.quote)
        for first in range(0, len(keys), MANY):
            connection.execute(delete(_SHINGLE).where(row.in_(keys[first : first + MANY])))


def _same_words(words: Mapping[int, int], before: Mapping[int, int]) -> list[tuple[int, int]]:
    """Returns each quotation, given with the key of its *words*, with another one that has the same: the first that the
    store had *before*, or the first of those given.
    """
    # Of equal wordings the store has had, all are of one family, so one of them stands for all.
    others = dict(before)
    return [(quotation, others.setdefault(key, quotation)) for quotation, key in sorted(words.items())]


def _fit(a: Wording, b: Wording) -> bool:
    """Tests whether two quotations with a key in common are of one utterance."""
    same_speaker = a.speaker == b.speaker or a.speaker is None or b.speaker is None
    return (
        same_speaker and are_days_near(a.day, b.day, DAYS) and are_one_utterance(a.words, b.words, abs(a.day - b.day))
    )
