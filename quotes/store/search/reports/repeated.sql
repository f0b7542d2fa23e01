-- Said once, printed often
--
-- Utterances that several outlets printed, whatever they cut or altered; those of most outlets first.  quotes variants
-- UID shows each wording.  Left out are those, such as titles and slogans, for which no outlet credits anybody.
--
-- column speaker: who is credited by the outlet that was first; (nobody) where it credits nobody
-- column outlets: outlets that printed it
-- column quotations: times that it was printed
-- column wordings: different wordings, whatever their capitals and marks
-- column first_on: day of the first
-- column last_on: day of the last
-- column first_outlet: who was first
-- column quotation: its uid; quotes variants UID
-- column words: its words
-- parameter least integer = 2: outlets at least
-- chart bars: across speaker, value outlets
WITH printed AS (
    SELECT q.family,
           q.id AS quote,
           q.speaker,
           q.search_words,
           a.id AS article,
           a.outlet,
           ROW_NUMBER() OVER (
               PARTITION BY q.family
               ORDER BY a.published_on NULLS LAST, q.setting = 'headline', LENGTH(q.search_words) DESC, a.id, q.id
           ) AS from_first,
           ROW_NUMBER() OVER (
               PARTITION BY q.family ORDER BY a.published_on DESC NULLS LAST, a.id DESC, q.id DESC
           ) AS from_last
    FROM (SELECT DISTINCT v.quote FROM quote_voices AS v) AS v
    JOIN quote AS q ON q.id = v.quote
    JOIN article AS a ON a.id = q.article
    WHERE q.family IS NOT NULL
),
counted AS (
    SELECT p.family,
           COUNT(DISTINCT p.outlet) AS outlets,
           COUNT(*) AS quotations,
           COUNT(DISTINCT p.search_words) AS wordings,
           MAX(CASE WHEN p.from_first = 1 THEN p.quote END) AS first_quote,
           MAX(CASE WHEN p.from_last = 1 THEN p.article END) AS last_article
    FROM printed AS p
    GROUP BY p.family
    HAVING COUNT(DISTINCT p.outlet) >= COALESCE(:least, 2) AND MAX(p.speaker) IS NOT NULL
)
SELECT COALESCE(s.name, '(nobody)') AS speaker,
       c.outlets,
       c.quotations,
       c.wordings,
       a.published_on AS first_on,
       l.published_on AS last_on,
       COALESCE(o.name, '(unknown)') AS first_outlet,
       q.uid AS quotation,
       q.words
FROM counted AS c
JOIN quote AS q ON q.id = c.first_quote
JOIN article AS a ON a.id = q.article
JOIN article AS l ON l.id = c.last_article
LEFT JOIN outlet AS o ON o.id = a.outlet
LEFT JOIN speaker_names AS s ON s.speaker = q.speaker
ORDER BY c.outlets DESC, c.quotations DESC, a.published_on NULLS LAST, q.id
