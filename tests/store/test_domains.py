"""Outlets are joined by domain: filled from the articles' URLs, two names of one paper are one outlet."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from quotes.model import Article
from quotes.store.article_identity import domain_of
from quotes.store.articles.save import save_article
from quotes.store.database import migrate
from quotes.store.database.connect import Store, open_store
from quotes.store.database.domains import fill_domains
from quotes.store.outlets.changes import merge_outlets
from quotes.store.outlets.lookup import outlets
from quotes.store.outlets.suggest import outlet_suggestions
from quotes.store.schema import OutletRow

DAY = dt.date(2025, 3, 14)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.Courier.example/a?b#c", "courier.example"),
        ("http://news.courier.example:8080/", "news.courier.example"),
        ("https://courier.example./a", "courier.example"),
        ("https://10.0.0.7/a", None),
        ("https://[::1]/a", None),
        ("https://[broken", None),
        ("https://localhost/a", None),
        ("ftp://courier.example/a", None),
        ("courier.example/a", None),
        ("", None),
        (None, None),
    ],
)
def test_the_domain_of_a_url(url: str | None, domain: str | None) -> None:
    assert domain_of(url) == domain


def added(store: Store, *articles: tuple[str | None, str | None]) -> list[tuple[str, str | None, int]]:
    """Outlets with domain and number of articles, after articles of each outlet and URL were added."""
    for number, (outlet, url) in enumerate(articles):
        with store.writing() as session:
            text = f"Bridge {number} opens."
            save_article(session, Article(text=text, outlet=outlet, url=url, published_on=DAY), [], extractor="test")
    with store.reading() as session:
        return [(line.outlet, line.domain, line.articles) for line in outlets(session)]


ONE, TWO = "https://www.mirror.example/1", "https://mirror.example/2"


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param([("Daily Mirror", ONE)], [("Daily Mirror", "mirror.example", 1)], id="filled"),
        pytest.param([("Daily Mirror", None)], [("Daily Mirror", None, 1)], id="no URL, no domain"),
        pytest.param([("Daily Mirror", None), ("Daily Mirror", ONE)], [("Daily Mirror", "mirror.example", 2)], id="later"),
        pytest.param([("Daily Mirror", ONE), ("The Mirror", TWO)], [("Daily Mirror", "mirror.example", 2)], id="two names of one"),
        pytest.param([("mirror.example", ONE), ("Daily Globe", TWO)], [("mirror.example", "mirror.example", 2)], id="known by its host"),
        pytest.param([("Daily Mirror", ONE), ("Daily Globe", TWO)], [("Daily Globe", None, 1), ("Daily Mirror", "mirror.example", 1)], id="a portal"),
        pytest.param([("Daily Mirror", ONE), ("The Mirror", None)], [("Daily Mirror", "mirror.example", 1), ("The Mirror", None, 1)], id="a name alone"),
        pytest.param([("Daily Mirror", ONE), ("Daily Mirror", "https://m.example/3")], [("Daily Mirror", "mirror.example", 2)], id="the first stays"),
    ],
)  # fmt: skip
def test_outlets_by_domain(
    store: Store, articles: list[tuple[str | None, str | None]], expected: list[tuple[str, str | None, int]]
) -> None:
    assert added(store, *articles) == expected


def test_an_older_store_gets_domains(store: Store, store_url: str) -> None:
    added(store, ("Daily Mirror", ONE), ("Daily Globe", TWO), ("Ledger", "https://ledger.example/1"), ("Nobody", None))
    with store.writing() as session:
        session.execute(update(OutletRow).values(domain=None))
        assert fill_domains(session.connection()) == 1  # a host of two outlets is neither's
        assert fill_domains(session.connection()) == 0
        assert session.scalars(select(OutletRow.domain).where(OutletRow.domain.is_not(None))).all() == [
            "ledger.example"
        ]
    migrate.downgrade(store_url, migrate.revisions()[-2])
    with open_store(migrate_again(store_url)) as again, again.reading() as session:
        assert {line.outlet: line.domain for line in outlets(session)}["Ledger"] == "ledger.example"


def migrate_again(url: str) -> str:
    migrate.upgrade(url)
    return url


@pytest.mark.parametrize(
    ("articles", "pairs"),
    [
        pytest.param([("Daily Mirror", ONE), ("The Mirror", None)], [], id="nothing but a word"),
        pytest.param([("Daily Mirror", None), ("The Mirror", TWO), ("Daily Mirror", ONE)], [("The Mirror", "Daily Mirror")], id="one host, met late"),
        pytest.param([("Daily Mirror", ONE), ("mirror.example", None), ("Daily Mirror", TWO)], [("mirror.example", "Daily Mirror")], id="called as the host"),
        pytest.param([("Daily Mirror", ONE), ("Daily Globe", TWO)], [], id="a portal"),
        pytest.param([("Daily Mirror", ONE), ("Daily Mirror", TWO)], [], id="one outlet"),
    ],
)  # fmt: skip
def test_outlets_that_may_be_one_are_suggested_and_merged(
    store: Store, articles: list[tuple[str | None, str | None]], pairs: list[tuple[str, str]]
) -> None:
    added(store, *articles)
    with store.reading() as session:
        found = outlet_suggestions(session)
    assert [(each.gone, each.into) for each in found] == pairs
    for each in found:
        assert (each.reason, each.articles <= each.articles_into) == ("both on mirror.example", True)
        with store.writing() as session:
            merge_outlets(session, [each.gone], each.into)
        with store.reading() as session:
            assert outlet_suggestions(session) == []
