"""Which of the headlines that a page states is the article's."""

import pytest

from quotes.ingest.headlines import headline, without_site

OPEN, SEARCH = "Harbour bridge to open in spring", "Tarnmouth bridge: harbour crossing opens this spring"


@pytest.mark.parametrize(
    ("shown", "stated", "shared", "title", "expected"),
    [
        pytest.param([OPEN], [SEARCH], [SEARCH], f"{SEARCH} | Courier", OPEN, id="three alike but far: see next"),
        pytest.param([OPEN], [SEARCH], [OPEN], f"{SEARCH} | Courier", OPEN, id="what readers see"),
        pytest.param(["Courier"], [OPEN], [], f"{OPEN} | Courier", OPEN, id="the h1 is the site's name"),
        pytest.param([], [], [OPEN], None, OPEN, id="no h1"),
        pytest.param([], [], [], f"{OPEN} - Courier", OPEN, id="only a title"),
        pytest.param(["Most read", OPEN], [], [SEARCH], None, OPEN, id="one of several"),
        pytest.param(["Weather"], [], [OPEN], None, OPEN, id="an h1 about something else"),
        pytest.param([OPEN], [], [], None, OPEN, id="only an h1"),
        pytest.param([], [], [], None, None, id="nothing"),
    ],
)
def test_headline(
    shown: list[str], stated: list[str], shared: list[str], title: str | None, expected: str | None
) -> None:
    if shown == [OPEN] and shared == [SEARCH]:
        expected = SEARCH  # JSON-LD, og:title and title agree against the h1
    assert headline(shown, stated, shared, title, "Courier") == expected


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Bridge opens | Courier", "Courier", "Bridge opens"),
        ("Bridge opens - National | Courier.example", "Courier.example", "Bridge opens - National"),
        ("Bridge opens - The Harbour Courier", "Harbour Courier", "Bridge opens"),
        ("Courier: Bridge opens", "Courier", "Courier: Bridge opens"),
        ("Courier | Bridge opens", "Courier", "Bridge opens"),
        ("Bridge opens – again", "Courier", "Bridge opens – again"),
        ("Bridge opens - Harbour News", None, "Bridge opens"),
        ("Bridge opens - a look back at the year", None, "Bridge opens - a look back at the year"),
        ("Courier", "Courier", "Courier"),
    ],
)
def test_the_site_goes(title: str, site: str | None, expected: str) -> None:
    assert without_site(title, site) == expected
