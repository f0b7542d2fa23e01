"""Sections of articles, and what servers tell of pages that were fetched.

``article.section`` is the part of the outlet in which an article stood, as the archive or the page has it.
``page_visit`` keeps for each URL that was fetched what its server calls that state (``ETag``, ``Last-Modified``), so
that it can be asked for only if it has changed.  Rows of an older store have neither.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("article", sa.Column("section", sa.Text(), nullable=True))
    op.create_table(
        "page_visit",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("url", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_visit")),
        sa.UniqueConstraint("url", name=op.f("uq_page_visit_url")),
        sqlite_autoincrement=True,
    )


def downgrade():
    op.drop_table("page_visit")
    op.drop_column("article", "section")
