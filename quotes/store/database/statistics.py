"""The figures by which SQLite plans its queries, the same in every store."""

from sqlalchemy import Connection, text

STATISTICS = (
    ("article", "ix_article_listing", "100000 1 1 1 1"),
    ("article", "ix_article_outlet", "100000 500"),
    ("article", "ix_article_published_on", "100000 19"),
    ("article", "ix_article_text_sha256", "100000 1"),
    ("article", "ix_article_wire", "20000 4"),
    ("article", "sqlite_autoindex_article_1", "100000 1 1"),
    ("article", "sqlite_autoindex_article_2", "100000 1"),
    ("article", "uq_article_story_key_current", "100000 1"),
    ("quote", "ix_quote_family", "200000 4"),
    ("quote", "ix_quote_listing", "1000000 1 1 1 1"),
    ("quote", "ix_quote_parent", "1000000 1000"),
    ("quote", "ix_quote_said_on", "1000000 1276"),
    ("quote", "ix_quote_speaker_listing", "1000000 26 26 3 1 1 1"),
    ("quote", "ix_quote_status", "1000000 100000"),
    ("quote", "ix_quote_via_outlet", "1000000 10000"),
    ("quote", "sqlite_autoindex_quote_1", "1000000 10 1 1"),
    ("quote", "sqlite_autoindex_quote_2", "1000000 1"),
    ("quote_credit", "ix_quote_credit_speaker", "50000 2"),
    ("quote_credit", "sqlite_autoindex_quote_credit_1", "50000 1 1 1"),
    ("speaker", "ix_speaker_article", "50000 2"),
    ("speaker", "ix_speaker_name_key", "50000 1"),
    ("speaker", "sqlite_autoindex_speaker_1", "50000 1"),
    ("speaker", "uq_speaker_name_key_kind_note_anywhere", "50000 1 1 1"),
    ("speaker_alias", "ix_speaker_alias_family_given", "50000 6 1"),
    ("speaker_alias", "ix_speaker_alias_key", "50000 1"),
    ("speaker_alias", "sqlite_autoindex_speaker_alias_1", "50000 1 1"),
)
"""Table, index, and what SQLite's ANALYZE found in the store that ``tests/benchmarks/big_store.py`` makes: rows, then
rows for each value of the first column, of the first two …"""


def state_statistics(connection: Connection) -> None:
    """Gives SQLite's planner the figures of a store of a million quotations, whatever there is.

    Nobody runs ANALYZE on a file of quotations, and without figures a search reads every match's whole row and its
    article's.  With these, plans are the same in every store, so that tests can assert them; in a small store any plan
    is fast.  A person's own ANALYZE replaces them.
    """
    connection.execute(text("ANALYZE run"))  # makes the table of figures
    there = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index'")))
    connection.execute(text("DELETE FROM sqlite_stat1"))
    for table, index, figures in STATISTICS:
        if index in there:
            connection.execute(
                text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :figures)"),
                {"table": table, "index": index, "figures": figures},
            )
    connection.execute(text("ANALYZE sqlite_schema"))
