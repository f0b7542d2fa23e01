"""Who is quoted beside a speaker is what the report ``co-quoted`` says."""

import pytest
from sqlalchemy import select

from quotes.store.database.connect import Store
from quotes.store.schema import SpeakerRow
from quotes.store.search.companions import Companion, companions
from quotes.store.search.run_report import report
from tests.store.corpus import fill
from tests.web.sites import fill_with_samples, store_article


def test_it_agrees_with_the_report(store: Store) -> None:
    fill(store)
    fill_with_samples(store, 4)
    store_article(store, "“We open,” said Dana Okafor and Priya Raman.\n\n“No,” said Gareth Lindqvist, the mayor.")
    with store.reading() as session:
        speakers = session.scalars(select(SpeakerRow)).all()
        assert len(speakers) > 20
        for speaker in speakers:
            _, answer = report(session, "co-quoted", {"speaker": speaker.uid})
            found = companions(session, speaker.uid, limit=1000)
            assert [(each.name.partition(" (")[0], each.articles) for each in found] == [
                (row[1], row[2]) for row in answer.rows
            ]


def test_the_most_frequent_are_given(store: Store) -> None:
    for number in range(3):
        store_article(store, f"Day {number}. “We open,” said Dana Okafor. “No,” said Gareth Lindqvist, the mayor.")
    store_article(store, "Day 9. “We open,” said Dana Okafor. “Never,” said Priya Raman.")
    with store.reading() as session:
        (found,) = companions(session, "Dana Okafor", limit=1)
        assert isinstance(found, Companion)
        assert (found.name, found.articles) == ("Gareth Lindqvist", 3)


def test_nobody_of_that_name(store: Store) -> None:
    from quotes.errors import NotFound

    with store.reading() as session, pytest.raises(NotFound):
        companions(session, "Nobody Such", limit=1)
