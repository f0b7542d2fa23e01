"""What erases for good, or gives somebody another's name, wants to know exactly who is meant."""

from pathlib import Path

import pytest

from tests.cli.calls import Call


@pytest.fixture
def people(call: Call) -> Call:
    for words, who in (
        ("One.", "Jo Smith"),
        ("Two.", "Dana Okafor"),
        ("Three.", "Donald Trump"),
        ("Four.", "Ted Cruz"),
    ):
        assert call(f'record "{words}" --speaker "{who}" --url https://example.com/{words[:-1]}').status == 0
    return call


@pytest.mark.parametrize("part", ["s", "smi", "smith", "jo", "j smith", "Smith Jo", "Jo Smit", "Jo Smith (the baker)"])
def test_part_of_a_name_forgets_nobody(people: Call, part: str) -> None:
    found = people(f'speakers forget -y "{part}"')
    assert found.status == 4, found
    assert people("search --speaker 'Jo Smith' --tsv").out.count("One.") == 1


@pytest.mark.parametrize("whole", ["Jo Smith", "jo smith", "JO  SMITH", "Chief Jo"])
def test_a_whole_name_does(people: Call, whole: str) -> None:
    people('speakers alias add "Jo Smith" "Chief Jo"')
    assert people(f'speakers forget -y "{whole}"').status == 0
    assert people("search one").out == ""


def test_a_note_and_a_uid_do(people: Call) -> None:
    assert people('speakers set "Jo Smith" note="the baker"').status == 0
    assert people('speakers forget -y "Jo Smith (the smith)"').status == 4
    assert people('speakers forget -y "Jo Smith (the baker)"').status == 0
    uid = people("sql \"SELECT speaker_uid FROM quote_list WHERE words = 'Two.'\" --tsv").out.split()[1]
    assert people(f"speakers forget -y {uid[:-1]}").status == 4
    assert people(f"speakers forget -y {uid}").status == 0
    assert people("search two").out == ""


def test_articles_by_the_whole_of_an_id(people: Call, article: Path) -> None:
    assert people(f"add {article} --url https://example.com/bridge").status == 0
    uid = people("sql \"SELECT article_uid FROM quote_list WHERE words = 'One.'\" --tsv").out.split()[1]
    for part in (uid[:2], uid[:-1]):
        found = people(f"articles rm -y {part}")
        assert found.status == 4, found
    assert people("articles rm -y https://example.com/brid").status == 4
    assert people(f"articles show {uid[:-1]}").status == 0, "looking may be by a part"
    assert people(f"articles rm -y {uid}").status == 0
    assert people("articles rm -y https://example.com/bridge").status == 0
    assert people("articles rm -y 3").status == 0
    assert people("sql 'SELECT words FROM quote_all' --tsv").out.split() == ["words", "Two.", "Four."]


@pytest.mark.parametrize("alias", ["Donald Trump", "donald trump", "DONALD TRUMP"])
def test_anothers_name_is_no_alias(people: Call, alias: str) -> None:
    found = people(f'speakers alias add "Ted Cruz" "{alias}"')
    assert found.status == 2
    assert found.err.startswith("quotes: that is the name of another speaker: Donald Trump [s")
    assert people('speakers rename "Ted Cruz" "Donald Trump"').status == 2
    assert people("log --tsv").out == "operation\tat\twho\taction\twhat\trows\tundone_by\n"


def test_ones_own_and_a_new_one_are(people: Call) -> None:
    assert people('speakers alias add "Ted Cruz" "Rafael Cruz"').status == 0
    assert people('speakers alias add "Ted Cruz" "Ted Cruz"').status == 0
    assert people('speakers alias add "Donald Trump" "Trump"').status == 0
