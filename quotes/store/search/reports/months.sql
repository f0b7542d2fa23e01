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
SELECT SUBSTR(CAST(l.published_on AS VARCHAR), 1, 7) AS month,
       COUNT(DISTINCT l.article_uid) AS articles,
       COUNT(DISTINCT CASE WHEN s.uid IS NOT NULL THEN l.article_uid || '/' || l.utterance END) AS utterances,
       COUNT(DISTINCT s.uid) AS quotations,
       COUNT(DISTINCT s.speaker_uid) AS speakers
FROM quote_list AS l
LEFT JOIN quote_speakers AS s ON s.uid = l.uid
WHERE l.published_on IS NOT NULL
GROUP BY SUBSTR(CAST(l.published_on AS VARCHAR), 1, 7)
ORDER BY month
