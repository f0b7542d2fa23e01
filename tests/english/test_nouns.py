"""Common nouns: who or what speaks through them."""

import pytest

from quotes.english.nouns import NounClass, head_kind, is_person, is_plural, is_role, is_speech, speaker_class
from quotes.model import SpeakerKind


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("teacher", NounClass.PERSON),
        ("captain", NounClass.PERSON),  # its ending doesn't tell
        ("official", NounClass.PERSON),
        ("teachers", NounClass.PEOPLE),
        ("officials", NounClass.PEOPLE),
        ("ministry", NounClass.ORGANISATION),
        ("companies", NounClass.THING),  # a plural that only drops an s is known
        ("banks", NounClass.ORGANISATION),
        ("audience", NounClass.GROUP),
        ("affidavit", NounClass.DOCUMENT),
        ("affidavits", NounClass.DOCUMENT),
        ("accusation", NounClass.SPEECH),
        ("accident", NounClass.THING),  # ends as *student*
        ("bridge", NounClass.THING),
    ],
)
def test_classes(noun: str, expected: NounClass) -> None:
    assert speaker_class(noun) is expected


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("teachers", True), ("police", True), ("women", True), ("audience", True), ("boss", False), ("bus", False)],
)
def test_plural(noun: str, plural: bool) -> None:
    assert is_plural(noun) is plural


@pytest.mark.parametrize(
    ("noun", "role", "person"),
    [
        ("lawyer", True, True),
        ("child", False, True),
        ("statement", False, False),
        ("friendship", False, False),
        ("chairwoman", True, True),
    ],
)
def test_roles(noun: str, role: bool, person: bool) -> None:
    assert is_role(noun) is role
    assert is_person(noun) is person


@pytest.mark.parametrize(("noun", "speech"), [("claim", True), ("claims", True), ("letter", False)])
def test_speech(noun: str, speech: bool) -> None:
    assert is_speech(noun) is speech


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("audience", SpeakerKind.GROUP),
        ("agency", SpeakerKind.ORGANISATION),
        ("account", SpeakerKind.DOCUMENT),
        ("lawyer", SpeakerKind.UNNAMED),
    ],
)
def test_kinds(noun: str, kind: SpeakerKind) -> None:
    assert head_kind(noun) is kind
