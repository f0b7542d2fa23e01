"""How many sources a run noted, by its own count, so that it shows where some of them were lost.

``run.noted`` is null in every row that is there: nobody counted.  ``run.erased`` counts the items that left with their
articles (``quotes articles rm``); what is there and what was erased make what was noted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("run", sa.Column("noted", WHOLE, nullable=True))
    op.add_column("run", sa.Column("erased", WHOLE, nullable=False, server_default="0"))


def downgrade():
    op.drop_column("run", "erased")
    op.drop_column("run", "noted")
