"""Decides whether a predicted speaker agrees with a gold one: the matching rules of the benchmark's scorer, kept to the
letter.

Deliberately apart from :mod:`quotes.english.names`: what judges the extractor must not share its mistakes.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

Segment = Mapping[str, Any]

TITLES = set(
    """mr mrs ms miss dr prof professor sir dame lord lady rev reverend hon president vice prime minister
chancellor king queen prince princess pope senator sen representative rep congressman congresswoman
congressperson gov governor mayor judge justice attorney general gen lt col colonel capt captain sgt sergeant maj
major adm admiral secretary sec ambassador chairman chairwoman chair speaker leader ceo cfo coo director
officer detective chief spokesman spokeswoman spokesperson former the a an then""".split()
)
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
DROPPED = {"phd", "md"}
PRONOUNS = set("i me my we us our you he him his she her hers it its they them their who which that this".split())
FUNCTION_WORDS = set("a an the of for to in on at by with from and or who whose that as his her their its".split())
NICKNAMES = [
    set(g.split())
    for g in (
        "bill william will billy willie",
        "bob robert rob bobby",
        "jim james jimmy jamie",
        "mike michael mick",
        "tom thomas tommy",
        "dick richard rick rich",
        "joe joseph joey",
        "tim timothy",
        "dan daniel danny",
        "dave david",
        "ed edward ted eddie",
        "chris christopher christine christina",
        "jeff jeffrey",
        "ben benjamin",
        "bernie bernard",
        "don donald",
        "ron ronald",
        "sam samuel samantha",
        "steve steven stephen",
        "tony anthony",
        "matt matthew",
        "greg gregory",
        "ken kenneth",
        "larry lawrence",
        "liz elizabeth beth betsy",
        "kate katherine catherine kathy cathy katie",
        "meg margaret maggie peggy",
        "sue susan",
        "pat patrick patricia",
        "al albert alan allen",
        "alex alexander alexandra",
        "andy andrew",
        "charlie charles chuck",
        "fred frederick",
        "nick nicholas",
        "pete peter",
        "phil philip phillip",
        "ray raymond",
        "vic victor",
        "walt walter",
        "abe abraham",
        "gerry gerald jerry",
        "jack john jon jonathan",
        "kim kimberly",
        "becky rebecca",
        "debbie deborah deb",
        "jen jennifer jenny",
        "jill gillian",
        "mitch mitchell",
        "newt newton",
        "rudy rudolph",
        "marty martin",
    )
]


def words(name: str | None) -> list[str]:
    """Returns the words of a text in lower case without accents, possessive endings or inner hyphens and full stops."""
    plain = re.sub(r"(?<=\w)'s\b", "", re.sub("[\u2018\u2019]", "'", name or ""))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.findall(
        r"[^\W_]+(?:'[^\W_]+)*",
        re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain.lower()).replace(".", " ").replace("-", ""),
    )


def person(name: str) -> tuple[list[str], str]:
    """Returns a personal name's words (leading titles dropped, never the last word) and its generational suffix."""
    kept = [w for w in words(name) if w not in DROPPED]
    suffix = ""
    while len(kept) > 1 and kept[-1] in SUFFIXES:
        suffix = SUFFIXES[kept.pop()]
    while len(kept) > 1 and kept[0] in TITLES:
        kept.pop(0)
    return kept, suffix


def same_given(a: str, b: str) -> bool:
    """Tests whether two given names agree: equal, an initial, a nickname."""
    return (
        a == b
        or (len(a) == 1 and b.startswith(a))
        or (len(b) == 1 and a.startswith(b))
        or any(a in g and b in g for g in NICKNAMES)
    )


def same_person(pred: str, gold: str, full: bool) -> bool:
    """Tests whether two personal names agree; `full` asks for the given name wherever the gold name has one.

    A name, not a phrase: at most two words more than the gold. Of joint speakers any one will do.
    """
    if " and " in gold:
        return any(same_person(pred.split(" and ")[0], g, full) for g in re.split(r",? and |, ", gold))
    bare = re.sub(r",? (Jr|Sr|II|III|IV)\b\.?", "", pred)
    if re.search(r"\b(for|of|and|to)\b|[,;&]|['\u2019]s\s+\w", bare) and not re.search(r"\bof\b", gold):
        return False
    (p, p_suffix), (g, g_suffix) = person(pred), person(gold)
    if not p or not g or len(p) > len(g) + 2:
        return False
    if full and p_suffix != g_suffix and {p_suffix, g_suffix} & {"jr", "sr"}:
        return False
    if "".join(p) == "".join(g) or (len(g) > 1 and set(g) <= set(p)):
        return True
    if p[-1] != g[-1]:
        return False
    if len(g) == 1:
        return len(p) == 1 or not full or p[0] not in PRONOUNS
    if len(p) == 1:
        return not full
    return (
        same_given(p[0], g[0])
        or (len(g) > 2 and len(g[1]) > 1 and same_given(p[0], g[1]))
        or (len(p) > 2 and len(p[1]) > 1 and same_given(p[1], g[0]))
    )


def content(phrase: str | None) -> tuple[list[str], str]:
    """Returns the content words of a phrase, and its head: the last of them before a preposition, relative or comma."""
    kept = [w for w in words(phrase) if w not in FUNCTION_WORDS]
    before = re.split(r"\s(?:of|for|in|at|on|from|with|to|who|which|that)\s|,", (phrase or "").lower())[0]
    head = [w for w in words(before) if w not in FUNCTION_WORDS]
    return kept, (head or kept or [""])[-1]


def same_word(a: str, b: str) -> bool:
    """Tests whether two words agree, endings aside."""
    return a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))


def same_phrase(pred: str, gold: str, full: bool = False) -> bool:
    """Tests whether two names or descriptions of an organisation, group, document or unnamed source agree.

    `full` asks for at least half of the gold's content words ("a spokesman" is not "a Trump campaign spokesman").
    """
    (p, p_head), (g, g_head) = content(pred), content(gold)
    if not p or not g:
        return words(pred) == words(gold) != []
    p_set, g_set = set(p), set(g)
    if len(p_set) > len(g_set) + 4:
        return False
    if (len(p) == 1 and len(g) > 1 and p[0] == "".join(w[0] for w in g)) or (
        len(g) == 1 and len(p) > 1 and g[0] == "".join(w[0] for w in p)
    ):
        return True
    shared = sum(any(same_word(a, b) for b in g_set) for a in p_set)
    if shared >= 0.75 * max(len(p_set), len(g_set)):
        return True
    return (
        shared == min(len(p_set), len(g_set))
        and same_word(p_head, g_head)
        and (not full or shared >= 0.5 * min(len(g_set), 6))
    )


def is_name(phrase: str, least: int = 1) -> bool:
    """Tests whether a phrase is a proper name of at least `least` words, not a pronoun or a bare description."""
    kept = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", phrase) if w.lower().strip(".") not in TITLES | FUNCTION_WORDS]
    return len(kept) >= least and all(w[0].isupper() for w in kept) and kept[0].lower() not in PRONOUNS


def right(pred: str | None, mention: tuple[int, int] | None, seg: Segment, text: str, full: bool) -> bool:
    """Tests whether the predicted speaker names the gold speaker (`full`: by the full name the article gives)."""
    if not pred or (full and pred.lower() in PRONOUNS):
        return False
    also = [a for a in seg["also"] if a.lower() not in PRONOUNS]
    if seg["type"] == "person":
        names = [seg["speaker"], *(a for a in also if is_name(a, 2 if full else 1))]
        if any(same_person(pred, n, full) for n in names):
            return True
    else:
        names = [seg["speaker"], *(a for a in also if not full or seg["type"] != "org" or is_name(a))]
        if any(same_phrase(pred, n, full) for n in names):
            return True
    if full:
        return False
    if any(same_phrase(pred, a) for a in also if not is_name(a)):
        return True
    if seg["source"]:
        if mention and any(mention[0] < b and a < mention[1] for a, b in seg["source"]):
            return True
        return any(same_phrase(pred, text[a:b]) for a, b in seg["source"])
    return False
