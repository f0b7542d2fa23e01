-- Who is quoted most
--
-- Everybody who said something, with how much: joint speakers count alike, and a quotation that is interrupted
-- ("A," she said, "B") is one act of speech and two quotations.
--
-- column speaker: the name, with what tells namesakes apart
-- column speaker_kind: person, organisation, group, document or unnamed
-- column utterances: acts of speech
-- column quotations: quotations
-- column articles: articles with one
-- column outlets: outlets with one
-- column first_on: day of the earliest, said or else published
-- column last_on: day of the latest
-- chart bars: across speaker, value utterances
SELECT s.name || CASE WHEN s.note = '' THEN '' ELSE ' (' || s.note || ')' END AS speaker,
       s.kind AS speaker_kind,
       t.utterances,
       t.quotations,
       t.articles,
       t.outlets,
       t.first_on,
       t.last_on
FROM (
    SELECT v.speaker AS id,
           COUNT(DISTINCT v.utterance) AS utterances,
           COUNT(*) AS quotations,
           COUNT(DISTINCT v.article) AS articles,
           COUNT(DISTINCT v.outlet) AS outlets,
           MIN(COALESCE(v.said_on, v.published_on)) AS first_on,
           MAX(COALESCE(v.said_on, v.published_on)) AS last_on
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
    GROUP BY v.speaker
) AS t
JOIN speaker AS s ON s.id = t.id
ORDER BY t.utterances DESC, t.quotations DESC, s.name_key, s.uid
