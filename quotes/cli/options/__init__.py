"""Provides options that several commands share, and what they turn into."""

from quotes.cli.options.database import database_options, opened, opened_for_writing, wait_of
from quotes.cli.options.days import Bound, Day
from quotes.cli.options.decisions import decision_options, yes_option
from quotes.cli.options.filters import filter_options
from quotes.cli.options.forgiving import One
from quotes.cli.options.jobs import jobs_option
from quotes.cli.options.numbers import Number
from quotes.cli.options.output import output_options, rows_needed, show_rows, stream_for
from quotes.cli.options.parameters import parameter_options
from quotes.cli.options.pictures import BARS, Pictures, picture_options
from quotes.cli.options.query import QueryCommand, SqlCommand
from quotes.cli.options.records import reading_options, source_options
from quotes.cli.options.rows import Rows, row_options
from quotes.cli.options.selection import Choice, which_options

__all__ = [
    "BARS",
    "Bound",
    "Choice",
    "Day",
    "Number",
    "One",
    "Pictures",
    "QueryCommand",
    "Rows",
    "SqlCommand",
    "database_options",
    "decision_options",
    "filter_options",
    "jobs_option",
    "opened",
    "opened_for_writing",
    "output_options",
    "parameter_options",
    "picture_options",
    "reading_options",
    "row_options",
    "rows_needed",
    "show_rows",
    "source_options",
    "stream_for",
    "wait_of",
    "which_options",
    "yes_option",
]
