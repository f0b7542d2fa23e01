"""Tags: the fast loop gives what NLTK's own tagger gives with the same weights, and copes with quotations."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.annotation import annotate
from quotes.annotation.tagger import Model, normalize, pack, perceptron, tag
from quotes.learn.tagger import reach
from quotes.model import QUOTED, Article
from quotes.quotations.spans import find_quoted_spans
from quotes.weights import parameters
from quotes.weights.packed import GREATEST

CASES = [
    ("cue after a quotation", ["", "said", "Okafor", "."], "QUOTED VBD NNP ."),
    ("cue before a quotation", ["Okafor", "said", ":", ""], "NNP VBD : QUOTED"),
    (
        "pronoun and told",
        ["", "she", "told", "reporters", "on", "Tuesday", "."],
        "QUOTED PRP VBD NNS IN NNP .",
    ),
    ("possessive", ["Okafor", "'s", "bridge", "is", "open", "."], "NNP POS NN VBZ JJ ."),
    ("contraction", ["He", "'s", "said", "it", "is", "n't", "so", "."], "PRP VBZ VBD PRP VBZ RB RB ."),
    ("title and name", ["Sen.", "Grant", "left", "the", "room", "."], "NNP NNP VBD DT NN ."),
    ("no words", [], ""),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_tags(words: list[str], expected: str) -> None:
    assert " ".join(tag(words)) == expected


VOCABULARY = sorted(parameters("tagger")["weights"]["i word"])
WORDS = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(VOCABULARY).map(str.capitalize),
    st.sampled_from(["", "-START-", "-END2-", "-", "2019", "1,000", "well-known", "Okafor", "’", "é", "\ud800"]),
    st.text(max_size=8),
)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=25))
def test_tags_are_nltk_s_own(words: list[str]) -> None:
    assert tag(words) == [tagged for _, tagged in perceptron().tag(words)]


@given(WORDS)
def test_words_are_normalized_as_nltk_does(word: str) -> None:
    assert normalize(word) == perceptron().normalize(word)


def test_tags_of_news_are_nltk_s_own() -> None:
    text = (
        "Dana Okafor, who chairs the Harbour Authority, said on Tuesday that the bridge wasn’t "
        "ready. “It opens,” she added, “when it’s ready.” Grant’s firm, which has rebuilt it since 2019 at a "
        "cost of $3.5 million, declined to comment; a spokeswoman referred questions to the U.S. "
        "Coast Guard’s office."
    )
    for sentence in annotate(Article(text=text), find_quoted_spans(text)).sentences:
        assert list(zip(sentence.words, sentence.tags, strict=True)) == perceptron().tag(sentence.words)


def test_a_small_memory_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.annotation.tagger.REMEMBERED", 2)
    words = ["", "said", "Okafor", "of", "the", "Harbour", "Authority", "on", "Tuesday", "."]
    assert Model(pack(parameters("tagger"))).tag(words) == tag(words)


def test_no_score_runs_over_its_digit() -> None:
    assert reach(parameters("tagger")["weights"]) <= GREATEST


@pytest.mark.parametrize("start", [0, 1000, 2000, 3000])
def test_best_scores_that_are_low_or_share_their_upper_half(start: int) -> None:
    words = [word[::-1] for word in VOCABULARY[start : start + 1000]]
    assert tag(words) == [tagged for _, tagged in perceptron().tag(words)]


def test_threads_agree() -> None:
    sentences = [VOCABULARY[i : i + 20] for i in range(0, 2000, 20)]
    expected = [tag(sentence) for sentence in sentences]
    fresh = Model(pack(parameters("tagger")))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.tag, sentences)) == expected


def test_a_quotation_never_is_a_word_s_tag() -> None:
    assert tag([""]) == [QUOTED]
    assert QUOTED not in parameters("tagger")["classes"]
