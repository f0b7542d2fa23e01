"""Names of attributes of speakers that have a meaning of their own."""

NOTE = "note"
"""What tells homonyms apart, a column of the speaker."""
WIKIDATA = "wikidata_id"
"""The speaker's item in Wikidata, a column of the speaker."""
COMMON = ("party", "gender", "affiliation", WIKIDATA)
"""Attributes that every newsroom knows; others must be in the store already, or be asked for."""
