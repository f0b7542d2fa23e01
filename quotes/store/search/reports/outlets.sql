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
SELECT COALESCE(o.name, '(unknown)') AS outlet,
       t.articles,
       t.utterances,
       t.credited AS quotations,
       t.speakers,
       t.quotations - t.credited AS uncredited,
       ROUND(100.0 * t.credited / t.quotations, 1) AS percent_credited
FROM (
    SELECT v.outlet AS id,
           COUNT(DISTINCT v.article) AS articles,
           COUNT(DISTINCT CASE WHEN v.speaker IS NOT NULL THEN v.utterance END) AS utterances,
           COUNT(DISTINCT CASE WHEN v.speaker IS NOT NULL THEN v.quote END) AS credited,
           COUNT(DISTINCT v.speaker) AS speakers,
           COUNT(DISTINCT v.quote) AS quotations
    FROM quote_voices AS v
    GROUP BY v.outlet
) AS t
LEFT JOIN outlet AS o ON o.id = t.id
ORDER BY t.credited DESC, COALESCE(o.name_key, '(unknown)')
