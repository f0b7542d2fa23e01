"""The search page finds what the command line finds, on both engines, and its address holds the whole state."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from quotes.store.database.connect import Store, open_store
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order
from quotes.store.schema import QuoteRow
from quotes.store.search.facets import Facets, facets
from quotes.store.search.search import count, matching, search
from quotes.web.asked import DEEPEST, FILTERS, LONGEST_QUERY, Asked
from tests.cli.calls import Call
from tests.store.corpus import QUERIES, fill
from tests.web.sites import client, uids_on

Maker = Callable[[str, Path], AbstractContextManager[str]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def corpus(
    request: pytest.FixtureRequest, migrated: Maker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with migrated(request.param, tmp_path_factory.mktemp("corpus")) as url, open_store(url) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def reader(corpus: Store) -> FlaskClient:
    return client(corpus)


def test_every_query_of_the_corpus_finds_on_the_page_what_the_store_finds(corpus: Store, reader: FlaskClient) -> None:
    for case in QUERIES:
        query = case["query"].strip()
        if len(query) > LONGEST_QUERY or query.encode("utf-8", "replace").decode() != query:
            continue  # no address holds that, nor half a character
        answer = reader.get("/search.json", query_string={"q": query})
        assert answer.status_code == 200, query
        found = json.loads(answer.data)
        with corpus.reading() as session:
            rows = search(session, query, Filter())
        assert [each["uid"] for each in found] == [row["uid"] for row in rows], query
        if query:
            assert "".join(sorted(each["external_id"] for each in found)) == case["finds"], case["point"]


@pytest.mark.parametrize("case", QUERIES[::12], ids=lambda case: ascii(case["query"])[:40])
def test_the_page_lists_them_in_order(corpus: Store, reader: FlaskClient, case: dict[str, str]) -> None:
    query = case["query"].strip()
    if not query:
        pytest.skip("asks nothing")
    page = reader.get("/", query_string={"q": query})
    with corpus.reading() as session:
        rows = search(session, query, Filter())
    assert page.status_code == 200
    assert uids_on(page.text) == [row["uid"] for row in rows][:20]


LINES = [
    "peace", "speaker:Kim peace", "-war peace", '"special friendly"', "--speaker 'Dana Okafor'", "--outlet Courier --order oldest",
    "--since 2025-10 --until 2025-10 ", "--via AFP", "--kind partial", "--uncredited", "--status confirmed",
    "--min-confidence 0.8 --order confidence", "--said-since 2025-10-05", "the --order relevance",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_files_are_what_the_command_line_writes(corpus: Store, reader: FlaskClient, call: Call, line: str) -> None:
    parameters: dict[str, str] = {}
    words, parts = [], shlex.split(line)
    while parts:
        part = parts.pop(0)
        if part == "--uncredited":
            parameters["credited"] = "no"
        elif part.startswith("--"):
            parameters[part[2:].replace("-", "_")] = parts.pop(0)
        else:
            words.append(part)
    asked = {"q": " ".join(f'"{word}"' if " " in word else word for word in words), **parameters}
    for form in ("csv", "json"):
        typed = call(f"--db {shlex.quote(corpus.url)} search {line} --{form}")
        assert typed.status == 0
        assert reader.get(f"/search.{form}", query_string=asked).text == typed.out


@pytest.mark.parametrize("path", ["/search.csv?q=peace", "/reports/speakers.csv"])
def test_csv_names_its_letters_once(reader: FlaskClient, path: str) -> None:
    assert reader.get(path).headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/search.csv", "/search.json", "/search.xlsx", "/reports/speakers.csv"])
def test_what_is_no_date_is_a_bad_request(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path, query_string={"q": "peace said:yesterdayish"})
    assert answer.status_code == 400
    assert "said:yesterdayish is no date" in answer.text


def test_excel_has_the_same_rows(reader: FlaskClient) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(reader.get("/search.xlsx?q=peace").data)).active
    written = list(csv.reader(io.StringIO(reader.get("/search.csv?q=peace").text)))
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()] == [row[0] for row in written]


@pytest.mark.parametrize("query", ["", "peace", "the", "speaker:Kim", "war or peace"])
def test_a_facet_says_how_many_it_leaves(corpus: Store, query: str) -> None:
    """Media are found by any of their words, so that a facet of one may leave more."""
    with corpus.reading() as session:
        found = facets(session, matching(session, query, Filter()))
        assert found.counted == count(session, matching(session, query, Filter()))
        assert found.speaker
        for name in Facets._fields[:-1]:
            for value in getattr(found, name):
                narrowed = Asked(query).with_(
                    **({"since": value.value, "until": value.value} if name == "month" else {name: value.value})
                )
                left = count(session, matching(session, query, narrowed.filters()))
                assert left >= value.quotations if name == "via" else left == value.quotations, (name, value)


def test_facets_count_the_first_of_very_many(corpus: Store) -> None:
    with corpus.reading() as session:
        found = facets(session, matching(session, "", Filter()).order_by(QuoteRow.id), most=3)
        assert found.counted == 3
        assert sum(value.quotations for value in found.kind) == 3
        assert session.scalars(select(QuoteRow.id)).all()[3:]


states = st.builds(
    Asked,
    st.text(max_size=20).map(str.strip),
    st.dictionaries(st.sampled_from(FILTERS), st.text(min_size=1, max_size=10).map(str.strip).filter(bool)),
    st.sampled_from(list(Order)).map(lambda each: each.value),
    st.integers(1, 999),
)


@given(states)
def test_an_address_holds_the_whole_state(asked: Asked) -> None:
    assert Asked.of(MultiDict(asked.parameters())) == asked


@given(st.dictionaries(st.sampled_from(["q", "order", "page", *FILTERS]), st.text(max_size=30), max_size=6))
def test_any_address_is_answered(corpus_page: FlaskClient, parameters: dict[str, str]) -> None:
    answer = corpus_page.get("/?" + urlencode(parameters, errors="replace"), follow_redirects=True)
    assert answer.status_code in (200, 400, 404), parameters
    assert "main" in answer.text


@pytest.mark.parametrize(
    ("page", "number"),
    [("7", 7), ("007", 7), ("9" * 5000, DEEPEST), ("0", 1), ("-1", 1), ("1.5", 1), ("²", 1), ("", 1)],
)
def test_a_page_has_a_number_whatever_is_typed(page: str, number: int) -> None:
    assert Asked.of(MultiDict({"page": page})).page == number


@pytest.fixture(scope="module")
def corpus_page(migrated: Maker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with migrated("sqlite", tmp_path_factory.mktemp("any")) as url, open_store(url) as store:
        fill(store)
        yield client(store)


def test_fields_that_were_left_empty_leave_the_address(reader: FlaskClient) -> None:
    answer = reader.get("/?q=peace&speaker=&kind=direct&order=date")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?q=peace&kind=direct")


SAYS = {
    "/?q=xyzzy": "Nothing found",
    "/?q=!!!": "Nothing found",
    "/?q=speaker:Nobody": "no speaker is called",
    "/?speaker=Nobody+Such": "no speaker is called",
    "/?outlet=Nobody": "no outlet",
    "/?since=yesteryear": "yesteryear",
    "/?since=2025-10&until=2025-09": "no day is in both",
    "/?min_confidence=often": "is no confidence",
    "/?kind=sung": "there is no kind",
    "/?credited=no&speaker=Kim": "has no speaker",
    "/?q=peace&page=400": "There are only",
    "/?q=colour:blue": "there is no field colour:",
    "/?q=Okafor": "speaker:Okafor",
}


@pytest.mark.parametrize("path", SAYS)
def test_what_finds_nothing_says_what_to_do(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in (200, 400, 404)
    assert SAYS[path] in answer.text
    assert "quotes speakers" not in answer.text, "readers of pages type no commands"


@pytest.mark.parametrize(
    "query",
    ["peace xyzzy", "xyzzy -war peace outlet:Ledger", '"peace lasting"', "pease lasting", "speaker:Kim xyzzy peace"],
)
def test_a_wording_nearby_is_one_click_away(reader: FlaskClient, query: str) -> None:
    page = reader.get("/", query_string={"q": query}).text
    found = re.search(r'<li><a href="([^"]+)">[^<]+: (\d+) quotations?</a></li>', page)
    assert found, page
    there = reader.get(found[1].replace("&amp;", "&")).text
    assert f"{found[2]} quotation" in there


def test_a_query_that_is_too_long_is_cut_between_words_and_says_so(reader: FlaskClient) -> None:
    page = reader.get("/", query_string={"q": "peace " * 3000})
    assert page.status_code == 200
    assert "only its beginning counts" in page.text
    assert len(uids_on(page.text)) == 3
    assert len(page.data) < 100_000


def test_the_order_of_pages(corpus: Store, reader: FlaskClient) -> None:
    with corpus.reading() as session:
        everything = [row["uid"] for row in search(session, "", Filter(all_versions=True))]
    seen: list[str] = []
    path: str | None = "/?all_versions=yes"
    while path:
        page = reader.get(path).text
        seen += uids_on(page)
        path = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in page else None
    assert seen == everything


def test_removing_a_filter_keeps_the_rest(reader: FlaskClient) -> None:
    page = reader.get("/?q=peace&speaker=Kim+Jong+Un&outlet=Ledger").text
    assert 'href="/?q=peace&amp;outlet=Ledger" aria-label="Take away Speaker: Kim Jong Un"' in page
    assert replace(Asked("peace"), page=3).with_(kind="direct").page == 1
