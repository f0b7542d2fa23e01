"""The tables of the store: outlets, articles, speakers, quotations, decisions, runs.

The first revision: there are no rows before it.  Views are made again after every migration, and so are the
triggers that keep the full-text index in step on SQLite; a later revision states its own set.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_COLUMNS = """
SELECT q.uid AS uid, q.words AS words, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind,
       o.name AS outlet, a.published_on AS published_on, q.said_on AS said_on, q.said_on_end AS said_on_end,
       q.said_on_precision AS said_on_precision, q.said_on_phrase AS said_on_phrase, q.via AS via, q.kind AS kind,
       q.status AS status, q.confidence AS confidence, q.reason AS reason, q.cue AS cue, q.mention AS mention,
       q.mention_start AS mention_start, q.mention_end AS mention_end, q.start_offset AS start_offset,
       q.end_offset AS end_offset, q.utterance AS utterance, a.uid AS article_uid, a.version AS article_version,
       a.external_id AS external_id, a.title AS title, a.byline AS byline, a.url AS url, a.language AS language,
       a.text_sha256 AS text_sha256, q.extractor AS extractor
FROM quote AS q
JOIN article AS a ON a.id = q.article
LEFT JOIN speaker AS s ON s.id = q.speaker
LEFT JOIN outlet AS o ON o.id = a.outlet
"""

VIEWS = (
    ("quote_all", f"CREATE VIEW quote_all AS {_COLUMNS}"),
    (
        "quote_list",
        f"CREATE VIEW quote_list AS {_COLUMNS} WHERE a.is_current AND q.status NOT IN ('rejected', 'withdrawn')",
    ),
    (
        "speaker_counts",
        """
CREATE VIEW speaker_counts AS
SELECT s.uid AS speaker_uid, s.name AS speaker, s.kind AS speaker_kind,
       COUNT(DISTINCT q.article * 100000 + q.utterance) AS utterances, COUNT(*) AS quotations,
       COUNT(DISTINCT q.article) AS articles, COUNT(DISTINCT a.outlet) AS outlets,
       MIN(COALESCE(q.said_on, a.published_on)) AS first_on, MAX(COALESCE(q.said_on, a.published_on)) AS last_on
FROM quote AS q
JOIN article AS a ON a.id = q.article
JOIN speaker AS s ON s.id = q.speaker
WHERE a.is_current AND q.status NOT IN ('rejected', 'withdrawn')
GROUP BY s.id, s.uid, s.name, s.kind
""",
    ),
)
TRIGGERS = (
    (
        "quote_search_insert",
        "CREATE TRIGGER quote_search_insert AFTER INSERT ON quote BEGIN "
        "INSERT INTO quote_search (rowid, search_words) VALUES (new.id, new.search_words); END",
    ),
    (
        "quote_search_delete",
        "CREATE TRIGGER quote_search_delete AFTER DELETE ON quote BEGIN "
        "INSERT INTO quote_search (quote_search, rowid, search_words) "
        "VALUES ('delete', old.id, old.search_words); END",
    ),
    (
        "quote_search_update",
        "CREATE TRIGGER quote_search_update AFTER UPDATE OF id, search_words ON quote BEGIN "
        "INSERT INTO quote_search (quote_search, rowid, search_words) "
        "VALUES ('delete', old.id, old.search_words); "
        "INSERT INTO quote_search (rowid, search_words) VALUES (new.id, new.search_words); END",
    ),
)


def upgrade():
    op.create_table(
        "decision",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("operation", WHOLE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undoes", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decision_operation"), "decision", ["operation"], unique=False)
    op.create_index("ix_decision_subject_subject_id", "decision", ["subject", "subject_id"], unique=False)
    op.create_index(op.f("ix_decision_undoes"), "decision", ["undoes"], unique=False)

    op.create_table(
        "outlet",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("name_key", name=op.f("uq_outlet_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outlet_domain"), "outlet", ["domain"], unique=False)

    op.create_table(
        "run",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "article",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("uid", KEY, nullable=False),
        sa.Column("outlet", WHOLE, nullable=True),
        sa.Column("story_key", KEY, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_sha256", KEY, nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("regions", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name=op.f("fk_article_outlet_outlet")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_article_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("story_key", "version", name=op.f("uq_article_story_key_version")),
        sa.UniqueConstraint("uid", name=op.f("uq_article_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_article_external_id"), "article", ["external_id"], unique=False)
    op.create_index(op.f("ix_article_outlet"), "article", ["outlet"], unique=False)
    op.create_index(op.f("ix_article_published_on"), "article", ["published_on"], unique=False)
    op.create_index(op.f("ix_article_run"), "article", ["run"], unique=False)
    op.create_index(op.f("ix_article_text_sha256"), "article", ["text_sha256"], unique=False)
    op.create_index(
        "uq_article_story_key_current",
        "article",
        ["story_key"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )

    op.create_table(
        "outlet_alias",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("outlet", WHOLE, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name=op.f("fk_outlet_alias_outlet_outlet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet_alias")),
        sa.UniqueConstraint("key", name=op.f("uq_outlet_alias_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outlet_alias_outlet"), "outlet_alias", ["outlet"], unique=False)

    op.create_table(
        "run_item",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("run", WHOLE, nullable=False),
        sa.Column("article", WHOLE, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("sha256", KEY, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name=op.f("fk_run_item_article_article")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_run_item_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_run_item_article"), "run_item", ["article"], unique=False)
    op.create_index(op.f("ix_run_item_run"), "run_item", ["run"], unique=False)
    op.create_index(op.f("ix_run_item_sha256"), "run_item", ["sha256"], unique=False)

    op.create_table(
        "speaker",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("uid", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("article", WHOLE, nullable=True),
        sa.Column("wikidata_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name=op.f("fk_speaker_article_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("uid", name=op.f("uq_speaker_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_speaker_article"), "speaker", ["article"], unique=False)
    op.create_index(op.f("ix_speaker_name_key"), "speaker", ["name_key"], unique=False)
    op.create_index(op.f("ix_speaker_wikidata_id"), "speaker", ["wikidata_id"], unique=False)
    op.create_index(
        "uq_speaker_article_name_key_kind_note_within",
        "speaker",
        ["article", "name_key", "kind", "note"],
        unique=True,
        sqlite_where=sa.text("article IS NOT NULL"),
        postgresql_where=sa.text("article IS NOT NULL"),
    )
    op.create_index(
        "uq_speaker_name_key_kind_note_anywhere",
        "speaker",
        ["name_key", "kind", "note"],
        unique=True,
        sqlite_where=sa.text("article IS NULL"),
        postgresql_where=sa.text("article IS NULL"),
    )

    op.create_table(
        "quote",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("uid", KEY, nullable=False),
        sa.Column("article", WHOLE, nullable=False),
        sa.Column("speaker", WHOLE, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("search_words", sa.Text(), nullable=False),
        sa.Column("start_offset", WHOLE, nullable=True),
        sa.Column("end_offset", WHOLE, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", WHOLE, nullable=True),
        sa.Column("utterance", WHOLE, nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("mention_start", WHOLE, nullable=True),
        sa.Column("mention_end", WHOLE, nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("uncredited_because", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("via_outlet", WHOLE, nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("said_on_end", sa.Date(), nullable=True),
        sa.Column("said_on_precision", sa.Text(), nullable=True),
        sa.Column("said_on_phrase", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_quote_confidence")),
        sa.CheckConstraint("start_offset >= 0 AND start_offset < end_offset", name=op.f("ck_quote_offsets")),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name=op.f("fk_quote_article_article")),
        sa.ForeignKeyConstraint(["parent"], ["quote.id"], name=op.f("fk_quote_parent_quote")),
        sa.ForeignKeyConstraint(["speaker"], ["speaker.id"], name=op.f("fk_quote_speaker_speaker")),
        sa.ForeignKeyConstraint(["via_outlet"], ["outlet.id"], name=op.f("fk_quote_via_outlet_outlet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint(
            "article", "start_offset", "end_offset", name=op.f("uq_quote_article_start_offset_end_offset")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_quote_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quote_parent"), "quote", ["parent"], unique=False)
    op.create_index(op.f("ix_quote_said_on"), "quote", ["said_on"], unique=False)
    op.create_index(op.f("ix_quote_speaker"), "quote", ["speaker"], unique=False)
    op.create_index(op.f("ix_quote_status"), "quote", ["status"], unique=False)
    op.create_index(op.f("ix_quote_via_outlet"), "quote", ["via_outlet"], unique=False)

    op.create_table(
        "speaker_alias",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("speaker", WHOLE, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("family_key", KEY, nullable=True),
        sa.ForeignKeyConstraint(["speaker"], ["speaker.id"], name=op.f("fk_speaker_alias_speaker_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_alias")),
        sa.UniqueConstraint("speaker", "alias", name=op.f("uq_speaker_alias_speaker_alias")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_speaker_alias_family_key"), "speaker_alias", ["family_key"], unique=False)
    op.create_index(op.f("ix_speaker_alias_key"), "speaker_alias", ["key"], unique=False)

    op.create_table(
        "speaker_apart",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("a", WHOLE, nullable=False),
        sa.Column("b", WHOLE, nullable=False),
        sa.CheckConstraint("a < b", name=op.f("ck_speaker_apart_ordered")),
        sa.ForeignKeyConstraint(["a"], ["speaker.id"], name=op.f("fk_speaker_apart_a_speaker")),
        sa.ForeignKeyConstraint(["b"], ["speaker.id"], name=op.f("fk_speaker_apart_b_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_apart")),
        sa.UniqueConstraint("a", "b", name=op.f("uq_speaker_apart_a_b")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_speaker_apart_b"), "speaker_apart", ["b"], unique=False)

    op.create_table(
        "speaker_attribute",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("speaker", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["speaker"], ["speaker.id"], name=op.f("fk_speaker_attribute_speaker_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_attribute")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_speaker_attribute_speaker"), "speaker_attribute", ["speaker"], unique=False)

    op.create_table(
        "quote_credit",
        sa.Column("id", WHOLE, sa.Identity(), nullable=False),
        sa.Column("quote", WHOLE, nullable=False),
        sa.Column("speaker", WHOLE, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["quote"], ["quote.id"], name=op.f("fk_quote_credit_quote_quote")),
        sa.ForeignKeyConstraint(["speaker"], ["speaker.id"], name=op.f("fk_quote_credit_speaker_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_credit")),
        sa.UniqueConstraint("quote", "speaker", "role", name=op.f("uq_quote_credit_quote_speaker_role")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quote_credit_speaker"), "quote_credit", ["speaker"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            'CREATE VIRTUAL TABLE quote_search USING fts5(search_words, content="quote", content_rowid="id", '
            'tokenize="unicode61 remove_diacritics 0", prefix="2 3")'
        )
    else:
        op.execute(
            "CREATE INDEX ix_quote_search_words ON quote USING gin (to_tsvector('simple'::regconfig, search_words))"
        )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE quote_search")
    for table in (
        "quote_credit",
        "speaker_attribute",
        "speaker_apart",
        "speaker_alias",
        "quote",
        "speaker",
        "run_item",
        "outlet_alias",
        "article",
        "run",
        "outlet",
        "decision",
    ):
        op.drop_table(table)
