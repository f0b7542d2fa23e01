"""Handles the ``:parameters`` of a statement: where they stand, how their values are read, how they reach the
driver.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Date, Double, Text, TextClause, bindparam, text
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType, TypeEngine

from quotes.errors import NotFound, UsageProblem
from quotes.nearest import did_you_mean
from quotes.reports import Parameter, ParameterType
from quotes.store.query.values import days
from quotes.store.search.stated import attribute_fields
from quotes.store.speakers.attribute_names import NOTE, WIKIDATA
from quotes.store.speakers.lookup import one_speaker
from quotes.wording import storable

_PIECES = re.compile(
    r"""
    '(?:[^']|'')*'                      # a text
    | "(?:[^"]|"")*"                    # a name in quotation marks
    | --[^\n]*                          # a comment
    | /\*.*?\*/
    | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$   # a text of PostgreSQL
    | ::                                # a cast of PostgreSQL
    | (?<!\w):(?P<name>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_TYPES: Mapping[ParameterType, TypeEngine[Any]] = {
    ParameterType.TEXT: Text(),
    ParameterType.INTEGER: BigInteger(),
    ParameterType.NUMBER: Double(),
    ParameterType.DATE: Date(),
    ParameterType.CHOICE: Text(),
    ParameterType.SPEAKER: BigInteger(),
    ParameterType.ATTRIBUTE: Text(),
}
_WHOLE = re.compile(r"[+-]?\d{1,18}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\Z", re.ASCII)


def spelt_parameters(sql: str) -> tuple[str, ...]:
    """Returns the names that *sql* has behind a colon, outside of texts and comments, in order, each once."""
    return tuple(dict.fromkeys(found["name"] for found in _PIECES.finditer(sql) if found["name"]))


def statement(sql: str, bound: Mapping[str, BindParameter[Any]]) -> TextClause:
    """Returns *sql* as SQLAlchemy takes it, with *bound* for its parameters; every other colon in it stays what
    it is.
    """
    used = {each: bound[each] for each in spelt_parameters(sql) if each in bound}
    return text(rewritten(sql, {name: f":{name}" for name in used}, elsewhere=_plain)).bindparams(*used.values())


def rewritten(sql: str, parameters: Mapping[str, str], *, elsewhere: Callable[[str], str] = str) -> str:
    """Returns *sql* with each ``:name`` replaced by what *parameters* has for it; *elsewhere* changes all the rest."""
    end = 0
    parts: list[str] = []
    for found in _PIECES.finditer(sql):
        if found["name"] in parameters:
            parts += [elsewhere(sql[end : found.start()]), parameters[found["name"]]]
            end = found.end()
    return "".join([*parts, elsewhere(sql[end:])])


def _plain(sql: str) -> str:
    """Returns *sql* with its colons escaped, which SQLAlchemy takes for parameters, and the backslashes before them,
    which it takes for escapes.
    """
    return sql.replace(":", "\\:")


def untyped(given: Mapping[str, str]) -> dict[str, BindParameter[Any]]:
    """Returns *given* for a statement that declares no types: what looks like a number becomes one, the rest stays as
    typed.
    """
    bound: dict[str, BindParameter[Any]] = {}
    for name, value in given.items():
        if _WHOLE.match(value):
            bound[name] = bindparam(name, int(value))
        elif _DECIMAL.match(value):
            bound[name] = bindparam(name, float(value))
        else:
            bound[name] = bindparam(name, storable(value), NullType())  # PostgreSQL tells its type from the place
    return bound


def typed(
    session: Session, parameters: tuple[Parameter, ...], given: Mapping[str, Any], what: str
) -> dict[str, BindParameter[Any]]:
    """Returns a bound parameter for each of *parameters*: what is *given* for it, else its default.

    :raises UsageProblem: *given* names one that *what* doesn't take, or has a value that cannot be read.
    :raises NotFound: no speaker is called so, or nobody has such an attribute.
    """
    names = [each.name for each in parameters]
    unknown = next((name for name in given if name not in names), None)
    if unknown is not None:
        takes = ", ".join(names) or "nothing"
        raise UsageProblem(f"{what} takes no {unknown!r}{did_you_mean(unknown, names)}; it takes {takes}")
    values = {each.name: read_value(each, given.get(each.name, each.default)) for each in parameters}
    return {
        each.name: bindparam(each.name, _looked_up(session, each, values[each.name]), _TYPES[each.type])
        for each in parameters
    }


def _looked_up(session: Session, parameter: Parameter, value: Any) -> Any:
    """Returns *value* as the store has it if it names something in the store."""
    if value is None:
        return None
    if parameter.type == ParameterType.SPEAKER:
        return one_speaker(session, value)
    if parameter.type == ParameterType.ATTRIBUTE:
        known = ("kind", *(each for each in attribute_fields(session) if each not in (NOTE, WIKIDATA)))
        if value.casefold() not in known:
            hint = did_you_mean(value, known)
            raise NotFound(f"nothing called {value!r} is stated of speakers{hint}; there are {', '.join(known)}")
        return value.casefold()
    return value


def read_value(parameter: Parameter, value: Any) -> Any:
    """Returns *value*, typed text or a value of the type already, as the parameter's type; an empty text is None.

    A time that is longer than a day (2025-10) is its first day, for a parameter called ``until`` its last one.

    :raises UsageProblem: it cannot be read so, or lies beyond the bounds.
    """
    if value is None or (value == "" and parameter.type != ParameterType.CHOICE):
        return None
    return _READERS[parameter.type](parameter, storable(str(value)).strip())


def _text(_parameter: Parameter, value: str) -> str:
    return value


def _integer(parameter: Parameter, value: str) -> int:
    if not _WHOLE.match(value):
        raise UsageProblem(f"{parameter.name} must be a whole number, not {value!r}")
    return int(_within(parameter, int(value)))


def _number(parameter: Parameter, value: str) -> float:
    if not _DECIMAL.match(value):
        raise UsageProblem(f"{parameter.name} must be a number, not {value!r}")
    return _within(parameter, float(value))


def _within(parameter: Parameter, value: float) -> float:
    """Returns *value* if it lies within the parameter's bounds.

    :raises UsageProblem: it doesn't.
    """
    least, most = parameter.least, parameter.most
    if least is not None and value < least:
        raise UsageProblem(f"{parameter.name} must be {least:g} or more, not {value:g}")
    if most is not None and value > most:
        raise UsageProblem(f"{parameter.name} must be {most:g} or less, not {value:g}")
    return value


def _date(parameter: Parameter, value: str) -> Any:
    span = days(value) if ".." not in value else None
    day = span and span[1 if parameter.name == "until" and not value.startswith("-") else 0]
    if day is None:
        raise UsageProblem(f"{parameter.name} must be a day (2025-10-09, 2025-10, -2w, yesterday), not {value!r}")
    return day


def _choice(parameter: Parameter, value: str) -> str:
    if value.lower() not in parameter.choices:
        hint = did_you_mean(value, parameter.choices)
        raise UsageProblem(f"{parameter.name} must be one of {', '.join(parameter.choices)}, not {value!r}{hint}")
    return value.lower()


_READERS: Mapping[ParameterType, Callable[[Parameter, str], Any]] = {
    ParameterType.TEXT: _text,
    ParameterType.INTEGER: _integer,
    ParameterType.NUMBER: _number,
    ParameterType.DATE: _date,
    ParameterType.CHOICE: _choice,
    ParameterType.SPEAKER: _text,
    ParameterType.ATTRIBUTE: _text,
}
