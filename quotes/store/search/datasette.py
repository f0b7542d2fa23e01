"""Tells Datasette what it needs to show names for numbers, full-text search, facets and the views."""

from collections.abc import Mapping
from typing import Any

from quotes.reports import Parameter, ParameterType, Report
from quotes.store.search.parameters import rewritten
from quotes.store.search.report_files import bundled

SEARCH = """
SELECT l.* FROM quote AS q JOIN quote_list AS l ON l.uid = q.uid
WHERE q.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH escape_fts(:words))
ORDER BY l.published_on DESC NULLS LAST, q.id LIMIT 500
"""


def metadata(database: str) -> dict[str, Any]:
    """Returns Datasette's metadata for the database it calls *database* (the file's name without its ending)."""
    tables: dict[str, dict[str, Any]] = {
        "quote": {
            "description": "Every quotation, superseded and rejected ones too. quote_list has what readers see.",
            "label_column": "words",
            "fts_table": "quote_search",
            "fts_pk": "id",
            "facets": ["speaker", "kind", "modality", "status"],
            "sort_desc": "id",
        },
        "quote_list": {
            "description_html": "What readers see: nothing rejected or superseded; modality tells what was not said. "
            '<a href="search">Search</a>',
            "facets": ["speaker", "outlet", "kind", "modality"],
            "sort_desc": "published_on",
        },
        "quote_all": {"description": "quote_list, and superseded and rejected quotations too.", "facets": ["status"]},
        "speaker": {"label_column": "name", "facets": ["kind"], "sort": "name_key"},
        "quote_speakers": {"description": "Everybody who said each quotation: its speaker and joint ones."},
        "speaker_counts": {
            "description": "Quotations of each speaker, alone or jointly; only what was said.",
            "sort_desc": "utterances",
        },
        "quote_voices": {"description": "What reports count: a row for everybody who said a quotation; ids for names."},
        "speaker_firsts": {"description": "The day on which each speaker was first quoted."},
        "speaker_names": {"description": "What lists call each speaker.", "sort": "name_key"},
        "calendar": {"description": "Each day with the first day of its week, month and year."},
        "outlet": {"label_column": "name", "sort": "name_key"},
        "article": {"label_column": "title", "facets": ["outlet"], "sort_desc": "published_on"},
        "decision": {"description": "What people decided; rows are added, never changed.", "sort_desc": "id"},
        **{name: {"hidden": True} for name in ("quote_shingle", "article_shingle", "_alembic_version")},
    }
    search = {
        "title": "Search the quotations that readers see",
        "description": "All words must occur. Type words without accents (cafe finds café).",
        "sql": SEARCH.strip(),
    }
    return {
        "title": "Quotations",
        "description": "Quotations from news, with who said them, where and when",
        "databases": {
            database: {
                "tables": tables,
                "queries": {"search": search, **{each.name: _query(each) for each in bundled() if each.step is None}},
            }
        },
    }


def _query(report: Report) -> dict[str, Any]:
    """Returns *report* as a canned query. Datasette gives an empty text for a parameter that nobody filled in, so the
    defaults stand in the SQL.
    """
    parameters = "; ".join(_told(each) for each in report.parameters)
    about = " ".join(report.about.split())
    return {
        "title": report.title,
        "description": f"{about}  Parameters: {parameters}." if parameters else about,
        "sql": rewritten(report.sql, {each.name: _with_default(each) for each in report.parameters}),
    }


def _told(parameter: Parameter) -> str:
    choices = f" ({', '.join(parameter.choices)})" if parameter.choices else ""
    default = f", else {parameter.default}" if parameter.default else ""
    return f"{parameter.name}: {parameter.about}{choices}{default}"


_TYPED: Mapping[ParameterType, str] = {
    ParameterType.INTEGER: "CAST({} AS INTEGER)",
    ParameterType.NUMBER: "CAST({} AS REAL)",
    ParameterType.SPEAKER: "(SELECT n.speaker FROM speaker_names AS n WHERE {} IN (n.name, n.uid))",
}
"""Functions that make a value of the parameter's type from a text, which is all that Datasette gives."""


def _with_default(parameter: Parameter) -> str:
    """Returns SQL for the parameter's value: what was filled in, else the default."""
    given = f"NULLIF(:{parameter.name}, '')"
    default = parameter.default.replace("'", "''")
    given = f"COALESCE({given}, '{default}')" if default else given
    return _TYPED.get(parameter.type, "{}").format(given)
