"""English: word lists, names, nouns, verbs and time phrases, all that a second language replaces."""
