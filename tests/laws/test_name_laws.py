"""Laws of names that hold for every text, and quick looks that say the same as slow ones."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.english import names
from quotes.letters import plain
from quotes.mentions import name_kinds
from quotes.mentions.capitalised_runs import LONGEST, find_runs
from quotes.mentions.name_kinds import find_names
from quotes.weights.sums import Rows, pack

PIECES = [*" .,;:!?-'’“”\"()/@#_\n\t\xa0\xad\r\u2028", "  ", "\n\n", "'s ", "’s "]
PIECES += "Dana Okafor Mr. Sen. J. J.K. U.S. Inc. al-Amin de la of the and for The May Miss Major-General".split()
PIECES += "Department Workers bridge opens on 12th co-op é É Ã© d’Amato McKay".split()
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80)
spaced = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


@given(texts | spaced)
@settings(max_examples=500)
def test_runs_are_in_order_and_made_of_their_words(text: str) -> None:
    end = 0
    for run in find_runs(text):
        assert end <= run.start < run.end <= len(text)
        assert 1 <= len(run.words) == len(run.starts) <= LONGEST
        places = list(zip(run.starts, run.words, strict=True))
        assert all(text.startswith(word, start) for start, word in places)
        assert all(a + len(word) <= b for (a, word), (b, _) in pairwise(places))
        assert (places[0][0], places[-1][0] + len(places[-1][1])) == (run.start, run.end)
        end = run.end


@given(texts | spaced)
def test_names_are_in_order_and_lie_in_runs(text: str) -> None:
    ends = {run.end: run.start for run in find_runs(text)}
    end = 0
    for name in find_names(text):
        assert end <= name.title_start <= name.start < name.end
        assert any(start <= name.title_start and name.end <= stop for stop, start in ends.items())
        end = name.end


@given(texts | spaced, st.integers(0, 80))
@settings(max_examples=500)
def test_words_before_a_place_are_what_the_patterns_find(text: str, place: int) -> None:
    place = min(place, len(text))
    inner, last = name_kinds._last_two(text[max(0, place - 2 * name_kinds._REACH) : place])
    assert name_kinds._before(text, place) == ((inner or "^") if last else "", last or "^")


@given(st.lists(st.sampled_from("Bridge opens OVER river Tyne in May 1931. (Ça é-propos don’t".split())).map(" ".join))
@settings(max_examples=500)
def test_no_title_is_taken_for_prose_at_a_quick_look(line: str) -> None:
    long = name_kinds._LONG_WORD.findall(line)
    titled = len(long) >= 4 and sum(w[0].isupper() for w in long) >= name_kinds._TITLE_LINE * len(long)
    assert name_kinds._may_be_title(line) or not titled


hundredths = st.lists(st.integers(-400, 400), min_size=3, max_size=3)


@given(st.lists(hundredths, max_size=12), st.integers(1, 6))
def test_packed_rows_add_up_as_their_numbers_do(numbers: list[list[int]], times: int) -> None:
    table = pack({str(i): [n / 100 for n in row] for i, row in enumerate(numbers)}, 3).rows["weights"]
    weigh = Rows(table, 3)
    total = times * weigh.of([*map(str, range(len(numbers))), "unknown"])
    assert weigh.unpacked(total) == tuple(times * sum(row[k] for row in numbers) for k in range(3))


WORDS = st.text("aeiouybdfhjkvwtcs\n", max_size=8) | st.text(max_size=6)


@given(WORDS)
@settings(max_examples=1000)
def test_a_word_that_a_quick_look_passes_has_no_variants(word: str) -> None:
    evened = word
    for pattern, put in names._EVENED:
        evened = pattern.sub(put, evened)
    assert names.transliterated(word) == evened


@given(WORDS | st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True))
def test_a_plain_word_is_folded_as_any_other(word: str) -> None:
    folded = plain(word.translate(names._DROPPED)).translate(names._DROPPED)
    assert names.fold_name(word) == " ".join(names._FOLDED.findall(folded))
