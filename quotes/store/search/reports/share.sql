-- Share of voice
--
-- How the acts of speech of each outlet and period are divided among kinds of speakers, or among the values of
-- whatever is stated of speakers: party, gender, affiliation.  What is stated counts on the days for which it holds.
-- Of whom nothing is stated stands in a row of its own.  Who has two values, and joint speakers with different ones,
-- count for each; quotations that nobody is credited with are left out.
--
-- column outlet: who published it
-- column period: first day of the period, by publication; empty where the day is unknown or all time is one
-- column value: kind, party … of those who spoke
-- column utterances: acts of speech
-- column percent: of the outlet's acts of speech in the period, per cent
-- parameter attribute attribute = kind: what speakers are told apart by
-- parameter period choice(day, week, month, year, all) = month: how long a period is
-- chart stacked: across outlet, value utterances, series value
WITH days AS (
    SELECT v.outlet,
           v.published_on,
           CASE WHEN :attribute = 'kind' THEN s.kind ELSE COALESCE(a.value, '(not stated)') END AS value,
           COUNT(DISTINCT v.utterance) AS utterances
    FROM quote_voices AS v
    JOIN speaker AS s ON s.id = v.speaker
    LEFT JOIN speaker_attribute AS a
        ON a.speaker = v.speaker AND a.name = :attribute
        AND (a.since IS NULL OR v.published_on IS NULL
             OR COALESCE(v.said_on_end, v.said_on, v.published_on) >= a.since)
        AND (a.until IS NULL OR v.published_on IS NULL OR COALESCE(v.said_on, v.published_on) <= a.until)
    GROUP BY 1, 2, 3
),
periods AS (
    SELECT d.outlet,
           CASE :period WHEN 'day' THEN c.day WHEN 'week' THEN c.week WHEN 'month' THEN c.month WHEN 'year' THEN c.year
           END AS period,
           d.value,
           SUM(d.utterances) AS utterances
    FROM days AS d
    LEFT JOIN calendar AS c ON c.day = d.published_on
    GROUP BY 1, 2, 3
)
SELECT COALESCE(o.name, '(unknown)') AS outlet,
       p.period,
       p.value,
       p.utterances,
       ROUND(100.0 * p.utterances / SUM(p.utterances) OVER (PARTITION BY p.outlet, p.period), 1) AS percent
FROM periods AS p
LEFT JOIN outlet AS o ON o.id = p.outlet
ORDER BY COALESCE(o.name_key, '(unknown)'), p.period NULLS LAST, p.value = '(not stated)', p.utterances DESC, p.value
