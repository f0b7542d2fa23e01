"""Shows the answer of a report as a picture, a page, or bars on the terminal."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import stream_for
from quotes.cli.options.pictures import BARS, Pictures
from quotes.cli.terminal import colours, width_of
from quotes.errors import UsageProblem
from quotes.output.charts.answered import Answered
from quotes.reports import Report

if TYPE_CHECKING:
    from quotes.output.charts.plot import Plot

FEW = 20
"""Letters that a message lists."""


def check_pictures(pictures: Pictures, form: str, report: Report) -> None:
    """Checks that *report* can be shown as it is asked for.

    :raises UsageProblem: the report declares no chart.
    :raises QuotesError: the extra that draws is missing.
    """
    from quotes.output.charts.library import needs_matplotlib

    drawn = pictures.chart is not None or form == BARS
    if drawn and report.chart is None:
        raise UsageProblem(f"{report.name} declares no chart in its header; --html FILE writes a page with its rows")
    if report.chart is not None and pictures.files:
        needs_matplotlib()


def show_drawn(pictures: Pictures, form: str, output: Path | None, answered: Answered) -> None:
    """Writes the files that are asked for, and bars if these are the format.

    Without rows there is nothing to draw, which is said, and a page says that nothing was found.
    """
    if pictures.files:
        write_pictures(pictures, answered)
    if form == BARS and answered.rows:
        show_bars(answered, output)


def write_pictures(pictures: Pictures, answered: Answered) -> None:
    """Writes the files that are asked for; none is begun before all are drawn."""
    plot = answered.plot() if answered.report.chart is not None and answered.rows else None
    files: dict[Path, bytes] = {}
    if pictures.chart is not None and plot is not None:
        files[pictures.chart] = _picture(pictures.chart, answered, plot)
    if pictures.page is not None:
        files[pictures.page] = _page(answered, plot).encode()
    if pictures.chart is not None and plot is None:
        stays = "; the one that is there is of another time" if pictures.chart.exists() else ""
        click.echo(f"{pictures.chart} not written: there is nothing to draw{stays}", err=True)
    for path, content in files.items():
        _write(path, content)


def _picture(path: Path, answered: Answered, plot: "Plot") -> bytes:
    """Returns the picture in the form of its *path*'s ending; letters that it cannot show are said."""
    from quotes.output.charts.drawing import drawing_of
    from quotes.output.charts.forms import PictureForm
    from quotes.output.charts.letters import letters_missing
    from quotes.output.charts.painting import painted

    form = PictureForm(path.suffix.lower().removeprefix("."))
    drawing = drawing_of(plot, answered.caption())
    missing = letters_missing("".join(drawing.words))
    if missing and form is not PictureForm.SVG:
        shown = missing if len(missing) <= FEW else f"{missing[:FEW]} …"
        click.echo(f"quotes: the font of a .{form} has no letters for {shown}; an .svg shows them", err=True)
    return painted(drawing, form)


def _page(answered: Answered, plot: "Plot | None") -> str:
    from quotes.output.charts.captions import filter_facts
    from quotes.output.charts.page import Page, page_of
    from quotes.version import PROGRAM

    report = answered.report
    return page_of(
        Page(
            caption=answered.caption(),
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
    """Draws the answer with characters, on the terminal or into the file *output*."""
    from quotes.output.charts.terminal import MOST_LINES, write_chart

    plot = answered.plot(most_periods=MOST_LINES)
    with stream_for(output) as stream:
        write_chart(plot, answered.caption(), stream, width=width_of(stream), colour=colours(stream))
