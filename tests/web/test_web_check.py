"""A draft is judged beside its sources, and nothing of it is stored."""

import pytest
from sqlalchemy import func, select

from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow
from tests.web.sites import HOSTILE, client, secret_of, store_article
from tests.web.test_web_pages import check

SOURCE = (
    "“We will not pay a single pound for the new bridge over the river,” said Dana Okafor, an engineer.\n\n"
    "“The tunnel is safe for every family in this town tonight,” said Mayor Gareth Lindqvist.\n"
)
DRAFT = """“We will not pay a single pound for the new bridge over the river,” said Dana Okafor.\r
\r
“We will pay a single pound for the new bridge over the river,” Okafor said.\r
\r
“The tunnel is safe for every family in this town tonight,” said Dana Okafor.\r
\r
“Whales have never been seen in this particular harbour before,” said Priya Raman.
"""


def checked(store: Store, text: str, **more: str) -> tuple[int, str]:
    reader = client(store)
    answer = reader.post("/check", data={"csrf": secret_of(reader, "/check"), "text": text, **more})
    check(answer.text)
    return answer.status_code, answer.text


def test_each_quotation_is_judged(store: Store) -> None:
    store_article(store, SOURCE, outlet="Tarnmouth Courier", title="Bridge")
    status, page = checked(store, DRAFT)
    assert status == 200
    judged = page.split('<li class="claim two">')[1:]
    assert len(judged) == 4
    for part, verdict in zip(
        judged, ("Word for word", "Altered", "Another speaker’s", "Not in the store"), strict=True
    ):
        assert verdict in part
    assert "<del>not</del>" in judged[1].replace("<del> not</del>", "<del>not</del>").replace(
        "<del>not </del>", "<del>not</del>"
    )
    assert "the meaning changes" in judged[1]
    assert "Gareth Lindqvist" in judged[2]
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(ArticleRow)) == 1


def test_the_page_tells_what_the_command_line_tells(store: Store) -> None:
    store_article(store, "“The harbour lost thirty-five percent of its trade last year,” said Dana Okafor.\n")
    _, page = checked(
        store,
        "“The harbor lost 35% of its trade last year,” said Dana Okafor.\n\n"
        "“The harbour lost thirty-five percent of its trade last year,” said Gareth Lindqvist.\n",
    )
    edited, other = page.split('<li class="claim two">')[1:]
    assert "Exact, but for what an editor may do" in edited
    assert "Word for word" not in edited
    assert "spelling: “harbor” for “harbour”" in edited
    assert "number: “35%” for “thirty-five percent”" in edited
    assert "the store credits Dana Okafor" in other


@pytest.mark.parametrize(
    ("text", "more", "says", "code"),
    [
        ("", {}, "paste a draft", 400),
        ("word " * 30_000, {}, "check a part of it", 400),
        (DRAFT, {"date": "yesteryear"}, "yesteryear", 400),
        ("Nobody said anything.", {}, "has no quotations to check", 200),
    ],
)
def test_what_cannot_be_checked_says_why(samples: Store, text: str, more: dict[str, str], says: str, code: int) -> None:
    status, page = checked(samples, text, **more)
    assert status == code
    assert says in page


def test_a_draft_is_never_carried_out(samples: Store) -> None:
    _, page = checked(samples, f"“We {HOSTILE} open in the spring of the year,” said Dana {HOSTILE} Okafor.")
    assert "<script>" not in page
    assert "<img" not in page


def test_an_empty_store_knows_nothing(store: Store) -> None:
    status, page = checked(store, DRAFT)
    assert status == 200
    assert page.count("Nothing like it is stored") == 4
