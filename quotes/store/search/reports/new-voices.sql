-- New voices
--
-- Who was quoted for the first time: people, organisations and groups of whom the store has nothing earlier, the
-- newest first.  With --since and --until those of a period; with --outlet those whom the outlet quoted first.
--
-- column speaker: the name, with what tells namesakes apart
-- column speaker_kind: person, organisation or group
-- column first_on: day on which the first was published
-- column outlet: who published it
-- column quotation: its uid; quotes show UID
-- column utterances: acts of speech since
-- column articles: articles with one
-- chart bars: across speaker, value utterances
WITH days AS (
    SELECT v.speaker,
           v.published_on,
           MIN(v.quote) AS quote,
           COUNT(DISTINCT v.utterance) AS utterances,
           COUNT(DISTINCT v.article) AS articles
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL AND v.published_on IS NOT NULL
    GROUP BY v.speaker, v.published_on
),
arrived AS (
    SELECT d.speaker,
           f.first_published_on AS first_on,
           MIN(CASE WHEN d.published_on = f.first_published_on THEN d.quote END) AS quote,
           SUM(d.utterances) AS utterances,
           SUM(d.articles) AS articles
    FROM days AS d
    JOIN speaker_firsts AS f ON f.speaker = d.speaker
    GROUP BY d.speaker, f.first_published_on
    HAVING MIN(d.published_on) = f.first_published_on
)
SELECT s.name AS speaker,
       s.kind AS speaker_kind,
       n.first_on,
       COALESCE(o.name, '(unknown)') AS outlet,
       q.uid AS quotation,
       n.utterances,
       n.articles
FROM arrived AS n
JOIN speaker_names AS s ON s.speaker = n.speaker
JOIN quote AS q ON q.id = n.quote
JOIN article AS a ON a.id = q.article
LEFT JOIN outlet AS o ON o.id = a.outlet
WHERE s.kind IN ('person', 'organisation', 'group')
ORDER BY n.first_on DESC, n.utterances DESC, s.name_key, n.speaker
