"""Lists pronouns by what they tell: gender, number, person and case; all in lower case."""

GENDER = {
    "he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "hers": "f",
}  # fmt: skip
"""The gender of each pronoun of a single person: ``m`` or ``f``."""
SINGULAR_SUBJECTS = frozenset({"he", "she", "i"})
"""Subject forms that are one person."""
SUBJECTS = SINGULAR_SUBJECTS | {"it", "they", "we", "who"}
"""Subject forms: a pronoun that speaks is one of these."""
THIRD_PERSON_SUBJECTS = frozenset({"he", "she", "they"})
"""Subject forms that refer to people named elsewhere."""
OBJECTS = frozenset({"him", "them", "me", "us"})
"""Object forms that are nothing else (*her* is a possessive, *it* and *you* are subjects, too)."""
FIRST_PERSON = frozenset({"i", "me", "we", "us", "mine", "ours"})
"""What a text's author, alone or with others, is called in it; without the bare possessives."""
PLURAL = frozenset({"they", "them", "themselves", "theirs"})
"""Third person plural, without the bare possessive."""
NEUTRAL = PLURAL | {"it"}
"""Pronouns of organisations, groups and texts, without the bare possessives; *itself* names nobody anew."""
POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})
"""Forms that stand before a noun."""
NEUTRAL_POSSESSIVES = frozenset({"its", "their"})
MENTIONED = SUBJECTS | OBJECTS | NEUTRAL | GENDER.keys() | {"you", "mine", "yours", "ours"}
"""Pronouns that are mentions; the bare possessives *his*, *her* count where no noun follows."""
INDEFINITE = frozenset(
    """
    some many others both those another one all most few several everyone everybody someone somebody anyone two three
    four five
    """.split()
)
"""Determiners, numerals and pronouns that name somebody without a noun (*others said*)."""
