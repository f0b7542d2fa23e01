"""Mentions: each row's text, and the full stretches found in it, heads of common nouns and pronouns in brackets."""

import pytest

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.mentions.mentions import find_mentions
from quotes.mentions.name_kinds import find_names
from quotes.model import Article, MentionKind
from quotes.quotations.spans import find_quoted_spans

CASES = [
    ("name and pronoun", "Dana Okafor said she left.", "Dana Okafor | she (she)"),
    (
        "title and apposition",
        "Mayor Dana Okafor, a former teacher, left.",
        "Mayor Dana Okafor, a former teacher | a former teacher (teacher)",
    ),
    (
        "apposition behind a bracket",
        "Dana Okafor (D-Va.), the mayor of Tyne, left.",
        "Dana Okafor (D-Va.), the mayor of Tyne | the mayor of Tyne (mayor) | Tyne",
    ),
    ("bullet before a name", "• Dana Okafor said so.", "Dana Okafor"),
    ("bullet before a noun", "▪ Tyne council left.", "Tyne council (council)"),
    ("role before a name", "His lawyer, Sam Grant, left.", "His lawyer (lawyer) | Sam Grant"),
    ("relative pronoun", "Grant, who lives here, left.", "Grant | who (who)"),
    (
        "prepositional phrases, at most three",
        "A spokesman for the union of teachers in Tyne left.",
        "A spokesman for the union of teachers in Tyne (spokesman) | the union of teachers in Tyne (union)"
        " | teachers in Tyne (teachers) | Tyne",
    ),
    (
        "possessors keep the chunk together",
        "Her mother's oldest friend left.",
        "Her mother (mother) | Her mother's oldest friend (friend)",
    ),
    (
        "a participle of office",
        "The panel's ranking Democrat left.",
        "The panel (panel) | The panel's ranking Democrat",
    ),
    ("an adverb and a participle", "The newly elected mayor left.", "The newly elected mayor (mayor)"),
    ("an adjective without a noun", "The poor suffered.", "The poor (poor)"),
    ("nobody but a determiner", "Some said no, others didn't.", "Some (some) | others (others)"),
    (
        "an adjective taken for a noun by its place",
        "South Korea's military said so.",
        "South Korea | South Korea's military (military)",
    ),
    (
        "a name within a phrase",
        "Harbour Authority officials left.",
        "Harbour Authority officials (officials)",
    ),
    ("a number right after a noun", "Boeing 747 pilots left.", "Boeing | 747 pilots (pilots)"),
    (
        "a joining sign",
        "The Harbour & Bridge Authority's lawyers left.",
        "The Harbour & Bridge Authority | The Harbour & Bridge Authority's lawyers (lawyers)",
    ),
    ("his and hers", "She spoke, and the book is hers.", "She (she) | the book (book) | hers (hers)"),
    ("outside quotations", "“We open,” Okafor's brother said.", "Okafor | Okafor's brother (brother)"),
    ("days and nobody", "On Tuesday nobody came.", ""),
]


def found(text: str) -> str:
    document = annotate(Article(text=text), find_quoted_spans(text), reach=Reach.EVERYTHING)
    shown = []
    for mention in find_mentions(document, find_names(text)):
        words = text[mention.full_start : mention.full_end]
        named = mention.kind not in (MentionKind.NOUN, MentionKind.PRONOUN)
        shown.append(words if named else f"{words} ({mention.head})")
    return " | ".join(shown)


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_mentions(text: str, expected: str) -> None:
    assert found(text) == expected
