"""Pages of the samples."""

import datetime as dt
from typing import Any

from quotes.output.charts.page import Page, page_of
from quotes.output.charts.selection import plot_of
from tests.output.charts.samples import CAPTION, SAMPLES

ABOUT = "Everybody who said something, with how much.\nJoint speakers count alike.\n\nA second <b>paragraph</b>."
SQL = "SELECT s.speaker,\n       COUNT(*) AS n\nFROM quote_list AS l\nWHERE 'a' < 'b' -- </code>\n"


def page(name: str, **changed: Any) -> str:
    """The page of the sample *name*, with what is *changed* of it."""
    chart, rows = SAMPLES[name]
    given: dict[str, Any] = {
        "caption": CAPTION,
        "about": ABOUT,
        "columns": {column: f"what {column} holds" for column in rows[0]},
        "rows": rows,
        "facts": {"Outlet": "Example Daily", "period": "<week>"},
        "sql": SQL,
        "made_on": dt.date(2025, 11, 3),
        "made_by": "quotes 0.1.0",
        "plot": plot_of(chart, rows),
    }
    return page_of(Page(**given | changed))
