-- What each outlet prints: articles, quotations, and the share of them with a speaker
SELECT COALESCE(outlet, '(unknown)') AS outlet,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(*) AS quotations,
       COUNT(DISTINCT speaker_uid) AS speakers,
       ROUND(100.0 * SUM(CASE WHEN speaker_uid IS NULL THEN 0 ELSE 1 END) / COUNT(*), 1) AS percent_credited
FROM quote_list
GROUP BY COALESCE(outlet, '(unknown)')
ORDER BY quotations DESC, outlet
