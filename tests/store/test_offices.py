"""A surname with an office that one person holds at a time: whose it is, and where that isn't sure."""

import datetime as dt
import itertools
import os

import pytest
from sqlalchemy import func, select

from quotes.english.names import family_key
from quotes.english.offices import named_office, offices_of, offices_of_family, relatives
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.erase import erase_speaker
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.decisions.log import operations
from quotes.store.query.filters import Filter
from quotes.store.schema import ArticleRow, DecisionRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.store.search.search import search
from quotes.store.speakers.changes import add_name, apart, remove_name, split
from quotes.store.speakers.lookup import speaker_card
from quotes.store.speakers.merges import merge
from quotes.store.speakers.suggest import suggestions
from quotes.store.speakers.take_back import undo
from quotes.workflow import reextract

P, V, M, C = "President", "Vice President", "Prime Minister", "Chancellor"


@pytest.mark.parametrize(
    ("text", "surname", "offices"),
    [
        ("He met President Obama.", "Obama", {P}),
        ("President Obama’s plan", "Obama", {P}),
        ("President\nObama spoke", "Obama", {P}),
        ("President\n\nObama spoke", "Obama", set()),
        ("President Barack H. Obama", "Obama", {P}),
        ("Vice President Biden", "Biden", {V}),
        ("Vice-President Biden", "Biden", {V}),
        ("Prime Minister Theresa May", "May", {M}),
        ("PM Modi and Chancellor Angela Merkel", "Modi", {M}),
        ("PM Modi and Chancellor Angela Merkel", "Merkel", {C}),
        ("French President Macron", "Macron", {P}),
        ("U.S. President Trump, France's President Macron", "Macron", {P}),
        ("When President Trump left", "Trump", {P}),
        ("President Zelenskiy", "Zelensky", {P}),
        ("President Xi Jinping", "Xi", {P}),
        ("President Van der Bellen", "Van der Bellen", {P}),
        ("President Obama and Michelle Obama", "Obama", {P}),
        ("President-elect Trump", "Trump", set()),
        ("former President Bush", "Bush", set()),
        ("former president Bush, President Bush", "Bush", set()),
        ("ex-President Bush", "Bush", set()),
        ("then-President Bush", "Bush", set()),
        ("Deputy Prime Minister Clegg", "Clegg", set()),
        ("University President Smith", "Smith", set()),
        ("the union's President Smith", "Smith", set()),
        ("Harvard President Faust", "Faust", set()),
        ("university president Smith, and President Smith", "Smith", set()),
        ("our company president Smith", "Smith", set()),
        ("a President Sanders would", "Sanders", set()),
        ("President Obama. Trump said", "Trump", set()),
        ("President Obama Monday told Trump", "Trump", set()),
        ("President Obama-era rules", "Obama", set()),
        ("Governor Brown, Senator Brown, Judge Brown, Dr. Brown", "Brown", set()),
        ("the presidents Obama and Bush", "Obama", set()),
        ("", "Obama", set()),
    ],
)
def test_offices_before_a_surname(text: str, surname: str, offices: set[str]) -> None:
    assert offices_of_family(text, family_key(surname) or "") == offices


@pytest.mark.parametrize(
    ("text", "name", "offices"),
    [
        ("President Barack Obama", "Barack Obama", {P}),
        ("President Barack H. Obama said", "Barack Obama", {P}),
        ("President Recep Tayyip Erdogan", "Recep Tayyip Erdogan", {P}),
        ("President Xi Jinping", "Xi Jinping", {P}),
        ("Vice President Joe Biden and President Barack Obama", "Joe Biden", {V}),
        ("President Obama and Michelle Obama", "Michelle Obama", set()),
        ("President Trump's daughter, Ivanka Trump", "Ivanka Trump", set()),
        ("President Obama. Barack Obama said", "Barack Obama", set()),
        ("Barack Obama", "Barack Obama", set()),
        ("former President Bill Clinton", "Bill Clinton", set()),
        ("President George W. Bush, former President George H.W. Bush", "George W. Bush", set()),
        ("Senate President Steve Sweeney", "Steve Sweeney", set()),
    ],
)
def test_offices_of_a_full_name(text: str, name: str, offices: set[str]) -> None:
    assert offices_of(text, name) == offices


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Michelle Obama spoke", True),
        ("Mrs. Obama spoke", True),
        ("Mr. Obama, Barack Obama, Barack H. Obama, President Obama", False),
        ("The Obama plan. And Obama", False),
        ("Michelle Obama-Smith", False),
    ],
)
def test_another_of_the_family(text: str, found: bool) -> None:
    assert relatives(text, "Barack Obama") is found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("President Obama", "president: obama"),
        ("Vice-President Biden", "vice president: biden"),
        ("Obama", None),
        ("President Barack Obama", None),
        ("former President Obama", None),
        ("Senator Obama", None),
        ("the President", None),
    ],
)
def test_a_name_of_office_and_surname(name: str, key: str | None) -> None:
    assert named_office(name) == key


def add(store: Store, number: int, speaker: str, passage: str, year: int | None = 2012) -> int:
    """An article with *passage* in it, which credits *speaker*; its id."""
    words = f"Sentence {number}."
    text = f"{passage}\n\n“{words}”"
    start = text.index(words)
    quote = Quote(
        start=start,
        end=start + len(words),
        text=words,
        speaker=speaker,
        speaker_kind=SpeakerKind.PERSON,
        confidence=0.9,
    )
    article = Article(
        text=text, url=f"https://paper.example/{number}", published_on=dt.date(year, 3, 1) if year else None
    )
    with store.writing() as session:
        return save_article(session, article, [quote], extractor="x").article


def credited(store: Store) -> list[str]:
    """Whose the quotations are, by number; names of one article alone in brackets."""
    with store.reading() as session:
        rows = session.execute(
            select(SpeakerRow.name, SpeakerRow.article_id)
            .join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id)
            .order_by(QuoteRow.words)
        )
        return [name if article is None else f"({name})" for name, article in rows]


def names_of(store: Store, speaker: str) -> tuple[str, ...]:
    with store.reading() as session:
        return speaker_card(session, speaker).aliases


FULL = ("Barack Obama", "President Barack Obama spoke.")
BARE = ("Obama", "On Friday, President Obama spoke. “No,” Mr. Obama said.")
W = ("George W. Bush", "President George W. Bush spoke.", 2002)
HW = ("George H.W. Bush", "President George H.W. Bush spoke.", 1990)
Statement = tuple[str, str] | tuple[str, str, int | None]


@pytest.mark.parametrize(
    ("articles", "whose"),
    [
        ([FULL, BARE], ["Barack Obama", "Barack Obama"]),
        ([BARE, FULL], ["Barack Obama", "Barack Obama"]),
        ([BARE, BARE, FULL, BARE], ["Barack Obama"] * 4),
        ([FULL, ("Obama", "Obama spoke.")], ["Barack Obama", "(Obama)"]),
        ([FULL, ("Obama", "Senator Obama spoke.")], ["Barack Obama", "(Obama)"]),
        ([FULL, ("Obama", "Former President Obama spoke.")], ["Barack Obama", "(Obama)"]),
        ([("Barack Obama", "Barack Obama spoke."), BARE], ["Barack Obama", "(Obama)"]),
        ([("Michelle Obama", "President Obama and Michelle Obama spoke."), BARE], ["Michelle Obama", "(Obama)"]),
        ([FULL, ("Obama", "President Obama spoke. So did Michelle Obama.")], ["Barack Obama", "(Obama)"]),
        ([FULL, ("Obama", "President Obama's wife spoke. Mrs. Obama smiled.")], ["Barack Obama", "(Obama)"]),
        ([(*FULL, 2009), (*BARE, 2010)], ["Barack Obama", "Barack Obama"]),
        ([(*FULL, 2009), (*BARE, 2012)], ["Barack Obama", "(Obama)"]),
        ([(*FULL, 2009), (*BARE, None)], ["Barack Obama", "Barack Obama"]),
        ([(*FULL, None), (*BARE, 2012)], ["Barack Obama", "Barack Obama"]),
        ([(*FULL, 2009), (*FULL, 2011), (*BARE, 2012)], ["Barack Obama"] * 3),
        (
            [(*FULL, 2009), ("Barack Obama", "Former President Barack Obama spoke.", 2018), (*BARE, 2018)],
            ["Barack Obama", "Barack Obama", "(Obama)"],
        ),
        ([W, HW, ("Bush", "President Bush spoke.", 2002)], ["George W. Bush", "George H.W. Bush", "(Bush)"]),
        ([W, ("Bush", "President Bush spoke.", 1990)], ["George W. Bush", "(Bush)"]),
        ([W, ("Bush", "former President Bush spoke.", 2002)], ["George W. Bush", "(Bush)"]),
        ([FULL, ("Obama", "University President Obama spoke.")], ["Barack Obama", "(Obama)"]),
        ([FULL, ("Obama", "Vice President Obama spoke.")], ["Barack Obama", "(Obama)"]),
        ([FULL, ("Obama", "President Obama met Prime Minister Obama.")], ["Barack Obama", "(Obama)"]),
        (
            [
                ("Volodymyr Zelensky", "President Volodymyr Zelensky spoke."),
                ("Zelenskyy", "President Zelenskyy spoke."),
            ],
            ["Volodymyr Zelensky", "Volodymyr Zelensky"],
        ),
        ([("Xi Jinping", "President Xi Jinping spoke."), ("Xi", "President Xi spoke.")], ["Xi Jinping", "Xi Jinping"]),
    ],
)
def test_whose_a_surname_with_an_office_is(store: Store, articles: list[Statement], whose: list[str]) -> None:
    for number, article in enumerate(articles):
        add(store, number, article[0], article[1], *article[2:])
    assert credited(store) == whose


def test_the_order_of_additions_does_not_matter(store_url: str) -> None:
    articles = [(0, *FULL), (1, *BARE), (2, *BARE), (3, "Obama", "Obama spoke."), (4, *FULL)]
    with open_store(store_url) as store:
        for offset, order in enumerate(itertools.islice(itertools.permutations(articles), 0, None, 7)):
            family = f"Obama{'abcdefghijklmnopqrst'[offset]}"
            for number, speaker, passage in order:
                add(store, offset * 10 + number, speaker.replace("Obama", family), passage.replace("Obama", family))
            with store.reading() as session:
                told = select(SpeakerRow.name, func.count()).join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id)
                found = session.execute(told.where(SpeakerRow.name.endswith(family)).group_by(SpeakerRow.name)).all()
            assert sorted(map(tuple, found)) == [(f"Barack {family}", 4), (family, 1)]


def test_the_name_is_listed_and_searched_and_no_surname_claims_others(store: Store) -> None:
    for number, article in enumerate((FULL, BARE, ("Michelle Obama", "Michelle Obama spoke."), ("Obama", "He spoke."))):
        add(store, number, *article)
    assert names_of(store, "Barack Obama") == ("Barack Obama", "President Obama")
    assert names_of(store, "President Obama") == ("Barack Obama", "President Obama")
    with store.reading() as session:
        for query, found in (('speaker:"President Obama"', 2), ('speaker:"Barack Obama"', 2), ("speaker:obama", 4)):
            assert len(search(session, query, Filter())) == found, query


def test_what_is_lifted_is_one_operation_and_undone_it_stays_so(store: Store) -> None:
    add(store, 0, *BARE)
    add(store, 1, *BARE)
    add(store, 2, *FULL)
    with store.reading() as session:
        (only,) = operations(session)
        assert only.what
        assert only.what.startswith("President Obama of 2 articles is Barack Obama [")
        assert only.what.endswith("(2 quotations)")
        assert session.scalar(select(func.count()).select_from(SpeakerRow)) == 1
    with store.writing() as session:
        undo(session, only.operation)
    assert credited(store) == ["(Obama)", "(Obama)", "Barack Obama"]
    add(store, 3, *FULL)
    add(store, 4, *BARE)
    assert credited(store) == ["(Obama)", "(Obama)", *["Barack Obama"] * 3]
    with store.reading() as session:
        proposed = {(each.gone[:5], each.into[:12], each.reason) for each in suggestions(session)}
    reason = "a surname with an office in its article that only one speaker has"
    assert proposed == {("Obama", "Barack Obama", reason)}


def test_who_was_decided_about_is_not_lifted(store: Store) -> None:
    add(store, 0, *BARE)
    with store.writing() as session:
        session.execute(select(QuoteRow))
        add_name(session, session.scalars(select(SpeakerRow.uid)).one(), "The Speaker")
    add(store, 1, *FULL)
    assert credited(store) == ["(Obama)", "Barack Obama"]


def test_apart_from_somebody_of_the_story(store: Store) -> None:
    """What a person has said of one version of an article holds for the next."""
    add(store, 0, *BARE)
    with store.writing() as session:
        local = session.scalars(select(SpeakerRow.uid)).one()
    add(store, 1, "Barack Obama", "Barack Obama spoke.")
    with store.writing() as session:
        apart(session, local, "Barack Obama")
    add(store, 2, *FULL)
    add(store, 0, "Obama", BARE[1] + " He laughed.")
    assert credited(store) == ["(Obama)", "(Obama)", "Barack Obama", "Barack Obama"]


def test_a_split_out_surname_stays_split_in_the_next_version(store: Store) -> None:
    add(store, 0, *FULL)
    add(store, 1, *BARE)
    with store.writing() as session:
        uid = session.scalars(select(QuoteRow.uid).where(QuoteRow.words == "Sentence 1.")).one()
        split(session, "Barack Obama", [uid], into="Obama", tell_apart="the footballer")
    add(store, 1, "Obama", BARE[1] + " He laughed.")
    assert credited(store) == ["Barack Obama", "Obama", "Obama"]


def test_reading_again_changes_nothing_and_the_next_version_follows(store: Store) -> None:
    first = add(store, 0, *FULL)
    second = add(store, 1, *BARE)
    add(store, 2, "Malik Obama", "President Malik Obama spoke.")  # now there are two
    add(store, 1, "Obama", BARE[1] + " He laughed.")
    assert credited(store) == ["Barack Obama", "Barack Obama", "Barack Obama", "Malik Obama"]
    text = "“We open,” President Barack Obama said on Monday. “We close,” said President Obama."
    with store.writing() as session:
        row = session.get_one(ArticleRow, second)
        row.text = text
    list(reextract(store, [first, second]))
    before = credited(store)
    list(reextract(store, [first, second]))
    assert credited(store) == before


def test_reading_again_teaches_too(store: Store) -> None:
    add(store, 0, *BARE)
    late = add(store, 1, "Jun Takeda", "“We open,” President Barack Obama said on Monday.")
    list(reextract(store, [late]))
    assert names_of(store, "Barack Obama") == ("Barack Obama", "President Obama")
    assert credited(store)[0] == "Barack Obama"
    with store.writing() as session:
        undo(session)
    assert credited(store)[0] == "(Obama)"


def test_a_person_gives_the_name_and_takes_part_in_merges(store: Store) -> None:
    add(store, 0, "Barack Obama", "Barack Obama spoke.", 1999)
    with store.writing() as session:
        add_name(session, "Barack Obama", "President Obama")
    add(store, 1, *BARE)
    add(store, 2, "Obama", "Obama spoke.")  # that name says nothing of bare surnames
    assert credited(store) == ["Barack Obama", "Barack Obama", "(Obama)"]
    add(store, 3, "Malik Obama", "President Malik Obama spoke.")
    add(store, 4, *BARE)
    assert credited(store)[4] == "Barack Obama"  # what a person has said goes before what articles say
    with store.writing() as session:
        merge(session, ["Malik Obama"], "Barack Obama")
    add(store, 5, *BARE)
    assert credited(store)[5] == "Barack Obama"
    with store.writing() as session:
        undo(session)
    assert names_of(store, "Malik Obama") == ("Malik Obama", "President Obama")


def test_forgetting_takes_the_name_and_what_was_logged(store: Store) -> None:
    add(store, 0, *BARE)
    add(store, 1, *FULL)
    with store.writing() as session:
        erase_speaker(session, "Barack Obama")
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SpeakerAliasRow)) == 0
        assert session.scalar(select(func.count()).select_from(SpeakerRow)) == 0
        for row in session.scalars(select(DecisionRow)):
            assert "bama" not in f"{row.before}{row.after}{row.note}"
    add(store, 2, *BARE)
    assert credited(store) == ["(Obama)"]


def test_eight_processes_end_with_one_president(store_url: str) -> None:
    children = []
    for process in range(8):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with open_store(store_url, wait=120) as store:
                    for number in range(4):
                        add(store, process * 10 + number, *(FULL if number == 2 else BARE))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    with open_store(store_url) as store:
        assert credited(store) == ["Barack Obama"] * 32
        assert names_of(store, "Barack Obama") == ("Barack Obama", "President Obama")


def test_the_name_taken_away_stays_away(store: Store) -> None:
    add(store, 0, *FULL)
    with store.writing() as session:
        remove_name(session, "Barack Obama", "President Obama")
    add(store, 1, *FULL)
    add(store, 2, *BARE)
    assert names_of(store, "Barack Obama") == ("Barack Obama",)
    assert credited(store) == ["Barack Obama", "Barack Obama", "(Obama)"]
