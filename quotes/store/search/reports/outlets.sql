-- What each outlet prints: articles, utterances and quotations with a speaker, and those that are nobody's
SELECT COALESCE(outlet, '(unknown)') AS outlet,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(DISTINCT CASE WHEN speaker_uid IS NOT NULL THEN article_uid || '/' || utterance END) AS utterances,
       COUNT(speaker_uid) AS quotations,
       COUNT(DISTINCT speaker_uid) AS speakers,
       COUNT(*) - COUNT(speaker_uid) AS uncredited,
       ROUND(100.0 * COUNT(speaker_uid) / COUNT(*), 1) AS percent_credited
FROM quote_list
GROUP BY COALESCE(outlet, '(unknown)')
ORDER BY quotations DESC, COALESCE(outlet, '(unknown)')
