"""Which column is what, and what is said of cells that cannot be what they should."""

import datetime as dt
from typing import Any

import pytest

from quotes.attributed import Party
from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.quotation_rows import FIELDS, PARTIES, STATUSES, columns_of, quotation_of
from quotes.model import Kind, Modality, Precision, Role, SpeakerKind
from quotes.store.search.rows import PARTIES as PARTY_COLUMNS
from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS
from quotes.store.statuses import Status

OURS = columns_of(QUOTE_COLUMNS)


def read(**cells: Any) -> Any:
    nobody = {} if {"speaker", "author"} & {*cells} else {"speaker": ""}
    return quotation_of(cells, columns_of(tuple(cells), nobody))


def test_every_column_of_ours_is_read_and_nothing_guessed() -> None:
    assert {*QUOTE_COLUMNS} <= {*FIELDS}
    for columns in (QUOTE_COLUMNS, WHOLE_COLUMNS):
        found = columns_of(columns)
        assert (found.guessed, found.unread) == ((), ())
        assert {*found.of.values()} == {*columns}
    assert tuple(Status) == STATUSES
    assert PARTIES == PARTY_COLUMNS


@pytest.mark.parametrize(
    ("columns", "given", "expected"),
    [
        pytest.param(["Quote", "Author"], {}, {"words": "Quote", "speaker": "Author"}, id="an author alone says it"),
        pytest.param(
            ["quote", "speaker", "author"], {}, {"words": "quote", "speaker": "speaker", "byline": "author"},
            id="an author beside a speaker wrote it",
        ),
        pytest.param(
            ["Words", "SaidBy", "Published on", "Said-On", "Source", "Headline", "Link"], {},
            {"words": "Words", "speaker": "SaidBy", "published_on": "Published on", "said_on": "Said-On", "outlet": "Source",
             "title": "Headline", "url": "Link"},
            id="capitals, blanks, hyphens",
        ),
        pytest.param(
            ["quote", "who", "paper", "when"], {},
            {"words": "quote", "speaker": "who", "outlet": "paper", "published_on": "when"}, id="plain words",
        ),
        *(
            pytest.param(["quote", name], {}, {"words": "quote", "speaker": name}, id=f"speaker: {name}")
            for name in ("said_by", "Person", "name", "Attributed to", "By")
        ),
        *(
            pytest.param(["quote", "who", name], {}, {"words": "quote", "speaker": "who", "outlet": name}, id=f"outlet: {name}")
            for name in ("source", "Publication", "newspaper", "publisher", "Media")
        ),
        *(
            pytest.param(["quote", "who", name], {}, {"words": "quote", "speaker": "who", "published_on": name}, id=f"day: {name}")
            for name in ("day", "pub_date", "PubDate", "published at", "timestamp")
        ),
        pytest.param(["words", "text"], {"speaker": ""}, {"words": "words"}, id="the likeliest of several"),
        pytest.param(
            ["words", "a", "b"], {"words": "a", "speaker": "b"}, {"words": "a", "speaker": "b"}, id="as given"
        ),
        pytest.param(["words", "uid"], {"uid": "", "speaker": ""}, {"words": "words"}, id="a field that is not to be read"),
        pytest.param(
            ["words", "source"], {"outlet": "source.name", "speaker": ""}, {"words": "words", "outlet": "source.name"}, id="inside"
        ),
    ],
)  # fmt: skip
def test_columns(columns: list[str], given: dict[str, str], expected: dict[str, str]) -> None:
    assert columns_of(columns, given).of == expected


def test_what_was_guessed_and_what_is_not_read() -> None:
    found = columns_of(["Quote", "speaker", "Colour", "rejected_because"])
    assert (found.guessed, found.unread) == (("words",), ("Colour",))


@pytest.mark.parametrize(
    ("columns", "given", "message"),
    [
        (["speaker", "date"], {}, "no column has the words said (words, quote, text); name it with --map words=COLUMN: "
                                  "speaker, date"),
        (["words", "spoke"], {}, "no column has who said it (speaker, who, name); name it with --map speaker=COLUMN, or "
                                 "give --map speaker= if none has: words, spoke"),
        (["words"], {"speakr": "x"}, "there is no field 'speakr'; did you mean speaker?"),
        (["words", "Who"], {"speaker": "Whom"}, "there is no column 'Whom'; did you mean Who?; there are words, Who"),
    ],
)  # fmt: skip
def test_columns_that_are_missing(columns: list[str], given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        columns_of(columns, given)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"words": " "}, "has no words"),
        ({"words": "a", "start": "1"}, "has a start or an end alone, not both"),
        ({"words": "a", "start": "2", "end": "2"}, "begins at 2 and ends at 2: the end must lie behind the start"),
        ({"words": "abc", "start": 1, "end": 3}, "has words of 3 characters between offsets of 2"),
        ({"words": "a", "start": "x", "end": "2"}, "has no whole number in start: 'x'"),
        ({"words": "a", "start": -1, "end": 0}, "has no whole number in start: -1"),
        ({"words": "a", "confidence": "97"}, "has no number from 0 to 1 in confidence: '97'"),
        ({"words": "a", "date": "soon"}, "has no day in date: 'soon' is not a date; write it as 2025-10-09"),
        ({"words": "a", "date": "2025-02-30"}, "has no day in date: '2025-02-30' is not a day that exists"),
        ({"words": "a", "date": "9999-01-01"}, "has a day in date that is still to come: '9999-01-01'"),
        ({"words": "a", "date": "0999-12-31"}, "has a day in date before the year 1000: '0999-12-31'"),
        ({"words": "a", "date": "10/9/2025"}, "has a day in date that may be in either month: 10/9/2025; write it as "
                                              "2025-10-09"),
        ({"words": "a", "said_on": dt.date(9999, 1, 1)}, "has a day in said_on that is still to come: '9999-01-01'"),
        ({"words": "a", "speaker": "she"}, "has a pronoun, she, as speaker: write who it is, or leave it empty"),
        ({"words": "a", "speaker": "They"}, "has a pronoun, They, as speaker: write who it is, or leave it empty"),
        ({"words": "a", "also_by": "he"}, "has a pronoun, he, as also_by: write who it is, or leave it empty"),
        ({"words": "a", "status": "recordd"}, "has the status 'recordd', which there isn't; did you mean recorded?"),
        ({"words": "a", "kind": "x"}, "has the kind 'x', which there isn't; there are direct, partial, block"),
        ({"words": "a", "uid": "17"}, "has no uid of ours in uid: '17' (leave the column out with --map uid=)"),
        ({"words": "a", "speaker": {"x": 1}}, "has no text in speaker: {'x': 1}"),
        ({"words": "a", "credits": "Bob"}, "has credits that are no list of objects: 'Bob'"),
        ({"words": "a", "credits": [{"name": "Bob"}]}, "has a credit without a name or a role"),
        ({"words": "a", "status": "x" * 99}, f"has the status '{'x' * 39}…, which there isn't; there are "
                                             f"{', '.join(STATUSES)}"),
    ],
)  # fmt: skip
def test_bad_cells(cells: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read(**cells)
    assert str(raised.value) == reason


def test_little_is_enough() -> None:
    found = read(quote=" We open. ", author="Dana Okafor", date=dt.datetime(2025, 10, 9, 12, 0), said_on="2025-10-08")
    assert (found.words, found.speaker) == ("We open.", Party(name="Dana Okafor"))
    assert found.source.published_on == dt.date(2025, 10, 9)
    assert (found.said_on, found.said_on_end) == (dt.date(2025, 10, 8),) * 2
    assert found.said_on_precision is Precision.DAY
    assert (found.kind, found.modality, found.status) == (Kind.DIRECT, Modality.SAID, None)


@pytest.mark.parametrize("nobody", ["nan", "N/A", "null", "None", " - ", "—", "unknown", "?", "", float("nan"), None])
def test_cells_that_name_nobody(nobody: object) -> None:
    found = read(words="a", speaker=nobody, outlet=nobody, also_by=nobody)
    assert (found.speaker, found.source.outlet, found.credits) == (None, None, ())


def test_what_only_looks_like_nobody() -> None:
    found = read(words="a", speaker="US", outlet="Unknown Weekly", title="None")
    assert (found.speaker.name, found.source.outlet, found.source.title) == ("US", "Unknown Weekly", "None")


def test_rows_of_our_own_are_taken_to_the_letter() -> None:
    found = read(words="“a”", uid="q1", speaker="she", outlet="Unknown", date="9999-01-01")
    assert (found.words, found.speaker.name, found.source.outlet) == ("“a”", "she", "Unknown")
    assert found.source.published_on == dt.date(9999, 1, 1)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("NaT", None), ("n.d.", None), ("12/31/2024", dt.date(2024, 12, 31)), ("31.12.2024", dt.date(2024, 12, 31)),
        (45657, dt.date(2024, 12, 31)), ("45657", dt.date(2024, 12, 31)), ("45657.5", dt.date(2024, 12, 31)),
        ("Tue, 31 Dec 2024 09:30:00 +0000", dt.date(2024, 12, 31)), ("Tue, 31 Dec 2024 09:30:00 GMT", dt.date(2024, 12, 31)),
        ("2024/12/31", dt.date(2024, 12, 31)), ("1735632000", dt.date(2024, 12, 31)), ("20241231", dt.date(2024, 12, 31)),
        (dt.datetime(2024, 12, 31, 9), dt.date(2024, 12, 31)), (dt.date(1000, 1, 1), dt.date(1000, 1, 1)),
    ],
)  # fmt: skip
def test_days_as_add_reads_them(cell: object, day: dt.date | None) -> None:
    assert read(words="a", date=cell).source.published_on == day


def test_kinds_of_speaker_and_numbers_of_spreadsheets() -> None:
    found = read(words="a", speaker="Union", speaker_kind="org", utterance=3.0, confidence=float("nan"), title=2024.0)
    assert found.speaker == Party(name="Union", kind=SpeakerKind.ORGANISATION)
    assert (found.utterance, found.confidence, found.source.title) == (3, None, "2024")


def test_further_parties_as_cells_have_them() -> None:
    found = read(words="a", also_by="Bob Ray (the minister); Smith\\; Sons", spoken_for="Union \\\\ North")
    assert [(each.name, each.role) for each in found.credits] == [
        ("Bob Ray (the minister)", Role.JOINT),
        ("Smith; Sons", Role.JOINT),
        ("Union \\ North", Role.FOR),
    ]


def test_whole_credits_come_before_names() -> None:
    party = {"name": "Bob Ray", "uid": "s1", "kind": "person", "role": "joint", "note": None}
    found = read(words="a", also_by="Bob Ray", credits=[party])
    assert found.credits == (Party(name="Bob Ray", uid="s1", kind=SpeakerKind.PERSON, role=Role.JOINT),)


def test_the_earlier_columns_are_enough() -> None:
    earlier = columns_of(QUOTE_COLUMNS[: QUOTE_COLUMNS.index("modality")])
    assert len(earlier.of) == 32
    assert quotation_of({"words": "a"}, earlier).modality is Modality.SAID
