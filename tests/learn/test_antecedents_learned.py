"""What the learner of antecedents makes of readers' labels: a choice among people, with the right one marked."""

import pytest

from quotes.learn import antecedents, attribution, corpus
from quotes.learn.antecedents import Labels, Speaker

TEXT = "Helena Okafor met Rosa Moss at the mill. Okafor was late. “We open in May,” {} said."


def article(who: str, **segment: object) -> corpus.LabelledArticle:
    text = TEXT.format(who)
    start = text.index("We open")
    source = text.rindex(who)
    own = {"start": start, "end": start + len("We open in May,"), "status": "quote", **segment}
    if not segment:
        own["source"] = [[source, source + len(who)]]
    return corpus.LabelledArticle(corpus.ANNOTATED, "a", "Courier", None, "", None, text, (own,))


def found(who: str, name: str) -> list[attribution.Example]:
    """The examples of the quotation, whose speaker a reader says is *name*."""
    own = article(who)
    start, at = own.text.index("We open"), own.text.index(name)
    labels = Labels({start: Speaker(start, at, at + len(name))}, {})
    return antecedents.examples(attribution.annotated(own), labels, {})


@pytest.mark.parametrize("name", ["Helena Okafor", "Rosa Moss"])
def test_a_pronoun_is_a_choice_among_people(name: str) -> None:
    (example,) = found("she", name)
    assert example.article == "a"
    assert len(example.features) == len(example.right) >= 2
    assert sum(example.right) == 1
    assert all(features for features in example.features)


def test_the_right_candidate_is_the_one_that_the_reader_names() -> None:
    (helena,), (rosa,) = found("she", "Helena Okafor"), found("she", "Rosa Moss")
    assert helena.features == rosa.features
    assert helena.right != rosa.right


def test_a_name_is_no_choice() -> None:
    assert found("Okafor", "Helena Okafor") == []


def test_a_label_that_names_its_speaker_serves_where_no_source_is_annotated() -> None:
    own = article("she", speaker="Rosa Moss", type="person", also=["Moss"])._replace(corpus="web-dev")
    examples = antecedents.examples_by_name(own, attribution.annotated(own).analysed, {})
    assert [sum(example.right) for example in examples] == [1]


def test_who_is_fitted_is_asked_for_again() -> None:
    """Weights learned of one answer prefer it."""
    (example,) = found("she", "Rosa Moss")
    copies = [example._replace(article=f"a{number}") for number in range(attribution.IN_ARTICLES)]
    table = attribution.fit(copies, 0.1)
    scores = [sum(table.get(feature, 0.0) for feature in features) for features in example.features]
    assert example.right[scores.index(max(scores))]
