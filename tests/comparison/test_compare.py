"""Two wordings compared: what each difference is, who may make it, and what it touches."""

import pytest

from quotes.comparison import Comparison, compare, pieces

CHANGES = [
    # given, stored, the changes as "kind: given > stored (editing or what it touches)"; each row has its point
    ("We will pay.", "We will pay.", []),
    ("we will pay", "“We will pay,”", ["changed: we > We (case)"]),
    ("we will pay", "And we will pay for it.", ["cut:  > And", "cut:  > for it"]),
    ("We will sign it.", "We will not sign it.", ["dropped:  > not (negation)"]),
    ("We will sign it.", "We won't sign it.", ["dropped:  > n't (negation)", "changed: will > wo (contraction)"]),
    ("We can sign it.", "We can't sign it.", ["dropped:  > 't (negation)"]),
    ("We cannot sign it.", "We can’t sign it.", ["changed: not > ’t (contraction)"]),
    ("We never sign here.", "We always sign here.", ["changed: never > always (negation quantifier)"]),
    ("It is likely to rain.", "It is unlikely to rain.", ["changed: likely > unlikely (negation)"]),
    ("the colour of the theatre", "the color of the theater", ["changed: colour > color (spelling)"]),
    ("they organised and travelled", "they organized and traveled", ["changed: organised > organized (spelling)"]),
    ("a well-being fund", "a wellbeing fund", ["changed: well-being > wellbeing (hyphen)"]),
    ("he would go there", "he'd go there", ["changed: would > 'd (contraction)"]),
    ("it's cold in here", "it is cold in here", ["changed: 's > is (contraction)"]),
    ("we lost 35% of it", "we lost thirty-five percent of it", ["changed: 35% > thirty-five percent (number)"]),
    ("back in 2025 we paid", "back in twenty twenty-five we paid", ["changed: 2025 > twenty twenty-five (number)"]),
    ("there were 23 of us", "there were two, three of us", ["changed: 23 > two, three (number)"]),
    ("it costs 100 there", "it costs 10 000 there", ["changed: 100 > 10 000 (number)"]),
    ("we lost 53% of it", "we lost 35% of it", ["changed: 53% > 35% (number)"]),
    ("it cost $2 million", "it cost two million dollars", ["changed: $2 million > two million dollars (number)"]),
    ("it cost £2 million", "it cost $2 million", ["changed: £2 million > $2 million (number)"]),
    ("it cost 2 billion", "it cost 2 million", ["changed: 2 billion > 2 million (number)"]),
    ("Ines Vidal is to blame", "Dana Vidal is to blame", ["changed: Ines > Dana (name)"]),
    ("some of them were there", "all of them were there", ["changed: some > all (quantifier)"]),
    ("they will come to us", "they may come to us", ["changed: will > may (modal)"]),
    ("a bad plan for them", "a poor plan for them", ["changed: bad > poor"]),
    ("a very bad plan", "a bad plan", ["added: very > "]),
    ("[The mayor] said so", "She said so", ["changed: The mayor > She (gloss)"]),
    ("We [in Osk] will pay", "We will pay", ["added: in Osk >  (gloss)"]),
    ("We [will not] pay", "We will pay", ["added: not >  (negation)"]),
    ("We (in Osk) will pay", "We will pay", ["added: in Osk >  (name)"]),
    ("We will pay", "We (in Osk) will pay", ["dropped:  > in Osk (name)"]),
    ("We (gladly) will pay", "We [gladly] will pay", []),
    (
        "We will pay them all (though some may wait)",
        "We will pay them all",
        ["beyond: though some may wait >  (quantifier modal)"],
    ),
    ("[W]e will pay", "So we will pay", ["cut:  > So", "changed: [W]e > we (case)"]),
    ("they resign[ed] on time", "they resigned on time", []),
    ("a café there", "a cafe there", ["changed: café > cafe (accents)"]),
    ("We will pay um soon", "We will, um, pay, um, soon", ["dropped:  > um (filler)"]),
    ("We will … pay", "We will, as I told you, pay", ["ellipsis: … > as I told you"]),
    ("We will ... pay", "We will not pay", ["ellipsis: ... > not (negation)"]),
    ("We will [...] pay", "We will pay", []),
    ("… we will pay …", "Now we will pay soon", ["cut:  > Now", "cut:  > soon"]),
    (
        "We will pay for it. Nobody will be sorry.",
        "We will pay for it. It takes a year to build. Nobody will be sorry.",
        ["joined:  > It takes a year to build"],
    ),
    (
        "Tomorrow we will go to the harbour",
        "We will go to the harbour tomorrow",
        ["moved: Tomorrow > tomorrow", "changed: we > We (case)"],
    ),
    (
        "I don’t blame Helen, I blame the weather",
        "I blame Helen, I don’t blame the weather",
        ["moved: don’t > don’t (negation)"],
    ),
    (
        "All of the ships will go to the harbour",
        "The ships will go to the harbour, all of",
        ["moved: All of > all of (quantifier)", "changed: the > The (case)"],
    ),
    ("We will pay and you will not", "We will pay", ["beyond: and you will not >  (negation modal)"]),
    (
        "We will pay",
        "We asked them all for a year, and then we will pay",
        ["cut:  > We asked them all for a year, and then", "changed: We > we (case)"],
    ),
    ("cats and dogs", "nothing of the kind", ["beyond: cats and dogs > ", "cut:  > nothing of the kind"]),
]


def _told(given: str, stored: str, comparison: Comparison) -> list[str]:
    found = []
    for change in comparison.changes:
        cut = change.kind == "cut"
        why = [change.editing] if change.editing else [] if cut else list(change.touches)
        found.append(
            f"{change.kind}: {change.given.of(given)} > {change.stored.of(stored)}"
            + (f" ({' '.join(why)})" if why else "")
        )
    return found


@pytest.mark.parametrize(("given", "stored", "changes"), CHANGES)
def test_changes(given: str, stored: str, changes: list[str]) -> None:
    told = _told(given, stored, compare(given, stored))
    assert set(changes) <= set(told)
    assert len(told) <= len(changes) + 1  # a second change of the same kind need not be listed


@pytest.mark.parametrize(
    ("given", "stored", "is_exact", "alters"),
    [
        ("We will pay.", "We will pay.", True, False),
        ("will pay", "We will pay for it", True, False),
        ("we’ll pay 2 million for the theatre", "We will pay two million for the theater", True, False),
        ("back in 2025 we paid", "back in twenty twenty-five we paid", True, False),
        ("there were 23 of us", "there were two, three of us", False, True),
        ("We will pay", "We will not pay", False, True),
        ("We will pay", "We would pay", False, True),
        ("We will … pay", "We will, I think, pay", False, False),
        ("I don’t blame Helen, I blame the weather", "I blame Helen, I don’t blame the weather", False, True),
        ("Tomorrow we will go to the harbour", "We will go to the harbour tomorrow", False, False),
        ("We gladly pay", "We sadly pay", False, False),
        ("", "We will pay", False, False),
        ("“…”", "We will pay", False, False),
        ("We will pay", "", False, False),
    ],
)
def test_verdicts(given: str, stored: str, is_exact: bool, alters: bool) -> None:
    comparison = compare(given, stored)
    assert (comparison.is_exact, comparison.alters_meaning) == (is_exact, alters)


@pytest.mark.parametrize(
    ("given", "stored", "low", "high"),
    [
        ("will pay for", "We will pay for it", 1, 1),
        ("We will pay for it", "will pay for", 1, 1),
        ("We will pay for the bridge", "We will not pay for the bridge", 0.9, 0.97),
        ("We will pay for it. Nobody is sorry.", "We will pay for it. It takes a year. Nobody is sorry.", 0.8, 0.95),
        ("The harbour is closed for winter", "Nobody expects the price of bread to fall", 0, 0.3),
    ],
)
def test_nearness(given: str, stored: str, low: float, high: float) -> None:
    assert low <= compare(given, stored).nearness <= high


@pytest.mark.parametrize(
    ("given", "stored", "low", "high"),
    [
        ("will pay for", "We will pay for it", 1, 1),
        ("We will pay for it", "will pay for", 0.7, 0.8),
        ("(The harbour is closed for winter)", "harbour", 0, 0.4),
    ],
)
def test_closeness_counts_what_only_the_given_wording_has(given: str, stored: str, low: float, high: float) -> None:
    assert low <= compare(given, stored).closeness <= high


@pytest.mark.parametrize(
    ("given", "stored", "shown"),
    [
        ("We will pay.", "So we will pay, soon", "We will pay."),
        ("We will sign it.", "We will not sign it.", "We will [-not-] sign it."),
        ("We never sign it!", "We always sign it", "We [-always-] {+never+} sign it!"),
        ("the colour, please", "the color please", "the colour, please"),
        ("We will pay and go", "We will pay", "We will pay {+and go+}"),
        ("Tomorrow we go home now", "We go home now tomorrow", "{+Tomorrow+} we go home now [-tomorrow-]"),
        ("", "We will pay", ""),
    ],
)
def test_marked_text(given: str, stored: str, shown: str) -> None:
    marks = {"same": "{}", "dropped": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(marks[part].format(text) for part, text in pieces(compare(given, stored), given, stored)) == shown
