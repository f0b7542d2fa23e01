"""How long searches take in a store made by ``big_store.py``: twenty fixed queries, warm, as ``quotes search`` does them.

    python tests/benchmarks/store_speed.py PATH|URL

Then ``speakers show`` of the most quoted speaker, and what adding an article (found and stored, each in a transaction
of its own) costs against the same in an empty store; the articles stay in the store.

Five kinds of words (rare, in 0.5 % of the quotations, in 10 %, a phrase, a beginning), each alone and narrowed to a
speaker, an outlet, a month.  A search gives the newest 50 with all columns, and where there are more, how many.
"""

import argparse
import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes import Article, Quote, extract_quotes
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.query.filters import Filter
from quotes.store.schema import OutletRow, QuoteRow, SpeakerRow
from quotes.store.search.search import count, matching, search
from quotes.store.speakers.lookup import speaker_card
from tests.benchmarks.big_store import rows, vocabulary

NEW_DAY = dt.date(2025, 1, 1)
PAGE = 50
ROUNDS = 7


class Timing(NamedTuple):
    """A query, how many it finds, and milliseconds of every round after the first."""

    label: str
    query: str
    found: int
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)


WORDS = vocabulary()


def share_of(session: Session, query: str, quotations: int) -> float:
    return count(session, matching(session, query, Filter())) / quotations


def queries(session: Session) -> list[tuple[str, str]]:
    """Label and text of the twenty queries; words are chosen by their share of the quotations."""
    quotations = session.scalar(select(func.count()).select_from(QuoteRow)) or 1

    def rank_with(share: float) -> int:
        low, high = 0, len(WORDS) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if share_of(session, WORDS[middle], quotations) < share else (middle + 1, high)
        return low

    common, medium = WORDS[rank_with(0.1)], WORDS[rank_with(0.005)]
    rare = WORDS[-500]
    beginning = WORDS[rank_with(0.002)][:4] + "*"
    texts = {
        "rare": rare, "medium": medium, "common": common, "phrase": f'"{WORDS[rank_with(0.05)]} {common}"', "prefix": beginning
    }  # fmt: skip
    speaker = most_quoted(session, 9)
    filters = {
        "": "",
        " + speaker": f" speaker:{speaker}",
        " + outlet": f' outlet:"{outlet(session)}"',
        " + month": " date:2020-05",
    }
    return [(kind + label, text + more) for kind, text in texts.items() for label, more in filters.items()]


def outlet(session: Session) -> str:
    return session.get_one(OutletRow, 2).name


def page(session: Session, query: str) -> int:
    rows = search(session, query, Filter(), limit=PAGE)
    return len(rows) if len(rows) < PAGE else count(session, matching(session, query, Filter()))


def timed(store: Store, label: str, query: str, work: Callable[[Session, str], int] = page) -> Timing:
    rounds = []
    found = 0
    with store.reading() as session:
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = work(session, query)
            rounds.append((time.perf_counter() - began) * 1000)
    return Timing(label, query, found, tuple(rounds[1:]))


def adding(store: Store, texts: Sequence[tuple[Article, tuple[Quote, ...]]]) -> list[float]:
    """Milliseconds of storing each of *texts*."""
    times = []
    for article, quotes in texts:
        began = time.perf_counter()
        with store.writing() as session:
            save_article(session, article, quotes, extractor="benchmark")
        times.append((time.perf_counter() - began) * 1000)
    return times


def fresh_articles(count: int) -> list[tuple[Article, tuple[Quote, ...]]]:
    """Articles like those of the store, under URLs of their own, with what extraction finds in them."""
    made = time.time_ns()
    found = []
    texts = (row.values[10] for row in rows(count) if row.table == "article")
    for number, text in enumerate(texts):
        article = Article(
            text=text, url=f"https://new.example/{made}/{number}", outlet="New Paper", published_on=NEW_DAY
        )
        found.append((article, extract_quotes(article)))
    return found


def costs(url: str, empty: str) -> tuple[float, float, float]:
    """Median milliseconds of finding the quotations of an article, of storing it in *url*, of storing it in *empty*."""
    began = time.perf_counter()
    texts = fresh_articles(200)
    finding = (time.perf_counter() - began) * 1000 / len(texts)
    with open_store(url) as big, open_store(empty, create=True) as small:
        in_big, in_small = [], []
        for each in texts:  # in turn, so that a busy machine is busy for both
            in_big += adding(big, [each])
            in_small += adding(small, [each])
    return finding, statistics.median(in_big[20:]), statistics.median(in_small[20:])


def most_quoted(session: Session, place: int = 0) -> str:
    often = select(QuoteRow.speaker_id).where(QuoteRow.speaker_id.is_not(None)).group_by(QuoteRow.speaker_id)
    found = session.scalar(often.order_by(func.count().desc(), QuoteRow.speaker_id).offset(place).limit(1))
    return session.get_one(SpeakerRow, found).uid


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", metavar="PATH|URL")
    parser.add_argument(
        "--empty", metavar="PATH|URL", help="An empty database of the same kind, to compare adding with."
    )
    given = parser.parse_args(arguments)
    with open_store(given.url, read_only=True) as store:
        with store.reading() as session:
            asked = queries(session)
        results = [timed(store, label, query) for label, query in asked]
        with store.reading() as session:
            speaker = most_quoted(session)
        card = timed(store, "speakers show", speaker, lambda session, uid: speaker_card(session, uid).line.quotations)
    for each in (*results, card):
        slowest = max(each.rounds)
        print(
            f"{each.label:<18} {each.query:<44} {each.found:>8,}  median {each.median:8.1f} ms  worst {slowest:8.1f} ms"
        )
    slowest = max(max(each.rounds) for each in results)
    print(f"median of medians {statistics.median(each.median for each in results):.1f} ms, worst {slowest:.1f} ms")
    if given.empty:
        finding, big, small = costs(given.url, given.empty)
        print(f"finding {finding:.1f} ms; storing {big:.1f} ms, in an empty store {small:.1f} ms: {big / small:.2f} ×, "
              f"with finding {(finding + big) / (finding + small):.2f} ×")  # fmt: skip


if __name__ == "__main__":
    main()
