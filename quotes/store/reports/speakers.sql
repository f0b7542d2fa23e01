-- Who is quoted most: utterances, quotations, articles and outlets of each speaker
SELECT speaker, speaker_kind, utterances, quotations, articles, outlets, first_on, last_on
FROM speaker_counts
ORDER BY utterances DESC, quotations DESC, speaker
