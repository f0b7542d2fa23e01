-- Month by month, by day of publication: articles, quotations, speakers
SELECT SUBSTR(CAST(published_on AS VARCHAR), 1, 7) AS month,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(*) AS quotations,
       COUNT(DISTINCT speaker_uid) AS speakers
FROM quote_list
WHERE published_on IS NOT NULL
GROUP BY SUBSTR(CAST(published_on AS VARCHAR), 1, 7)
ORDER BY month
