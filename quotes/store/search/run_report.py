"""Runs a report: the filters and the query are put around its SQL, never inside."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Select, SelectBase, union_all
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.reports import Report
from quotes.store.query.filters import ANY_MODALITY, Filter
from quotes.store.query.language import Field, Group, Query
from quotes.store.search.conditions import Conditions
from quotes.store.search.parameters import statement, typed
from quotes.store.search.report_files import find_report
from quotes.store.search.report_steps import STEPS, Step
from quotes.store.search.rows import quotations
from quotes.store.search.search import matching, understood
from quotes.store.search.sql import FIRST_WORD, Answer, answer, reading_statement
from quotes.store.search.voices import voices

SECONDS = 600.0
"""How long a report may take, unless another limit is given."""
_RECURSIVE = re.compile(r"\s+recursive\b", re.IGNORECASE)


def report(
    session: Session,
    name: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    filters: Filter | None = None,
    query: str = "",
    most: int | None = None,
) -> tuple[Report, Answer]:
    """Returns the report called *name* and its answer, as :func:`run_report` gives it.

    :raises NotFound: there is none of that name, or no such speaker or outlet.
    :raises UsageProblem: as :func:`run_report`.
    """
    found = find_report(name)
    return found, run_report(session, found, parameters, filters=filters, query=query, most=most)


def run_report(
    session: Session,
    wanted: Report,
    parameters: Mapping[str, Any] | None = None,
    *,
    filters: Filter | None = None,
    query: str = "",
    most: int | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Returns the answer of the report *wanted* over the quotations that *query* finds among those that *filters*
    keeps; at *most* so many rows.

    What the report's SQL calls ``quote_list`` or ``quote_voices`` is narrowed to these, and without a word on modality
    to what was said.

    :raises NotFound: there is no such speaker or outlet.
    :raises UsageProblem: a parameter that it doesn't take or that cannot be read, a statement that writes, or columns
        other than its header declares.
    :raises TookTooLong: after *seconds*.
    """
    bound = typed(session, wanted.parameters, parameters or {}, f"the report {wanted.name}")
    sql, recursive = _continued(reading_statement(wanted.sql))
    asked = statement(sql, bound).columns()
    for name, rows in _around(session, query, filters or Filter()).items():
        # Read twice in a report, it would else be put down whole first.
        asked = asked.add_cte(rows.cte(name, recursive=recursive).prefix_with("NOT MATERIALIZED"))
    step = STEPS[wanted.step] if wanted.step is not None else None
    given = answer(session, asked, most if step is None else None, seconds)
    if step is not None:
        given = _stepped(session, given, step, most)
    declared = tuple(column.name for column in wanted.columns)
    if given.columns != declared:
        raise UsageProblem(
            f"the report {wanted.name} answers with the columns {', '.join(given.columns)}; its header declares "
            f"{', '.join(declared)}"
        )
    return Answer(given.columns, tuple(tuple(map(_number, row)) for row in given.rows))


def _stepped(session: Session, given: Answer, step: Step, most: int | None) -> Answer:
    """Returns the rows that *step* makes of those *given*, at most so many.

    :raises UsageProblem: they don't have the column that it reads.
    """
    if step.reads not in given.columns:
        raise UsageProblem(f"the step reads the column {step.reads}, and the statement has none")
    rows = step.run(session, iter(given.rows), given.columns.index(step.reads))
    return Answer((*given.columns, *step.adds), tuple(islice(rows, most)))


def _number(value: Any) -> Any:
    """Returns *value*; a NUMERIC of PostgreSQL, which sums and shares are there, becomes an int or float as SQLite has
    it.
    """
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)


def _continued(sql: str) -> tuple[str, bool]:
    """Returns *sql* in a form that further common tables can be put before, and whether its own are recursive."""
    first = FIRST_WORD.match(sql)
    if first is None or first[1].lower() != "with" or sql[: first.start(1)].rstrip().endswith("("):
        return sql, False
    recursive = _RECURSIVE.match(sql, first.end(1))
    end = recursive.end() if recursive else first.end(1)
    return f"{sql[: first.start(1)]},{sql[end:]}", recursive is not None


def _around(session: Session, query: str, filters: Filter) -> dict[str, SelectBase]:
    """Returns what a report finds under the name of each view of quotations."""
    narrow = narrowing(session, query, filters)
    return {"quote_list": narrow(quotations()), "quote_voices": union_all(*map(narrow, voices()))}


def narrowing(session: Session, query: str, filters: Filter) -> Callable[[Select[Any]], Select[Any]]:
    """Returns a function that narrows rows of quotations and their articles to what a report counts: what *query* finds
    among those that *filters* keeps, and of it what was said, unless modalities are asked for.

    :raises NotFound: there is no such speaker or outlet.
    :raises UsageProblem: the query cannot be read.
    """
    parsed = understood(session, query)
    if any(_asks_for_modality(group) for group in parsed.groups) and not filters.modality:
        filters = replace(filters, modality=(ANY_MODALITY,))
    asked: str | Query = parsed if parsed.groups else query
    known: Conditions = {}

    def narrowed(rows: Select[Any]) -> Select[Any]:
        return matching(session, asked, filters, known, rows=rows, counting=True)

    return narrowed


def _asks_for_modality(group: Group) -> bool:
    """Tests whether a query has ``modality:…`` anywhere, so that more is meant than what was said."""
    return any(term.field == Field.MODALITY for term in group.fields) or any(
        _asks_for_modality(inner) for nested in group.nested for inner in nested.groups
    )
