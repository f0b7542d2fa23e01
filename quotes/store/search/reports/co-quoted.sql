-- Who is quoted beside whom
--
-- Pairs of speakers in the same article, those who meet most often first.  To see one speaker's neighbours name the
-- speaker by -p speaker=NAME: --speaker leaves nobody else's words.
--
-- column speaker: one of the two
-- column beside: the other
-- column articles: articles that quote both
-- column outlets: outlets of these articles
-- column first_on: day on which the first of these was published
-- column last_on: day on which the last was published
-- parameter speaker speaker =: only pairs of this speaker
-- parameter least integer(1..) = 1: articles at least
-- chart bars: across beside, value articles
WITH heard AS (
    SELECT DISTINCT v.article, v.outlet, v.published_on, v.speaker
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
),
pairs AS (
    SELECT a.speaker,
           b.speaker AS beside,
           COUNT(*) AS articles,
           COUNT(DISTINCT a.outlet) AS outlets,
           MIN(a.published_on) AS first_on,
           MAX(a.published_on) AS last_on
    FROM heard AS a
    JOIN heard AS b ON b.article = a.article
    WHERE CASE WHEN :speaker IS NULL THEN a.speaker < b.speaker
               ELSE a.speaker = :speaker AND b.speaker <> :speaker END
    GROUP BY a.speaker, b.speaker
    HAVING COUNT(*) >= COALESCE(:least, 1)
)
SELECT s.name AS speaker,
       t.name AS beside,
       p.articles,
       p.outlets,
       p.first_on,
       p.last_on
FROM pairs AS p
JOIN speaker_names AS s ON s.speaker = p.speaker
JOIN speaker_names AS t ON t.speaker = p.beside
ORDER BY p.articles DESC, s.name_key, t.name_key, p.speaker, p.beside
