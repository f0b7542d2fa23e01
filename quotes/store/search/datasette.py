"""What Datasette needs to know of a store to show names for numbers, full-text search, facets and the views."""

from typing import Any

SEARCH = """
SELECT l.* FROM quote AS q JOIN quote_list AS l ON l.uid = q.uid
WHERE q.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH escape_fts(:words))
ORDER BY l.published_on DESC NULLS LAST, q.id LIMIT 500
"""


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata for the database it calls *database* (the file's name without its ending)."""
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
        "outlet": {"label_column": "name", "sort": "name_key"},
        "article": {"label_column": "title", "facets": ["outlet"], "sort_desc": "published_on"},
        "decision": {"description": "What people decided; rows are added, never changed.", "sort_desc": "id"},
        "_alembic_version": {"hidden": True},
    }
    search = {
        "title": "Search the quotations that readers see",
        "description": "All words must occur. Type words without accents (cafe finds café).",
        "sql": SEARCH.strip(),
    }
    return {
        "title": "Quotations",
        "description": "Quotations from news, with who said them, where and when",
        "databases": {database: {"tables": tables, "queries": {"search": search}}},
    }
