"""Invented answers of reports, few and many, plain and awkward, each with the chart that its report would declare."""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from quotes.output.charts.drawing import Caption
from quotes.reports import Chart, ChartKind

Rows = tuple[dict[str, Any], ...]

FIRST = "Dana Gareth Priya Ines Tomás Ольга Wren Malik Sorrel Anneke Jürgen Łucja Bao Ruth Kwame".split()
LAST = "Okafor Lindqvist Raman Vale Quist Соколова Harrow Osei Brandt Whitlock Marsh Ferreira Dunne Achterberg".split()
PARTIES = "Harbour Party,Green Alliance,Liberal Union,Labour List,Farmers’ League,Centre,Civic Front,Pirates".split(",")
OUTLETS = (
    "Tarnmouth Courier,Example Daily,The Northern Ledger,Coast Radio,AVP,"
    "Evening Post of Greater Lindenfels,Lantern,Weekly Review"
).split(",")
AWKWARD = (
    "The Tarnmouth and District Confederation of Independent Harbour Pilots, Lightermen and Allied Trades",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    '$a_b$ <Okafor> & "Sons"',
    "安倍 花子",
    "דנה כהן",
    "ليلى حداد",
    "(unknown)",
    "Zed\x1b[31m\nVale\ufffe",
)
CAPTION = Caption(
    "Who is quoted most, and by whom",
    ("outlet Example Daily", "published since 1 October 2025"),
    "Source: 1,234 utterances in 210 articles of 8 outlets, 3 March to 9 October 2025",
)


class Sample(NamedTuple):
    """Rows, and how they are to be drawn."""

    chart: Chart
    rows: Rows


SPEAKERS = Chart(ChartKind.BARS, "speaker", "utterances")
MONTHS = Chart(ChartKind.BARS, "month", "utterances")
SHARE = Chart(ChartKind.STACKED, "outlet", "utterances", "party")
TIMELINE = Chart(ChartKind.LINE, "period", "utterances", "speaker")
MATRIX = Chart(ChartKind.HEAT, "outlet", "utterances", "speaker")


def people(count: int) -> list[str]:
    """So many different names."""
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    noted = [f"{name} (the mayor of {last})" for name in pairs for last in LAST]
    return random.Random(3).sample(pairs, min(count, len(pairs))) + noted[: max(0, count - len(pairs))]


def month(number: int) -> str:
    """The month so many behind January 2024."""
    return f"{2024 + number // 12}-{number % 12 + 1:02d}"


def speakers(count: int) -> Rows:
    """An answer with so many rows, the most quoted first."""
    return tuple(
        {"speaker": name, "utterances": max(1, int(400 / place**0.8))} for place, name in enumerate(people(count), 1)
    )


def _drawn_at_random() -> Iterator[tuple[str, Sample]]:
    number = random.Random(7).randint
    parties = [*PARTIES, "(not stated)"]
    yield "share", Sample(SHARE, _pairs("outlet", OUTLETS, "party", parties, number))
    yield "share-of-few", Sample(SHARE, _pairs("outlet", OUTLETS[:4], "party", parties[:3], number))
    yield "share-of-many", Sample(SHARE, _pairs("outlet", people(60), "party", parties[:5], number))
    months = [month(place) for place in range(18)]
    by_month = Chart(ChartKind.STACKED, "month", "utterances", "party")
    yield "share-by-month", Sample(by_month, _pairs("month", months, "party", parties[-5:], number))
    yield "share-one-month", Sample(by_month, _pairs("month", months[:1], "party", parties, number))
    yield "months", Sample(MONTHS, tuple({"month": each, "utterances": number(0, 2200)} for each in months))
    few = tuple({"month": month(place), "utterances": number(20, 220)} for place in range(9) if place != 4)
    yield "months-with-a-gap", Sample(MONTHS, few)
    weeks = [dt.date(2025, 3, 3) + dt.timedelta(weeks=place) for place in range(30) if place not in (11, 12)]
    long = [*people(2), "Gareth Lindqvist, deputy mayor of Tarnmouth and Greater Lindenfels"]
    yield "timeline", Sample(TIMELINE, _pairs("period", weeks, "speaker", long, number))
    yield "timeline-of-many", Sample(TIMELINE, _pairs("period", weeks, "speaker", people(30), number))
    yield "timeline-one-week", Sample(TIMELINE, _pairs("period", weeks[:1], "speaker", people(4), number))
    days = [dt.date(2025, 3, 3) + dt.timedelta(place) for place in range(200) if place % 9]
    one = Chart(ChartKind.LINE, "day", "utterances")
    yield "days", Sample(one, tuple({"day": day, "utterances": number(0, 60)} for day in days))
    ten_years = [dt.date(2016, 1, 1) + dt.timedelta(place) for place in range(3650)]
    yield "ten-years-of-days", Sample(one, tuple({"day": day, "utterances": number(0, 9)} for day in ten_years))
    years = [str(year) for year in range(1987, 2026) if year % 7]
    by_year = Chart(ChartKind.LINE, "year", "utterances")
    yield "years", Sample(by_year, tuple({"year": year, "utterances": number(3, 90)} for year in years))
    yield "matrix", Sample(MATRIX, _pairs("outlet", OUTLETS, "speaker", people(10), number))
    many = [f"{outlet} {edition}" for outlet in OUTLETS for edition in (1, 2, 3)]
    yield "matrix-of-many", Sample(MATRIX, _pairs("outlet", many, "speaker", people(40), number, most=9000))
    by_outlet = Chart(ChartKind.HEAT, "month", "utterances", "outlet")
    yield "matrix-by-month", Sample(by_outlet, _pairs("month", months, "outlet", OUTLETS, number))
    likely = Chart(ChartKind.LINE, "month", "mean_confidence", "outlet")
    means = _pairs("month", [each for each in months if each != months[5]], "outlet", OUTLETS[:4], number, most=99)
    rows = tuple(
        {**row, "mean_confidence": None if place == 9 else Decimal(row.pop("utterances")) / 100 + Decimal("0.001")}
        for place, row in enumerate(dict(each) for each in means)
    )
    yield "confidence", Sample(likely, rows)


def _pairs(across: str, names: Any, series: str, parts: Any, number: Any, *, most: int = 60) -> Rows:
    return tuple(
        {across: name, series: part, "utterances": number(0, most) // (1 + place)}
        for name in names
        for place, part in enumerate(parts)
    )


SAMPLES: dict[str, Sample] = {
    "one": Sample(SPEAKERS, speakers(1)),
    "three": Sample(SPEAKERS, speakers(3)),
    "three-hundred": Sample(SPEAKERS, speakers(300)),
    "one-month": Sample(MONTHS, ({"month": "2025-10", "utterances": 123},)),
    "awkward": Sample(
        SPEAKERS,
        tuple(
            {"speaker": name, "utterances": value}
            for name, value in zip((*AWKWARD, None, ""), (41, 30, 12, 9, 8, 5, 4, 2, 0, None), strict=True)
        ),
    ),
    "negative": Sample(
        Chart(ChartKind.BARS, "outlet", "change"),
        tuple(
            {"outlet": name, "change": value}
            for name, value in zip(OUTLETS, (4000, 12, 3, 0, -7, -35, -600, None), strict=True)
        ),
    ),
    "negative-months": Sample(
        Chart(ChartKind.BARS, "month", "change"),
        tuple({"month": month(place), "change": 40 - 17 * place} for place in range(6)),
    ),
    "percent": Sample(
        Chart(ChartKind.BARS, "outlet", "percent_credited"),
        tuple({"outlet": name, "percent_credited": 99.9 - 2.3 * place} for place, name in enumerate(people(30))),
    ),
    "shares-of-a-hundred": Sample(
        Chart(ChartKind.STACKED, "outlet", "percent", "gender"),
        tuple(
            {"outlet": outlet, "gender": gender, "percent": value + place}
            for place, outlet in enumerate(OUTLETS)
            for gender, value in (("women", 35.5), ("men", 42.25 - 2 * place), ("(not stated)", 22.25))
        ),
    ),
    "zeros": Sample(SPEAKERS, tuple({"speaker": name, "utterances": 0} for name in people(3))),
    "nothing-known": Sample(SPEAKERS, tuple({"speaker": name, "utterances": None} for name in people(3))),
    **dict(_drawn_at_random()),
}
