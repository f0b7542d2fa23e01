"""Holds what is particular to English: word lists, names, nouns, verbs and time phrases; a second language
replaces it.
"""
