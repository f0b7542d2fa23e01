"""Names that begin with a number or a small letter, end in *’s*, are a month, a day or a common word, as speakers."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    quotes = extract_quotes(Article(text=text))
    return [quote.speaker and quote.speaker.replace("'", "’") for quote in quotes]


@pytest.mark.parametrize(
    "name",
    [
        "Brannigan’s", "Tolley’s", "St Orla’s", "Hobb & Lowe’s", "Drury’s of Marlow", "Wendel’s", "Farrow’s", "McTavish’s",
        "5R", "9Lime", "8-Twelve", "40andUp", "No. 9", "No 14", "Number 12",
        "Nurses Without Frontiers", "Parents Against Smog", "Nanas for Justice", "Vets for Peace", "Coders for Good",
        "Just Grow Trees", "Just Eatery", "Only Connected", "Now Coffee", "Even Better Homes", "Last Mile",
        "Farr & Oyelaran", "Whither?", "Yippee!", "Spare the Otters", "Stop the Drains", "Help the Weary", "Pain a Chanter",
        "Fathers 4 Sleep", "Channel 8", "CBN Radio 6", "2 Cousins Bread Group", "Never Alone", "Not One More", "People Before Boats",
        "Let’s Knit", "Bread Broth & Beyond", "Pins N’ Needles", "Norland Rights Watch", "Action on Failing Sight",
        "Twenty Six Nine", "6chan", "40 Marsh Street",
    ],
)  # fmt: skip
def test_a_body_before_and_behind_the_verb(name: str) -> None:
    assert speakers(f"“We will say no more,” {name} said on Monday.") == [name]
    assert speakers(f"“We will say no more,” said {name}.") == [name]
    assert speakers(f"It is over. “We had no choice,” {name} said in a statement. “Never again,” {name} added.") == [
        name,
        name,
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Dana I. Okafor", "I. M. Lindqvist", "Jon I. Hart", "Rosa I. Quispe",
        "Li An", "Kim So", "Hu An", "Nguyen An", "Lin He", "Pham My", "Cho In", "Wu To",
        "Than Shwin", "My Linh", "So Yeon", "To Hang", "Her Minh", "In Gyo", "No Hyun",
        "B$AP Lorne", "Ke$ho", "70 Dime", "9 Lemon",
    ],
)  # fmt: skip
def test_a_person_whose_name_was_cut_short(name: str) -> None:
    assert speakers(f"“It is not over,” said {name} on Monday.") == [name]
    assert speakers(f"“The harvest failed,” said {name}. “We sold the cow,” said Tom Hale.") == [name, "Tom Hale"]


def test_a_nickname_in_front() -> None:
    assert speakers("“It is not over,” said “Big Ned” Arkwright on Monday.") == ["“Big Ned” Arkwright", None]


def test_initials_in_small_letters() -> None:
    text = "The singer q.t. harlow was not amused. “He owes me one,” harlow said."
    assert speakers(text) == ["q.t. harlow"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ana May", "May"), ("Rob March", "March"), ("Theo August", "August"), ("Tessa April", "April"),
        ("Joel January", "January"), ("Bola Sunday", "Sunday"), ("Karen Friday", "Friday"), ("Milton June", "June"),
        ("Sunday Okoye", "Sunday"), ("Sunday Okoye", "Okoye"), ("Friday Mensah", "Friday"), ("August Lindh", "Lindh"),
        ("Sue Bank", "Bank"), ("Rob Field", "Field"), ("Grace House", "House"), ("Bill Church", "Church"),
        ("Tom Court", "Court"), ("Ana Street", "Street"), ("Nina Council", "Council"), ("Joan School", "School"),
        ("Peter Park", "Park"), ("Hope Union", "Union"), ("Kim Good", "Good"), ("Ali Told", "Told"), ("Ann Over", "Over"),
        ("Ann Ireland", "Ireland"), ("Jo Norway", "Norway"), ("Mia London", "London"), ("Blessing Eke", "Blessing"),
        ("Jill State", "State"), ("Tom Law", "Law"), ("Ola Office", "Office"), ("Pat Bush", "Bush"), ("Nora Winter", "Winter"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["the treasurer", "a trustee of the port", "47"])
def test_a_surname_that_is_a_word(full: str, short: str, role: str) -> None:
    text = f"{full}, {role}, quit in disgust. “We were lied to,” {short} said."
    assert speakers(text) == [full]
    text = f"The treasurer, {full}, faced members. “We were lied to,” {short} said. “I am angry.”"
    assert speakers(text) == [full, full]


@pytest.mark.parametrize(
    "text",
    [
        "It was late. He Jianming, the former director, said it was “bad”.",
        "“Is it all?” He Jianming, the former director of the fund, said.",
        "She met us. “It is bad,” said He Jianming, 52.",
    ],
)
def test_a_pronoun_for_a_family_name(text: str) -> None:
    assert speakers(text)[-1] == "He Jianming"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana May, the treasurer, quit in May. “We go,” officials said Monday.", id="a day behind said"),
        pytest.param("On Sunday Okoye, the treasurer, quit. “We go,” said Tom Hale.", id="a day before a name"),
        pytest.param("Late Sunday Okoye, the treasurer, quit. “We go,” said Tom Hale.", id="a day with an adverb"),
    ],
)
def test_dates_are_nobody(text: str) -> None:
    assert not {"Monday", "May", "Sunday Okoye", "Sunday"} & set(speakers(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Grant’s lawyer spoke. “We go,” Grant’s told friends say. “We stay,” said Tom Hale.", "Tom Hale"),
        ("“We go,” said Dana Grant’s lawyer.", "Dana Grant’s lawyer"),
        ("“We go,” said 50 Americans. “Then go,” said Tom Hale.", "Tom Hale"),
        ("He did it before I. Hale left. “We go,” said Tom Hale.", "Tom Hale"),
        ("No one is more stubborn than I. Hale left. “We go,” said Tom Hale.", "Tom Hale"),
        ("Amir Norway is a minister. He lives in Norway. “We go,” Norway said. “So,” said Tom Hale.", "Tom Hale"),
        ("“We go!” Then Tom Hale said it was “late”.", "Tom Hale"),
        ("“We go,” Then Tom Hale said.", "Tom Hale"),
        ("“We go,” He said. Tom Hale was there.", "Tom Hale"),
        ("Just Tom Hale was there. “We go,” said Hale.", "Tom Hale"),
        ("Without Tom Hale nobody went. “We go,” said Hale.", "Tom Hale"),
        ("Mr. Hale's remarks on Monday drew anger. “We go,” Mr. Hale's wife said.", "Mr. Hale's wife"),
    ],
)
def test_what_only_looks_like_one(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker.replace("'", "’")
