-- Month by month, by day of publication: articles, utterances and quotations with a speaker, speakers
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
