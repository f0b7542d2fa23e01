"""Articles into the store and out again."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from quotes.errors import NotFound
from quotes.model import Article, Credit, Precision, Quote, Role, SpeakerKind
from quotes.store.article_identity import canonical_url
from quotes.store.articles.added_again import StoredArticle
from quotes.store.articles.record import record
from quotes.store.articles.save import save_article
from quotes.store.columns import Base
from quotes.store.database.connect import Store
from quotes.store.database.verify import verify
from quotes.store.query.filters import Filter
from quotes.store.query.identifiers import find_quote
from quotes.store.schema import ArticleRow, OutletAliasRow, OutletRow, QuoteRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.search.show import show
from quotes.store.speakers.lookup import speaker_card, speakers
from quotes.store.statuses import Outcome

TEXT = "“We open in spring,” said Dana Okafor. “Nobody listened,” said one official."
ARTICLE = Article(text=TEXT, outlet="Tarnmouth Courier", published_on=dt.date(2025, 3, 14))


def quoted(words: str, speaker: str | None = None, kind: SpeakerKind = SpeakerKind.PERSON, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote(
        start=start, end=start + len(words), text=words, speaker=speaker, speaker_kind=kind if speaker else None
    )


QUOTES = [
    quoted("We open in spring,", "Dana Okafor"),
    quoted("Nobody listened,", "official", SpeakerKind.UNNAMED),
]


def save(store: Store, article: Article = ARTICLE, quotes: list[Quote] | None = None) -> StoredArticle:
    with store.writing() as session:
        return save_article(session, article, QUOTES if quotes is None else quotes, extractor="test")


def count(store: Store, table: type[Base]) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_new_then_already_stored(store: Store) -> None:
    first, second = save(store), save(store)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.ALREADY_STORED)
    assert (first.uid, first.quotations) == (second.uid, second.quotations)
    assert (count(store, ArticleRow), count(store, QuoteRow), count(store, SpeakerRow)) == (1, 2, 2)


def test_other_text_of_the_same_url_is_the_next_version(store: Store) -> None:
    at = replace(ARTICLE, url="https://courier.example/bridge?utm_source=x")
    save(store, at)
    longer = TEXT + " It rained."
    found = save(store, replace(at, text=longer, url="https://COURIER.example/bridge#top"))
    assert (found.outcome, found.version) == (Outcome.NEW_VERSION, 2)
    with store.reading() as session:
        assert {row["article_version"] for row in search(session, "", Filter())} == {2}
        assert len(search(session, "", Filter(all_versions=True))) == 4


@pytest.mark.parametrize(
    ("first", "again", "filled", "differing"),
    [
        (replace(ARTICLE, outlet=None), ARTICLE, ("outlet",), ()),
        (replace(ARTICLE, published_on=None), ARTICLE, ("published_on",), ()),
        (ARTICLE, replace(ARTICLE, published_on=dt.date(2025, 3, 15)), (), ("published_on",)),
        (ARTICLE, replace(ARTICLE, title="A title"), ("title",), ()),
        (ARTICLE, replace(ARTICLE, outlet=None), (), ()),
    ],
    ids=["outlet filled", "date filled", "date differs", "title filled", "no outlet said"],
)
def test_a_repeated_addition_fills_and_never_overwrites(
    store: Store, first: Article, again: Article, filled: tuple[str, ...], differing: tuple[str, ...]
) -> None:
    save(store, first)
    found = save(store, again)
    assert (found.outcome, found.filled, found.differing) == (Outcome.ALREADY_STORED, filled, differing)
    assert count(store, ArticleRow) == 1


def test_the_same_text_in_another_outlet_is_another_article(store: Store) -> None:
    save(store)
    assert save(store, replace(ARTICLE, outlet="Global Ledger")).outcome is Outcome.NEW
    assert (count(store, ArticleRow), count(store, OutletRow)) == (2, 2)


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Kim Jong Un", "Kim Jong-un"], 1),
        (["Volodymyr Zelensky", "Volodymyr Zelenskyy"], 1),
        (["Bill Harker", "William Harker"], 1),
        (["J. Okafor", "Jane Okafor"], 2),
        (["J. K. Okafor", "J.K. Okafor", "Senator J.K. Okafor"], 1),
        (["Liz Okafor", "Elizabeth Okafor"], 1),
        (["Tony Okafor", "Anthony Okafor"], 1),
        (["Alex Marl", "Alexandra Marl"], 2),
        (["Pat Marl", "Patrick Marl"], 2),
        (["Sam Marl", "Samantha Marl"], 2),
        (["Charlie Marl", "Charlotte Marl"], 2),
        (["D. Marl", "Dan Marl"], 2),
        (["D. Marl", "Dan Marl", "Daniel Marl"], 2),
        (["Maria Marl", "María José Marl"], 2),
        (["María José Marl", "Maria Jose Marl"], 1),
        (["Juan Marl", "Juan Carlos Marl"], 2),
        (["Juan Marl", "Juan P. Marl"], 1),
        (["Helen Marl", "Helen Margaret Marl"], 1),
        (["Datuk Seri Faiz Marl", "Faiz Marl", "Dato' Faiz Marl"], 1),
        (["Tan Sri Faiz Marl", "Faiz Marl"], 1),
        (["Tan Wei Ling", "Wei Ling"], 2),
        (["Maulana Faiz Marl", "Faiz Marl", "Mdm Faiz Marl"], 1),
        (["Sri Marlani", "Marlani"], 2),
        (["Hillary Clinton", "Bill Clinton"], 2),
        (["George W. Bush", "George H.W. Bush"], 2),
        (["Kim Jong Un", "North Korean leader Kim Jong Un", "Kim Jong-Un"], 1),
        (["Hillary Clinton", "Hillary Rodham Clinton", "Rival Hillary Clinton", "Senator Hillary Clinton"], 1),
        (["J. Okafor", "Jane Okafor", "John Okafor"], 3),
        (["Ed Okafor", "Edward Okafor", "Edmund Okafor"], 2),
        (["Mark Jones", "Jeffrey M. Jones"], 2),
        (["Jonah Goldberg", "J.J. Goldberg"], 2),
        (["Jim Bennett", "William J. Bennett"], 2),
        (["Ann Lewis", "James A. Lewis"], 2),
        (["Prince Andrew", "Prince Andrew"], 1),
        (["Pope Francis", "Francis"], 2),
    ],
    ids=str,
)
def test_full_names_are_linked_where_that_is_safe(store: Store, names: list[str], people: int) -> None:
    for number, name in enumerate(names):
        text = f"“Words,” said {name}."
        save(store, Article(text=text, url=f"https://x.example/{number}"), [quoted("Words,", name, text=text)])
    assert count(store, SpeakerRow) == people


def test_a_surname_a_role_a_description_stay_with_their_article(store: Store) -> None:
    for number in range(2):
        text = "“A,” said Okafor. “B,” said one official."
        quotes = [quoted("A,", "Okafor", text=text), quoted("B,", "official", SpeakerKind.UNNAMED, text=text)]
        save(store, Article(text=text, url=f"https://x.example/{number}"), quotes)
    assert count(store, SpeakerRow) == 4
    with store.reading() as session:
        assert speakers(session) == []
        assert len(speakers(session, every=True)) == 4


def test_a_list_cut_short_leaves_out_what_was_superseded(store: Store) -> None:
    for number, names in enumerate(
        (("Dana Okafor", "Jun Takeda"), ("Dana Okafor",), ("Mira Lindqvist", "Dana Okafor"))
    ):
        text = " ".join(f"“Words {place},” said {name}." for place, name in enumerate(names))
        quotes = [quoted(f"Words {place},", name, text=text) for place, name in enumerate(names)]
        save(store, Article(text=text, url=f"https://x.example/{number // 2}"), quotes)
    with store.reading() as session:
        whole = speakers(session)
        assert [(line.speaker, line.quotations) for line in whole] == [("Dana Okafor", 2), ("Mira Lindqvist", 1)]
        assert [speakers(session, limit=most) for most in range(4)] == [whole[:most] for most in range(4)]


def test_credits_and_card(store: Store) -> None:
    quote = replace(
        QUOTES[0],
        credits=(Credit("Jun Takeda", Role.JOINT), Credit("Harbour Board", Role.FOR, SpeakerKind.ORGANISATION)),
    )
    save(store, ARTICLE, [quote])
    with store.reading() as session:
        assert [row["words"] for row in search(session, "", Filter(speaker="Jun Takeda"))] == [quote.text]
        card = speaker_card(session, "okafor")
        assert card.line.speaker == "Dana Okafor"
        assert card.outlets == (("Tarnmouth Courier", 1),)
        shown = show(session, search(session, "spring", Filter())[0]["uid"][:8], neighbours=1)
        assert ("joint", "Jun Takeda") in shown.parties
        assert shown.passage.text[: shown.passage.quotation[0]].endswith("“")


def test_recorded_by_hand_once(store: Store) -> None:
    made = []
    for _ in range(2):
        with store.writing() as session:
            made.append(
                record(session, "We open.", speaker="Dana Okafor", outlet="Courier", published_on=dt.date(2025, 3, 1))
            )
    assert [each.already for each in made] == [False, True]
    with store.reading() as session:
        row = search(session, "open", Filter())[0]
        assert (row["status"], row["confidence"], row["start_offset"]) == ("recorded", None, None)
        assert find_quote(session, made[0].uid)


def test_verify_finds_a_changed_word_and_a_changed_text(store: Store) -> None:
    save(store)
    with store.reading() as session:
        assert verify(session).problems == ()
    with store.writing() as session:
        session.query(QuoteRow).filter_by(words=QUOTES[0].text).update({"words": "We never open,"})
    with store.reading() as session:
        problems = verify(session).problems
    assert [each.what.split()[0:2] for each in problems] == [["its", "words"], ["its", "search"]]
    with store.writing() as session:
        session.query(ArticleRow).update({"text": TEXT.upper()})
    with store.reading() as session:
        assert any("hash" in each.what for each in verify(session).problems)


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def saves_and_fails() -> None:
        with store.writing() as session:
            save_article(session, ARTICLE, QUOTES, extractor="test")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        saves_and_fails()
    assert count(store, ArticleRow) == 0


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://Example.com:443/a?b=1#c", "https://example.com/a?b=1"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a?utm_medium=x&id=3&fbclid=9", "https://example.com/a?id=3"),
        ("http://example.com:8080/ä", "http://example.com:8080/%C3%A4"),
    ],
)
def test_canonical_url(url: str, same: str) -> None:
    assert canonical_url(url) == same
    assert canonical_url(same) == same


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://x.example/a%2Fb", "https://x.example/a/b"),
        ("https://x.example/?smidgen=1", "https://x.example/"),
        ("https://x.example/a", "https://www.x.example/a"),
        ("https://x.example/a", "https://x.example/a/"),
        ("https://x.example/a", "https://x.example:8443/a"),
        ("https://x.example/%FF", "https://x.example/%FE"),
    ],
    ids=["an escaped slash", "a parameter like a tracker's", "www", "final slash", "port", "bytes"],
)
def test_urls_that_may_be_other_pages(url: str, other: str) -> None:
    assert canonical_url(url) != canonical_url(other)


@example("A:////")
@given(st.text(max_size=40) | st.from_regex(r"https?://[a-z\[\]:.%0-9]{1,12}/[a-z%0-9?&=#/]{0,20}", fullmatch=True))
def test_any_text_has_one_canonical_url(url: str) -> None:
    once = canonical_url(url)
    assert once.encode()
    assert canonical_url(once) == once


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"], ids=["NUL", "lone surrogate"])
def test_what_a_database_refuses_is_replaced_in_all_that_is_said(store: Store, bad: str) -> None:
    article = Article(
        text=TEXT, id=bad, outlet=bad, title=bad, byline=bad, url=f"https://x.example/{bad}", language=bad
    )
    assert save(store, article, [quoted("We open in spring,", bad)]).outcome is Outcome.NEW
    assert save(store, article).outcome is Outcome.ALREADY_STORED
    with store.writing() as session:
        record(session, bad, speaker=bad, outlet=bad, published_on=None, title=bad, via=bad)
    with store.reading() as session:
        rows = search(session, "", Filter(speaker=bad, outlet=bad))
        assert sorted((row["title"], row["words"]) for row in rows) == [
            ("a\ufffdb", "We open in spring,"),
            ("a\ufffdb", "a\ufffdb"),
        ]


def test_a_blank_outlet_title_or_speaker_is_none(store: Store) -> None:
    save(store, replace(ARTICLE, outlet="  ", title="\n"))
    with store.writing() as session:
        record(session, "Words.", speaker=" ", outlet="", published_on=None)
    assert (count(store, OutletRow), count(store, SpeakerRow)) == (0, 2)


def test_an_outlets_other_name_makes_no_other_article(store: Store) -> None:
    save(store)
    with store.writing() as session:
        known = session.scalars(select(OutletRow.id)).one()
        session.add(OutletAliasRow(outlet_id=known, alias="The Courier", key="the courier"))
    assert save(store, replace(ARTICLE, outlet="THE COURIER")).outcome is Outcome.ALREADY_STORED
    assert save(store, replace(ARTICLE, outlet="The Courier", text=f"{TEXT} ")).outcome is Outcome.NEW
    assert (count(store, ArticleRow), count(store, OutletRow)) == (2, 1)


def test_outlets_without_letters_stay_apart(store: Store) -> None:
    for name in ("🎉", "!!!"):
        save(store, replace(ARTICLE, outlet=name), [])
    assert (count(store, ArticleRow), count(store, OutletRow)) == (2, 2)


@pytest.mark.parametrize(
    ("status", "said"),
    [("extracted", [dt.date(2025, 3, 14), None]), ("corrected", [None, None])],
    ids=["undecided", "a person decided"],
)
def test_a_date_that_is_filled_dates_the_phrases(store: Store, status: str, said: list[dt.date | None]) -> None:
    undated = [replace(QUOTES[0], said_on_phrase="on Friday"), QUOTES[1]]
    save(store, replace(ARTICLE, published_on=None), undated)
    with store.writing() as session:
        session.execute(update(QuoteRow).values(status=status))
    friday = dt.date(2025, 3, 14)
    dated = replace(undated[0], said_on=friday, said_on_end=friday, said_on_precision=Precision.DAY)
    assert save(store, ARTICLE, [dated, QUOTES[1]]).filled == ("published_on",)
    with store.reading() as session:
        rows = session.execute(select(QuoteRow.said_on, QuoteRow.said_on_precision).order_by(QuoteRow.id)).all()
        assert [row[0] for row in rows] == said
        assert [row[1] for row in rows] == ["day" if day else None for day in said]


@pytest.mark.parametrize("given", ["²", "①", "٣", "999999999999999999999", "", " ", "q", "%", "zz"])
def test_an_id_that_is_none_is_not_found(store: Store, given: str) -> None:
    save(store)
    with store.reading() as session, pytest.raises(NotFound):
        find_quote(session, given)


@settings(max_examples=25)
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=60))
def test_what_goes_in_comes_out(store: Store, words: str) -> None:
    text = f"«{words}»"
    quote = Quote(start=1, end=1 + len(words), text=words)
    with store.writing() as session:
        saved = save_article(session, Article(text=text), [quote], extractor="test")
    with store.reading() as session:
        article = session.get_one(ArticleRow, saved.article)
        assert article.text == text
        assert session.scalar(select(QuoteRow.words).where(QuoteRow.article_id == article.id)) == words
