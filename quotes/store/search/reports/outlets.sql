-- What each outlet prints
--
-- The articles of each outlet, what they quote, and how much of it is credited to somebody.
--
-- column outlet: who published it
-- column articles: articles with a quotation
-- column utterances: acts of speech with a speaker
-- column quotations: quotations with a speaker
-- column speakers: different speakers
-- column uncredited: quotations without a speaker
-- column percent_credited: quotations with a speaker, of all, per cent
-- chart bars: across outlet, value utterances
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
