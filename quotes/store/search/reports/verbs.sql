-- Verbs that report speech
--
-- How outlets report speech: said, claimed, insisted, according to; by outlet, by speaker or by both.  Where a
-- quotation has no verb of its own, as in the second half of an interrupted one, it is left out.
--
-- column outlet: who published it; empty where all are one
-- column speaker: who said it; empty where all are one
-- column verb: the verb as it stands, in small letters
-- column utterances: acts of speech
-- column percent: of those with a verb in the outlet, of the speaker or of both, per cent
-- parameter by choice(outlet, speaker, both, all) = outlet: what is told apart
-- chart stacked: across outlet, value utterances, series verb
WITH counted AS (
    SELECT CASE WHEN :by IN ('outlet', 'both') THEN COALESCE(v.outlet, 0) END AS outlet,
           CASE WHEN :by IN ('speaker', 'both') THEN v.speaker END AS speaker,
           LOWER(v.cue) AS verb,
           COUNT(DISTINCT v.utterance) AS utterances
    FROM quote_voices AS v
    WHERE v.speaker IS NOT NULL AND v.cue IS NOT NULL
    GROUP BY 1, 2, 3
),
shared AS (
    SELECT c.*, SUM(c.utterances) OVER (PARTITION BY c.outlet, c.speaker) AS total
    FROM counted AS c
)
SELECT CASE WHEN c.outlet = 0 THEN '(unknown)' ELSE o.name END AS outlet,
       s.name AS speaker,
       c.verb,
       c.utterances,
       ROUND(100.0 * c.utterances / c.total, 1) AS percent
FROM shared AS c
LEFT JOIN outlet AS o ON o.id = c.outlet
LEFT JOIN speaker_names AS s ON s.speaker = c.speaker
ORDER BY c.total DESC, COALESCE(o.name_key, ''), s.name_key, c.speaker, c.utterances DESC, c.verb
