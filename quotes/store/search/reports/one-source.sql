-- Articles with one source
--
-- Articles in which everything that is quoted and credited comes from one and the same speaker, the newest first.
--
-- column published_on: day of publication
-- column outlet: who published it
-- column title: headline
-- column article: its uid; quotes articles show UID
-- column speaker: the only one who speaks
-- column speaker_kind: person, organisation, group, document or unnamed
-- column utterances: acts of speech
-- parameter least integer(1..) = 1: acts of speech at least; 3 leaves out short news
-- chart bars: across outlet, value utterances
SELECT a.published_on,
       COALESCE(o.name, '(unknown)') AS outlet,
       a.title,
       a.uid AS article,
       s.name AS speaker,
       s.kind AS speaker_kind,
       t.utterances
FROM (
    SELECT v.article AS id, MIN(v.speaker) AS speaker, COUNT(DISTINCT v.utterance) AS utterances
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL
    GROUP BY v.article
    HAVING MIN(v.speaker) = MAX(v.speaker) AND COUNT(DISTINCT v.utterance) >= COALESCE(:least, 1)
) AS t
JOIN article AS a ON a.id = t.id
JOIN speaker_names AS s ON s.speaker = t.speaker
LEFT JOIN outlet AS o ON o.id = a.outlet
ORDER BY a.published_on DESC NULLS LAST, COALESCE(o.name_key, '(unknown)'), a.id
