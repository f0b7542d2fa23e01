"""Whom names in imported tables mean, on both engines."""

import io
import json
from typing import Any

import pytest

from quotes.ingest.quotation_rows import columns_of
from quotes.ingest.tables import TableKind, open_table
from quotes.store.article_identity import speaker_uid
from quotes.store.database.connect import Store
from quotes.store.name_keys import speaker_key
from quotes.store.query.filters import Filter
from quotes.store.schema import QuoteRow
from quotes.store.search.rows import fetched
from quotes.store.search.search import matching
from quotes.workflow import import_rows
from tests.store.people import add

FIRST_UID = speaker_uid(speaker_key("John Smith", "person"), "person", "a1")
"""What a John Smith gets who is first met in the article a1."""


def said(store: Store, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Imports *rows*; returns speaker, note, uid and joint speakers of every quotation of the store."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with open_table(io.BytesIO(data), kind=TableKind.JSONL) as table:
        results = [result for _, result in import_rows(store, "t", table, columns_of(table.columns))]
    assert [each.reason for each in results if each.reason] == []
    with store.reading() as session:
        found = fetched(session, matching(session, "", Filter()).order_by(QuoteRow.id))
    return [(row["speaker"], row["speaker_note"], row["speaker_uid"], row["also_by"]) for row in found]


def ours(number: int, article: str = "a1", **more: Any) -> dict[str, Any]:
    return {"words": f"Words {number}.", "uid": f"q{number}", "article_uid": article, **more}


def test_a_uid_made_up_for_a_name_gives_way_to_that_of_the_table(store: Store) -> None:
    rows = [
        ours(1, also_by="John Smith (the minister)"),
        ours(2, speaker="John Smith", speaker_uid=FIRST_UID, speaker_kind="person"),
        ours(3, speaker="John Smith", speaker_uid="s3", speaker_kind="person", speaker_note="the minister"),
    ]
    assert said(store, rows) == [
        (None, None, None, "John Smith (the minister)"),
        ("John Smith", None, FIRST_UID, None),
        ("John Smith", "the minister", "s3", None),
    ]


def test_two_uids_are_never_one_speaker_however_alike_they_are_called(store: Store) -> None:
    rows = [
        ours(1, speaker="Robert Ray", speaker_uid="s1"),
        ours(2, speaker="Bob Ray", speaker_uid="s2"),
        ours(3, "a2", also_by="Bob Ray"),
        ours(4, "a2", speaker="Ray", speaker_uid="s4"),
        ours(5, "a3", speaker="Ray", speaker_uid="s5"),
    ]
    assert [each[2] for each in said(store, rows)] == ["s1", "s2", None, "s4", "s5"]
    assert [each[3] for each in said(store, rows)] == [None, None, "Bob Ray", None, None]


@pytest.mark.parametrize("more", [{}, {"uid": "q1", "speaker_uid": "s1"}], ids=["anyone's", "ours"])
def test_names_of_the_store_are_met_again(store: Store, more: dict[str, str]) -> None:
    add(store, "Dana Okafor", 1)
    found = said(store, [{"words": "We stay.", "speaker": "Dr. Dana Okafor", "outlet": "Gazette", **more}])
    assert found[0][2] == found[1][2]
    assert found[1][0] == "Dana Okafor"


def test_surnames_alone_stay_with_their_article(store: Store) -> None:
    rows = [{"words": f"Words {number}.", "speaker": "Okafor", "title": f"T{number}"} for number in range(2)]
    found = said(store, rows)
    assert found[0][0] == found[1][0] == "Okafor"
    assert found[0][2] != found[1][2]
