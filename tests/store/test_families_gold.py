"""Families against gold that was written without knowledge of the matcher: tests/cases/variants.json.

Every third entry of each list, by position, was left unread until the matcher was done, and then scored once.
"""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quotes.store.database.connect import Store
from quotes.store.families.upkeep import arrived
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerRow
from quotes.wording import fold

GOLD = json.loads((Path(__file__).parents[1] / "cases" / "variants.json").read_text(encoding="utf-8"))
PRECISION, RECALL = 0.99, 0.95


class Score(NamedTuple):
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def part(name: str, *, unread: bool) -> list[Any]:
    return [entry for number, entry in enumerate(GOLD[name], 1) if (number % 3 == 0) is unread]


def fill(store: Store, wordings: list[dict[str, Any]]) -> list[int | None]:
    """Stores each wording in an article of its own; returns the family of each, its own id where it is alone."""
    ids: list[int] = []
    with store.writing() as session:
        speakers: dict[str, int] = {}
        for number, each in enumerate(wordings):
            name = each["speaker"]
            if name is not None and name not in speakers:
                row = SpeakerRow(uid=f"s{number}", name=name, name_key=fold(name), kind="person")
                session.add(row)
                session.flush()
                speakers[name] = row.id
            article = ArticleRow(
                uid=f"a{number}", story_key=f"a{number}", version=1, is_current=True, added_at=dt.datetime.now(dt.UTC),
                published_on=dt.date.fromisoformat(each["date"]),
            )  # fmt: skip
            session.add(article)
            session.flush()
            quotation = QuoteRow(
                uid=f"q{number}", article_id=article.id, speaker_id=speakers.get(name), words=each["words"],
                search_words=fold(each["words"]), kind="direct", utterance=1, setting="body", modality="said",
                status="extracted",
            )  # fmt: skip
            session.add(quotation)
            session.flush()
            ids.append(quotation.id)
            arrived(session, [article.id])
    with store.reading() as session:
        return [session.get_one(QuoteRow, each).family_id or each for each in ids]


def pairs(*, unread: bool) -> Iterator[tuple[dict[str, Any], dict[str, Any], bool]]:
    """Every pair that the gold tells of, and whether it is of one utterance; two families are two utterances."""
    groups = [each["wordings"] for each in part("families", unread=unread)]
    for group in groups:
        yield from ((a, b, True) for a, b in combinations(group, 2))
    for one, other in combinations(groups, 2):
        yield from ((a, b, False) for a in one for b in other)
    for name in ("near_misses", "unrelated"):
        yield from ((each["a"], each["b"], False) for each in part(name, unread=unread))


def scored(store: Store, *, unread: bool) -> Score:
    told = list(pairs(unread=unread))
    wordings = list({id(each): each for a, b, _ in told for each in (a, b)}.values())
    family = {id(each): label for each, label in zip(wordings, fill(store, wordings), strict=True)}
    joined = [(family[id(a)] == family[id(b)], same) for a, b, same in told]
    return Score(joined.count((True, True)), joined.count((True, False)), joined.count((False, True)))


@pytest.mark.parametrize("unread", [False, True], ids=["seen", "unread"])
def test_families_of_the_gold(store: Store, unread: bool) -> None:
    score = scored(store, unread=unread)
    print(f"{score}: precision {score.precision:.4f}, recall {score.recall:.4f}")
    assert score.precision >= PRECISION
    assert score.recall >= RECALL
