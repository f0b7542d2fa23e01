-- Who is quoted most
--
-- Everybody who said something, with how much: joint speakers count alike, and a quotation that is interrupted
-- ("A," she said, "B") is one act of speech and two quotations.
--
-- column speaker: the name, with what tells namesakes apart
-- column speaker_kind: person, organisation, group, document or unnamed
-- column utterances: acts of speech
-- column quotations: quotations
-- column articles: articles with one
-- column outlets: outlets with one
-- column first_on: day of the earliest, said or else published
-- column last_on: day of the latest
-- chart bars: across speaker, value utterances
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
