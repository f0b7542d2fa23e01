"""Holds the answer of a report with what it was asked, from which its chart and the words around it are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.reports import Coverage, ParameterType, Report

if TYPE_CHECKING:
    from quotes.output.charts.drawing import Caption
    from quotes.output.charts.plot import Plot


@dataclass(frozen=True, slots=True)
class Answered:
    """A report, what it was asked, and its answer.

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
        """Returns the rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters that have a value, by default or given."""
        declared = {each.name: each.default for each in self.report.parameters}
        return {name: value for name, value in (declared | dict(self.given)).items() if value}

    def plot(self, **settings: Any) -> "Plot":
        """Returns the plot of the rows, of which there must be one; the report must declare a chart.

        A column ``value`` holds values of what a parameter names, so the parameter's value is the word for it.
        """
        from quotes.output.charts.selection import plot_of

        assert self.report.chart is not None
        given = self.parameters
        attributes = [each.name for each in self.report.parameters if each.type is ParameterType.ATTRIBUTE]
        names = {"value": given[attributes[0]]} if attributes and attributes[0] in given else {}
        return plot_of(self.report.chart, self.records(), given.values(), names=names, **settings)

    def caption(self) -> "Caption":
        """Returns the words around the chart."""
        from quotes.output.charts.captions import caption_of

        return caption_of(self.report, self.filters, self.query, self.given, self.coverage)
