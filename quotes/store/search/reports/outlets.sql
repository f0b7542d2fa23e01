-- What each outlet prints: articles, utterances and quotations with a speaker, and those that are nobody's
SELECT COALESCE(l.outlet, '(unknown)') AS outlet,
       COUNT(DISTINCT l.article_uid) AS articles,
       COUNT(DISTINCT CASE WHEN s.uid IS NOT NULL THEN l.article_uid || '/' || l.utterance END) AS utterances,
       COUNT(DISTINCT s.uid) AS quotations,
       COUNT(DISTINCT s.speaker_uid) AS speakers,
       COUNT(DISTINCT l.uid) - COUNT(DISTINCT s.uid) AS uncredited,
       ROUND(100.0 * COUNT(DISTINCT s.uid) / COUNT(DISTINCT l.uid), 1) AS percent_credited
FROM quote_list AS l
LEFT JOIN quote_speakers AS s ON s.uid = l.uid
GROUP BY COALESCE(l.outlet, '(unknown)')
ORDER BY quotations DESC, COALESCE(l.outlet, '(unknown)')
