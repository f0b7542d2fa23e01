"""Headers of reports: what they declare, and what is said of one that is wrong: the file and the line."""

from typing import Any

import pytest

from quotes.errors import UsageProblem
from quotes.reports import Chart, ChartKind, Column, Parameter, ParameterType
from quotes.store.search.parameters import read_value, spelt_parameters
from quotes.store.search.report_headers import read_report

GOOD = """-- Who speaks most
--
-- A first paragraph
-- in two lines.
--
-- A second one.
--
-- column speaker: the name
-- column n: how often,
--    counted by acts of speech
-- parameter unit choice(week, month) = month: how long a period is
-- parameter least integer =: acts of speech at least
-- chart bars: across speaker, value n

SELECT speaker, COUNT(*) AS n -- :not one
FROM quote_list WHERE ':nor this' <> :unit GROUP BY speaker HAVING COUNT(*) >= COALESCE(:least, 1)
"""


def test_a_header_that_declares_everything() -> None:
    found = read_report("most", GOOD, "most.sql")
    assert (found.name, found.title) == ("most", "Who speaks most")
    assert found.about == "A first paragraph\nin two lines.\n\nA second one."
    assert found.columns == (Column("speaker", "the name"), Column("n", "how often, counted by acts of speech"))
    assert found.parameters == (
        Parameter("unit", ParameterType.CHOICE, "month", "how long a period is", ("week", "month")),
        Parameter("least", ParameterType.INTEGER, "", "acts of speech at least"),
    )
    assert found.chart == Chart(ChartKind.BARS, across="speaker", value="n")
    assert found.sql.startswith("SELECT speaker")
    assert spelt_parameters(found.sql) == ("unit", "least")


FAULTS = [
    ("no title", GOOD[: GOOD.index("-- column")], "", 1, "the first line must be the report's title"),
    ("no paragraph", "-- A first paragraph\n-- in two lines.\n--\n-- A second one.\n", "", 2, "a paragraph"),
    ("no statement", GOOD[GOOD.index("\nSELECT") :], "\n", 14, "no statement below"),
    ("a word that declares nothing", "-- parameter least", "-- paramter least", 12, "did you mean parameter?"),
    ("a column that holds nothing said", "-- column speaker: the name", "-- column speaker:", 8, "a column is declared as"),
    ("no column at all", "-- column speaker: the name\n-- column n: how often,\n--    counted by acts of speech\n", "", 10, "chart names 'speaker'"),
    ("a column twice", "-- column n:", "-- column speaker:", 9, "the column speaker is declared twice"),
    ("a name in capitals", "-- column n:", "-- column N:", 9, "'N' is no name of a column"),
    ("an unknown type", "least integer", "least intger", 12, "did you mean integer?"),
    ("a parameter without a default", "least integer =:", "least integer:", 12, "a parameter is declared as"),
    ("a choice of nothing", "choice(week, month) ", "choice ", 11, "has its values in brackets"),
    ("values of what is no choice", "choice(week, month)", "text(week, month)", 11, "has its values in brackets"),
    ("values of an integer", "integer =", "integer(1, 2) =", 12, "integer has its bounds in brackets: integer(1..), integer(0..1)"),
    ("bounds the wrong way round", "integer =", "integer(5..2) =", 12, "no integer lies between 5 and 2"),
    ("a default beyond the bounds", "integer =", "integer(1..) = 0", 12, "the default of least must be 1 or more, not 0"),
    ("a default that is no choice", "= month:", "= moth:", 11, "the default of unit must be one of week, month, not 'moth'; did you mean month?"),
    ("a default of another type", "least integer =", "least integer = few", 12, "the default of least must be a whole number"),
    ("a parameter that the statement lacks", "COALESCE(:least, 1)", "1", 12, "the statement has no :least"),
    ("a parameter that no line declares", ":unit", ":unit || :other", 13, "the statement has :other"),
    ("an unknown chart", "chart bars", "chart bar", 13, "did you mean bars?"),
    ("a chart of no column", "value n", "value m", 13, "the chart names 'm'"),
    ("a chart of half", "across speaker, value n", "across speaker", 13, "a chart is declared as"),
    ("a second chart", "-- chart bars: across speaker, value n\n", "-- chart bars: across speaker, value n\n" * 2, 14, "there is a chart already"),
]  # fmt: skip


@pytest.mark.parametrize(("point", "old", "new", "line", "says"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_said_with_file_and_line(point: str, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(UsageProblem) as refused:
        read_report("most", GOOD.replace(old, new, 1), "folder/most.sql")
    assert str(refused.value).startswith(f"folder/most.sql, line {line}: ")
    assert says in str(refused.value)


def parameter(
    kind: ParameterType,
    name: str = "x",
    choices: tuple[str, ...] = (),
    least: float | None = None,
    most: float | None = None,
) -> Parameter:
    return Parameter(name, kind, "", "what it is", choices, least, most)


@pytest.mark.parametrize(
    ("declared", "typed", "expected"),
    [
        pytest.param(parameter(ParameterType.TEXT), " a b ", "a b", id="text without the blanks around"),
        pytest.param(parameter(ParameterType.INTEGER), "-12", -12, id="integer"),
        pytest.param(parameter(ParameterType.INTEGER), 12, 12, id="integer from Python"),
        pytest.param(parameter(ParameterType.NUMBER), ".5", 0.5, id="number"),
        pytest.param(parameter(ParameterType.INTEGER, least=1), "1", 1, id="the least"),
        pytest.param(parameter(ParameterType.INTEGER, least=1), "0", None, id="less than the least"),
        pytest.param(parameter(ParameterType.NUMBER, least=0, most=1), "1", 1.0, id="the most"),
        pytest.param(parameter(ParameterType.NUMBER, least=0, most=1), "1.5", None, id="more than the most"),
        pytest.param(parameter(ParameterType.DATE), "2025-10", "2025-10-01", id="first day of a month"),
        pytest.param(parameter(ParameterType.DATE, "until"), "2025-10", "2025-10-31", id="its last day for an end"),
        pytest.param(parameter(ParameterType.CHOICE, choices=("week",)), "WEEK", "week", id="choice in capitals"),
        pytest.param(parameter(ParameterType.DATE), "", None, id="nothing"),
        pytest.param(parameter(ParameterType.INTEGER), "1.5", None, id="no integer"),
        pytest.param(parameter(ParameterType.INTEGER), "9" * 30, None, id="beyond databases"),
        pytest.param(parameter(ParameterType.NUMBER), "nan", None, id="no number"),
        pytest.param(parameter(ParameterType.DATE), "2025-02-30", None, id="no day"),
        pytest.param(parameter(ParameterType.DATE), "2025-01..2025-02", None, id="two days"),
        pytest.param(parameter(ParameterType.CHOICE, choices=("week",)), "", None, id="no choice"),
    ],
)
def test_what_a_value_is_read_as(declared: Parameter, typed: Any, expected: Any) -> None:
    if (expected is None and typed != "") or (declared.choices and not typed):
        with pytest.raises(UsageProblem, match="x must be"):
            read_value(declared, typed)
        return
    found = read_value(declared, typed)
    assert (str(found) if declared.type == ParameterType.DATE and found else found) == expected
