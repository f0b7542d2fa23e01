"""Verbs: the forms of those that report, their base forms, and patterns made of them."""

import re

import pytest

from quotes.english.lexicons import lines
from quotes.english.verbs import (
    is_reporting_form,
    one_of,
    past_and_third_person,
    reporting_forms,
    reporting_lemma,
    verb_stem,
)


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"),
        ("says", "say"),
        ("saying", "say"),
        ("replied", "reply"),
        ("replies", "reply"),
        ("agreed", "agree"),  # not agreeed
        ("admitted", "admit"),
        ("begging", "beg"),
        ("echoes", "echo"),
        ("confesses", "confess"),
        ("labelled", "label"),
        ("labeled", "label"),
        ("pled", "plead"),
        ("pleaded", "plead"),
        ("written", "write"),
        ("insisting", "insist"),
        ("repeats", "repeat"),
    ],
)
def test_forms_of_reporting_verbs(form: str, base: str) -> None:
    assert reporting_lemma(form) == base
    assert is_reporting_form(form)


@pytest.mark.parametrize("word", ["walked", "agreeed", "admited", "puted", "sayed", "goes", "bridge", ""])
def test_what_reports_nothing(word: str) -> None:
    assert reporting_lemma(word) is None
    assert not is_reporting_form(word)


@pytest.mark.parametrize(("form", "expected"), [("said", True), ("says", True), ("say", False), ("saying", False)])
def test_forms_behind_a_singular_subject(form: str, expected: bool) -> None:
    assert (form in past_and_third_person()) is expected


def test_no_verb_stands_twice_and_none_leads_to_two_bases() -> None:
    bases = [line.split()[0] for line in lines("reporting_verbs")]
    assert bases == sorted(set(bases))
    assert set(reporting_forms().values()) == set(bases)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("said", "say"), ("walked", "walk"), ("planned", "plan"), ("makes", "mak"), ("carries", "carry"), ("is", "is")],
)
def test_stems(word: str, stem: str) -> None:
    assert verb_stem(word) == stem


def test_a_pattern_takes_the_longest_of_its_words() -> None:
    pattern = re.compile(one_of(["go", "went", "went on", "a.m"]), re.VERBOSE)
    assert [pattern.fullmatch(word) is not None for word in ("go", "went", "went on", "a.m", "aXm", "g")] == [
        *(True, True, True, True),
        *(False, False),
    ]
    found = pattern.match("went on, then")
    assert found is not None
    assert found[0] == "went on"
