-- Who is quoted most: utterances, quotations, articles and outlets of each speaker
SELECT speaker,
       speaker_kind,
       COUNT(DISTINCT article_uid || '/' || utterance) AS utterances,
       COUNT(*) AS quotations,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(DISTINCT outlet) AS outlets,
       MIN(COALESCE(said_on, published_on)) AS first_on,
       MAX(COALESCE(said_on, published_on)) AS last_on
FROM quote_list
WHERE speaker_uid IS NOT NULL
GROUP BY speaker_uid, speaker, speaker_kind
ORDER BY utterances DESC, quotations DESC, speaker
