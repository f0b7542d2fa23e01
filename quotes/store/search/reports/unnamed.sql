-- Unnamed sources
--
-- How many of the acts of speech of each outlet and period come from somebody whom it doesn't name: one senior
-- official, a lawyer for the charity.
--
-- column outlet: who published it
-- column period: first day of the period, by publication; empty where the day is unknown or all time is one
-- column utterances: acts of speech with a speaker
-- column unnamed: those by somebody unnamed
-- column percent_unnamed: those of all, per cent
-- parameter period choice(day, week, month, year, all) = month: how long a period is
-- chart bars: across outlet, value unnamed
WITH days AS (
    SELECT v.outlet,
           v.published_on,
           COUNT(DISTINCT v.utterance) AS utterances,
           COUNT(DISTINCT CASE WHEN s.kind = 'unnamed' THEN v.utterance END) AS unnamed
    FROM quote_voices AS v
    JOIN speaker AS s ON s.id = v.speaker
    GROUP BY v.outlet, v.published_on
),
periods AS (
    SELECT d.outlet,
           CASE :period WHEN 'day' THEN c.day WHEN 'week' THEN c.week WHEN 'month' THEN c.month WHEN 'year' THEN c.year
           END AS period,
           SUM(d.utterances) AS utterances,
           SUM(d.unnamed) AS unnamed
    FROM days AS d
    LEFT JOIN calendar AS c ON c.day = d.published_on
    GROUP BY 1, 2
)
SELECT COALESCE(o.name, '(unknown)') AS outlet,
       p.period,
       p.utterances,
       p.unnamed,
       ROUND(100.0 * p.unnamed / p.utterances, 1) AS percent_unnamed
FROM periods AS p
LEFT JOIN outlet AS o ON o.id = p.outlet
ORDER BY COALESCE(o.name_key, '(unknown)'), p.period NULLS LAST
