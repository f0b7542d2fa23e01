-- Own words and shared ones
--
-- For each outlet, how much of what it prints is its own: articles whose text other outlets print nearly word for word
-- (wire copy), and quotations that other outlets print too.
--
-- column outlet: who published them
-- column articles: articles with quotations
-- column wire_articles: those whose text another outlet printed too
-- column quotations: quotations
-- column own: those that no other outlet printed
-- column shared: those that another outlet printed too, whatever was cut or altered
-- column percent: shared ones in a hundred quotations
-- parameter least integer = 1: quotations at least
-- chart bars: across outlet, value percent
WITH printed AS (
    SELECT DISTINCT v.quote, v.article, a.outlet, a.wire, q.family
    FROM quote_voices AS v
    JOIN quote AS q ON q.id = v.quote
    JOIN article AS a ON a.id = v.article
    WHERE a.outlet IS NOT NULL
),
families AS (
    SELECT q.family
    FROM quote AS q JOIN article AS a ON a.id = q.article
    WHERE q.family IS NOT NULL
    GROUP BY q.family
    HAVING COUNT(DISTINCT a.outlet) > 1
),
wires AS (
    SELECT a.wire
    FROM article AS a
    WHERE a.wire IS NOT NULL
    GROUP BY a.wire
    HAVING COUNT(DISTINCT a.outlet) > 1
),
counted AS (
    SELECT p.outlet,
           COUNT(DISTINCT p.article) AS articles,
           COUNT(DISTINCT CASE WHEN w.wire IS NOT NULL THEN p.article END) AS wire_articles,
           COUNT(*) AS quotations,
           COUNT(f.family) AS shared
    FROM printed AS p
    LEFT JOIN families AS f ON f.family = p.family
    LEFT JOIN wires AS w ON w.wire = p.wire
    GROUP BY p.outlet
    HAVING COUNT(*) >= COALESCE(:least, 1)
)
SELECT o.name AS outlet,
       c.articles,
       c.wire_articles,
       c.quotations,
       c.quotations - c.shared AS own,
       c.shared,
       ROUND(100.0 * c.shared / c.quotations, 1) AS percent
FROM counted AS c
JOIN outlet AS o ON o.id = c.outlet
ORDER BY c.shared DESC, c.quotations DESC, o.name_key
