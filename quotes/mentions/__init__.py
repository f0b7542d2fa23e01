"""Finds the mentions of an article: the names of the whole text first, then the phrases of the annotated sentences.

The modules, in the order of the data:

1. ``capitalised_runs`` finds the runs of capitalised words; ``unusual_names`` adds the names that are no such runs,
   with those between quoted words and their verb (``speaker_slots``) and people whose name is a month or another
   word that no name begins with (``word_names``).
2. ``name_shapes`` says what the words of a run are by themselves, cached from article to article.
3. ``name_kinds`` weighs each run (person, organisation, place, other, none) and is the way in: ``find_names``.
4. ``titled_names`` reads long titles before names, in the letters of ``title_letters``.
5. ``document_names`` compares all runs of the article, with what stands right beside a name (``name_evidence``), and
   parts two names that stand in one run (``merged_names``).
6. ``mentions`` finds the noun phrases of the sentences around these names; ``roles_behind`` takes in a role that
   follows a name without a comma.
"""
