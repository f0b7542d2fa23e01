-- Where to review first
--
-- How sure the program is of what nobody has looked at yet, by outlet: the outlet with most doubtful quotations comes
-- first.  quotes review goes through them, the least sure first.
--
-- column outlet: who published it
-- column undecided: quotations that nobody has confirmed, corrected or rejected
-- column doubtful: those less sure than :below
-- column percent_doubtful: those of the undecided, per cent
-- column mean_confidence: mean probability that words and speaker are both right
-- column uncredited: undecided quotations without a speaker
-- column percent_uncredited: those of the undecided, per cent
-- parameter below number(0..1) = 0.7: how sure a quotation must be, to be in no doubt
-- chart bars: across outlet, value doubtful
SELECT COALESCE(o.name, '(unknown)') AS outlet,
       t.undecided,
       t.doubtful,
       ROUND(100.0 * t.doubtful / t.undecided, 1) AS percent_doubtful,
       t.mean_confidence,
       t.uncredited,
       ROUND(100.0 * t.uncredited / t.undecided, 1) AS percent_uncredited
FROM (
    SELECT v.outlet AS id,
           COUNT(DISTINCT v.quote) AS undecided,
           COUNT(DISTINCT CASE WHEN v.confidence < COALESCE(:below, 0.7) THEN v.quote END) AS doubtful,
           ROUND(CAST(AVG(v.confidence) AS NUMERIC), 2) AS mean_confidence,
           COUNT(DISTINCT CASE WHEN v.speaker IS NULL THEN v.quote END) AS uncredited
    FROM quote_voices AS v
    WHERE v.status = 'extracted'
    GROUP BY v.outlet
) AS t
LEFT JOIN outlet AS o ON o.id = t.id
ORDER BY t.doubtful DESC, t.mean_confidence, COALESCE(o.name_key, '(unknown)')
