-- How often, over time
--
-- How often in each period: of everything, of one speaker (--speaker) or of a phrase (--query).  Periods without any
-- between the first and the last stand there with 0.
--
-- column period: first day of the period; weeks begin on Mondays
-- column utterances: acts of speech with a speaker
-- column articles: articles with a quotation
-- column outlets: outlets with a quotation
-- parameter period choice(day, week, month, year) = month: how long a period is
-- parameter day choice(published, said) = published: the day that counts; said where that is known, else published
-- chart line: across period, value utterances
WITH periods AS (
    SELECT c.day,
           CASE :period WHEN 'day' THEN c.day WHEN 'week' THEN c.week WHEN 'month' THEN c.month ELSE c.year END AS period
    FROM calendar AS c
),
voices AS (
    SELECT CASE WHEN :day = 'said' AND v.said_on IS NOT NULL THEN v.said_on ELSE v.published_on END AS day,
           v.article,
           v.outlet,
           CASE WHEN v.speaker IS NOT NULL THEN v.utterance END AS utterance
    FROM quote_voices AS v
),
counted AS (
    SELECT p.period,
           COUNT(DISTINCT v.utterance) AS utterances,
           COUNT(DISTINCT v.article) AS articles,
           COUNT(DISTINCT v.outlet) AS outlets
    FROM voices AS v
    JOIN periods AS p ON p.day = v.day
    GROUP BY p.period
)
SELECT e.period,
       COALESCE(c.utterances, 0) AS utterances,
       COALESCE(c.articles, 0) AS articles,
       COALESCE(c.outlets, 0) AS outlets
FROM (SELECT DISTINCT period FROM periods) AS e
LEFT JOIN counted AS c ON c.period = e.period
WHERE e.period BETWEEN (SELECT MIN(period) FROM counted) AND (SELECT MAX(period) FROM counted)
ORDER BY e.period
