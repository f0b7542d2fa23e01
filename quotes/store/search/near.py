"""Finds the nearest wording if a query finds nothing: without some of its words, or with others for them."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from sqlalchemy.orm import Session

from quotes.nearest import nearest
from quotes.store.query.filters import Filter
from quotes.store.query.language import Group, Query, Term
from quotes.store.schema import QuoteRow
from quotes.store.search.conditions import Conditions
from quotes.store.search.search import count, matching

MOST_WORDS = 12
"""Words of a query that are tried; of more, the first."""
MOST_TRIES = 60
"""Queries that look for words to leave out; each is answered by the index."""
READ = 500
"""Quotations whose words are compared with one that none has."""
ALIKE = 0.7
"""Least likeness of a word that is offered for another: a letter of four, two of seven."""


class Near(NamedTuple):
    """A wording that finds something: the words left out or replaced, and how many quotations it finds."""

    left_out: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]
    """Pairs: the word that was sought, the word that is there."""
    in_any_order: bool
    """Whether all words are there, only not as the phrase."""
    found: int

    def __str__(self) -> str:
        said = [f"*{new}* for *{old}*" for old, new in self.instead]
        out = [f"*{word}*" for word in self.left_out]
        parts = [f"with {', '.join(said)}"] if said else []
        parts += [f"without {', '.join(out)}"] if out else []
        parts += ["the words in any order"] if self.in_any_order else []
        return f"{', '.join(parts)}: {self.found}"


def near_wordings(session: Session, query: Query, filters: Filter, *, most: int = 3) -> list[Near]:
    """Returns at most *most* wordings near *query* that find something, the nearest first; *query* itself finds
    nothing.

    Fewer words are left out before more, short words before long ones, and a word that is nearly spelt like one that
    is there comes before one that is left out.  Only a query of one alternative without parentheses is varied.
    """
    if len(query.groups) != 1 or query.groups[0].nested:
        return []
    group = query.groups[0]
    required = [term for term in group.terms if not term.negated]
    kept = tuple(term for term in group.terms if term.negated)
    words = _words(required)
    if not words:
        return []

    known: Conditions = {}

    def with_words(terms: tuple[Term, ...]) -> int:
        tried = Query((Group((*terms, *kept), group.fields),))
        return count(session, matching(session, tried, filters, known))

    everything = tuple(words)
    if len(everything) > len(required) and (found := with_words(everything)):
        return [Near((), (), in_any_order=True, found=found)]
    missing = [term for term in everything if not with_words((term,))]
    there = tuple(term for term in everything if term not in missing)
    near: list[Near] = []
    if missing and (spelt := _respelt(session, missing, there, Group(kept, group.fields), filters)):
        corrected = tuple(
            Term(spelt[term.words], prefix=False, negated=False) if term.words in spelt else term
            for term in everything
            if term.words in spelt or term not in missing
        )
        left = tuple(term.words for term in missing if term.words not in spelt)
        if found := with_words(tuple(dict.fromkeys(corrected))):
            near.append(Near(left, tuple(spelt.items()), in_any_order=False, found=found))
    near += list(_shorter(there, missing, with_words, most - len(near)))
    return near


def _words(terms: list[Term]) -> list[Term]:
    """Returns the words of *terms*, each once; words of phrases count separately."""
    found: dict[Term, None] = {}
    for term in terms:
        *firsts, last = term.words.split()
        found.update(dict.fromkeys(Term(word, prefix=False, negated=False) for word in firsts))
        found[Term(last, term.prefix, negated=False)] = None
    return list(found)[:MOST_WORDS]


def _shorter(
    there: tuple[Term, ...], missing: list[Term], with_words: Callable[[tuple[Term, ...]], int], most: int
) -> Iterator[Near]:
    """Yields the wordings that leave the fewest of *there* out; *missing* occur nowhere."""
    tries = 0
    for dropped in range(0 if missing else 1, len(there)):
        choices = sorted(combinations(there, dropped), key=lambda out: sum(len(term.words) for term in out))
        given = 0
        for out in choices:
            if tries == MOST_TRIES:
                return
            tries += 1
            found = with_words(tuple(term for term in there if term not in out))
            if found:
                left = tuple(term.words for term in (*there, *missing) if term in out or term in missing)
                yield Near(left, (), in_any_order=False, found=found)
                given += 1
            if given >= most:
                return
        if given:
            return


def _respelt(
    session: Session, missing: list[Term], there: tuple[Term, ...], kept: Group, filters: Filter
) -> dict[str, str]:
    """Returns, by word that no quotation has, a word spelt nearly the same: from quotations with all the other words,
    else from those with words that begin alike.
    """
    found: dict[str, str] = {}
    for term in missing:
        beginnings = [
            (Term(term.words[:size], prefix=True, negated=False),) for size in (3, 2, 1) if len(term.words) > size
        ]
        for sought in (there, *beginnings) if there else beginnings:
            tried = Query((Group((*sought, *kept.terms), kept.fields),))
            rows = matching(session, tried, filters).with_only_columns(
                QuoteRow.search_words, maintain_column_froms=True
            )
            words: set[str] = set()
            for spoken in session.scalars(rows.order_by(QuoteRow.id.desc()).limit(READ)):
                words.update(spoken.split())
            near = nearest(term.words, words, least=ALIKE)
            if near:
                found[term.words] = near[0]
                break
    return found
