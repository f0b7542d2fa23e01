"""Families of quotations, and articles that are nearly the same text.

``quote.family`` is the quotation stored first among those that repeat one utterance; null where no other repeats it.
``article.wire`` is the article stored first among those whose text is nearly the same; null likewise.  ``family_tie``
keeps what people say about families: two quotations that belong together, or one (``other`` is null) that the program
is to leave alone.

``quote_shingle`` and ``article_shingle`` find near wordings and near texts.  Their rows are made by the program from
words and days, as the rows of a full-text index are, and refer to nothing: a foreign key would need an index of its
own, which doubles them.  Rows of an older store get families, and these indexes their rows, from ``quotes db reindex``.
Going back, families and what people said about them are lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    # In plain SQL, as SQLite adds a column with its foreign key only in one statement, and else rebuilds the table.
    for table, column in (("quote", "family"), ("article", "wire")):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {whole} "
            f"CONSTRAINT fk_{table}_{column}_{table} REFERENCES {table} (id)"
        )
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=given, postgresql_where=given)
    op.create_table(
        "family_tie",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("quote", WHOLE, nullable=False),
        sa.Column("other", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["quote"], ["quote.id"], name=op.f("fk_family_tie_quote_quote")),
        sa.ForeignKeyConstraint(["other"], ["quote.id"], name=op.f("fk_family_tie_other_quote")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_tie")),
        sa.UniqueConstraint("quote", "other", name=op.f("uq_family_tie_quote_other")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_family_tie_other"), "family_tie", ["other"])
    for table in ("quote", "article"):
        op.create_table(
            f"{table}_shingle",
            sa.Column("shingle", WHOLE, nullable=False),
            sa.Column("day", WHOLE, nullable=False),
            sa.Column(table, WHOLE, nullable=False),
            sa.PrimaryKeyConstraint("shingle", "day", table, name=op.f(f"pk_{table}_shingle")),
            sqlite_with_rowid=False,
        )


def downgrade():
    for table in ("article_shingle", "quote_shingle", "family_tie"):
        op.drop_table(table)
    for table, column in (("quote", "family"), ("article", "wire")):
        op.drop_index(f"ix_{table}_{column}", table)
        with op.batch_alter_table(table) as batch:  # its foreign key goes with it
            batch.drop_column(column)
