-- Month by month, by day of publication: articles, utterances and quotations with a speaker, speakers
SELECT SUBSTR(CAST(published_on AS VARCHAR), 1, 7) AS month,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(DISTINCT CASE WHEN speaker_uid IS NOT NULL THEN article_uid || '/' || utterance END) AS utterances,
       COUNT(speaker_uid) AS quotations,
       COUNT(DISTINCT speaker_uid) AS speakers
FROM quote_list
WHERE published_on IS NOT NULL
GROUP BY SUBSTR(CAST(published_on AS VARCHAR), 1, 7)
ORDER BY month
