-- Who said it first
--
-- With --query "a phrase": everybody who used it, who was published first at the top; when and where for the first and
-- for the last time.  Without a query, the first and the last of everything that each speaker said.
--
-- column speaker: the name, with what tells namesakes apart
-- column utterances: acts of speech with it
-- column outlets: outlets that printed it
-- column first_on: day on which the first was published
-- column first_outlet: who published that
-- column first_quotation: its uid; quotes show UID
-- column first_words: its words
-- column last_on: day on which the last was published
-- column last_outlet: who published that
-- column last_quotation: its uid
-- chart bars: across speaker, value utterances
WITH uses AS (
    SELECT v.speaker,
           v.quote,
           v.outlet,
           v.published_on,
           v.utterance,
           ROW_NUMBER() OVER (PARTITION BY v.speaker ORDER BY v.published_on NULLS LAST, v.quote) AS from_first,
           ROW_NUMBER() OVER (PARTITION BY v.speaker ORDER BY v.published_on DESC NULLS LAST, v.quote DESC) AS from_last
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
),
counted AS (
    SELECT u.speaker,
           COUNT(DISTINCT u.utterance) AS utterances,
           COUNT(DISTINCT u.outlet) AS outlets,
           MAX(CASE WHEN u.from_first = 1 THEN u.quote END) AS first_quote,
           MAX(CASE WHEN u.from_last = 1 THEN u.quote END) AS last_quote
    FROM uses AS u
    GROUP BY u.speaker
)
SELECT s.name AS speaker,
       c.utterances,
       c.outlets,
       fa.published_on AS first_on,
       COALESCE(fo.name, '(unknown)') AS first_outlet,
       f.uid AS first_quotation,
       f.words AS first_words,
       la.published_on AS last_on,
       COALESCE(lo.name, '(unknown)') AS last_outlet,
       l.uid AS last_quotation
FROM counted AS c
JOIN speaker_names AS s ON s.speaker = c.speaker
JOIN quote AS f ON f.id = c.first_quote
JOIN article AS fa ON fa.id = f.article
LEFT JOIN outlet AS fo ON fo.id = fa.outlet
JOIN quote AS l ON l.id = c.last_quote
JOIN article AS la ON la.id = l.article
LEFT JOIN outlet AS lo ON lo.id = la.outlet
ORDER BY fa.published_on NULLS LAST, f.id, s.name_key
