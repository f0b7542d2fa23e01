"""Speakers across articles: one person under one row, no two people under one.

The gold speakers of both development sets are added into one store, article by article, and every pair of an article's
speaker with another article's is looked at: linked by us, and one person by the reading below.  The reading is a rule
over names, checked by hand on these sets: people are one where family name and first given name agree (a short form
is its full form), and a bare surname or a name with a title is the person most often named in full so; organisations
where the name agrees without article, case and blanks; anything else is of its article alone.
"""

import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerRow
from quotes.store.speakers.suggest import suggestions

SHARED = Path(__file__).parents[3] / "shared"
SETS = ("polnear-dev", "web-dev")
KINDS = {"org": SpeakerKind.ORGANISATION}
FULL = {"len": "leonard", "bill": "william", "ted": "edward", "joe": "joseph", "liz": "elizabeth", "jon": "jonathan"}
SUFFIX = re.compile(r",? (?:Jr|Sr|II|III)\.?$")

pytestmark = pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="no gold here")

Speaker = tuple[str, str, str]
"""Article, kind, name."""


def gold() -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Id, text and first segment of each speaker of every article, in reading order."""
    found = []
    for name in SETS:
        for line in (SHARED / "bench" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            first: dict[tuple[str, str], dict[str, Any]] = {}
            for segment in sorted(record["segments"], key=lambda each: each["start"]):
                if segment.get("speaker"):
                    first.setdefault((segment["speaker"], segment["type"]), segment)
            found.append((f"{name}/{record['id']}", record["text"], list(first.values())))
    return found


def identities(speakers: list[Speaker]) -> dict[Speaker, str]:
    """Who each speaker is, by the rule above."""
    words = {each: re.findall(r"[^\W_]+", SUFFIX.sub("", each[2].replace(".", "")).lower()) for each in speakers}
    full: dict[str, Counter[str]] = defaultdict(Counter)
    for each, parts in words.items():
        if each[1] == "person" and len(parts) > 1 and parts[0] not in ("prince", "princess"):
            full[parts[-1]][f"{FULL.get(parts[0], parts[0])} {parts[-1]}"] += 1
    found = {}
    for each, parts in words.items():
        article, kind, name = each
        if kind == "person" and len(parts) > 1:
            found[each] = f"person {FULL.get(parts[0], parts[0])} {parts[-1]}"
        elif kind == "person" and full[parts[-1]]:
            found[each] = f"person {full[parts[-1]].most_common(1)[0][0]}"
        elif kind == "org":
            found[each] = "org " + "".join(part for part in parts if part != "the")
        else:
            found[each] = f"{article} {kind} {name}"
    return found


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> dict[Speaker, int]:
    """The row of each gold speaker after all were added."""
    path: Path = tmp_path_factory.mktemp("linking") / "q.db"
    rows: dict[Speaker, int] = {}
    with open_store(str(path), create=True) as store:
        for name, text, segments in gold():
            quotes = [
                Quote(
                    start=each["start"],
                    end=each["end"],
                    text=text[each["start"] : each["end"]],
                    speaker=each["speaker"],
                    speaker_kind=KINDS.get(each["type"]) or SpeakerKind(each["type"]),
                )
                for each in segments
            ]
            with store.writing() as session:
                save_article(session, Article(text=text, id=name, outlet=name), quotes, extractor="gold")
            rows |= {
                (name, each["type"], each["speaker"]): row
                for each, row in zip(segments, stored(store, name), strict=True)
            }
        with store.reading() as session:
            assert session.scalars(select(SpeakerRow.id)).all()
            assert all(each.reason for each in suggestions(session))
    return rows


def stored(store: Store, article: str) -> list[int]:
    with store.reading() as session:
        return list(
            session.scalars(
                select(QuoteRow.speaker_id)
                .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
                .where(ArticleRow.external_id == article)
                .order_by(QuoteRow.id)
            )
        )


def scores(linked: dict[Speaker, int], truth: dict[Speaker, str]) -> tuple[float, float, int]:
    """Pairwise precision and recall over speakers of different articles, and the number of true pairs."""
    both = ours = theirs = 0
    for a, b in combinations(linked, 2):
        if a[0] == b[0]:
            continue
        same, together = truth[a] == truth[b], linked[a] == linked[b]
        both += same and together
        ours += together
        theirs += same
    return both / ours, both / theirs, theirs


def test_full_names_are_linked_and_nobody_else(linked: dict[Speaker, int]) -> None:
    truth = identities(list(linked))
    precision, recall, _ = scores(linked, truth)
    named = {each: row for each, row in linked.items() if each[1] != "person" or len(each[2].split()) > 1}
    sure, found, pairs = scores(named, truth)
    print(f"all: {precision:.4f} {recall:.4f}; named in full: {sure:.4f} {found:.4f} of {pairs} pairs")
    assert precision >= 0.99
    assert sure >= 0.99
    assert found >= 0.99
    assert recall >= 0.95  # a surname needs an office ("President Obama"); bare ones stay with their article
    assert pairs >= 500
