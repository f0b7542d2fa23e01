"""Exports of chats: what people wrote become turns, whatever program wrote the file; what only begins so is text."""

from pathlib import Path

import pytest

from quotes.ingest import Item, read
from quotes.pipeline import extract_quotes

BRACKETS = """[12/03/2025, 14:05:33] Mina Rowe: We open the pier on Friday.
[12/03/2025, 14:06:01] Ivo Takeda: Are you sure?
[12/03/2025, 14:06:40] Mina Rowe: Yes. The council voted this morning
and nobody objected. ‎<This message was edited>
[12/03/2025, 14:07:12] ‎Ivo Takeda: ‎image omitted
[13/03/2025, 09:15:00] +44 20 7946 0011: Who is paying for it?
"""
DASHES = """12/03/2025, 14:05 - Messages and calls are end-to-end encrypted.
12/03/2025, 14:05 - Mina Rowe: We open the pier on Friday.
12/03/2025, 14:06 - Ivo Takeda: Are you sure?
12/03/2025, 14:06 - Mina Rowe changed the subject
12/03/2025, 14:06 - Mina Rowe: <Media omitted>
12/03/2025, 14:07 - Mina Rowe: Yes.
"""
AMERICAN = """3/12/25, 2:05 PM - Mina Rowe: We open the pier on Friday.
3/12/25, 2:06 PM - Ivo Takeda: Are you sure?
3/12/25, 2:07\u202fPM - Mina Rowe: You deleted this message
3/12/25, 2:07\u202fPM - Mina Rowe: Yes.
"""
NAMES_FIRST = """Mina Rowe, [12.03.2025 14:05]
We open the pier on Friday.

Ivo Takeda, [12.03.2025 14:06]
Are you sure?

Mina Rowe, [12.03.2025 14:06]
Yes.
"""
ASKED = [("We open the pier on Friday.", "Mina Rowe"), ("Are you sure?", "Ivo Takeda"), ("Yes.", "Mina Rowe")]


def item_of(text: str, tmp_path: Path) -> Item:
    path = tmp_path / "chat.txt"
    path.write_text(text, encoding="utf-8")
    (item,) = read([str(path)])
    return item


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            BRACKETS,
            [
                *ASKED[:2],
                ("Yes. The council voted this morning", "Mina Rowe"),
                ("and nobody objected.", "Mina Rowe"),
                ("Who is paying for it?", "Participant 1"),
            ],
            id="in brackets",
        ),
        pytest.param(DASHES, ASKED, id="with a dash"),
        pytest.param(AMERICAN, ASKED, id="with AM and PM"),
        pytest.param(NAMES_FIRST, ASKED, id="names first"),
        pytest.param("\ufeff" + DASHES.replace("\n", "\r\n"), ASKED, id="from another system"),
    ],
)
def test_messages_are_turns(text: str, said: list[tuple[str, str]], tmp_path: Path) -> None:
    item = item_of(text, tmp_path)
    assert item.article is not None
    found = [(line, quote.speaker) for quote in extract_quotes(item.article) for line in quote.text.split("\n")]
    assert found == said
    assert "read as turns; --date gives its day" in item.notes[0]
    assert any("+44 20 7946 0011" in note for note in item.notes) is ("+44" in text)


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2025, 14:05 - The bridge was closed, and “we wait,” said Dana Okafor.\n",
        "[12/03/2025, 14:05] Note: “we wait,” said Dana Okafor.\n",
        "It was 14:05.\n" + BRACKETS,
    ],
)
def test_what_is_no_chat_is_read_as_text(text: str, tmp_path: Path) -> None:
    item = item_of(text, tmp_path)
    assert item.article is not None
    assert item.article.text == text
    assert item.notes == ()
