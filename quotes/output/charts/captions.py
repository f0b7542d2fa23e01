"""Makes the words around a report's chart: its subject, its filters and parameters, and what it was counted from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.output.charts.drawing import Caption
from quotes.output.charts.periods import Grain, period_name, span_name
from quotes.output.rows import Row
from quotes.plurals import counted
from quotes.reports import Coverage, Report


def caption_of(report: Report, filters: Row, query: str, given: Mapping[str, str], coverage: Coverage) -> Caption:
    """Returns the words around the chart of *report*.

    *filters* are those of every listing by their names, *query* narrows them further, *given* are the parameters that
    differ from the report's defaults. The speaker or phrase that the chart is about stands in the title.
    """
    phrase = query.strip('" ')
    subjects = [filters.get("speaker") or "", f"“{phrase}”" if phrase else ""]
    subject = ", ".join(filter(None, subjects))
    facts = filter_facts({**filters, "speaker": None}, "")
    said = (f"{name[0].lower()}{name[1:]} {value}" for name, value in (*facts.items(), *given.items()))
    return Caption(f"{report.title}: {subject}" if subject else report.title, tuple(said), source_line(coverage))


def source_line(coverage: Coverage) -> str:
    """Returns a line such as ``Source: 1,234 utterances in 210 articles of 8 outlets, 3 March to 9 October 2025``."""
    words = f"Source: {counted(coverage.utterances, 'utterance')} in {counted(coverage.articles, 'article')}"
    if coverage.outlets:
        words += f" of {counted(coverage.outlets, 'outlet')}"
    if coverage.first is not None and coverage.last is not None:
        words += f", {span_name(coverage.first, coverage.last)}"
    return words


def filter_facts(filters: Row, query: str) -> dict[str, str]:
    """Returns what a listing was narrowed to, by names for the eye; empty if it was not narrowed."""
    facts = {
        "Query": query,
        "Speaker": filters.get("speaker"),
        "Outlet": filters.get("outlet"),
        "Published": _days(filters.get("since"), filters.get("until")),
        "Said": _days(filters.get("said_since"), filters.get("said_until")),
        "Via": filters.get("via"),
        "Kind": _several(filters.get("kind")),
        "Status": _several(filters.get("status")),
        "Modality": _several(filters.get("modality")),
        "Confidence": _least(filters.get("min_confidence")),
        "Credited": {None: "", True: "nobody", False: "somebody"}[filters.get("uncredited")],
        "Versions": "superseded ones too" if filters.get("all_versions") else "",
        "Repetitions": "counted once" if filters.get("distinct") else "",
    }
    return {name: value for name, value in facts.items() if value}


def _days(since: dt.date | None, until: dt.date | None) -> str:
    if since is not None and until is not None:
        return span_name(since, until)
    if since is not None:
        return f"since {period_name(since, Grain.DAY)}"
    return f"until {period_name(until, Grain.DAY)}" if until is not None else ""


def _several(codes: str | Sequence[str] | None) -> str:
    each = codes.split(",") if isinstance(codes, str) else codes or ()
    return ", ".join(code.strip() for code in each)


def _least(share: Any) -> str:
    return "" if share is None else f"at least {share:g}"
