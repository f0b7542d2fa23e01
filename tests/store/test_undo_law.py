"""A law: whatever people decide, and whatever is added meanwhile, undoing everything restores what they changed."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.errors import QuotesError
from quotes.store.database.connect import Store, open_store
from quotes.store.database.verify import verify
from quotes.store.outlets.changes import merge_outlets, rename_outlet, set_domain
from quotes.store.review.reextract import Reextraction
from quotes.store.review.review_decisions import Correction, confirm, correct, reject
from quotes.store.schema import OutletRow, QuoteRow, SpeakerRow
from quotes.store.speakers.attributes import set_attributes
from quotes.store.speakers.changes import add_name, apart, remove_name, rename, split
from quotes.store.speakers.merges import merge
from quotes.store.speakers.take_back import undo
from quotes.workflow import reextract
from tests.store.people import fill, picture

NAMES = ("Dana Okafor", "Dana Hale", "Jun Takeda", "J. Takeda", "Okafor", "Mina Reyes")
Change = Callable[[Any, "Chooser"], Any]


class Chooser:
    """Rows by number, whatever there are at the moment."""

    def __init__(self, session: Any, numbers: tuple[int, int, int]) -> None:
        self.session, self.numbers = session, numbers

    def _one(self, column: Any, which: int) -> Any:
        found = self.session.scalars(select(column).order_by(column)).all()
        return found[self.numbers[which] % len(found)]

    def speaker(self, which: int = 0) -> str:
        return str(self._one(SpeakerRow.uid, which))

    def quote(self, which: int = 0) -> int:
        return int(self._one(QuoteRow.id, which))

    def outlet(self, which: int = 0) -> str:
        return str(self._one(OutletRow.name, which))

    def name(self, which: int = 2) -> str:
        return NAMES[self.numbers[which] % len(NAMES)]


CHANGES: tuple[Change, ...] = (
    lambda s, c: rename(s, c.speaker(), c.name()),
    lambda s, c: add_name(s, c.speaker(), c.name()),
    lambda s, c: remove_name(s, c.speaker(), c.name()),
    lambda s, c: merge(s, [c.speaker(0)], c.speaker(1)),
    lambda s, c: merge(s, [c.speaker(0), c.speaker(1)], c.speaker(2)),
    lambda s, c: apart(s, c.speaker(0), c.speaker(1)),
    lambda s, c: split(s, c.speaker(), [str(c.quote(1))], into=c.name()),
    lambda s, c: split(s, c.speaker(), [str(c.quote(1))], tell_apart=c.name()),
    lambda s, c: set_attributes(s, c.speaker(), {"party": c.name(), "note": c.name()}),
    lambda s, c: set_attributes(s, c.speaker(), {"party": "", "wikidata_id": f"Q{c.numbers[2] + 1}"}),
    lambda s, c: confirm(s, [c.quote(0), c.quote(1)]),
    lambda s, c: reject(s, [c.quote()]),
    lambda s, c: correct(s, [c.quote()], Correction(speaker=c.name(), new=True)),
    lambda s, c: correct(s, [c.quote()], Correction(nobody=True, via="AFP")),
    lambda s, c: correct(s, [c.quote()], Correction(words="opens in spring")),
    lambda s, c: rename_outlet(s, c.outlet(), c.name()),
    lambda s, c: merge_outlets(s, [c.outlet(0)], c.outlet(1)),
    lambda s, c: set_domain(s, c.outlet(), "example.com"),
    lambda s, c: undo(s, c.numbers[0] + 1),
)


def apply(store: Store, which: int, numbers: tuple[int, int, int]) -> None:
    """One change; what is refused changes nothing."""
    before = picture(store)
    try:
        with store.writing() as session:
            CHANGES[which](session, Chooser(session, numbers))
    except QuotesError:
        assert picture(store) == before


steps = st.lists(
    st.tuples(st.integers(0, len(CHANGES) - 1), st.tuples(*[st.integers(0, 7)] * 3)), min_size=1, max_size=14
)


@settings(max_examples=30)
@given(steps)
@example([(0, (0, 0, 4)), (4, (0, 0, 2))])  # a name taken by rename, and its place by a merge
def test_undoing_everything_restores_everything(sqlite_template: Path, changes: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.db"
        shutil.copy(sqlite_template, path)
        with open_store(str(path)) as store:
            fill(store)
            before = picture(store)
            for which, numbers in changes:
                apply(store, which, numbers)
            with store.reading() as session:
                assert verify(session).problems == ()
            while True:
                with store.writing() as session:
                    if undo(session) is None:
                        break
            assert picture(store) == before


def read_again(store: Store) -> list[Reextraction]:
    """What became of the articles, none of which may fail."""
    found = []
    for _, done in reextract(store, range(1, 7)):
        assert isinstance(done, Reextraction), done
        found.append(done)
    return found


@settings(max_examples=15)
@given(steps)
def test_reading_articles_again_leaves_what_was_decided(sqlite_template: Path, changes: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.db"
        shutil.copy(sqlite_template, path)
        with open_store(str(path)) as store:
            fill(store)
            for which, numbers in changes:
                with suppress(QuotesError):
                    apply(store, which, numbers)
            first = read_again(store)
            with store.reading() as session:
                statuses = session.scalars(select(QuoteRow.status)).all()
            judged = sum(status in ("confirmed", "corrected", "rejected") for status in statuses)
            assert sum(done.decided for done in first) == judged
            again = picture(store)
            assert all(not done.changes for done in read_again(store)), "twice is once"
            assert picture(store) == again
