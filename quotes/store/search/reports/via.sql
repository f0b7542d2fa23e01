-- To whom and where it was said
--
-- The agencies, statements, rallies and platforms through which words reached the outlets, by how often.
--
-- column via: to whom or where it was said
-- column utterances: acts of speech with a speaker
-- column speakers: different speakers
-- column articles: articles with a quotation
-- column outlets: outlets with a quotation
-- column first_on: first day of publication
-- column last_on: last day of publication
-- chart bars: across via, value utterances
SELECT v.via,
       COUNT(DISTINCT CASE WHEN v.speaker IS NOT NULL THEN v.utterance END) AS utterances,
       COUNT(DISTINCT v.speaker) AS speakers,
       COUNT(DISTINCT v.article) AS articles,
       COUNT(DISTINCT v.outlet) AS outlets,
       MIN(v.published_on) AS first_on,
       MAX(v.published_on) AS last_on
FROM quote_voices AS v
WHERE v.via IS NOT NULL
GROUP BY v.via
ORDER BY 2 DESC, 4 DESC, MIN(v.quote)
