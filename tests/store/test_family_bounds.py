"""Texts of one pattern, in any number: what linking the next one costs, and that its families are always the same."""

import itertools
import random
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.store.database.connect import Store, open_store
from quotes.store.families import link, wire
from quotes.store.families.likeness import are_one_utterance
from quotes.store.families.rebuild import rebuild
from tests.store.test_family_repeats import Print, prints, save, steps_to_link, stored_families

PATTERNS = (
    "We have argued about this {} bridge for {} years, and not one {} has been {} since the {} left.",
    "They ran {} into the {} for this club, and nobody in {} will ever {} what it {} them.",
    "The {} will open in {}, whatever the {} says of it, because the {} of this town have {} for it.",
    "Not one {} has been {} here, and we have argued about that {} for nine long years.",
)
WORDS = [f"{a}{b}lin" for a in ("bar", "kel", "mon") for b in "aeiou"]
SPEAKERS = ("Dana Okafor", "Jun Takeda", None)


def patterned(count: int, *, lines: int = 6, seed: int = 1) -> list[Print]:
    """So many articles within a fortnight, each with so many sentences of the same patterns."""
    chance = random.Random(seed)

    def line() -> tuple[str, str | None]:
        pattern = chance.choice(PATTERNS)
        return pattern.format(*chance.choices(WORDS, k=5)), chance.choice(SPEAKERS)

    return [Print(tuple(line() for _ in range(lines)), chance.randrange(14)) for _ in range(count)]


def bound(patch: pytest.MonkeyPatch) -> None:
    """Sets bounds that few articles reach."""
    patch.setattr(link, "REACH", link.REACH._replace(most=3))
    patch.setattr(link, "LIKELIEST", 5)
    patch.setattr(link, "MISSES", 2)
    patch.setattr(wire, "REACH", wire.REACH._replace(most=3))


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that few articles reach."""
    bound(monkeypatch)


@pytest.mark.usefixtures("narrow")
def test_an_article_of_a_common_pattern_is_as_much_work_in_a_larger_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In SQLite's own count of its steps, and in comparisons; without the bounds, steps grow by more than half each time
    that the store doubles.
    """
    if store.path is None:
        pytest.skip("PostgreSQL counts no steps; it has the same indexes")
    articles, work = patterned(160), []
    compare, compared = mock.Mock(side_effect=are_one_utterance), []
    monkeypatch.setattr(link, "are_one_utterance", compare)
    probes = patterned(3, lines=40, seed=2)
    done = 0
    for size, probe in zip((40, 80, 160), probes, strict=True):
        save(store, articles[done:size], done)
        done = size
        compare.reset_mock()
        work.append(steps_to_link(store, probe, 1000 + size))
        compared.append(compare.call_count)
    assert max(work) <= 1.2 * work[1], work
    assert max(compared) <= 40 * link.LIKELIEST


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("at_once", [4, 40])
def test_families_are_the_same_however_many_articles_come_at_once(
    store: Store, migrated: Callable[[str, Path], AbstractContextManager[str]], tmp_path: Path, at_once: int
) -> None:
    """Those that came one by one, and those that are found anew, also where not all that are alike are compared."""
    articles = patterned(40)
    for number, each in enumerate(articles):
        save(store, [each], number)
    one_by_one = stored_families(store)
    with migrated(store.dialect, tmp_path) as url, open_store(url) as other:
        for first in range(0, len(articles), at_once):
            save(other, articles[first : first + at_once], first)
        assert stored_families(other) == one_by_one
    assert len(one_by_one) > 1
    with store.writing() as session:
        rebuild(session.connection())
    assert stored_families(store) == one_by_one


@settings(max_examples=15)
@given(
    st.lists(prints, min_size=1, max_size=12),
    st.integers(0, 8),
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_families_are_the_same_however_the_arriving_are_cut(
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
    repeating: list[Print],
    alike: int,
    sizes: list[int],
    chance: random.Random,
) -> None:
    """Also where texts of one pattern, their repeats and near wordings come among each other."""
    pattern = patterned(alike)
    arriving = [*repeating, *pattern, *pattern[:3]]
    chance.shuffle(arriving)
    found = []
    with pytest.MonkeyPatch.context() as patch:
        bound(patch)
        for cut in ([1], sizes):
            path = tmp_path_factory.mktemp("cut") / "q.db"
            shutil.copy(sqlite_template, path)
            left = iter(enumerate(arriving))
            with open_store(str(path)) as store:
                for size in itertools.cycle(cut):
                    batch = list(itertools.islice(left, size))
                    if not batch:
                        break
                    save(store, [each for _, each in batch], batch[0][0])
                found.append(stored_families(store))
    assert found[0] == found[1]
