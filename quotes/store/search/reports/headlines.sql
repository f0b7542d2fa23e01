-- Headlines that quote what the body never says
--
-- Quotations in a headline or a crosshead whose words stand nowhere in the body of the article, with what the body has
-- nearest: for an editor to look at.  What an editor may do to a quotation (a cut at its ends, capitals, spelling,
-- digits) is no difference.  Titles of works are left out.
--
-- column words: the quotation in the headline
-- column speaker: who is credited with it
-- column outlet: who printed it
-- column published_on: day of publication
-- column url: where
-- column quotation: its uid; quotes show UID
-- column nearest: the quotation or sentence of the body that is most like it
-- column likeness: how much that is like it, from 0 to 1
-- column differences: what differs
-- then nearest-in-body
SELECT l.words,
       l.speaker,
       COALESCE(l.outlet, '(unknown)') AS outlet,
       l.published_on,
       l.url,
       l.uid AS quotation
FROM quote AS q
CROSS JOIN quote_list AS l  -- in this order: few quotations stand in headlines
WHERE l.uid = q.uid
  AND q.setting = 'headline'
  AND COALESCE(q.uncredited_because, '') NOT IN ('work-title', 'not-speech')
ORDER BY l.published_on DESC NULLS LAST, q.id
