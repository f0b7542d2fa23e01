"""Views in which reports count: quotations by who said them, a calendar, speakers by what lists call them.

``quote_voices`` has what counts (read by readers, current, said): a row for everybody who said a quotation, its speaker
and each joint one, and one without a speaker where nobody is credited.  It has ids, which are counted faster than
names, and ``utterance`` numbers acts of speech over the whole store.  ``calendar`` has every day from the first to the
last on which something was published or said, with the first day of its week (Monday), month and year, which each
engine computes in its own way.  ``speaker_firsts`` has the day on which what a speaker said was first published, and
``speaker_names`` how lists call a speaker: by name, with what tells namesakes apart.

No table changes, and the other views stay as they are.
"""

revision = "0008"
down_revision = "0007"

_COUNTED = "a.is_current AND q.status NOT IN ('rejected', 'withdrawn') AND q.modality = 'said'"
_COLUMNS = """q.id AS quote, q.uid AS uid, q.article AS article, a.outlet AS outlet, {speaker} AS speaker,
       q.article * 100000 + q.utterance AS utterance, a.published_on AS published_on, q.said_on AS said_on,
       q.said_on_end AS said_on_end, q.kind AS kind, q.cue AS cue, q.via AS via, q.via_outlet AS via_outlet,
       q.status AS status, q.confidence AS confidence"""

_VOICES = f"""
CREATE VIEW quote_voices AS
SELECT {_COLUMNS.format(speaker="q.speaker")}
FROM quote AS q JOIN article AS a ON a.id = q.article
WHERE {_COUNTED}
UNION ALL
SELECT {_COLUMNS.format(speaker="c.speaker")}
FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote JOIN article AS a ON a.id = q.article
WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker) AND {_COUNTED}
"""

_FIRSTS = """
CREATE VIEW speaker_firsts AS
SELECT v.speaker AS speaker, MIN(v.published_on) AS first_published_on
FROM quote_voices AS v
WHERE v.speaker IS NOT NULL
GROUP BY v.speaker
"""

_NAMES = """
CREATE VIEW speaker_names AS
SELECT s.id AS speaker, s.uid AS uid, s.name || CASE WHEN s.note = '' THEN '' ELSE ' (' || s.note || ')' END AS name,
       s.name_key AS name_key, s.kind AS kind
FROM speaker AS s
"""

_LAST = """SELECT MAX(l.day) FROM (
        SELECT MAX(published_on) AS day FROM article UNION ALL SELECT MAX(said_on) FROM quote
    ) AS l"""

# On SQLite the first day must come from a column, not from MIN: only then has "day" the affinity of one, without which
# a LEFT JOIN reads the whole calendar for every row.
_CALENDAR = {
    "sqlite": f"""
CREATE VIEW calendar AS
WITH RECURSIVE each_day(day) AS (
    SELECT f.day FROM (
        SELECT e.day FROM (
            SELECT published_on AS day FROM article WHERE published_on IS NOT NULL
            UNION ALL
            SELECT said_on FROM quote WHERE said_on IS NOT NULL
        ) AS e ORDER BY e.day LIMIT 1
    ) AS f
    UNION ALL
    SELECT DATE(d.day, '+1 day') FROM each_day AS d WHERE d.day < ({_LAST})
)
SELECT d.day AS day, DATE(d.day, 'weekday 0', '-6 days') AS week, SUBSTR(d.day, 1, 8) || '01' AS month,
       SUBSTR(d.day, 1, 5) || '01-01' AS year
FROM each_day AS d
""",
    "postgresql": f"""
CREATE VIEW calendar AS
SELECT CAST(d AS date) AS day, CAST(DATE_TRUNC('week', d) AS date) AS week,
       CAST(DATE_TRUNC('month', d) AS date) AS month, CAST(DATE_TRUNC('year', d) AS date) AS year
FROM GENERATE_SERIES(
    CAST((SELECT MIN(f.day) FROM (
        SELECT MIN(published_on) AS day FROM article UNION ALL SELECT MIN(said_on) FROM quote
    ) AS f) AS timestamp),
    CAST(({_LAST}) AS timestamp),
    INTERVAL '1 day'
) AS d
""",
}

MORE_VIEWS = {
    engine: (("quote_voices", _VOICES), ("speaker_firsts", _FIRSTS), ("speaker_names", _NAMES), ("calendar", ddl))
    for engine, ddl in _CALENDAR.items()
}


def upgrade():
    """Nothing: views are made by the program, from what stands above."""


def downgrade():
    """Nothing."""
