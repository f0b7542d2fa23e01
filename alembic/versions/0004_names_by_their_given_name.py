"""A key of given names, so that a full name is compared with few of its family; and where merged speakers went.

``speaker_alias.given_key`` is empty in every row that is there: nothing can tell what a name's given name is but the
program, which fills them after ``quotes db upgrade``, else when it next looks at a family; until then it compares those
that are empty as before.  The index over both keys takes the place of the one over the family's alone.
``speaker_former`` has no rows yet: the uids of speakers merged before this are not known here.  ``ix_decision_action``
finds the names that people have taken away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade():
    op.add_column("speaker_alias", sa.Column("given_key", KEY, nullable=False, server_default=""))
    op.create_index("ix_speaker_alias_family_given", "speaker_alias", ["family_key", "given_key"])
    op.drop_index("ix_speaker_alias_family_key", "speaker_alias")
    op.create_index("ix_decision_action", "decision", ["action"])
    op.create_table(
        "speaker_former",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("uid", KEY, nullable=False),
        sa.Column("speaker", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["speaker"], ["speaker.id"], name=op.f("fk_speaker_former_speaker_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_former")),
        sa.UniqueConstraint("uid", name=op.f("uq_speaker_former_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_former_speaker", "speaker_former", ["speaker"])


def downgrade():
    op.drop_table("speaker_former")
    op.drop_index("ix_decision_action", "decision")
    op.create_index("ix_speaker_alias_family_key", "speaker_alias", ["family_key"])
    op.drop_index("ix_speaker_alias_family_given", "speaker_alias")
    op.drop_column("speaker_alias", "given_key")
