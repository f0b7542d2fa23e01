"""The pages in Chromium: with and without scripts, light and dark, on a telephone and on a desk, by keyboard alone.

Needs Debian's ``chromium`` with ``fonts-dejavu-core``, and ``playwright``; axe-core comes with the tools of
``tests/tools/requirements.txt``.
"""

import datetime as dt
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from quotes.store.database.connect import Store, open_store
from quotes.store.query.identifiers import find_quote
from quotes.store.review.review_decisions import confirm
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerRow
from quotes.web.app import create_app
from quotes.web.pages import speaker_changes
from quotes.web.serving import Server
from quotes.web.settings import Settings
from tests.browser import launched
from tests.web.sites import fill_with_samples, store_article
from tests.web.test_web_pages import hostile_store, paths_of

pytestmark = pytest.mark.browser
SIZES = {"telephone": 360, "desk": 1280}
SCHEMES = ("light", "dark")
PATIENCE = 60
RULES = """axe => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(each =>
    each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what keeps people from using a page."""
    tools = Path(os.environ.get("QUOTES_TEST_TOOLS", "/nowhere"))
    found = sorted(tools.parent.glob("lib/python*/site-packages/axe_playwright_python/axe.min.js"))
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("QUOTES_TEST_TOOLS names no tools with axe-core")
        pytest.skip("QUOTES_TEST_TOOLS names no tools with axe-core")
    return found[0].read_text(encoding="utf-8")


@contextmanager
def served(store: Store, **settings: Any) -> Iterator[str]:
    """Serves *store* from a thread; gives the address."""
    server = Server(create_app(store, Settings(**settings)), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.end()
        thread.join(PATIENCE)


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Eight bundled articles, a story with two versions, and a hostile article."""
    path = tmp_path_factory.mktemp("browser") / "quotes.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(str(path)) as store:
        known = {"url": "https://courier.example/bridge", "outlet": "Tarnmouth Courier"}
        store_article(store, "“The bridge is safe,” said Dana Okafor. “It is dear,” said Gareth Lindqvist.", **known)
        store_article(store, "“The bridge was safe,” said Dana Okafor.", **known)
        fill_with_samples(store)
        yield store


@pytest.fixture(scope="module")
def site(filled: Store) -> Iterator[str]:
    with served(filled, writes=True, user="Ines Calloway") as address:
        yield address


class Looked:
    """Pages of one browser, which notes what it loads from elsewhere and what it complains about."""

    def __init__(self, chromium: Any, address: str, width: int, scheme: str = "light", *, script: bool = True) -> None:
        self.address = address
        self.context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
        )
        self.view = self.context.new_page()
        self.said: list[str] = []
        self.view.on("console", lambda message: self.said.append(f"{self.view.url}: {message.text}"))
        self.view.on("pageerror", lambda error: self.said.append(f"{self.view.url}: {error}"))
        self.view.on("request", self._asked)
        self.view.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.address + "/"):
            self.said.append(f"asked {request.url}")

    def go(self, path: str) -> Any:
        self.view.goto(self.address + path)
        return self.view


@contextmanager
def looked(chromium: Any, address: str, width: int, scheme: str = "light", *, script: bool = True) -> Iterator[Looked]:
    found = Looked(chromium, address, width, scheme, script=script)
    try:
        yield found
        assert found.said == []
    finally:
        found.context.close()


def every_path(store: Store) -> list[str]:
    with store.reading() as session:
        story = session.scalars(select(ArticleRow.uid).where(ArticleRow.version == 2)).first()
        uid = session.scalars(select(QuoteRow.uid)).first()
        speaker = session.scalars(
            select(SpeakerRow.uid).join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id).order_by(QuoteRow.id)
        ).first()
    more = [f"/articles/{story}/versions"] if story else []
    return [
        *paths_of(store), *more, "/check", "/review", "/review?sample=5&seed=7", "/log", "/add", f"/quotations/{uid}?done=1",
        f"/speakers/{speaker}/split", f"/speakers/{speaker}/split?q=the", f"/speakers/{speaker}/merge",
        "/?q=the&speaker=Dana+Okafor", "/?q=the&order=relevance&kind=direct",
    ]  # fmt: skip


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_and_loads_nothing_from_elsewhere(
    chromium: Any, filled: Store, site: str, size: str, scheme: str, script: bool
) -> None:
    with looked(chromium, site, SIZES[size], scheme, script=script) as browser:
        for path in every_path(filled):
            view = browser.go(path)
            assert view.evaluate("document.documentElement.scrollWidth") <= SIZES[size], path
            assert view.locator("h1").count() == 1, path


def faults(view: Any, axe: str) -> list[str]:
    """What axe finds on the page that *view* shows, everything unfolded."""
    view.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    view.evaluate(axe + "; null")
    return list(view.evaluate(f"({RULES})(window.axe)"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(chromium: Any, filled: Store, site: str, axe: str, size: str, scheme: str) -> None:
    with looked(chromium, site, SIZES[size], scheme) as browser:
        for path in (*every_path(filled), "/?open"):
            view = browser.go(path)
            assert faults(view, axe) == [], path


@pytest.mark.parametrize("path", ["/nothing", "/?q=xyzzy", "/?speaker=Nobody", "/speakers?name=Nobody+Such", "/enter"])
def test_axe_finds_nothing_on_what_is_not_there(chromium: Any, site: str, axe: str, path: str) -> None:
    browser = Looked(chromium, site, 1280)
    view = browser.go(path)
    assert faults(view, axe) == []
    browser.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_what_forms_answer(
    chromium: Any, samples: Store, axe: str, size: str, scheme: str
) -> None:
    with served(samples, writes=True, user="Bo Hart") as address:
        browser = Looked(chromium, address, SIZES[size], scheme)  # says of refused forms that they failed
        with samples.reading() as session:
            uid, speaker = session.execute(
                select(QuoteRow.uid, SpeakerRow.uid)
                .join(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
                .order_by(QuoteRow.id)
            ).first() or ("", "")

        def answered(path: str, button: str, typed: dict[str, str], *, changed: bool = False) -> list[str]:
            """What axe and the width say of the answer of a form, which somebody else is faster than if *changed*."""
            view = browser.go(path)
            view.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            for label, value in typed.items():
                view.get_by_role("textbox", name=label, exact=True).fill(value)
            if changed:
                with samples.writing() as session:
                    confirm(session, [find_quote(session, uid)])
            with view.expect_navigation():
                view.get_by_role("button", name=button, exact=True).click()
            assert view.evaluate("document.documentElement.scrollWidth") <= SIZES[size], path
            return [view.inner_text("main"), *faults(view, axe)]

        quotation, store = f"/quotations/{uid}", "Store the correction"
        answers = {
            "nothing was changed": answered(quotation, store, {}),
            "tick “make a new speaker”": answered(quotation, store, {"Speaker": "Nobody Such"}),
            "while you were looking at it": answered(quotation, store, {"Speaker": "Mira Such"}, changed=True),
            "Stored: corrected": answered(quotation, store, {"Via": "AFP"}),
            "are one speaker already": answered(
                f"/speakers/{speaker}/merge", "Show what would move", {"Into whom? A name or uid": speaker}
            ),
            "paste": answered("/check", "Check it", {"Draft": " "}),
            "the new name is empty": answered(f"/speakers/{speaker}", "Rename", {"Name": " "}),
            "Stored: renamed": answered(f"/speakers/{speaker}", "Rename", {"Name": f"Mira {'Longname-' * 12}Such"}),
            "tick the quotations": answered(f"/speakers/{speaker}/split", "Move what is ticked", {}),
        }
        browser.context.close()
    for said, (text, *found) in answers.items():
        assert found == [], said
        assert said in text


DRAFT = """“The bridge is dear, and every family of this town will pay for it,” said Gareth Lindqvist in the Global Gazette.

“The harbor lost 35% of its trade last year,” said Dana Okafor on Friday.

“We will pay a single pound for the new bridge over the river,” said Dana Okafor, who spoke for the council.

“{}” said Dana Okafor.

“Whales have never been seen in this particular harbour before,” said Priya Raman.
"""
STORED = """“The bridge is dear, and every family of this town will pay for it,” said Dana Okafor.

“The harbour lost thirty-five percent of its trade last year,” said Dana Okafor on Monday.

“We will not pay a single pound for the new bridge over the river,” said Dana Okafor.

“{}” said Dana Okafor.
"""
LONG = f"The {'Llanfair' * 12} stands in the river of our town,"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_a_checked_draft_with_remarks_fits(
    chromium: Any, sqlite_template: Path, tmp_path: Path, axe: str, size: str, scheme: str
) -> None:
    path = tmp_path / "check.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(str(path)) as store:
        store_article(
            store, STORED.format(LONG), outlet="Tarnmouth Courier", published_on=dt.date(2025, 10, 7), title="W" * 150
        )
        with served(store) as address, looked(chromium, address, SIZES[size], scheme) as browser:
            view = browser.go("/check")
            view.get_by_label("Draft", exact=True).fill(DRAFT.format(LONG))
            view.get_by_label("Day of the draft").fill("2025-10-14")
            view.get_by_role("button", name="Check it").click()
            told = view.locator(".remarks li").all_inner_texts()
            assert len(told) >= 4, told
            assert {each.split(":")[0] for each in told} >= {"spelling", "number"}, told
            assert view.get_by_text("and the meaning changes").count() == 1
            assert view.evaluate("document.documentElement.scrollWidth") <= SIZES[size]
            for each in view.locator(".claim, .remarks, .passage").all():
                box = each.bounding_box()
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= SIZES[size]
            assert faults(view, axe) == []


def test_the_page_for_the_token(chromium: Any, filled: Store, axe: str) -> None:
    token = "correct-horse-battery"
    with served(filled, token=token) as address, looked(chromium, address, 360, "dark") as browser:
        view = browser.go("/?q=bridge")
        assert faults(view, axe) == []
        view.get_by_label("Token").fill(token)
        view.keyboard.press("Enter")
        view.wait_for_url("**/?q=bridge")
        assert view.locator(".result").count() > 0
        view.get_by_role("button", name="Leave").click()
        assert "/enter" in view.url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_hostile_articles_carry_out_nothing(chromium: Any, sqlite_template: Path, tmp_path: Path, script: bool) -> None:
    path = tmp_path / "hostile.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(str(path)) as store:
        uid = hostile_store(store)
        with served(store, writes=True) as address, looked(chromium, address, 360, script=script) as browser:
            for each in (*every_path(store), f"/articles/{uid}"):
                view = browser.go(each)
                assert view.evaluate("document.documentElement.scrollWidth") <= 360, each
                assert view.locator("img").count() == 0
                assert view.locator("a[href^='javascript']").count() == 0


def test_a_desk_finds_corrects_and_takes_along_without_a_script(chromium: Any, samples: Store, tmp_path: Path) -> None:
    """Find what the minister said about the bridge, correct the one that is wrong, send me the table."""
    with (
        served(samples, writes=True, user="Bo Hart") as address,
        looked(chromium, address, 1280, script=False) as browser,
    ):
        view = browser.go("/")
        view.get_by_role("searchbox").fill("bridge")
        view.get_by_role("button", name="Search").first.click()
        view.get_by_role("link", name="Dana Okafor").first.click()
        view.get_by_role("link", name="All quotations").click()
        before = view.locator(".result").count()
        view.get_by_role("link", name="Details").first.click()
        view.get_by_text("Correct words, speaker").click()
        view.get_by_role("textbox", name="Speaker").fill("Gareth Lindqvist")
        view.get_by_role("button", name="Store the correction").click()
        assert "Stored: corrected" in view.inner_text("main")
        view.go_back()
        view.go_back()
        view.reload()
        assert view.locator(".result").count() == before - 1
        with view.expect_download() as download:
            view.get_by_role("link", name="Excel").click()
        download.value.save_as(tmp_path / "quotes.xlsx")
        assert (tmp_path / "quotes.xlsx").stat().st_size > 1000
        view.get_by_role("link", name="Speakers").click()


def test_the_review_by_keys(chromium: Any, samples: Store) -> None:
    def statuses() -> list[str]:
        with samples.reading() as session:
            return sorted(session.scalars(select(QuoteRow.status).where(QuoteRow.status != "extracted")))

    with served(samples, writes=True) as address, looked(chromium, address, 1280) as browser:
        view = browser.go("/review")
        first = view.inner_text("blockquote")
        with view.expect_navigation():
            view.keyboard.press("y")
        assert statuses() == ["confirmed"]
        with view.expect_navigation():
            view.keyboard.press("u")
        assert (statuses(), view.inner_text("blockquote")) == ([], first)
        with view.expect_navigation():
            view.keyboard.press("r")
        assert statuses() == ["rejected"]
        second = view.inner_text("blockquote")
        with view.expect_navigation():
            view.keyboard.press("k")
        assert view.inner_text("blockquote") != second
        view.keyboard.press("e")
        assert view.evaluate("document.activeElement.name") == "words"
        view.keyboard.press("y")
        assert statuses() == ["rejected"], "letters typed into a field are no keys"
        view.keyboard.press("Escape")
        view.keyboard.press("s")
        assert view.evaluate("document.activeElement.name") == "speaker"
        view.keyboard.press("Escape")
        view.get_by_label("Keys").uncheck()
        view.keyboard.press("y")
        assert statuses() == ["rejected"], "keys are switched off"
        view.reload()
        assert not view.get_by_label("Keys").is_checked(), "and stay off"


def test_by_keyboard_alone(chromium: Any, samples: Store) -> None:
    with served(samples) as address, looked(chromium, address, 1280) as browser:
        view = browser.go("/")
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.textContent") == "Skip to the content"
        assert view.locator(".skip").bounding_box()["x"] >= 0
        view.keyboard.press("Enter")
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.name") == "q"
        view.keyboard.type("bridge")
        view.keyboard.press("Enter")
        view.wait_for_url("**/?q=bridge")
        reached = set()
        for _ in range(100):
            view.keyboard.press("Tab")
            if view.evaluate("document.activeElement === document.body"):
                break  # behind the last one
            reached.add(
                view.evaluate("(document.activeElement.getAttribute('href') || '').split('?')[0].split('/')[1]")
            )
            outline = view.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", view.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert {"quotations", "articles", "speakers", "search.csv"} <= reached
        view.locator("body").press("/")
        assert view.evaluate("document.activeElement.name") == "q"


def test_a_speaker_is_renamed_and_split_by_keyboard_without_a_script(chromium: Any, samples: Store) -> None:
    """Rename, take it back, and move the first quotation to somebody else, with Tab, Space and Enter alone."""
    with samples.reading() as session:
        uid = session.scalars(
            select(SpeakerRow.uid).join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id).order_by(QuoteRow.id)
        ).first()

    def to(view: Any, name: str) -> None:
        """Goes on with Tab to what bears *name*: a field's name, or the words of a button, a link or what unfolds."""
        for _ in range(200):
            view.keyboard.press("Tab")
            found = view.evaluate("[document.activeElement.name, document.activeElement.textContent.trim()]")
            if name in found:
                assert view.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        pytest.fail(f"no way to {name}")

    def press(view: Any, key: str = "Enter") -> str:
        with view.expect_navigation():
            view.keyboard.press(key)
        return str(view.inner_text("main"))

    with (
        served(samples, writes=True, user="Bo Hart") as address,
        looked(chromium, address, 1280, script=False) as browser,
    ):
        view = browser.go(f"/speakers/{uid}")
        called = view.inner_text("h1")
        to(view, "Change the names")
        view.keyboard.press("Enter")
        to(view, "name")
        view.keyboard.press("Control+a")
        view.keyboard.type("Mira Such")
        to(view, "Rename")
        assert f"Stored: renamed {called} to Mira Such" in press(view)
        to(view, "Undo u")
        press(view)
        assert view.inner_text("h1") == called
        to(view, "Split …")
        press(view)
        to(view, "quotation")
        view.keyboard.press("Space")
        to(view, "into")
        view.keyboard.type("Mira Such")
        assert "Stored: moved " in press(view)


def test_ticks_last_without_a_script(chromium: Any, samples: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """From page to page by its button, and to a narrower list by Enter in the query, which moves nothing."""
    monkeypatch.setattr(speaker_changes, "PER_PAGE", 1)
    with samples.reading() as session:
        uid = session.scalars(select(SpeakerRow.uid).where(SpeakerRow.name == "Ada Merriweather")).one()
    with (
        served(samples, writes=True, user="Bo Hart") as address,
        looked(chromium, address, 360, script=False) as browser,
    ):
        view = browser.go(f"/speakers/{uid}/split")
        view.locator("input[type=checkbox]").check()
        view.get_by_label("A speaker’s name or uid").fill("Mira Such")
        with view.expect_navigation():
            view.get_by_role("button", name="Next →").click()
        view.locator("input[type=checkbox]").check()
        view.get_by_label("Show only").fill("zeppelin")
        with view.expect_navigation():
            view.keyboard.press("Enter")
        assert "2 quotations ticked that are not on this page will move too." in view.inner_text("main")
        assert view.evaluate("document.documentElement.scrollWidth") <= 360
        with view.expect_navigation():
            view.get_by_role("button", name="Move what is ticked").click()
        assert "Stored: moved 2 " in view.inner_text("main")


def test_filtering_in_place(chromium: Any, samples: Store) -> None:
    with served(samples) as address, looked(chromium, address, 1280) as browser:
        view = browser.go("/speakers")
        before = view.locator("#speakers tbody tr:visible").count()
        view.get_by_label("Show those with").fill("okafor")
        assert 0 < view.locator("#speakers tbody tr:visible").count() < before


def test_a_search_prints_without_what_paper_cannot_do(chromium: Any, samples: Store) -> None:
    with served(samples) as address, looked(chromium, address, 1280, "dark") as browser:
        view = browser.go("/?q=the")
        view.emulate_media(media="print", color_scheme="dark")
        for hidden in ("nav", "form.search", "aside"):
            assert not view.locator(hidden).first.is_visible(), hidden
        assert view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert view.locator(".result").first.is_visible()
