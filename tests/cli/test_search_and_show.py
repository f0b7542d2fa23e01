"""What ``search`` and ``show`` print: matches marked, the passage, where it comes from, decisions, limits."""

import datetime as dt
import json
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.cli.terminal import styles
from quotes.output.reading import marked
from quotes.store.database.connect import open_store
from quotes.store.query.language import Field
from quotes.store.query.values import days, shares
from quotes.store.schema import DecisionRow, QuoteRow
from quotes.wording import fold, folded_words, occurrences
from tests.cli.calls import Call

YELLOW, PLAIN = "\x1b[33m", "\x1b[0m"


@pytest.fixture
def filled(call: Call, article: Path) -> Call:
    assert (
        call(
            f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14 --url https://courier.example/bridge"
        ).status
        == 0
    )
    return call


def quote_id(call: Call, words: str) -> str:
    return str(json.loads(call(f"search {words} --jsonl").out)["uid"])


@pytest.mark.parametrize("field", Field)
def test_the_help_of_search_names_every_field(call: Call, field: Field) -> None:
    assert f" {field}:" in " ".join(call("search --help").out.split())


@pytest.mark.parametrize(
    ("words", "query", "shown"),
    [
        ("We don’t know yet", [("don t", False)], ["don’t"]),
        ("Café CAFÉ cafeteria", [("cafe", False)], ["Café", "CAFÉ"]),
        ("Café CAFÉ cafeteria", [("cafe", True)], ["Café", "CAFÉ", "cafeteria"]),
        ("war and peace and war", [("war and", False), ("and peace", False)], ["war and peace"]),
        ("ﬁnale of £1.5bn", [("finale", False), ("1 5bn", False)], ["ﬁnale", "1.5bn"]),
        ("e\u0301cole E\u0301COLE", [("ecole", False)], ["e\u0301cole", "E\u0301COLE"]),
        ("nothing here", [("peace", False), ("", True)], []),
    ],
)
def test_where_matches_stand(words: str, query: list[tuple[str, bool]], shown: list[str]) -> None:
    assert [words[a:b].strip() for a, b in occurrences(words, query)] == shown


@given(st.text(max_size=60))
def test_folded_words_are_the_words_of_the_folded(words: str) -> None:
    found = folded_words(words)
    assert " ".join(each.word for each in found) == fold(words)
    assert all(0 <= each.start < each.end <= len(words) for each in found)
    assert all(fold(words[each.start : each.end]).find(each.word) >= 0 for each in found)


def test_matches_are_coloured_on_request_and_never_without(filled: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in filled("search spring").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert f"“We open in {YELLOW}spring{PLAIN},”" in filled("search spr*").out
    assert f"“{YELLOW}We open{PLAIN} in" in filled("search --exact 'We open'").out
    assert f"“We {YELLOW}open in s{PLAIN}pring" in filled("search --regex 'o.* s'").out
    assert "\x1b" not in filled("search spring --csv").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in filled("search spring").out


def test_a_long_quotation_is_cut_to_what_stands_around_its_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "aye " * 300 + "bridge " + "bee " * 300 + "bridge" + " sea" * 300
    shown = marked(words, occurrences(words, [("bridge", False)]), lambda text, _: f"<{text}>")
    assert shown.count("<bridge>") == 2
    assert shown.count("…") == 3
    assert len(shown) < 1000
    assert "…" not in marked(words, (), lambda text, _: text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("search --exact 'spring,'", ["We open in spring,"]), ("search --exact Spring", []), ("search --exact 'e'", ["We open in spring,", "The bridge is safe.", "a disgrace"]),
        ("search --exact '%'", []), ("search --exact '_'", []), ("search --exact 'open  in'", []), ("search --exact -- -war", []),
        ("search --regex 'spring|safe'", ["We open in spring,", "The bridge is safe."]), ("search --regex '^a '", ["a disgrace"]), ("search --regex '^The.*safe.$' --speaker okafor", ["The bridge is safe."]),
        ("search --regex '(?i)WE' -n 1", ["We open in spring,"]), ("search --regex 'e' --speaker lindqvist", ["a disgrace"]),
    ],
)  # fmt: skip
def test_exact_and_regular_expressions(filled: Call, line: str, words: list[str]) -> None:
    found = filled(f"{line} --jsonl")
    assert found.status == 0, found.err
    assert sorted(json.loads(each)["words"] for each in found.out.splitlines()) == sorted(words)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("search --regex '('", "no regular expression at character 1"), ("search --regex '*'", "no regular expression"), ("search --regex --exact x", "exclude each other"),
        ("search x --timeout 3", "for --exact and --regex"), ("search --regex x --timeout 0", "range"), ("search --exact", "say what"), ("search x --since -3q", "not a date"),
    ],
)  # fmt: skip
def test_usage(filled: Call, line: str, says: str) -> None:
    found = filled(line)
    assert found.status == 2
    assert says in found.err
    assert found.err.count("\n") == 1


def test_a_regular_expression_that_never_ends_is_stopped(filled: Call) -> None:
    filled(f"record '{'a' * 60}'")
    found = filled("search --regex '(a+)+b' --timeout 0.5")
    assert found.status == 1
    assert "stopped after 0.5 s" in found.err
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


TODAY = dt.date(2025, 3, 31)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("-2w", "2025-03-17", "2025-03-31"), ("-1m", "2025-02-28", "2025-03-31"), ("-1y", "2024-03-31", "2025-03-31"), ("-0d", "2025-03-31", "2025-03-31"),
        ("-2w..", "2025-03-17", None), ("-2w..-1w", "2025-03-17", "2025-03-24"), ("..-1M", None, "2025-02-28"), ("-13m", "2024-02-29", "2025-03-31"),
        ("-99999y", "0001-01-01", "2025-03-31"), ("-99999w", "*", "2025-03-31"), ("2025-10..2025-11", "2025-10-01", "2025-11-30"),
    ],
)  # fmt: skip
def test_times_before_today(value: str, first: str | None, last: str | None) -> None:
    found = days(value, TODAY)
    assert found is not None
    assert first == "*" or found[0] == (dt.date.fromisoformat(first) if first else None)
    assert found[1] == (dt.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "value",
    [
        "-2x",
        "-w",
        "2w",
        "..",
        "2025-13",
        "soon",
        "2025-10..soon",
        "1..",
        "-2w-",
        "٢٠٢٥",
        "31 April 2025",
        "October",
        "May 25",
    ],
)
def test_no_dates(value: str) -> None:
    assert days(value, TODAY) is None


@pytest.mark.parametrize("value", ["", "..", "2", "1.5", "-1", "101%", "a", "0.5....9", ".", "0.5..x", "٠"])
def test_no_shares(value: str) -> None:
    assert shares(value) is None


def test_filters_take_months_and_times_ago(filled: Call) -> None:
    today = dt.date.today()
    filled(f"record 'Fresh as paint' --date {today}")
    assert "Fresh" in filled("search --since -1d").out
    assert "Fresh" not in filled("search --until -1d").out
    assert "Fresh" in filled("search date:-1w").out
    assert "spring" in filled("search --since 2025-03 --until 2025-03").out
    assert "spring" not in filled("search --since 2025-04 --until 2025").out


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("speaker:nobody", "no speaker is called 'nobody'"), ("outlet:nowhere", "no outlet"), ("date:2025-12..2025-01", "before it begins"),
        (" ".join(f"w{n}" for n in range(300)), "only its beginning"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(filled: Call, query: str, says: str) -> None:
    found = filled(f"search '{query}'")
    assert (found.status, found.out) == (0, "")
    assert says in found.err


@pytest.mark.parametrize(
    "line", ["search", "search --count", "search --json", "export --csv", "variants", "report speakers --query"]
)
@pytest.mark.parametrize("query", ["said:yesterdayish", "-date:2025-13", "spring or (safe date:2025-02-30)"])
def test_what_is_no_date_is_refused(filled: Call, line: str, query: str) -> None:
    found = filled(f"{line} '{query}'" if query[0] != "-" else f"{line} 'spring {query}'")
    assert (found.status, found.out) == (2, "")
    assert "is no date (2025, 2025-10, " in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize(
    "line", ["search", "search --count", "search --jsonl", "export --csv", "variants", "report speakers --query"]
)
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("kind:odd", "there is no kind 'odd'; there are direct, partial, block"),
        ("kind:direct,odd", "there is no kind 'odd'"),
        ("kind:dircet", "did you mean direct?"),
        ("kind:,", "there is no kind ','"),
        ("spring -status:odd", "there is no status 'odd'; there are extracted, confirmed"),
        ("spring or (safe modality:unsaid)", "there is no modality 'unsaid'; did you mean said?; there are said,"),
        ("confidence:high", "confidence:high is no share (0.9, 0.5..0.8, 80%)"),
    ],
)
def test_a_code_that_nothing_can_have_is_refused(filled: Call, line: str, query: str, says: str) -> None:
    found = filled(f"{line} '{query}'")
    assert (found.status, found.out) == (2, "")
    assert says in found.err
    assert found.err.count("\n") == 1


def test_a_name_is_suggested_as_a_speaker(filled: Call) -> None:
    for typed in ("Dana Okafor", '"Dana Okafor"'):
        assert "try: quotes search 'speaker:\"Dana Okafor\"'" in filled(f"search '{typed}'").err


def test_show_marks_quotation_cue_and_speaker(filled: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = quote_id(filled, "spring")
    found = filled(f"show {uid}").out
    assert "“>>>We open in spring,<<<” {said} [Dana Okafor, an engineer], on Monday." in found
    for fact in (
        "Tarnmouth Courier",
        "2025-03-14",
        "https://courier.example/bridge",
        "characters 1-19",
        "text hash  ",
        "extractor  quotes",
    ):
        assert fact in found
    assert "disgrace" not in found
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = filled(f"show {uid}").out
    assert (
        f"“{YELLOW}We open in spring,{PLAIN}” \x1b[36msaid{PLAIN} \x1b[1mDana Okafor, an engineer{PLAIN}, on"
        in coloured
    )


def test_show_neighbours(filled: Call) -> None:
    uid = quote_id(filled, "safe")
    before, after = filled(f"show {uid} -C 1").out.split("(>>>quotation<<<")
    assert "We open in spring" in before.split("“We open", 1)[0] or before.startswith("beside it, before:")
    assert "beside it, after:" in after
    assert "a disgrace" in after
    found = json.loads(filled(f"show {uid} -C 5 --json").out)
    assert [row["words"] for row in found["earlier"]] == ["We open in spring,"]
    assert [row["words"] for row in found["later"]] == ["a disgrace"]
    place = found["passage"]
    assert place["text"][slice(*place["quotation"])] == "The bridge is safe."
    assert found["start"] - place["quotation"][0] == place["start"]


def test_show_lists_decisions(filled: Call, home: Path) -> None:
    uid = quote_id(filled, "safe")
    with open_store(str(home / ".local/share/quotes/quotes.db")) as store, store.writing() as session:
        number = session.scalar(select(QuoteRow.id).where(QuoteRow.uid == uid))
        common = {
            "at": dt.datetime(2025, 4, 1, 12, tzinfo=dt.UTC),
            "who": "Ada",
            "subject": "quote",
            "subject_id": number,
        }
        session.add(
            DecisionRow(
                operation=1, action="correct", before={"speaker": 1}, after={"speaker": 2}, note="phoned", **common
            )
        )
        session.add(DecisionRow(operation=2, action="undo", before=None, after=None, undoes=1, **common))
    found = filled(f"show {uid}").out
    assert found.endswith(
        "\n\ndecisions:\n"
        "  #1  correct by Ada, 2025-04-01 12:00 UTC; undone by #2\n"
        "      phoned\n"
        "      speaker  1 → 2\n"
        "  #2  undo by Ada, 2025-04-01 12:00 UTC\n"
    )
    assert json.loads(filled(f"show {uid} --json").out)["decisions"][0]["note"] == "phoned"


def test_ids_and_uids_stay(filled: Call, article: Path) -> None:
    before = json.loads(filled("sql 'SELECT id, uid FROM quote ORDER BY id' --json").out)
    filled(f"add {article} --outlet 'Tarnmouth Courier' --url https://courier.example/bridge")
    filled("record 'One more.'")
    filled("db upgrade")
    after = json.loads(filled("sql 'SELECT id, uid FROM quote ORDER BY id' --json").out)
    assert after[: len(before)] == before


def test_styles_do_nothing_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    import io

    assert styles(io.StringIO())("x", "match") == "x"


@pytest.mark.parametrize("line", ["we -n 2", "open -n 2", "--exact e -n 2 --offset 1", "--regex e -n 9 --offset 1", "--exact e -n 9 --columns uid,words"])  # fmt: skip
def test_many_rows_are_the_same_as_few(filled: Call, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """More rows than are held at a time are streamed, fewer are looked up by their ids."""
    few = filled(f"search {line} --csv")
    monkeypatch.setattr("quotes.store.search.rows.AT_ONCE", 1)
    monkeypatch.setattr("quotes.store.search.rows.LOOKED_UP", 1)
    assert filled(f"search {line} --csv") == few
    assert (few.status, few.err) == (0, "")
    assert few.out.count("\n") > 1
