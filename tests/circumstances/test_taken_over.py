"""What a reporting clause says of how and when, and what one who goes on speaking keeps of it: a point a row."""

import pytest

from quotes.circumstances.how_and_when import Circumstances, stated, taken_over
from quotes.circumstances.reporting_clause import ReportingClauses, clause_of
from tests.attribution.laid_out import decided


def circumstances(text: str) -> list[tuple[str | None, str | None]]:
    """Medium and time phrase of each quotation, each completed by that of the quotation before it."""
    analysed, choices = decided(text)
    clauses = ReportingClauses(analysed.layout, analysed.fresh_resolver().same)
    found: list[Circumstances] = []
    for number, choice in enumerate(choices):
        how = stated(clauses, choice, clause_of(clauses, choice))
        if number:
            how = taken_over(clauses, choices[number - 1], found[-1], choice, how)
        found.append(how)
    return [(how.via, how.said_on.phrase if how.said_on is not None else None) for how in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We open,” Dana Okafor told AFP on Monday.", [("AFP", "on Monday")], id="how and when"),
        pytest.param("“We open,” Dana Okafor said.", [(None, None)], id="neither"),
        pytest.param("On Monday, Dana Okafor said in a statement that it was “safe now”.", [("statement", "On Monday")],
                     id="in front of the name"),
        pytest.param("“We open,” said Dana Okafor, who moved here on Monday.", [(None, None)], id="of another act"),
    ],
)  # fmt: skip
def test_what_the_clause_says(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert circumstances(text) == expected


TOLD = ("AFP", "on Monday")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        pytest.param("“We open,” Dana Okafor told AFP on Monday. “It is safe.”", TOLD, id="the next sentence"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday. “It is safe,” she said.", TOLD, id="reported again"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday, “and it is safe.”", TOLD, id="split by the clause"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday.\n\n“It is safe,” she added.", TOLD, id="a paragraph on"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday. “It is safe,” Sam Grant said.", (None, None),
                     id="another speaker"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday.\n\nShe called it “safe”.", (None, None),
                     id="a fragment in a sentence of its own"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday. “It is safe,” she said on Tuesday.", ("AFP", "on Tuesday"),
                     id="a day of its own, the medium kept"),
        pytest.param("“We open,” Dana Okafor told AFP on Monday.\n\nThe hall is old.\n\n“It is safe,” she said.", (None, None),
                     id="over a paragraph of something else"),
    ],
)  # fmt: skip
def test_what_is_kept(text: str, second: tuple[str | None, str | None]) -> None:
    assert circumstances(text)[1] == second


def test_it_is_kept_over_any_paragraphs_that_are_re_opened() -> None:
    text = "“We open,” Dana Okafor told AFP on Monday. “It is safe.\n\n“It is dry.\n\n“It is new.”"
    assert circumstances(text) == [TOLD] * 4


@pytest.mark.parametrize(
    ("text", "via"),
    [
        pytest.param(
            "The study was published on Monday in the journal Small Bodies. “It is salt,” Dana Okafor wrote in the paper.",
            "Small Bodies",
            id="a paper that the article named before",
        ),
        pytest.param("“It is salt,” Dana Okafor wrote in the paper.", "paper", id="a paper that nothing tells of"),
    ],
)
def test_a_known_text_leads_to_its_outlet(text: str, via: str) -> None:
    assert circumstances(text)[0][0] == via
