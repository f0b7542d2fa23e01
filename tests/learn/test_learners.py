"""Fitting on a corpus of a few invented articles: deterministic, and nothing rare travels."""

import argparse
import gzip
import json
from pathlib import Path

import pytest

from quotes.annotation.tagger import Model, pack
from quotes.learn import corpus, punkt, tagger
from quotes.learn.__main__ import main
from quotes.learn.steps import STEPS
from quotes.model import QUOTED

SENTENCES = tuple(
    tuple((word, tag) for word, _, tag in (pair.partition("/") for pair in line.split()))
    for line in (
        "The/DT mayor/NN said/VBD the/DT bridge/NN is/VBZ old/JJ",
        "The/DT old/JJ mayor/NN is/VBZ tired/JJ",
        "She/PRP said/VBD “/`` It/PRP is/VBZ ”/'' twice/RB",
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty articles of the same three sentences, the first with a word of its own."""
    texts, tokens = [], []
    for number in range(30):
        text, sentences = "", []
        for sentence in (*SENTENCES, ((("Zanzibar", "NNP"),) if number == 0 else SENTENCES[0])):
            words = []
            for word, tag in sentence:
                words.append([word, tag, "O", len(text), len(text) + len(word)])
                text += word + ("" if word == "“" else " ")
            words.append([".", ".", "O", len(text), len(text) + 1])
            sentences.append(words)
            text += ". "
        texts.append(json.dumps({"id": f"a{number}", "text": text, "segments": []}))
        tokens.append(json.dumps({"id": f"a{number}", "sentences": sentences}))
    (tmp_path / "polnear-train.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
    with gzip.open(tmp_path / "polnear-train.tokens.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("\n".join(tokens) + "\n")
    return tmp_path


def options(folder: Path) -> argparse.Namespace:
    return argparse.Namespace(corpus=folder, passes=4, seed=3, prune=1, prune_weight=1)


def test_corpus_is_read(folder: Path) -> None:
    assert len(corpus.articles(folder)) == 30
    name, sentences = next(corpus.words(folder))
    assert (name, sentences[0][0]) == ("a0", corpus.Word("The", "DT", "O", 0, 3))


def test_tagger_learns_and_repeats_itself(folder: Path) -> None:
    by_article = dict(tagger.read(options(folder)))
    model = tagger.fit(by_article, options(folder))
    assert model == tagger.fit(dict(tagger.read(options(folder))), options(folder))
    assert model["tagdict"][""] == QUOTED
    assert QUOTED not in model["classes"]
    assert "Zanzibar" not in json.dumps(model)
    assert Model(pack(model)).tag(["The", "old", "mayor", "said", ""]) == ["DT", "JJ", "NN", "VBD", QUOTED]
    assert tagger.agreement(model, [sentence for found in by_article.values() for sentence in found]) > 0.95


def test_quotations_are_masked_in_training(folder: Path) -> None:
    sentences = [words for found in dict(tagger.read(options(folder))).values() for words, _ in found]
    assert ["She", "said", "", "twice", "."] in sentences
    assert ["It", "is"] in sentences
    assert any("“" in words for words in sentences)


def test_punkt_learns_types_of_several_articles() -> None:
    parameters = punkt.fit(["The mayor saw Grant. She left. He met Dr. Okafor.", "A zebra ran. Grant left."] * 4)
    assert "dr" in parameters["abbrev_types"]
    assert "zebra" in parameters["ortho_context"]
    assert "zebra" not in punkt.fit(["A zebra ran."] * 2)["ortho_context"]
    assert parameters["abbrev_types"] == sorted(parameters["abbrev_types"])


def test_every_learner_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in STEPS)
