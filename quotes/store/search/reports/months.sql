-- Quotations month by month
--
-- What was published in each month: articles, acts of speech and quotations with a speaker, and speakers.  What has
-- no day of publication is left out; a month without a quotation has no row.
--
-- column month: year and month of publication
-- column articles: articles with a quotation
-- column utterances: acts of speech with a speaker
-- column quotations: quotations with a speaker
-- column speakers: different speakers
-- chart bars: across month, value utterances
SELECT SUBSTR(CAST(v.published_on AS VARCHAR), 1, 7) AS month,
       COUNT(DISTINCT v.article) AS articles,
       COUNT(DISTINCT CASE WHEN v.speaker IS NOT NULL THEN v.utterance END) AS utterances,
       COUNT(DISTINCT CASE WHEN v.speaker IS NOT NULL THEN v.quote END) AS quotations,
       COUNT(DISTINCT v.speaker) AS speakers
FROM quote_voices AS v
WHERE v.published_on IS NOT NULL
GROUP BY SUBSTR(CAST(v.published_on AS VARCHAR), 1, 7)
ORDER BY SUBSTR(CAST(v.published_on AS VARCHAR), 1, 7)
