"""Says for ``quotes report`` what reports there are: a list of them, and a help page for each."""

from collections.abc import Iterable
from typing import Any

import click

from quotes.cli.options.forgiving import Several
from quotes.reports import Parameter, Report


def help_page(report: Report) -> str:
    """Returns the help page of *report*: what it answers, its columns and its parameters."""
    formatter = click.HelpFormatter(max_width=100)
    formatter.write_usage(f"quotes report {report.name}", "[OPTIONS]")
    with formatter.indentation():
        formatter.write_paragraph()
        formatter.write_text(report.title)
        for paragraph in report.about.split("\n\n"):
            formatter.write_paragraph()
            formatter.write_text(" ".join(paragraph.split()))
    with formatter.section("Columns"):
        formatter.write_dl([(column.name, column.about) for column in report.columns])
    if report.parameters:
        with formatter.section("Parameters (-p NAME=VALUE)"):
            formatter.write_dl([(each.name, _about(each)) for each in report.parameters])
    formatter.write_paragraph()
    formatter.write_text("quotes report --help tells the filters and formats that every report takes.")
    return formatter.getvalue().rstrip("\n")


def _about(parameter: Parameter) -> str:
    kind = ", ".join(parameter.values)
    return f"{parameter.about} ({kind})" + (f"  [default: {parameter.default}]" if parameter.default else "")


def chosen_columns(report: Report, asked: str | None) -> tuple[str, ...]:
    """Returns the columns of *report* that *asked* names, with commas between, in its order, or all if nothing is
    asked.

    For a column that the report doesn't have it ends with a usage error that names the nearest.
    """
    names = tuple(column.name for column in report.columns)
    return names if asked is None else tuple(Several("column", names).convert(asked, None, None).split(","))


BRIEF = ("report", "what")
WHOLE = ("name", "title", "about", "columns", "parameters", "chart")


def listed(reports: Iterable[Report], *, whole: bool) -> list[dict[str, Any]]:
    """Returns a row for each of *reports*, with the columns :data:`BRIEF` for the eye, else :data:`WHOLE` for
    programs.
    """
    if not whole:
        return [{"report": each.name, "what": each.title} for each in reports]
    return [
        {
            "name": each.name,
            "title": each.title,
            "about": each.about,
            "columns": [{"name": column.name, "about": column.about} for column in each.columns],
            "parameters": [_as_json(parameter) for parameter in each.parameters],
            "chart": None
            if each.chart is None
            else {
                "kind": each.chart.kind.value,
                "across": each.chart.across,
                "value": each.chart.value,
                "series": each.chart.series,
            },
        }
        for each in reports
    ]


def _as_json(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type.value,
        "default": parameter.default or None,
        "about": parameter.about,
        "choices": list(parameter.choices) or None,
        "least": parameter.least,
        "most": parameter.most,
    }
