r"""Whether words were said, and everybody who said them, in the views.

``quote_list`` and ``quote_all`` get five columns at their end: ``modality``; ``speaker_note``, which tells homonyms
apart; ``also_by`` (joint speakers), ``reported_by`` and ``spoken_for``, names by position, joined by ``; ``, with the
note of homonyms in brackets, and with ``\\`` for a backslash and ``\;`` for a semicolon inside a name.  The new view
``quote_speakers`` has a row for everybody who said a quotation: its speaker and each joint one.  ``speaker_counts``
counts each of them, and only what was said.

The modality "not yet said" becomes the code ``not-yet-said``, in quotations and in the decisions that an undo reads.
Modalities that older programs did not tell from ``said`` need the article to be read again
(``quotes articles reextract --stale``).  Going back, the modalities that the older schema had no word for stay: it has
no list of them.  The index of a speaker's quotations has the modality, so that counts still read nothing else.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

_LISTING = ("speaker", "status", "article", "utterance", "said_on")
_OLD, _NEW = "not yet said", "not-yet-said"


def _names(role, concatenate):
    """SQL for the names of the parties that have *role* in quotation ``q``, as one text."""
    return rf"""(
    SELECT {concatenate}(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = '{role}' ORDER BY c.position, c.id
    ) AS n)"""


def _columns(concatenate):
    return f"""
SELECT q.uid AS uid, q.words AS words, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind,
       o.name AS outlet, a.published_on AS published_on, q.said_on AS said_on, q.said_on_end AS said_on_end,
       q.said_on_precision AS said_on_precision, q.said_on_phrase AS said_on_phrase, q.via AS via, q.kind AS kind,
       q.status AS status, q.confidence AS confidence, q.reason AS reason, q.cue AS cue, q.mention AS mention,
       q.mention_start AS mention_start, q.mention_end AS mention_end, q.start_offset AS start_offset,
       q.end_offset AS end_offset, q.utterance AS utterance, a.uid AS article_uid, a.version AS article_version,
       a.external_id AS external_id, a.title AS title, a.byline AS byline, a.url AS url, a.language AS language,
       a.text_sha256 AS text_sha256, q.extractor AS extractor, q.modality AS modality,
       NULLIF(s.note, '') AS speaker_note, {_names("joint", concatenate)} AS also_by,
       {_names("reported_by", concatenate)} AS reported_by, {_names("for", concatenate)} AS spoken_for
FROM quote AS q
JOIN article AS a ON a.id = q.article
LEFT JOIN speaker AS s ON s.id = q.speaker
LEFT JOIN outlet AS o ON o.id = a.outlet
"""


_SPEAKERS = """
CREATE VIEW quote_speakers AS
SELECT q.uid AS uid, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind, NULLIF(s.note, '') AS speaker_note
FROM quote AS q JOIN speaker AS s ON s.id = q.speaker
UNION ALL
SELECT q.uid, s.name, s.uid, s.kind, NULLIF(s.note, '')
FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote JOIN speaker AS s ON s.id = c.speaker
WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker)
"""

_COUNTS = """
CREATE VIEW speaker_counts AS
SELECT s.uid AS speaker_uid, s.name AS speaker, s.kind AS speaker_kind,
       COUNT(DISTINCT b.article * 100000 + b.utterance) AS utterances, COUNT(*) AS quotations,
       COUNT(DISTINCT b.article) AS articles, COUNT(DISTINCT a.outlet) AS outlets,
       MIN(COALESCE(b.said_on, a.published_on)) AS first_on, MAX(COALESCE(b.said_on, a.published_on)) AS last_on
FROM (
    SELECT q.speaker, q.article, q.utterance, q.said_on, q.status, q.modality FROM quote AS q
    WHERE q.speaker IS NOT NULL
    UNION ALL
    SELECT c.speaker, q.article, q.utterance, q.said_on, q.status, q.modality
    FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote
    WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker)
) AS b
JOIN article AS a ON a.id = b.article
JOIN speaker AS s ON s.id = b.speaker
WHERE a.is_current AND b.status NOT IN ('rejected', 'withdrawn') AND b.modality = 'said'
GROUP BY s.id, s.uid, s.name, s.kind
"""


def _views(concatenate):
    columns = _columns(concatenate)
    shown = "WHERE a.is_current AND q.status NOT IN ('rejected', 'withdrawn')"
    return (
        ("quote_all", f"CREATE VIEW quote_all AS {columns}"),
        ("quote_list", f"CREATE VIEW quote_list AS {columns} {shown}"),
        ("quote_speakers", _SPEAKERS),
        ("speaker_counts", _COUNTS),
    )


VIEWS = {"sqlite": _views("GROUP_CONCAT"), "postgresql": _views("STRING_AGG")}


def _rename(before, after):
    """Call the modality *before* by the code *after*, where quotations and decisions have it."""
    op.execute(f"UPDATE quote SET modality = '{after}' WHERE modality = '{before}'")
    old, new = f'"modality": "{before}"', f'"modality": "{after}"'
    cast = ("", "") if op.get_bind().dialect.name == "sqlite" else ("CAST(", " AS json)")
    for column in ("before", "after"):
        text = f'CAST("{column}" AS TEXT)'
        changed = f"{cast[0]}REPLACE({text}, '{old}', '{new}'){cast[1]}"
        op.execute(f"UPDATE decision SET \"{column}\" = {changed} WHERE {text} LIKE '%{old}%'")


def _index(columns):
    op.drop_index("ix_quote_speaker_listing", "quote")
    op.create_index("ix_quote_speaker_listing", "quote", list(columns))


def upgrade():
    _rename(_OLD, _NEW)
    _index((*_LISTING, "modality"))


def downgrade():
    _rename(_NEW, _OLD)
    _index(_LISTING)
