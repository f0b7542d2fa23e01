-- Who is quoted most: utterances, quotations, articles and outlets of each speaker; joint speakers count alike
SELECT s.speaker || COALESCE(' (' || s.speaker_note || ')', '') AS speaker,
       s.speaker_kind,
       COUNT(DISTINCT l.article_uid || '/' || l.utterance) AS utterances,
       COUNT(*) AS quotations,
       COUNT(DISTINCT l.article_uid) AS articles,
       COUNT(DISTINCT l.outlet) AS outlets,
       MIN(COALESCE(l.said_on, l.published_on)) AS first_on,
       MAX(COALESCE(l.said_on, l.published_on)) AS last_on
FROM quote_list AS l
JOIN quote_speakers AS s ON s.uid = l.uid
GROUP BY s.speaker_uid, s.speaker, s.speaker_note, s.speaker_kind
ORDER BY utterances DESC, quotations DESC, s.speaker, s.speaker_uid
