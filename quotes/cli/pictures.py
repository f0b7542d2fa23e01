"""The answer of a report as a picture, a page, or bars on the terminal."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import stream_for
from quotes.cli.options.pictures import BARS, Pictures
from quotes.cli.terminal import colours, width_of
from quotes.errors import UsageProblem
from quotes.reports import Coverage, Report


@dataclass(frozen=True, slots=True)
class Answered:
    """A report, what it was asked, and what it answers: at least one row.

    *filters* are those of every listing by their names; *given* are the parameters that somebody gave.
    """

    report: Report
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    coverage: Coverage
    filters: Mapping[str, Any]
    given: Mapping[str, str]
    query: str = ""

    def records(self) -> list[dict[str, Any]]:
        """The rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def parameters(self) -> dict[str, str]:
        """Every parameter that has a value, by default or given."""
        declared = {each.name: each.default for each in self.report.parameters}
        return {name: value for name, value in (declared | dict(self.given)).items() if value}


def check_pictures(pictures: Pictures, form: str, report: Report) -> None:
    """Pass where *report* can be shown as it is asked for.

    :raises UsageProblem: it declares no chart.
    :raises QuotesError: the extra that draws is missing.
    """
    from quotes.output.charts.library import needs_matplotlib

    drawn = pictures.chart is not None or form == BARS
    if drawn and report.chart is None:
        raise UsageProblem(f"{report.name} declares no chart in its header; --html FILE writes a page with its rows")
    if report.chart is not None and pictures.files:
        needs_matplotlib()


def show_drawn(pictures: Pictures, form: str, output: Path | None, answered: Answered) -> None:
    """Write the files that are asked for, and bars where these are the format."""
    if pictures.files:
        write_pictures(pictures, answered)
    if form == BARS:
        show_bars(answered, output)


def write_pictures(pictures: Pictures, answered: Answered) -> None:
    """Write the files that are asked for; none is begun before all are drawn."""
    from quotes.output.charts.captions import caption_of
    from quotes.output.charts.letters import letters_missing
    from quotes.output.charts.plot import plot_of

    report = answered.report
    caption = caption_of(report, answered.filters, answered.query, answered.given, answered.coverage)
    plot = None
    if report.chart is not None:
        plot = plot_of(report.chart, answered.records(), answered.parameters.values())
    files: dict[Path, bytes] = {}
    if pictures.chart is not None and plot is not None:
        from quotes.output.charts.drawing import drawing_of
        from quotes.output.charts.painting import PictureForm, painted

        form = PictureForm(pictures.chart.suffix.lower().removeprefix("."))
        drawing = drawing_of(plot, caption)
        files[pictures.chart] = painted(drawing, form)
        missing = letters_missing("".join(drawing.words))
        if missing and form is not PictureForm.SVG:
            click.echo(f"quotes: no letters for {missing} in the font of a .{form}; an .svg shows them", err=True)
    if pictures.page is not None:
        files[pictures.page] = _page(answered, caption, plot).encode()
    for path, content in files.items():
        _write(path, content)


def _page(answered: Answered, caption: Any, plot: Any) -> str:
    from quotes.output.charts.captions import filter_facts
    from quotes.output.charts.page import Page, page_of
    from quotes.version import PROGRAM

    report = answered.report
    return page_of(
        Page(
            caption=caption,
            about=report.about,
            columns={column.name: column.about for column in report.columns},
            rows=answered.records(),
            facts={**filter_facts(answered.filters, answered.query), **answered.parameters},
            sql=report.sql,
            made_on=dt.date.today(),
            made_by=PROGRAM,
            plot=plot,
        )
    )


def _write(path: Path, content: bytes) -> None:
    before = path.exists()
    with stream_for(path) as stream:
        stream.buffer.write(content)
    click.echo(f"{path} {'replaced' if before else 'written'}", err=True)


def show_bars(answered: Answered, output: Path | None) -> None:
    """Draw the answer with characters, on the terminal or into the file *output*."""
    from quotes.output.charts.captions import caption_of
    from quotes.output.charts.plot import plot_of
    from quotes.output.charts.terminal import MOST_LINES, write_chart

    assert answered.report.chart is not None
    caption = caption_of(answered.report, answered.filters, answered.query, answered.given, answered.coverage)
    hints = answered.parameters.values()
    plot = plot_of(answered.report.chart, answered.records(), hints, most_periods=MOST_LINES)
    with stream_for(output) as stream:
        write_chart(plot, caption, stream, width=width_of(stream), colour=colours(stream))
