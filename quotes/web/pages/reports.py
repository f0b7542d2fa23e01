"""Reports: a list, and for each its chart, its rows, its parameters, and its rows as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO, StringIO
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from quotes.output.charts.answered import Answered
from quotes.output.tables import Format, write, write_binary
from quotes.reports import Report
from quotes.store.search.coverage import coverage
from quotes.store.search.report_files import all_reports, find_report
from quotes.store.search.run_report import run_report
from quotes.store.search.sql import Answer
from quotes.web.asked import Asked
from quotes.web.pages.search import CHOICES, DOWNLOADS
from quotes.web.pictures import drawn
from quotes.web.site import reading

pages = Blueprint("reports", __name__)
SHOWN = 100
"""Rows of a report on its page; a file has all."""
SECONDS = 60.0


@pages.get("/reports")
def listed() -> ResponseReturnValue:
    """Shows which reports there are."""
    return render_template("reports.html", reports=all_reports().reports)


def _parameters(report: Report) -> dict[str, str]:
    """Returns the values that the address gives for the report's own parameters; they begin with ``p-``."""
    given = {each.name: request.args.get(f"p-{each.name}", "").strip()[:500] for each in report.parameters}
    return {name: value for name, value in given.items() if value}


@pages.get("/reports/<name>")
def page(name: str) -> ResponseReturnValue:
    """Shows the report *name* over the quotations that the address asks for."""
    wanted = find_report(name)
    asked, parameters = Asked.of(request.args), _parameters(wanted)
    if any(not value for value in request.args.values()):
        named = {f"p-{parameter}": value for parameter, value in parameters.items()}
        return redirect(asked.address(url_for("reports.page", name=name), **named))
    filters = asked.filters()
    with reading(SECONDS) as session:
        answer = run_report(session, wanted, parameters, filters=filters, query=asked.query, seconds=SECONDS)
        source = coverage(session, filters, asked.query) if answer.rows else None
    picture = None
    if source is not None:
        answered = Answered(wanted, answer.columns, answer.rows, source, asdict(filters), parameters, asked.query)
        picture = drawn(answered)
    return render_template(
        "report.html", report=wanted, asked=asked, given=parameters, columns=answer.columns, rows=answer.rows[:SHOWN],
        total=len(answer.rows), numeric=_numeric(answer), picture=picture, choices=CHOICES, downloads=DOWNLOADS,
        extra={f"p-{parameter}": value for parameter, value in parameters.items()},
    )  # fmt: skip


def _numeric(answer: Answer) -> list[bool]:
    """Tests of each column whether it holds numbers alone."""
    return [
        all(isinstance(row[place], int | float | None) for row in answer.rows) for place in range(len(answer.columns))
    ]


@pages.get("/reports/<name>.<form>")
def download(name: str, form: str) -> Response:
    """Gives all rows of the report as a file."""
    if form not in DOWNLOADS:
        abort(404)
    wanted = find_report(name)
    asked = Asked.of(request.args)
    with reading(SECONDS) as session:
        answer = run_report(
            session, wanted, _parameters(wanted), filters=asked.filters(), query=asked.query, seconds=SECONDS
        )
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    content = BytesIO(_bytes_of(rows, answer.columns, Format(form)))
    return send_file(content, DOWNLOADS[form], as_attachment=True, download_name=f"{name}.{form}", etag=False)


def _bytes_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: Format) -> bytes:
    if form is Format.XLSX:
        stream = BytesIO()
        write_binary(rows, columns, form, stream)
        return stream.getvalue()
    text = StringIO(newline="")
    write(rows, columns, form, text)
    return text.getvalue().encode()
