"""Bylines as pages print them: names of people and nothing else, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.bylines import authors_in, bodies_in, is_person_name


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ines Calloway", ["Ines Calloway"]),
        ("By Ines Calloway", ["Ines Calloway"]),
        ("BY INES CALLOWAY and DEV PATEL", ["INES CALLOWAY", "DEV PATEL"]),
        ("By | Ines Calloway | Science Reporter", ["Ines Calloway"]),
        ("Ines Calloway, Dev Patel & Mara Quist", ["Ines Calloway", "Dev Patel", "Mara Quist"]),
        ("By Ines Calloway, Harbour Media Group", ["Ines Calloway"]),
        ("Ines Calloway. Harbour International", ["Ines Calloway"]),
        ("Ines Calloway | Staff writer for Courier.example", ["Ines Calloway"]),
        ("Ines Calloway in Lisbon", ["Ines Calloway"]),
        ("Ines Calloway — 14 March 2025", ["Ines Calloway"]),
        ("By Ines Calloway Updated 3:12 pm", ["Ines Calloway"]),
        ("Story by Ines Calloway; photographs by Dev Patel", ["Ines Calloway"]),
        ("Calloway, Ines", ["Ines Calloway"]),
        ("Ines de la Calloway", ["Ines de la Calloway"]),
        ("J. K. O’Rowe-Marsh", ["J. K. O’Rowe-Marsh"]),
        ("Sophie Foster", ["Sophie Foster"]),
        ("Emily Post", ["Emily Post"]),
        ("Crime Reporter", []),
        ("Newsroom Staff", []),
        ("Tarnmouth Courier", []),
        ("New York", []),
        ("https://courier.example/authors/ines-calloway", []),
        ("ines-calloway", []),
        ("@inescalloway", []),
        ("", []),
    ],
)
def test_names(byline: str, authors: list[str]) -> None:
    assert list(authors_in([byline])) == authors


def test_a_name_counts_once_and_the_outlet_is_nobody() -> None:
    assert authors_in(["Ines Calloway", "INES CALLOWAY", "Anna Wire"], outlet="Anna Wire") == ("Ines Calloway",)


def test_bodies_that_write_under_their_own_name() -> None:
    assert bodies_in(["Northern Wire", "Courier staff", "Northern Wire"]) == ("Northern Wire",)


@given(st.text(max_size=60))
def test_what_is_found_is_a_name_and_never_fails(text: str) -> None:
    assert all(is_person_name(name) for name in authors_in([text]))
