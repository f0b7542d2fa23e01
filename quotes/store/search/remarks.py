"""Notices what in a query cannot mean what its writer had in mind: unknown names and fields, contradictions,
odd signs.
"""

from sqlalchemy.orm import Session

from quotes.nearest import did_you_mean
from quotes.store.query.identifiers import find_outlet, outlet_hint, speaker_hint, speakers_called
from quotes.store.query.language import Field, FieldTerm, Query
from quotes.store.query.values import days
from quotes.store.search.stated import attribute_fields


def remarks(session: Session, query: Query) -> list[str]:
    """Returns what is to be said of *query*, a line each, nothing twice."""
    found: dict[str, None] = dict.fromkeys(query.oddities)
    if query.cut:
        found["the query is very long; only its beginning counts"] = None
    for name in query.unknown:
        fields = (*Field, *attribute_fields(session))
        hint = did_you_mean(name, fields) or f" (there are {', '.join(fields)})"
        found[f"there is no field {name}:, so it counts as a word{hint}"] = None
    for group in query.every_group:
        for term in group.terms:
            if not term.negated and term._replace(negated=True) in group.terms:
                words = f'"{term.words}"' if " " in term.words else term.words + "*" * term.prefix
                found[f"{words} and -{words} exclude each other: nothing can be found"] = None
        for each in group.fields:
            said = _remark(session, each)
            if said:
                found[said] = None
            elif not each.negated and each._replace(negated=True) in group.fields:
                found[f"{each.field}:{each.value} and -{each.field}:{each.value} exclude each other"] = None
    return list(found)


def _remark(session: Session, term: FieldTerm) -> str | None:
    field, value = term.field, term.value
    match field:
        case Field.SPEAKER:
            if speakers_called(session, value):
                return None
            return f"no speaker is called {value!r}{speaker_hint(session, value)}"
        case Field.OUTLET:
            if find_outlet(session, value) is not None:
                return None
            return f"no outlet is called {value!r}{outlet_hint(session, value)}"
        case Field.SAID | Field.DATE:
            span = days(value)
            if span is None:
                return None  # the search is refused
            first, last = span
            return f"{field}:{value} ends before it begins" if first and last and last < first else None
        case _:
            return None
