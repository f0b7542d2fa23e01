"""The entities of an article: which names are one, what they are, and what titles, roles and pronouns tell of them."""

import pytest

from quotes.annotation.scope import Reach
from quotes.coreference.entities import Entity
from quotes.coreference.roles import Fit, alike, role_fit
from quotes.model import Article
from quotes.pipeline import AnalysedArticle, analyse


def analysed(text: str) -> AnalysedArticle:
    return analyse(Article(text=text), reach=Reach.EVERYTHING)


def people(text: str) -> list[Entity]:
    return [entity for entity in analysed(text).entities.all if entity.kind == "person"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Helena Okafor left. Okafor was tired.", ["Helena Okafor"], id="full name and family name"),
        pytest.param("Okafor left. Helena Okafor was tired.", ["Helena Okafor"], id="the other way about"),
        pytest.param("Helena Okafor met Peter Okafor.", ["Helena Okafor", "Peter Okafor"], id="two given names"),
        pytest.param("Dr Okafor met Peter Moss.", ["Okafor", "Peter Moss"], id="a bare family name of its own"),
        pytest.param("Helena Okafor met H. Okafor.", ["Helena Okafor"], id="an initial"),
        pytest.param("William Moss left. Bill Moss was tired.", ["William Moss"], id="a short form"),
        pytest.param("Zelma Ruškić left. Zelma Ruskic was tired.", ["Zelma Ruškić"], id="a name without its accents"),
        pytest.param("Peter Moss Jr. left. His father, Peter Moss Sr., stayed.", ["Peter Moss Jr.", "Peter Moss Sr."],
                     id="father and son"),
        pytest.param("Peter Moss Sr. met Peter Moss Jr. on Monday.", ["Peter Moss Sr.", "Peter Moss Jr."],
                     id="father and son in one sentence",
                     marks=pytest.mark.xfail(strict=True, reason="the second suffix of a sentence is left off its name")),
        pytest.param("Crisanto Moss Jr. left. Crisanto Moss III stayed.", ["Crisanto Moss Jr.", "Crisanto Moss III"],
                     id="a given name nobody knows",
                     marks=pytest.mark.xfail(strict=True, reason="Jr. behind unknown words does not tell a person")),
    ],
)  # fmt: skip
def test_which_names_are_one_person(text: str, names: list[str]) -> None:
    assert sorted(entity.name for entity in people(text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        pytest.param("Ms Okafor left.", "f", id="a title"),
        pytest.param("Helena Okafor left.", "f", id="the given name"),
        pytest.param("Dana Okafor left.", None, id="a name of both"),
        pytest.param("Dana Okafor said he was tired.", "m", id="a pronoun behind"),
        pytest.param("Sir Dana Okafor left.", "m", id="an honour"),
        pytest.param("Spokeswoman Dana Okafor left.", "f", id="a role"),
    ],
)
def test_what_tells_the_gender(text: str, gender: str | None) -> None:
    (person,) = people(text)
    assert person.gender == gender


@pytest.mark.parametrize(
    ("text", "head", "holders"),
    [
        pytest.param("Mayor Helena Okafor met Peter Moss.", "mayor", ["Helena Okafor"], id="a title"),
        pytest.param("Helena Okafor, the mayor of Marlow, met Peter Moss.", "mayor", ["Helena Okafor"], id="behind a comma"),
        pytest.param("The mayor, Helena Okafor, met Peter Moss.", "mayor", ["Helena Okafor"], id="before a comma"),
        pytest.param("Sen. Helena Okafor (D-Va.) met Peter Moss.", "lawmaker", ["Helena Okafor"], id="a word that means as much"),
        pytest.param("Sen. Helena Okafor (D-Va.) met Peter Moss.", "democrat", ["Helena Okafor"], id="a party in brackets"),
        pytest.param("Mayor Helena Okafor met mayor Peter Moss.", "mayor", ["Helena Okafor", "Peter Moss"], id="two of them"),
        pytest.param("Helena Okafor met the mayor.", "mayor", [], id="nobody has it"),
        pytest.param("Mayor Helena Okafor met Peter Moss.", "coach", [], id="another role"),
    ],
)  # fmt: skip
def test_who_holds_a_role(text: str, head: str, holders: list[str]) -> None:
    assert sorted(entity.name for entity in analysed(text).entities.holders(head)) == sorted(holders)


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        pytest.param("The Marland Water Board (MWB) met.", "MWB", "Marland Water Board", id="letters in brackets"),
        pytest.param("The Marland Water Board met. MWB said no.", "MWB", "Marland Water Board", id="letters that fit"),
        pytest.param(
            "Helm Marine Ltd met. Helm Marine said no.", "Helm Marine", "Helm Marine Ltd", id="without its ending"
        ),
        pytest.param("Helena Okafor left.", "Moss", None, id="nobody's form"),
    ],
)
def test_whom_a_form_names(text: str, form: str, name: str | None) -> None:
    found = analysed(text).entities.of(form)
    assert (found.name if found is not None else None) == name


def test_people_are_counted_and_ranked() -> None:
    entities = analysed("Helena Okafor left. Okafor was tired. Peter Moss left.").entities
    counts = {entity.name: entity.count for entity in entities.all}
    assert counts == {"Helena Okafor": 2, "Peter Moss": 1}
    assert [entities.rank_of(count) for count in (2, 1, 0)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("head", "modifiers", "roles", "fit"),
    [
        pytest.param("mayor", "", ["mayor"], Fit("exact", "", True), id="the title itself"),
        pytest.param("mayor", "", ["former mayor of marlow"], Fit("exact", "", False), id="one word of a role"),
        pytest.param("lawmaker", "", ["senator"], Fit("alike", "", False), id="a word that means as much"),
        pytest.param("mayor", "former", ["former mayor"], Fit("exact", "all", False), id="every modifier"),
        pytest.param("mayor", "former tory", ["former mayor"], Fit("exact", "some", False), id="some of them"),
        pytest.param("mayor", "tory", ["mayor"], Fit("exact", "none", False), id="none of them"),
        pytest.param("coach", "", ["mayor", "baker"], Fit("", "", False), id="no role fits"),
        pytest.param("mayor", "", [], Fit("", "", False), id="no roles at all"),
        pytest.param("mayor", "", ["mayor,"], Fit("exact", "", True), id="marks around a word"),
    ],
)
def test_how_a_role_fits(head: str, modifiers: str, roles: list[str], fit: Fit) -> None:
    assert role_fit(head, frozenset(modifiers.split()), roles) == fit


def test_a_word_means_itself_and_what_means_as_much() -> None:
    assert alike("baker") == {"baker"}
    assert {"senator", "sen", "lawmaker"} <= alike("senator")
    assert all(word in alike(other) for word in alike("coach") for other in alike(word))
