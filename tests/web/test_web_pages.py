"""Every page shows what the store has, says what to do where it has nothing, and carries out nothing of an article."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.schema import ArticleRow, OutletRow, QuoteRow, SpeakerRow
from quotes.store.search.report_files import bundled
from quotes.store.search.search import search
from quotes.web.addresses import row_address
from quotes.web.pages.articles import PART, parts
from tests.web.sites import HOSTILE, client, store_article, uids_on

LARGEST = 100_000
"""Bytes of a page."""


def paths_of(store: Store) -> list[str]:
    """An address of every kind of page, and of every report."""
    with store.reading() as session:
        quotation, article, speaker = (
            session.scalars(select(row.uid).order_by(row.id).limit(1)).one()
            for row in (QuoteRow, ArticleRow, SpeakerRow)
        )
        outlet = session.scalars(select(OutletRow.name).limit(1)).one()
    return [
        "/", "/?q=the", "/?q=nowhere", f"/quotations/{quotation}", "/speakers", "/speakers?name=o", f"/speakers/{speaker}",
        "/duplicates", "/duplicates?two=yes", f"/duplicates?of={speaker}", "/outlets", f"/outlet?name={outlet}", "/articles", f"/articles/{article}",
        f"/articles/{article}/versions", "/reports", *(f"/reports/{report.name}" for report in bundled()),
    ]  # fmt: skip


class _Checker(HTMLParser):
    """Notices elements that are closed otherwise than they were opened."""

    EMPTY = frozenset("meta link input br img path".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in self.EMPTY:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def check(page: str) -> None:
    checker = _Checker()
    checker.feed(page)
    assert (checker.faults, checker.open) == ([], [])
    assert len(set(checker.ids)) == len(checker.ids), "an id stands on a page once"


def test_every_page_is_well_formed_and_small(samples: Store) -> None:
    reader = client(samples)
    for path in paths_of(samples):
        answer = reader.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        assert len(answer.data) < LARGEST, path
        assert answer.text.count("<h1") == 1, path
        check(answer.text)


def test_every_page_of_an_empty_store_says_what_to_do(store: Store) -> None:
    reader = client(store)
    for path in (
        "/",
        "/?q=bridge",
        "/speakers",
        "/outlets",
        "/articles",
        "/duplicates",
        *(f"/reports/{each.name}" for each in bundled()),
    ):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        check(answer.text)
        assert answer.text.partition("<main")[2].count("<a ") + answer.text.count("<code>") >= 1, path
    assert "The store is empty" in reader.get("/").text


UNKNOWN = ["/quotations/qnobody", "/quotations/1%00", "/speakers/snobody", "/articles/anobody", "/articles/anobody/versions",
           "/outlet", "/outlet?name=Nobody", "/reports/nothing", "/reports/..%2F..%2Fetc%2Fpasswd", "/reports/speakers.exe",
           "/search.exe", "/quotations/../../etc/passwd", "/speakers?name=Nobody+Such", "/articles?outlet=Nobody",
           "/reports/speakers?outlet=Nobody", "/enter", "/%2e%2e/", "/static/style.css"]  # fmt: skip


def test_no_page_tells_what_to_type_at_a_terminal(store: Store) -> None:
    """What is not there, and a speaker who may be two: the page has links and buttons instead."""
    store_article(store, "“The bridge is safe,” said Jo Marl, the striker.")
    store_article(store, "“The bridge is dear,” said finance minister Jo Marl.")
    reader = client(store, writes=True)
    assert "No two speakers look like one" in reader.get("/duplicates").text
    pairs = reader.get("/duplicates?two=yes").text
    assert "maybe two: minister in 1 article, striker in 1 article" in pairs
    assert "Split …" in pairs
    for page in (pairs, *(reader.get(path).text for path in ("/quotations/qnobody", "/articles/anobody"))):
        check(page)
        assert "quotes s" not in page
        assert "quotes articles" not in page


def test_uids_in_reports_are_links(reader: FlaskClient) -> None:
    for report, kind in (("new-voices", "quotations"), ("one-source", "articles"), ("first-said", "quotations")):
        page = reader.get(f"/reports/{report}?q=the").text
        check(page)
        (address, *_) = re.findall(rf'<a href="(/{kind}/([aq][0-9a-z]{{16}}))">\2</a>', page)
        assert reader.get(address[0]).status_code == 200


@pytest.mark.parametrize(
    ("column", "value"),
    [("speaker", "q0123456789abcdef"), ("quotation", "q0123"), ("quotation", None), ("articles", 12), ("quotation", "the")],
)  # fmt: skip
def test_other_cells_are_no_links(column: str, value: object) -> None:
    assert row_address(column, value) is None


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_not_there_is_said(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    check(answer.text)
    assert "<a " in answer.text.partition("<main")[2], "and leads on"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/speakers?kind=robot",
        "/articles?since=never",
        "/reports/timeline?p-period=hour",
        "/reports/co-quoted?p-least=many",
    ],
)
def test_what_means_nothing_is_said(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 400
    check(answer.text)


def first(store: Store) -> QuoteRow:
    with store.reading() as session:
        return session.scalars(
            select(QuoteRow).where(QuoteRow.mention.is_not(None)).order_by(QuoteRow.id).limit(1)
        ).one()


def test_a_quotation_is_proved(samples: Store, reader: FlaskClient) -> None:
    quote = first(samples)
    page = reader.get(f"/quotations/{quote.uid}").text
    assert "letter for letter at characters" in page
    assert re.search(r'class="mention">', page)
    with samples.writing() as session:
        session.get_one(QuoteRow, quote.id).words = "Something else"
    assert "these words are not at their place" in reader.get(f"/quotations/{quote.uid}").text
    with samples.writing() as session:
        session.get_one(QuoteRow, quote.id).words = quote.words
        session.get_one(ArticleRow, quote.article_id).text_sha256 = "0" * 64
    assert "text has changed since it was stored" in reader.get(f"/quotations/{quote.uid}").text


def test_a_quotation_shows_where_else_its_words_stand(store: Store) -> None:
    words = "We will not pay a single pound for the new bridge over the river"
    for outlet, said, number in (
        ("Courier", words, 1),
        ("Ledger", words.replace("not ", ""), 2),
        ("Mercury", words, 3),
    ):
        text = f"Number {number}. “{said},” said Dana Okafor, an engineer."
        store_article(store, text, outlet=outlet, published_on=dt.date(2025, 3, 13 + number))
    with store.reading() as session:
        uids = [row["uid"] for row in search(session, "single pound", Filter())]
    page = client(store).get(f"/quotations/{uids[-1]}").text
    check(page)
    part = page.partition("Where else it stands")[2]
    assert "3 quotations of one utterance, in 2 wordings, by" in part
    assert "Meaning changed" in part
    assert re.search(r"<(del|ins)>[^<]*not[^<]*</", part)
    assert all(f"/quotations/{uid}" in part for uid in uids[:-1])
    assert "this quotation" in part


def test_ids_and_beginnings_lead_to_the_own_address(samples: Store, reader: FlaskClient) -> None:
    quote = first(samples)
    for name in (str(quote.id), quote.uid[:10], quote.uid.upper()):
        assert reader.get(f"/quotations/{name}").headers["Location"] == f"/quotations/{quote.uid}"


def test_an_article_marks_all_its_quotations_at_their_places(samples: Store, reader: FlaskClient) -> None:
    with samples.reading() as session:
        for article in session.scalars(select(ArticleRow)):
            rows = [row for row in search(session, "", Filter()) if row["article_uid"] == article.uid]
            page = reader.get(f"/articles/{article.uid}").text
            text = page.partition('<div class="text" dir="auto">')[2].partition("</div>")[0]
            plain = re.sub(r"<sup>[^<]*</sup>|<[^>]+>", "", text)
            for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
                plain = plain.replace(entity, sign)
            assert plain == article.text, "the text is whole"
            assert {row["uid"] for row in rows} == set(re.findall(r'id="(q\w+)"', text))


def test_the_link_of_a_quotation_leads_to_its_place_in_a_long_article(store: Store) -> None:
    paragraph = "Nothing was said about the tunnel on that day, and the council went home early.\n\n"
    text = paragraph * 800 + "“We open in spring,” said Dana Okafor.\n\n" + paragraph * 800
    uid = store_article(store, text, outlet="Tarnmouth Courier", published_on=dt.date(2025, 3, 14))
    reader = client(store)
    found = reader.get("/?q=spring").text
    link = re.search(rf'href="(/articles/{uid}\?at=\w+#(\w+))"', found)
    assert link
    page = reader.get(link[1])
    assert f'id="{link[2]}"' in page.text
    assert len(page.data) < LARGEST
    assert "Part 4 of 7" in page.text


@given(st.lists(st.sampled_from(["word " * 500, "\n", "x" * 30_000, "one line\n", "\n\n"]), max_size=12).map("".join))
def test_parts_of_a_text_are_the_text(text: str) -> None:
    found = parts(text)
    assert "".join(text[low:high] for low, high in found) == text
    assert all(0 < high - low <= PART for low, high in found[:-1])


def test_versions_stand_side_by_side(store: Store) -> None:
    known = {"url": "https://courier.example/bridge", "outlet": "Tarnmouth Courier"}
    store_article(store, "“The bridge is safe,” said Dana Okafor. “It is dear,” said Gareth Lindqvist.", **known)
    uid = store_article(store, "“The bridge was safe,” said Dana Okafor.", **known)
    page = client(store).get(f"/articles/{uid}/versions").text
    check(page)
    assert re.search(r"The bridge\s*<del>is</del>\s*safe", page)
    assert re.search(r"The bridge\s*<ins>was</ins>\s*safe", page)
    assert "dropped" in page


def hostile_store(store: Store) -> str:
    text = f"“We {HOSTILE} open in spring,” said Dana {HOSTILE} Okafor.\n\n“Peace & </blockquote></main>,” said Dana Okafor."
    fields = dict.fromkeys(("title", "byline", "outlet"), HOSTILE)
    uid = store_article(store, text, url="https://courier.example/a", published_on=dt.date(2025, 3, 14), **fields)
    with store.writing() as session:
        row = session.scalars(select(ArticleRow).where(ArticleRow.uid == uid)).one()
        row.url = "javascript:alert(document.domain)"
        for speaker in session.scalars(select(SpeakerRow)):
            speaker.name, speaker.note = f"Dana {HOSTILE}", HOSTILE
        for quote in session.scalars(select(QuoteRow)):
            quote.via = quote.cue = quote.mention = quote.said_on_phrase = HOSTILE
    return uid


def test_words_names_and_addresses_of_articles_are_never_carried_out(store: Store) -> None:
    uid = hostile_store(store)
    reader = client(store)
    for path in (*paths_of(store), f"/articles/{uid}", "/?q=%3Cscript%3E", "/?speaker=%3Cscript%3E", "/speakers?name=%3Cscript%3E",
                 f"/?q={'%22%3E%3Cscript%3E'}&outlet=%22onload", "/reports/speakers?q=%3Cscript%3Ealert(1)",
                 "/quotations/%3Cscript%3E", "/reports/%3Cscript%3E"):  # fmt: skip
        page = reader.get(path, follow_redirects=True).text
        check(page)
        assert "<script>" not in page, path
        assert "<img" not in page, path
        assert 'href="javascript' not in page, path
    assert "&lt;script&gt;" in reader.get(f"/articles/{uid}").text


def test_a_file_of_a_report_has_all_rows(reader: FlaskClient) -> None:
    page, whole = reader.get("/reports/speakers").text, reader.get("/reports/speakers.csv").text
    total = re.search(r"<h2>(\d+) rows</h2>", page)
    assert total
    assert len(whole.splitlines()) == int(total[1]) + 1
    assert reader.get("/reports/speakers.json").status_code == reader.get("/reports/speakers.xlsx").status_code == 200


def test_a_report_is_narrowed_as_a_search_is(reader: FlaskClient) -> None:
    narrowed = reader.get("/reports/timeline?p-period=year&outlet=Tarnmouth+Courier")
    assert narrowed.status_code == 200
    assert "<svg" in narrowed.text
    assert "outlet Tarnmouth Courier" in narrowed.text


def test_a_speakers_page_has_their_latest_quotations(samples: Store, reader: FlaskClient) -> None:
    with samples.reading() as session:
        rows = search(session, 'speaker:"Dana Okafor"', Filter())
    page = reader.get(f"/speakers/{rows[0]['speaker_uid']}").text
    assert uids_on(page) == [row["uid"] for row in rows][:5]


def test_without_the_extra_for_charts_reports_have_their_rows(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    page = reader.get("/reports/speakers").text
    assert "<svg" not in page
    assert "Dana Okafor" in page
