"""Word lists: one entry a line, sorted, none twice, with their source and licence on top."""

from importlib.resources import files

import pytest

from quotes.english.lexicons import lexicon, lines

LEXICONS = sorted(path.name[:-4] for path in files("quotes.english.lexicons").iterdir() if path.name.endswith(".txt"))


@pytest.mark.parametrize("name", LEXICONS)
def test_a_lexicon_is_sorted_and_says_where_it_is_from(name: str) -> None:
    text = files("quotes.english.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.partition("\n")[2].startswith("# ")
    assert text.endswith("\n")
    entries = lines(name)
    assert len(entries) > 1
    assert len(set(entries)) == len(entries)
    assert list(entries) == sorted(entries)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("titles", "senator", "senate"),
        ("unnamed_sources", "spokesman", "captain"),
        ("role_nouns", "captain", "bridge"),
        ("never_names", "however", "grant"),
        ("calendar_words", "friday", "week"),
        ("time_nouns", "week", "friday"),
        ("media_nouns", "newspaper", "ministry"),
        ("media_name_words", "tribune", "newsroom"),
        ("offices_of", "secretary", "senator"),
        ("organisation_heads_of", "bank", "river"),
        ("plural_owners", "workers", "worker"),
        ("role_stopwords", "however", "royal"),
        ("portfolios", "fisheries", "lemurs"),
        ("titles_also_names", "prior", "senator"),
        ("title_leads", "wing", "wingspan"),
        ("title_initials", "DCI", "DCII"),
        ("courtesy_titles", "alhaji", "general"),
        ("post_nominals", "OBE", "Obe"),
        ("male_nouns", "brother", "sister"),
        ("female_nouns", "datin", "datuk"),
    ],
)
def test_what_a_lexicon_holds(name: str, inside: str, outside: str) -> None:
    assert inside in lexicon(name)
    assert outside not in lexicon(name)
