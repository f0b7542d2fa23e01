"""The kind of a name by what stands beside it, and two names in one run, each with names nobody has."""

import pytest

from quotes.mentions.name_kinds import find_names
from quotes.model import Article
from quotes.pipeline import extract_quotes


def kinds(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in find_names(text):
        found.setdefault(text[name.start : name.end], set()).add(name.kind)
    return found


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("On Monday Serhan Radio, a chemistry researcher at KarTU, left the old room early.", "Serhan Radio", "person"),
        ("On Monday Tavano Gas left the old room early.", "Tavano Gas", "organisation"),
        ("On Monday Tavano, a food company, left the old room early.", "Tavano", "organisation"),
        ("They met in Tavano, a company said.", "Tavano", "place"),
        ("Suhartin, 34, like many others, left the old room early.", "Suhartin", "person"),
        ("Retailer Bexby left the old room early.", "Bexby", "organisation"),
        ("They met in Farlop, 34, perhaps more.", "Farlop", "place"),
        ("On Monday Tavano Power (TP) left the old room early.", "Tavano Power", "organisation"),
        ("On Monday Luis del Olmo left the old room early.", "Luis del Olmo", "person"),
        ("On Monday Del. Ann Lee left the old room early.", "Ann Lee", "person"),
        ("On Monday Ilya Storchak, a botanist at KarTU, left the old room early.", "Ilya Storchak", "person"),
        ("On Monday Thandi Mbali-Zuke, 43, left the old room early.", "Thandi Mbali-Zuke", "person"),
        ("It was the researcher Kalpa Vishwan who left the old room early.", "Kalpa Vishwan", "person"),
        ("The mechanical engineer Quillon Garth left the old room early.", "Quillon Garth", "person"),
        ("Her lawyer, Perrin Wendor, left the old room early.", "Perrin Wendor", "person"),
        ("It hurt goalkeeper Jovan Tresk in May.", "Jovan Tresk", "person"),
        ("On Monday Sue Bank, her sister, left the old room early.", "Sue Bank", "person"),
        ("On Monday Chase Bank, the lender, closed its doors last year.", "Chase Bank", "organisation"),
        ("The carmaker Halden Motors closed its doors last year.", "Halden Motors", "organisation"),
        ("The lender Tolland Holdings closed its doors last year.", "Tolland Holdings", "organisation"),
        ("The former West Norland closed its border.", "West Norland", "place"),
        ("They met in Des Orne, Iowa, on Monday. Des Orne lies on a river.", "Des Orne", "place"),
        ("Ann Quill, 47, of Farley, East Marland, left the old room early.", "East Marland", "place"),
        ("Omar Dube, from Tynemoor, North Orrin, left the old room early.", "North Orrin", "place"),
        ("The rules were bad. Lord Bendrick - a senior law lord - left early.", "Bendrick", "person"),
        ("The court rose. Lady Quellick of Farley, in her ruling, said no.", "Quellick", "person"),
        ("It rained. Sandvoldt, who lost the cup to Tresk, will play again.", "Sandvoldt", "person"),
        ("It rained. Wexling said she had time for the book. A friend of KJ Wexling left.", "KJ Wexling", "person"),
        ("The star Ilke Wexling won. It rained. Wexling, who left early, said no.", "Ilke Wexling", "person"),
        ("It rained. Meeting, who left early, is a word here. A meeting was held.", "Meeting", "other"),
        ("It rained. The oil giant Velkos denied it. Velkos said it was late.", "Velkos", "organisation"),
        ("It rained. Shares of Velkos, which owns the mill, fell. Velkos said no.", "Velkos", "organisation"),
        ("Ann Velkos left. The developer Velkos runs is small. Velkos said no.", "Velkos", "person"),
        ("The developer Velkos runs is small. Mr Velkos said no.", "Velkos", "person"),
        ("Rapidly, Fake DVDs were sold there.", "Fake DVDs", "other"),
        ("He has Tarnwell's disease. Tarnwell's disease is rare.", "Tarnwell", "other"),
        ("Tom Tarnwell left. Tarnwell's disease was rare.", "Tarnwell", "person"),
        ("It was written by radio DJ Tom Read. “It is a song,” Read said. Read said it again.", "Tom Read", "person"),
    ],
)
def test_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name, {"other"}) == {kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Marta Okonjo left. Speaking to the Evening Ledger Okonjo said it was late.",
            {"Evening Ledger": "organisation", "Okonjo": "person"},
        ),
        (
            "Petra warned us. She is chief buyer at Coral Tours Petra Lunn, who came.",
            {"Coral Tours": "organisation", "Petra Lunn": "person"},
        ),
        ("Sources told the CBN Michael Harrod has left. Michael Harrod denied it.", {"Michael Harrod": "person"}),
        (
            "Rapper Dougie Quill was sued last year. The rapper says that he is innocent. Later Dougie Quill left the room.",
            {"Dougie Quill": "person"},
        ),
        ("Goalkeeper Orsin Vade was hurt in the game. Later Orsin Vade limped home.", {"Orsin Vade": "person"}),
        ("Praising Tessa Lund, he left. Tessa Lund smiled.", {"Tessa Lund": "person"}),
        ("Norlander Corin Mott lost. The Norlander wept. Later Corin Mott left.", {"Corin Mott": "person"}),
        (
            "Beyond Port Vale, the board promised more. He went back to Port Vale on foot.",
            {"Port Vale": "organisation"},
        ),
        ("The envoy to Norway Chen Weiming said it was late.", {"Chen Weiming": "person"}),
        ("Perhaps Anna Quill knows. Anna Quill left.", {"Anna Quill": "person"}),
    ],
)
def test_two_names_in_one_run(text: str, names: dict[str, str]) -> None:
    found = kinds(text)
    for name, kind in names.items():
        assert kind in found.get(name, set())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday the Savings and Exchange Commission said it was late.", "Savings and Exchange Commission"),
        ("The Food and Drug Administration said it was late.", "Food and Drug Administration"),
        ("Later the Rivers and Harbours Authority said it was late.", "Rivers and Harbours Authority"),
        ("The Trade and Consumer Protection Agency said it was late.", "Trade and Consumer Protection Agency"),
        ("The Labour and Conservative Party leaders said it was late.", "Conservative Party"),
        ("He saw Energy and Justice Department officials.", "Justice Department"),
        ("Troops fired across the Line of Sorrows near Dunmore.", "Line of Sorrows"),
        ("Boats crossed the Strait of Orrin on Monday.", "Strait of Orrin"),
        ("Alano De La Torre left. “We go,” De La Torre said.", "Alano De La Torre"),
        ("Gihan Ibrahim left. Ibrahim wept. Gihan Ibrahim came back.", "Gihan Ibrahim"),
        ("Maria Garcia Lund left. Maria Garcia Lund came back.", "Maria Garcia Lund"),
        ("The Dana Okafor Foundation closed. Dana Okafor wept.", "Dana Okafor Foundation"),
        ("It was printed in the Orrin County Register. Sam Register, a clerk, read it there.", "Orrin County Register"),
        ("He works for Lindqvist Harbour Trust. Anna Lindqvist owns it.", "Lindqvist Harbour Trust"),
    ],
)
def test_one_name(text: str, name: str) -> None:
    assert name in kinds(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Neighbour Ann Quill, 47, of Farley, East Marland, wrote: “It is late.”", "Ann Quill"),
        (
            "Marta Okonjo left the room early.\n\nQuestioned by the Evening Ledger Okonjo said it was “late”.",
            "Marta Okonjo",
        ),
        (
            "Nandile Zuke-Mbasa had been ill before the storm, which her doctor Omar Dube called bad. Then Zuke-Mbasa left town. "
            "Zuke-Mbasa has a son.\n\nShe said it was “late”.",
            "Nandile Zuke-Mbasa",
        ),
        ("Ilya Storch, a botanist at KarTU, left. “It is late,” he says.", "Ilya Storch"),
    ],
)
def test_who_is_quoted(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]
