"""Articles of an older program get the language that their text is in: all of them, once, whatever interrupts it."""

from itertools import islice

import pytest
from sqlalchemy import select, update

from quotes.model import Article
from quotes.output.changes import language_lines
from quotes.store.articles import languages
from quotes.store.articles.languages import tell_languages
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow

TEXTS = (
    "The council said that the bridge would be open in the spring, and that it had been closed for years.",
    "Die Brücke ist seit Jahren nicht mehr offen, und der Rat hat gesagt, dass sie im Frühling wieder auf ist.",
    "Le pont est fermé depuis des années, et le conseil a dit qu’il sera ouvert au printemps pour les habitants.",
)


@pytest.fixture
def old(store: Store) -> Store:
    for number, text in enumerate(TEXTS):
        with store.writing() as session:
            save_article(session, Article(text=text, url=f"https://example.com/{number}"), [], extractor="old")
    with store.writing() as session:
        session.execute(update(ArticleRow).values(language=None))
        session.add(ArticleRow(**_untexted(session.scalars(select(ArticleRow).limit(1)).one())))
        session.execute(
            update(ArticleRow).where(ArticleRow.story_key == "url:https://example.com/2").values(language="x")
        )
    return store


def _untexted(row: ArticleRow) -> dict[str, object]:
    return {"uid": "a2", "story_key": "recorded:x", "version": 1, "is_current": True, "added_at": row.added_at}


def stored(store: Store) -> list[str | None]:
    with store.reading() as session:
        return list(session.scalars(select(ArticleRow.language).order_by(ArticleRow.id)))


def test_every_text_without_a_language_gets_one(old: Store) -> None:
    assert [each.language for each in tell_languages(old)] == ["en", "de"]
    assert stored(old) == ["en", "de", "x", None]
    assert list(tell_languages(old)) == []


def test_what_was_told_before_an_interruption_stays(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "BATCH", 1)
    first = list(islice(tell_languages(old), 1))
    assert ([each.language for each in first], stored(old)) == (["en"], ["en", None, "x", None])
    assert [each.language for each in tell_languages(old)] == ["de"]


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        pytest.param([], [], id="nothing to tell"),
        pytest.param([("a1", "en")], ["1 article got a language, that of the text: 1 English"], id="English alone"),
        pytest.param(
            [("a1", "en"), ("a2", "de"), ("a3", "en")],
            [
                "3 articles got a language, that of the text: 2 English, 1 German",
                "1 article of them is not in English and may have been read as if it were: quotes articles reextract a2 "
                "reads again, and leaves alone what people decided",
            ],
            id="one in German",
        ),
        pytest.param(
            [(f"a{number}", "xx") for number in range(6)],
            [
                "6 articles got a language, that of the text: 6 xx",
                "6 articles of them are not in English and may have been read as if they were: quotes articles reextract "
                "reads again, and leaves alone what people decided",
            ],
            id="many of another language",
        ),
    ],
)
def test_what_is_said(told: list[tuple[str, str]], lines: list[str]) -> None:
    assert list(language_lines(told)) == lines
