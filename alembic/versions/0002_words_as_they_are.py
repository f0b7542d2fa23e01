"""Index the folded words as they are on PostgreSQL, so that both engines find the same quotations.

PostgreSQL's text parser took ``4e7ce5`` for the number ``4e7`` and a word, and lowered letters by its own tables.
Rows with words of more than 200 characters, which an index cannot hold, or with letters that SQLite's tokenizer
takes for marks get ``search_words`` as a new row would; all others stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

LONGEST_WORD = 200
MARKS = dict.fromkeys([*range(0x19B0, 0x19CA), 0x1CF2, 0x1CF3])
QUOTE = sa.table("quote", sa.column("id", sa.BigInteger), sa.column("search_words", sa.Text))


def upgrade():
    connection = op.get_bind()
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql:
        op.execute("DROP INDEX ix_quote_search_words")
    last = 0
    page = sa.select(QUOTE.c.id, QUOTE.c.search_words).order_by(QUOTE.c.id).limit(5000)
    while rows := connection.execute(page.where(QUOTE.c.id > last)).all():
        last = rows[-1][0]
        for number, words in rows:
            folded = " ".join(word[:LONGEST_WORD] for word in words.translate(MARKS).split())
            if folded == words:
                continue
            if not on_postgresql:  # the triggers that do this are not there during a migration
                connection.execute(
                    sa.text(
                        "INSERT INTO quote_search (quote_search, rowid, search_words) VALUES ('delete', :id, :words)"
                    ),
                    {"id": number, "words": words},
                )
            connection.execute(QUOTE.update().where(QUOTE.c.id == number).values(search_words=folded))
            if not on_postgresql:
                connection.execute(
                    sa.text("INSERT INTO quote_search (rowid, search_words) VALUES (:id, :words)"),
                    {"id": number, "words": folded},
                )
    if on_postgresql:
        op.execute(
            "CREATE INDEX ix_quote_search_words ON quote "
            "USING gin (array_to_tsvector(string_to_array(search_words, ' ')))"
        )


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_quote_search_words")
        op.execute(
            "CREATE INDEX ix_quote_search_words ON quote USING gin (to_tsvector('simple'::regconfig, search_words))"
        )
