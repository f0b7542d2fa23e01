"""What is drawn of an answer: the largest, the sum of the rest, the gaps, and what is said of each."""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageProblem
from quotes.output.charts.numerals import are_counts, numeral
from quotes.output.charts.plot import Form
from quotes.output.charts.selection import MOST_BARS, MOST_PARTS, MOST_PERIODS, plot_of
from quotes.reports import Chart, ChartKind
from tests.output.charts.samples import MATRIX, MONTHS, SAMPLES, SHARE, SPEAKERS, TIMELINE, Rows, people, speakers


def drawn(name: str) -> Any:
    return plot_of(*SAMPLES[name])


def test_few_bars_are_all_drawn() -> None:
    plot = plot_of(SPEAKERS, speakers(MOST_BARS + 1))
    assert (plot.form, len(plot.across), plot.rest_across, plot.notes) == (Form.ROWS, MOST_BARS + 1, 0, ())


def test_the_rest_of_many_is_added_up() -> None:
    rows = speakers(300)
    plot = plot_of(SPEAKERS, rows)
    assert plot.across[-1] == "280 others"
    assert plot.rest_across == 280
    assert sum(number or 0 for number in plot.numbers[0]) == sum(row["utterances"] for row in rows)


@given(st.lists(st.integers(-50, 900) | st.none(), min_size=1, max_size=70))
def test_counts_are_never_lost(values: list[int | None]) -> None:
    plot = plot_of(SPEAKERS, [{"speaker": f"S{place}", "utterances": each} for place, each in enumerate(values)])
    assert sum(number or 0 for number in plot.numbers[0]) == sum(each or 0 for each in values)


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from(people(30)), st.integers(0, 90)), min_size=1))
def test_counts_of_parts_are_never_lost(cells: list[tuple[str, str, int]]) -> None:
    rows = [{"outlet": outlet, "party": party, "utterances": each} for outlet, party, each in cells]
    for kind in (ChartKind.STACKED, ChartKind.HEAT):
        plot = plot_of(Chart(kind, "outlet", "utterances", "party"), rows)
        assert sum(number or 0 for numbers in plot.numbers for number in numbers) == sum(each for *_, each in cells)


@pytest.mark.parametrize("kind", [ChartKind.STACKED, ChartKind.HEAT])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_drawn_is_larger_than_what_is_not(kind: ChartKind, seed: int) -> None:
    number = random.Random(seed).randint
    cells = [(f"O{number(0, 40)}", f"P{number(0, 3 * seed)}", number(1, 90)) for _ in range(20 + 20 * seed)]
    rows: Rows = tuple({"outlet": outlet, "party": party, "utterances": each} for outlet, party, each in cells)
    plot = plot_of(
        Chart(kind, "outlet", "utterances", "party"), [*rows, {"outlet": "O", "party": "P", "utterances": 1}]
    )
    for column, drawn, left in (("outlet", plot.across, plot.rest_across), ("party", plot.parts, plot.rest_part)):
        totals: Counter[str] = Counter()
        totals["O" if column == "outlet" else "P"] = 1
        for row in rows:
            totals[row[column]] += row["utterances"]
        shown = [totals.pop(name) for name in (drawn[:-1] if left else drawn)]
        assert len(totals) == left
        assert not totals or min(shown) >= max(totals.values())


def test_thirty_thousand_parts_are_no_hardship() -> None:
    rows = [{"outlet": f"O{number % 997}", "party": f"P{number}", "utterances": 1} for number in range(30_000)]
    for kind in (ChartKind.STACKED, ChartKind.HEAT):
        plot = plot_of(Chart(kind, "outlet", "utterances", "party"), rows)
        drawn = len(plot.parts) - bool(plot.rest_part)
        assert drawn + plot.rest_part == 30_000


def test_what_is_no_count_is_not_added_up() -> None:
    plot = drawn("percent")
    assert (plot.rest_across, plot.notes) == (0, ("20 of 30 are drawn.",))
    assert plot.numeral(99.9) == "99.9\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("values", "order"),
    [([3, 2, 1], "ABC"), ([1, 2, 3], "ABC"), ([1, 3, 2], "BCA"), ([None, 1, 2], "ABC"), ([2, None, 3], "ABC")],
    ids=["by number", "by number, least first", "by name", "nothing known first", "least first beside nothing known"],
)
def test_bars_stand_in_the_reports_order_where_that_is_by_number(values: list[int | None], order: str) -> None:
    rows = [{"speaker": name, "utterances": value} for name, value in zip("ABC", values, strict=True)]
    assert "".join(plot_of(SPEAKERS, rows).across) == order


def test_counts_of_one_name_are_added_up_and_that_is_said() -> None:
    rows = [{"outlet": name, "utterances": number} for name, number in (("A", 3), ("B", 4), ("A", None), ("A", 2))]
    plot = plot_of(Chart(ChartKind.BARS, "outlet", "utterances"), rows)
    assert (plot.across, plot.numbers) == (("A", "B"), ((5.0, 4.0),))
    assert plot.notes == ("Rows with the same outlet are added up.",)


def test_shares_of_one_name_keep_their_bars() -> None:
    plot = plot_of(SPEAKERS, [{"speaker": "Ann Vale", "utterances": 0.5}, {"speaker": "Ann Vale", "utterances": 0.2}])
    assert plot.numbers == ((0.5, 0.2),)


def test_what_nobody_stated_comes_last_and_is_always_drawn() -> None:
    plot = drawn("share")
    assert len(plot.parts) == MOST_PARTS + 2
    assert plot.parts[-2:] == ("(not stated)", "2 others")


def test_no_more_parts_have_a_colour_than_there_are_and_one_too_many_keeps_its_name() -> None:
    rows = [{"outlet": "A", "party": f"P{part}", "utterances": 90 - part} for part in range(MOST_PARTS + 1)]
    plot = plot_of(SHARE, [*rows, {**rows[0], "outlet": "B"}])
    assert (len(plot.parts), plot.parts[-1], plot.rest_part) == (MOST_PARTS + 1, "P6", 1)


def test_lines_of_the_rest_are_said_and_not_drawn() -> None:
    plot = drawn("timeline-of-many")
    assert (plot.form, len(plot.parts), plot.rest_part) == (Form.LINES, MOST_PARTS, 0)
    assert "6 of 30 are drawn; the others come to " in plot.notes[-1]


def test_missing_months_of_counts_are_zero() -> None:
    plot = drawn("months-with-a-gap")
    assert plot.form is Form.COLUMNS
    assert plot.numbers[0][4] == 0
    assert plot.notes == ("1 month without a row is drawn as 0.",)


def test_missing_months_of_shares_are_gaps() -> None:
    plot = drawn("confidence")
    assert [numbers[5] for numbers in plot.numbers] == [None] * 4
    assert plot.notes == ("1 month without a row is left open.",)


def test_one_month_alone_is_bars_of_its_parts() -> None:
    plot = drawn("share-one-month")
    assert (plot.form, plot.measure, plot.parts) == (Form.ROWS, "Utterances by party, January 2024", ("",))
    assert drawn("timeline-one-week").measure == "Utterances by speaker, 3 March 2025"
    assert drawn("one-month").across == ("October 2025",)


def test_a_hint_names_the_period() -> None:
    chart, rows = SAMPLES["timeline-one-week"]
    assert plot_of(chart, rows, ("week",)).measure == "Utterances by speaker, week of 3 March 2025"


@pytest.mark.parametrize("key", ["outlet", "speaker"])
def test_a_heat_map_of_one_row_or_column_is_bars(key: str) -> None:
    chart, rows = SAMPLES["matrix"]
    one = [row for row in rows if row[key] == rows[0][key]]
    plot = plot_of(chart, one)
    other = "speaker" if key == "outlet" else "outlet"
    assert (plot.form, plot.measure) == (Form.ROWS, f"Utterances by {other}, {rows[0][key]}")


def test_too_many_days_are_added_up_by_month() -> None:
    chart, rows = SAMPLES["ten-years-of-days"]
    plot = plot_of(chart, rows)
    assert len(plot.days) == 120
    assert plot.notes == ("Added up by month: there are too many days to draw.",)
    assert plot.measure == "Utterances by month"
    assert sum(number or 0 for number in plot.numbers[0]) == sum(row["utterances"] for row in rows)


def test_too_many_periods_of_shares_are_cut() -> None:
    chart = Chart(ChartKind.LINE, "day", "share")
    rows = [{"day": dt.date(2000, 1, 1) + dt.timedelta(3 * place), "share": 0.5} for place in range(900)]
    plot = plot_of(chart, rows)
    assert len(plot.days) == MOST_PERIODS
    assert plot.notes == ("Only the latest 750 days with a row are drawn, without the gaps between.",)


def test_rows_without_a_date_are_said() -> None:
    plot = plot_of(MONTHS, [*SAMPLES["months"].rows, {"month": None, "utterances": 7}])
    assert plot.notes == ("1 row without a date (7 in all) is not drawn.",)


@pytest.mark.parametrize(
    ("chart", "row", "said"),
    [
        (
            SHARE,
            {"outlet": "A", "partyy": "B", "utterances": 1},
            "the column party, which the answer does not have; did",
        ),
        (SPEAKERS, {"speaker": "A", "utterances": "many"}, "the column utterances, which holds 'many': no number"),
        (SPEAKERS, {"speaker": "A", "utterances": dt.date(2025, 1, 1)}, "which holds '2025-01-01': no number"),
    ],
)
def test_what_cannot_be_drawn_is_said(chart: Chart, row: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        plot_of(chart, [row])
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ([1, 2], True),
        ([Decimal(3), None], True),
        ([Decimal("12.0")], False),
        ([1.0], False),
        ([2, 0.5], False),
        ([], True),
    ],
)
def test_counts_are_known_by_their_type(values: list[object], counts: bool) -> None:
    assert are_counts(values) is counts


@pytest.mark.parametrize(
    ("number", "decimals", "words"),
    [(1234567, 0, "1,234,567"), (-35, 0, "−35"), (-0.04, 1, "0.0"), (0.953, 2, "0.95"), (None, 1, "no value")],
)
def test_numerals(number: float | None, decimals: int, words: str) -> None:
    assert numeral(number, decimals) == words


def test_infinity_is_no_value() -> None:
    rows: Rows = ({"speaker": "A", "utterances": float("inf")}, {"speaker": "B", "utterances": float("nan")})
    assert plot_of(SPEAKERS, rows).numbers == ((None, None),)


def test_a_line_without_time_is_bars() -> None:
    rows = [{"period": name, "speaker": "A", "utterances": 1} for name in ("spring", "autumn")]
    assert plot_of(TIMELINE, rows).form is Form.ROWS
    assert plot_of(MATRIX, SAMPLES["matrix"].rows).form is Form.HEAT


def test_columns_are_called_by_their_words() -> None:
    chart = Chart(ChartKind.STACKED, "outlet", "utterances", "value")
    rows = [{"outlet": "A", "value": "person", "utterances": 1}, {"outlet": "B", "value": "group", "utterances": 1}]
    assert plot_of(chart, rows, names={"value": "kind"}).measure == "Utterances by outlet and kind"
