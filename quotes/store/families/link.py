"""Links quotations of one utterance into families.

Which two quotations belong together is told by these two alone: by their words, speakers and days of publication, and
by what people said of them.  A family is what such pairs connect, so it is the same in whatever order articles arrive,
on either engine.  Texts made of one pattern are an exception, where a fortnight has hundreds of them: not all that are
alike are compared (:data:`REACH`, :data:`LIKELIEST`, :data:`MISSES`), so that the next costs no more than those before
it.  Which are compared depends on what came earlier, never on how much came at once.

Equal folded words of at least :data:`quotes.store.families.keys.FEWEST` belong together whoever is credited, whenever.
Near wordings do if the speaker is the same, or not known of one, and they were published within :data:`DAYS` days of
each other.  What is rejected or withdrawn has no family, nor what a person has split off, unless they joined it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, or_, select, tuple_

from quotes.store.families.groups import MANY, QUOTATIONS, Union, portions, table_of
from quotes.store.families.index import Entry, Keys, Reach, are_days_near, firsts, holders, insert_entries
from quotes.store.families.keys import NO_DAY, is_long_enough, near_keys, words_key
from quotes.store.families.likeness import are_one_utterance
from quotes.store.families.repeats import find_repeats, pairs_of_one_speaker
from quotes.store.families.wordings import Wording, wordings_of
from quotes.store.schema import FamilyTieRow, QuoteRow, QuoteShingleRow
from quotes.store.statuses import HIDDEN

DAYS = 14
"""Most days between the publications of two near wordings of one utterance: a speech is quoted for about that long, and
a speaker's set phrases come back later."""
REACH = Reach(DAYS, 16)
"""Where more have a key, it is a common turn of speech, or the words of a wire story, of which one print is enough."""
LIKELIEST = 30
"""Most quotations that are looked at for one: of what shares but its commonest keys with it, hardly any is near."""
MISSES = 6
"""Comparisons in a row without success after which no more are made: those that share most keys come first."""
_VOTE = 1 << 20
"""What the votes of a key are together."""

_QUOTE, _TIE, _SHINGLE = table_of(QuoteRow), table_of(FamilyTieRow), table_of(QuoteShingleRow)


def link(connection: Connection, quotations: Iterable[int]) -> None:
    """Finds the families of *quotations*, which are new, or whose families were dissolved.

    Takes the same number of statements for every :data:`MANY` of one day, and reads only quotations that have a key in
    common with one of them, at most :data:`LIKELIEST` for each.
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
    linked = [each for each in sorted(given.values()) if each.id not in left_alone and _has_keys(each)]
    tied = [(quote, other) for quote, other in ties if other is not None]
    if not linked and not tied:
        return
    words, runs = _keys(linked)
    before = firsts(connection, _SHINGLE, set(words.values()))
    same = _same_words(words, before)
    sought = {*same.values(), *(row for pair in tied for row in pair)}
    found = given | wordings_of(connection, sought - given.keys())
    repeats = find_repeats(
        connection, linked, given, words, {key: found[first] for key, first in before.items() if first in found}
    )
    near = pairs_of_one_speaker(repeats.of_new_speakers, linked, runs)
    asking = runs.keys() - repeats.whole - repeats.of_new_speakers
    for quotation, others in _likeliest(connection, asking, runs):
        near.setdefault(quotation, []).extend(others)
    insert_entries(connection, _SHINGLE, _entries(words, runs))
    found |= _candidates(connection, near, found)
    union = Union({each.id: each.family for each in found.values()})
    for a, b in _standing(tied, found):
        union.join(a, b)
    for each in linked:
        if each.id in same:
            union.join(each.id, same[each.id])
        _join(union, each, [found[other] for other in near.get(each.id, ()) if other in found])
    union.store(connection, QUOTATIONS)


def _likeliest(connection: Connection, asking: Collection[int], runs: Keys) -> Iterator[tuple[int, list[int]]]:
    """Yields each of *asking* with others that have keys in common with it, the likeliest to be near to it first: each
    key is a vote for those who have it, which they share.
    """
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for quotation, others in holders(connection, _SHINGLE, asking, runs, REACH):
        vote = _VOTE // len(others)
        for each in others:
            votes[quotation][each] += vote
    for quotation, found in votes.items():
        yield quotation, sorted(found, key=lambda each: (-found[each], each))[:LIKELIEST]


def _candidates(
    connection: Connection, near: Mapping[int, Collection[int]], known: Mapping[int, Wording]
) -> dict[int, Wording]:
    """Returns those of *near* that are not *known* and may have the speaker of the one to which they are near."""
    found: dict[int, Wording] = {}
    for is_credited in (False, True):
        asking = {each: others for each, others in near.items() if (known[each].speaker is not None) is is_credited}
        sought = {other for others in asking.values() for other in others} - known.keys() - found.keys()
        found |= wordings_of(connection, sought, {known[each].speaker for each in asking})
    return found


def _join(union: Union, quotation: Wording, others: Iterable[Wording]) -> None:
    """Joins *quotation* with those of *others* that are of its utterance, until :data:`MISSES` in a row are not."""
    misses = 0
    for other in others:
        if _may_fit(quotation, other) and not union.are_joined(quotation.id, other.id):
            if are_one_utterance(quotation.words, other.words, abs(quotation.day - other.day)):
                union.join(quotation.id, other.id)
                misses = 0
            else:
                misses += 1
            if misses == MISSES:
                return


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


def _same_words(words: Mapping[int, int], before: Mapping[int, int]) -> dict[int, int]:
    """Returns each quotation, given with the key of its *words*, with another one that has the same: the first that the
    store had *before*, or the first of those given.
    """
    # Of equal wordings the store has had, all are of one family, so one of them stands for all.
    others = dict(before)
    return {quotation: others.setdefault(key, quotation) for quotation, key in sorted(words.items())}


def _may_fit(a: Wording, b: Wording) -> bool:
    """Tests whether two quotations are of one utterance if their words are."""
    same_speaker = a.speaker == b.speaker or a.speaker is None or b.speaker is None
    return same_speaker and are_days_near(a.day, b.day, DAYS)
