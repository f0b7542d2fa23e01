-- Who is quoted where
--
-- The most quoted speakers against the outlets that quote most, a row for each pair, with those that never meet.
--
-- column speaker: the name, most quoted first
-- column outlet: who published it
-- column utterances: acts of speech of the speaker in the outlet
-- column percent_of_outlet: of all acts of speech in the outlet, per cent
-- parameter speakers integer(1..) = 20: how many speakers
-- parameter outlets integer(1..) = 20: how many outlets
-- chart heat: across outlet, value utterances, series speaker
WITH cells AS (
    SELECT v.speaker, COALESCE(v.outlet, 0) AS outlet, COUNT(DISTINCT v.utterance) AS utterances
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
    GROUP BY v.speaker, COALESCE(v.outlet, 0)
),
loudest AS (
    SELECT c.speaker, s.name, SUM(c.utterances) AS total,
           ROW_NUMBER() OVER (ORDER BY SUM(c.utterances) DESC, s.name_key, c.speaker) AS place
    FROM cells AS c
    JOIN speaker_names AS s ON s.speaker = c.speaker
    GROUP BY c.speaker, s.name, s.name_key
),
totals AS (
    SELECT COALESCE(v.outlet, 0) AS outlet, COUNT(DISTINCT v.utterance) AS total
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
    GROUP BY COALESCE(v.outlet, 0)
),
widest AS (
    SELECT t.outlet, COALESCE(o.name, '(unknown)') AS name, t.total,
           ROW_NUMBER() OVER (ORDER BY t.total DESC, COALESCE(o.name_key, '(unknown)')) AS place
    FROM totals AS t
    LEFT JOIN outlet AS o ON o.id = t.outlet
)
SELECT l.name AS speaker,
       w.name AS outlet,
       COALESCE(c.utterances, 0) AS utterances,
       ROUND(100.0 * COALESCE(c.utterances, 0) / w.total, 1) AS percent_of_outlet
FROM loudest AS l
CROSS JOIN widest AS w
LEFT JOIN cells AS c ON c.speaker = l.speaker AND c.outlet = w.outlet
WHERE l.place <= COALESCE(:speakers, l.place) AND w.place <= COALESCE(:outlets, w.place)
ORDER BY l.place, w.place
