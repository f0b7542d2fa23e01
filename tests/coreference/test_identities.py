"""Whom a mention stands for by the text alone, before anybody was quoted: a point a row."""

import pytest

from quotes.model import SpeakerKind
from tests.coreference.marked_mentions import marked

PERSON, BODY, GROUP, DOCUMENT, UNNAMED = (
    SpeakerKind.PERSON,
    SpeakerKind.ORGANISATION,
    SpeakerKind.GROUP,
    SpeakerKind.DOCUMENT,
    SpeakerKind.UNNAMED,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Dana Okafor left. ⟦Okafor⟧ was tired.", "Dana Okafor", id="the family name"),
        pytest.param("Dana Okafor left. ⟦Dana⟧ was tired.", "Dana Okafor", id="the given name"),
        pytest.param("Dana Okafor left. ⟦Ms Okafor⟧ was tired.", "Dana Okafor", id="a title with the family name"),
        pytest.param("⟦Okafor⟧ was tired. Dana Okafor left.", "Dana Okafor", id="the full name comes later"),
        pytest.param("Dana M. Okafor left. ⟦Dana Okafor⟧ was tired.", "Dana M. Okafor", id="a middle initial more"),
        pytest.param("Dana Okafor left. Sam Okafor stayed. ⟦Sam⟧ was tired.", "Sam Okafor", id="two of one family"),
        pytest.param("Sir Peter Moss left. ⟦Sir Peter⟧ was tired.", "Peter Moss", id="a knight by his given name"),
        pytest.param("Robert Moss left. ⟦Bob Moss⟧ was tired.", "Robert Moss", id="a short form of the given name"),
        pytest.param("Mayor Okafor left. ⟦Okafor⟧ was tired.", "Okafor", id="no full name: titles dropped"),
        pytest.param(
            "Wendell Pratt Jr. left. ⟦Pratt⟧ was tired.", "Wendell Pratt Jr.", id="a suffix belongs to the name"
        ),
    ],
)
def test_a_name_leads_to_the_fullest_one(text: str, name: str) -> None:
    found = marked(text)
    (identity,) = (found.resolver.identify(position) for position in found.positions)
    assert (identity.name, identity.kind) == (name, PERSON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Dana Okafor said ⟦she⟧ was tired.", "Dana Okafor", id="the subject of the same sentence"),
        pytest.param("Helena Okafor met Sam Grant. ⟦He⟧ was tired.", "Sam Grant", id="the only man"),
        pytest.param("Sam Grant met Helena Okafor. ⟦She⟧ was tired.", "Helena Okafor", id="the only woman"),
        pytest.param("Mr Okafor met Ms Lind. ⟦She⟧ was tired.", "Lind", id="gender by the title"),
        pytest.param("Tarn fell. Dana Okafor was tired.\n\n⟦She⟧ said so.", "Dana Okafor", id="over a paragraph's end"),
        pytest.param("Dana Okafor, ⟦who⟧ runs the mill, left.", "Dana Okafor", id="a relative clause"),
        pytest.param("The mayor of Tarn, Dana Okafor, ⟦who⟧ is ill, left.", "Dana Okafor", id="behind an apposition"),
        pytest.param("It rained. ⟦She⟧ was tired.", None, id="nobody to stand for"),
    ],
)
def test_a_pronoun_of_a_person(text: str, name: str | None) -> None:
    assert marked(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The Tarn Council said ⟦it⟧ was ready.", "Tarn Council", id="it of a body"),
        pytest.param("The Tarn Rail Authority met. ⟦The authority⟧ was split.", "Tarn Rail Authority", id="its noun"),
        pytest.param("The Dockers’ Union met. ⟦The union⟧ was split.", "Dockers' Union", id="a union"),
        pytest.param("Helm Marine, a contractor, met. ⟦The company⟧ was split.", "Helm Marine", id="the company"),
        pytest.param(
            "The Tarn Rail Authority (TRA) met. ⟦TRA⟧ was split.", "Tarn Rail Authority", id="letters in brackets"
        ),
        pytest.param("The Marland Water Board met. ⟦The board⟧ was split.", "Marland Water Board", id="a board"),
        pytest.param("Dana Okafor met the Tarn Council. ⟦It⟧ was split.", "Tarn Council", id="it is never a person"),
    ],
)
def test_a_body(text: str, name: str) -> None:
    found = marked(text)
    (identity,) = (found.resolver.identify(position) for position in found.positions)
    assert identity.name is not None
    assert (identity.name.replace("’", "'"), identity.kind) == (name, BODY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mayor Dana Okafor left. ⟦The mayor⟧ was tired.", "Dana Okafor", id="a title before the name"),
        pytest.param("Dana Okafor, the mayor, left. ⟦The mayor⟧ was tired.", "Dana Okafor", id="an apposition behind"),
        pytest.param(
            "The mayor, Dana Okafor, left. ⟦The mayor⟧ was tired.", "Dana Okafor", id="an apposition in front"
        ),
        pytest.param(
            "Senator Dana Okafor left. ⟦The lawmaker⟧ was tired.", "Dana Okafor", id="a word that means the same"
        ),
        pytest.param(
            "Mayor Dana Okafor met coach Sam Grant. ⟦The coach⟧ was tired.", "Sam Grant", id="of two, who has it"
        ),
        pytest.param(
            "Mayor Sam Grant met Judge Dana Okafor. ⟦The judge⟧ was tired.", "Dana Okafor", id="of two, the other way"
        ),
        pytest.param("⟦The mayor⟧, Dana Okafor, was tired.", "Dana Okafor", id="the name behind a comma"),
        pytest.param("Dana Okafor, ⟦the mayor⟧, was tired.", "Dana Okafor", id="the phrase behind a comma"),
        pytest.param("Emeka Obi came with ⟦his wife⟧, Ngozi.", "Ngozi", id="a relative by name"),
    ],
)
def test_a_role_leads_to_its_holder(text: str, name: str) -> None:
    assert marked(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("⟦A senior official⟧ was tired.", "senior official", UNNAMED, id="without its article"),
        pytest.param(
            "⟦A spokesman for Tarn Rail⟧ was tired.", "spokesman for Tarn Rail", UNNAMED, id="with what hangs on it"
        ),
        pytest.param(
            "Dana Okafor left. ⟦Her lawyer⟧ was tired.", "Dana Okafor’s lawyer", UNNAMED, id="an owner by name"
        ),
        pytest.param("⟦The farmers⟧ were tired.", "farmers", GROUP, id="people are a group"),
        pytest.param("⟦Residents of Tarn⟧ were tired.", "Residents of Tarn", GROUP, id="people without an article"),
        pytest.param("⟦A report⟧ was late.", "report", DOCUMENT, id="a text"),
        pytest.param("⟦The ministry⟧ was tired.", "ministry", BODY, id="a body without a name"),
        pytest.param("Dana Okafor, a baker, met ⟦a mayor⟧.", "mayor", UNNAMED, id="nobody here has that office"),
    ],
)
def test_a_description_stands_for_itself(text: str, name: str, kind: SpeakerKind) -> None:
    found = marked(text)
    (identity,) = (found.resolver.identify(position) for position in found.positions)
    assert (identity.name, identity.kind, identity.how) == (name, kind, "description")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("⟦Helena Okafor’s remarks⟧ were late.", "Helena Okafor", id="an owner"),
        pytest.param("Helena Okafor left. ⟦Her claim⟧ was late.", "Helena Okafor", id="a pronoun owns it"),
        pytest.param("⟦A statement⟧ by Helena Okafor was late.", "Helena Okafor", id="by"),
        pytest.param("⟦A letter⟧ from Helena Okafor was late.", "Helena Okafor", id="from"),
        pytest.param("⟦A report⟧ published by the Marland Water Board was late.", "Marland Water Board", id="published by"),
        pytest.param("⟦A letter⟧ that Helena Okafor wrote was late.", "Helena Okafor", id="a relative clause"),
        pytest.param("Helena Okafor issued a statement on Monday. ⟦The statement⟧ was late.", "Helena Okafor",
                     id="who issued it, told before"),
        pytest.param("In a statement, Helena Okafor said no. ⟦The statement⟧ was late.", "Helena Okafor",
                     id="who said something in it"),
        pytest.param("In a letter on Monday, Helena Okafor said no. ⟦The document⟧ was late.", "Helena Okafor",
                     id="by another word for a text"),
        pytest.param("⟦The statement⟧ was late.", "statement", id="nobody's"),
    ],
)  # fmt: skip
def test_a_text_leads_to_who_it_is_by(text: str, name: str) -> None:
    assert marked(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Peter Moss met Sam Grant. ⟦He⟧ was tired.", "Peter Moss", id="the subject before"),
        pytest.param("Peter Moss left. Sam Grant was tired. ⟦He⟧ was ill.", "Sam Grant", id="the nearest subject"),
        pytest.param(
            "Peter Moss was ill. Moss left. Moss met Sam Grant. ⟦He⟧ sat down.", "Peter Moss", id="whom it is about"
        ),
        pytest.param(
            "Peter Moss met Helena Okafor and Sam Grant. ⟦She⟧ was tired.", "Helena Okafor", id="gender decides"
        ),
        pytest.param("When ⟦he⟧ was tired, Peter Moss left.", "Peter Moss", id="a clause in front of its subject"),
        pytest.param(
            "Former senator and mayor Helena Okafor left. ⟦She⟧ was ill.", "Helena Okafor", id="behind two offices"
        ),
        pytest.param(
            "Mr Grant met Helena Grant. ⟦She⟧ was tired.", "Helena Grant", id="a namesake of the other gender"
        ),
    ],
)
def test_which_of_several_a_pronoun_means(text: str, name: str) -> None:
    assert marked(text).names() == [name]


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        pytest.param("Dana Okafor", "Dana Okafor", id="a byline"),
        pytest.param("By Dana Okafor, in Tarn", "Dana Okafor", id="without by and place"),
        pytest.param("Dana Okafor and Sam Grant", "Dana Okafor", id="the first of two"),
        pytest.param(None, None, id="nobody"),
    ],
)
def test_the_first_person_is_the_bylines(byline: str | None, name: str | None) -> None:
    found = marked("On Monday ⟦I⟧ was tired.", byline=byline)
    (identity,) = (found.resolver.identify(position) for position in found.positions)
    assert (identity.name, identity.how) == (name, "byline")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("⟦Dana Okafor⟧ left. ⟦She⟧ was tired.", True, id="a pronoun and its name"),
        pytest.param("Mayor ⟦Dana Okafor⟧ left. ⟦The mayor⟧ was tired.", True, id="a role and its holder"),
        pytest.param("⟦Dana Okafor⟧ met ⟦Sam Grant⟧.", False, id="two people"),
        pytest.param("⟦A nurse⟧ met ⟦a baker⟧.", False, id="two that have no name"),
        pytest.param("⟦Dana Okafor⟧ left. Sam Grant said ⟦he⟧ was tired.", False, id="another's pronoun"),
        pytest.param("⟦A nurse⟧ left. ⟦The nurse⟧ was tired.", True, id="a description comes again"),
    ],
)
def test_same_and_keys_agree(text: str, same: bool) -> None:
    found = marked(text)
    first, second = found.positions
    assert found.resolver.same(second, first) is same
    assert (found.resolver.key_of(first) == found.resolver.key_of(second)) is same


def test_who_was_quoted_decides_whom_a_pronoun_means() -> None:
    """Attribution tells coreference of each credit; the same pronoun then leads to the one who spoke."""
    text = "Peter Moss met Sam Grant at the mill. It was late.\n\n“We wait,” said {}.\n\n⟦He⟧ was tired."
    for who in ("Moss", "Grant"):
        found = marked(text.format(f"⟦{who}⟧"))
        speaker, pronoun = found.positions
        mention = found.resolver.mentions[speaker]
        start = found.resolver.document.text.index("We wait")
        found.resolver.credit(start, found.resolver.document.sentences[mention.sentence].paragraph, speaker)
        assert found.resolver.same(pronoun, speaker), who


LABELLED = "Gareth Lindqvist, the mayor, met engineers Dana Okafor and Sam Okafor. Okafor, Dana Okafor said, was late."


@pytest.mark.parametrize(
    ("label", "name"),
    [
        pytest.param("LINDQVIST", "Gareth Lindqvist", id="capitals"),
        pytest.param("Lindqvist", "Gareth Lindqvist", id="the family name"),
        pytest.param("Mayor Lindqvist", "Gareth Lindqvist", id="a title more"),
        pytest.param("OKAFOR", "Dana Okafor", id="of two of the family whom the article names most"),
        pytest.param("SAM OKAFOR", "Sam Okafor", id="in full"),
        pytest.param("RENNER", "Renner", id="a name the article lacks"),
        pytest.param("", None, id="no words"),
    ],
)
def test_a_label_names_somebody_of_the_article(label: str, name: str | None) -> None:
    identity = marked(LABELLED).resolver.named(label)
    assert (identity.name if identity is not None else None) == name


def test_initials_and_the_main_person() -> None:
    resolver = marked(LABELLED).resolver
    by_initials = resolver.with_initials("GL")
    assert by_initials is not None
    assert by_initials.name == "Gareth Lindqvist"
    assert resolver.with_initials("XY") is None
    main = resolver.main_person()
    assert main is not None
    assert main.name == "Dana Okafor"
    assert marked("It rained.").resolver.main_person() is None
