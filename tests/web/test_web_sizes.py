"""Pages stay small whatever the store holds: words, titles and names of any length."""

import datetime as dt

import pytest
from sqlalchemy import select, text

from quotes.store.database.connect import Store
from quotes.store.database.timeouts import TookTooLong
from quotes.store.schema import QuoteRow, SpeakerRow
from quotes.web.site import reading
from tests.web.sites import client, store_article
from tests.web.test_web_pages import LARGEST, check, paths_of

LONG_WORDS = "We open the bridge in spring and nobody shall cross it before, " * 6000


@pytest.fixture
def swollen(samples: Store) -> tuple[Store, str]:
    """A store with an article, whose uid it gives, in which everything is long."""
    article = f"“{LONG_WORDS.strip()},” said Dana Okafor, an engineer.\n\n" + "“No,” said Gareth Lindqvist.\n\n" * 1000
    names = {name: f"{name} " * 5000 for name in ("title", "byline")}
    uid = store_article(samples, article, outlet="Courier " * 60, published_on=dt.date(2026, 1, 2), **names)
    with samples.writing() as session:
        for speaker in session.scalars(select(SpeakerRow)):
            speaker.name = speaker.name + " of the long names" * 100
        for quote in session.scalars(select(QuoteRow)):
            quote.via = "the evening news " * 500
    return samples, uid


def test_the_database_is_stopped_in_time(store: Store) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT COUNT(*) FROM n"
    )
    app = client(store).application
    with app.app_context(), pytest.raises(TookTooLong, match="was stopped"), reading(0.0) as session:
        session.execute(text(endless))


def test_every_page_of_a_swollen_store(swollen: tuple[Store, str]) -> None:
    store, uid = swollen
    reader = client(store, writes=True)
    with store.reading() as session:
        longest = max(session.scalars(select(QuoteRow)), key=lambda row: len(row.words))
        paths = [
            *paths_of(store),
            f"/quotations/{longest.uid}",
            "/?q=spring",
            "/?q=no",
            "/review",
            "/review?q=spring",
            "/log",
        ]
        paths += [f"/articles/{uid}?part={part}" for part in (1, 5, 9)]
        speakers = session.scalars(select(SpeakerRow.uid).limit(3)).all()
        paths += [f"/speakers/{speaker}{page}" for speaker in speakers for page in ("", "/split")]
    for path in paths:
        answer = reader.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        assert len(answer.data) < LARGEST, (path, len(answer.data))
        check(answer.text)
