"""Resolves a time phrase to the days it means; never gives a date for a phrase that has none, nor invents precision.

A bare weekday is the latest such day not after publication, *last Friday* in a Friday article the one before; a week
is Monday to Sunday; a month or day without a year is the latest not after publication.  Without a publication date a
relative phrase gives no date.  Phrases that look forward give none either.
"""

import calendar
import datetime as dt
import re

from quotes.english.lexicons import lexicon
from quotes.english.named_days import date_of, named_days
from quotes.english.verbs import one_of
from quotes.model import Precision, SaidOn

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:mon|tues?|weds?|thu(?:rs)?|fri|sat|sun)\b\.?)"
MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_NUMBER = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_PART = r"(?:\s+(?:morning|afternoon|evening|night|midday|lunchtime))?"
_FORWARD = re.compile(r"\b(?:next|tomorrow|coming|upcoming|later\s+(?:this|today|on)|due|forthcoming|following)\b")
_VAGUE = re.compile(r"\b(?:recent(?:ly)?|once|often|sometimes|few|several|some|many|couple)\b")
_NAMED_DAY = one_of(named_days()).replace("'", "['’]").replace(r"\ ", r"\s+").replace(" ", r"\s+")
_NAMED = re.compile(rf"\b(?P<name>{_NAMED_DAY})(?:,?\s+(?P<year>\d{{4}})\b)?")
_LAST_YEAR = re.compile(r"\blast\s+year\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TO_YEAR = r"(?:,?\s+(?P<year>\d{4}\b|['’]\d\d\b))?"
_MONTH_DAY = re.compile(rf"\b(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_TO_YEAR}")
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}){_TO_YEAR}")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>\d{{4}}\b|['’]\d\d\b)")
_ONLY_MONTH = re.compile(
    rf"(?:\A|\b(?:(?P<last>last)|in|early|late|mid|since|during|earlier\s+in|of)[\s-]+)(?:(?:early|late|mid)[\s-]+)?"
    rf"(?P<month>{MONTH})(?:\s+(?:of\s+)?(?:last|this)\s+year)?\Z"
)
_YEAR = re.compile(r"(?:\b(?:in|of|back\s+in|during|early|late)\s+)?\b(?P<year>(?:19|20)\d{2})\Z")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<last>last|previous)\s+)?(?P<day>{_DAY}){_PART}(?P<ago>\s+(?:last\s+week|of\s+last\s+week|a\s+week\s+ago))?"
)
_AGO = re.compile(
    r"(?<![\w-])(?P<n>\d{1,3}|[a-z]+)\s+(?P<unit>day|week|fortnight|month|year|hour|minute)s?\s+(?:ago|earlier|before)\b"
)
_TODAY = re.compile(r"\b(?:today|tonight|this\s+(?:morning|afternoon|evening))\b")
_YESTERDAY = re.compile(
    r"\b(?:(?P<before>the\s+day\s+before)\s+)?(?:yesterday|last\s+night|the\s+previous\s+(?:day|night))\b"
)
_WEEKEND = re.compile(
    r"\b(?:(?P<last>last\s+)weekend|(?:over|at|on|during|this|the|past)\s+(?:the\s+|this\s+|past\s+)*weekend)\b"
)
_SPAN = re.compile(r"\b(?P<which>this|last|past|the\s+past|the\s+same)\s+(?P<unit>week|month|year)\b")


def resolve(phrase: str, published_on: dt.date | None) -> SaidOn:
    """Returns the days that *phrase* means in an article published on *published_on*; it is pure and never fails.

    A time that has begun ends with the day of publication (*this week* in an article of Tuesday is Monday and Tuesday):
    nothing was said later.  A phrase whose days would lie before the first or after the last day of the calendar (years
    1 to 9999) gives none.
    """
    try:
        found = _resolve(" ".join(phrase.lower().split()), published_on)
    except (OverflowError, ValueError):  # what datetime raises for a day outside its calendar
        found = None
    if found is None:
        return SaidOn(phrase)
    start, end, precision = found
    if published_on is not None and start <= published_on < end:
        end = published_on
    return SaidOn(phrase, start, end, precision)


Found = tuple[dt.date, dt.date, Precision] | None


def _resolve(words: str, published: dt.date | None) -> Found:
    named = _NAMED.search(words)
    if named is not None:
        return _named(named, words, published)
    absolute = _absolute(words, published)
    if absolute is not None:
        return absolute
    if published is None or _FORWARD.search(words):
        return None
    yesterday = _YESTERDAY.search(words)
    if yesterday is not None:
        return _day(published - dt.timedelta(2 if yesterday["before"] else 1))
    if "week before last" in words:
        return _whole_week(published - dt.timedelta(14))
    ago = _AGO.search(words)
    if ago is not None:
        return _ago(ago, published)
    if _VAGUE.search(words):
        return None
    weekend = _WEEKEND.search(words)
    if weekend is not None:
        return _weekend(published, last=bool(weekend["last"]))
    weekday = _WEEKDAY.search(words)
    if weekday is not None:
        return _weekday(weekday, published)
    if _TODAY.search(words):
        return _day(published)
    month = _ONLY_MONTH.search(words)
    if month is not None:
        number = _month(month["month"])
        year = published.year
        latest = published.month - 1 if month["last"] else published.month
        before = number > latest or _LAST_YEAR.search(words)
        return _whole_month(year - 1 if before else year, number)
    span = _SPAN.search(words)
    if span is not None:
        return _span(span["which"], span["unit"], published)
    return None


def _absolute(words: str, published: dt.date | None) -> Found:
    iso = _ISO.search(words)
    if iso is not None:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = _NUMERIC.search(words)
    if numeric is not None:
        return _numeric(numeric, published)
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        match = pattern.search(words)
        if match is None:
            continue
        month, day = _month(match["month"]), int(match["day"])
        if match["year"]:
            return _checked(_year(match["year"]), month, day)
        if published is None or _FORWARD.search(words):
            return None
        if _LAST_YEAR.search(words):
            return _checked(published.year - 1, month, day)
        this = _checked(published.year, month, day)
        if this is not None and this[0] <= published:
            return this
        return _checked(published.year - 1, month, day)
    match = _MONTH_YEAR.search(words)
    if match is not None:
        return _whole_month(_year(match["year"]), _month(match["month"]))
    match = _YEAR.search(words)
    if match is not None:
        year = int(match["year"])
        if published is not None and year > published.year:
            return None
        return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR
    return None


def _numeric(match: re.Match[str], published: dt.date | None) -> Found:
    """Returns the day of a date in figures; if day and month may change places, the later one that isn't after
    publication.
    """
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == ".":
        return _checked(year, second, first)
    readings = [_checked(year, first, second), _checked(year, second, first)]
    days = {found[0] for found in readings if found is not None}
    if len(days) > 1:
        days = {day for day in days if published is not None and day <= published}
    return _day(max(days)) if days else None


def _named(match: re.Match[str], words: str, published: dt.date | None) -> Found:
    """Returns a day with a name: that of the year given, of last year, else the latest that isn't after publication."""
    name = " ".join(match["name"].replace("’", "'").split())
    if match["year"]:
        return _day_or_none(date_of(name, int(match["year"])))
    if published is None or _FORWARD.search(words):
        return None
    day = date_of(name, published.year)
    ahead = day is not None and day > published
    return _day_or_none(date_of(name, published.year - 1) if ahead or _LAST_YEAR.search(words) else day)


def _day_or_none(day: dt.date | None) -> Found:
    return _day(day) if day is not None else None


def _year(figures: str) -> int:
    """Returns the year of four *figures*, or of two behind an apostrophe: *’24* is 2024, *’69* 1969."""
    short = figures.lstrip("'’")
    if len(short) == 4:
        return int(short)
    return int(short) + (2000 if int(short) < _PIVOT else 1900)


_PIVOT = 50
"""The first year of two figures that is of the twentieth century."""


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.rstrip(".")[:3]))


def _day(day: dt.date) -> Found:
    return day, day, Precision.DAY


def _checked(year: int, month: int, day: int) -> Found:
    try:
        return _day(dt.date(year, month, day))
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> Found:
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH


def _whole_week(day: dt.date) -> Found:
    monday = day - dt.timedelta(day.weekday())
    return monday, monday + dt.timedelta(6), Precision.WEEK


def _weekday(match: re.Match[str], published: dt.date) -> Found:
    number = next(i for i, name in enumerate(_DAYS) if name.startswith(match["day"].rstrip(".")[:3]))
    if match["ago"]:
        if "week ago" in match["ago"]:
            return _day(published - dt.timedelta((published.weekday() - number) % 7 + 7))
        monday = published - dt.timedelta(published.weekday() + 7)
        return _day(monday + dt.timedelta(number))
    back = (published.weekday() - number) % 7
    if match["last"] and back == 0:
        back = 7
    return _day(published - dt.timedelta(back))


def _weekend(published: dt.date, *, last: bool) -> Found:
    back = (published.weekday() - 5) % 7
    if last and published.weekday() >= 5:
        back += 7
    saturday = published - dt.timedelta(back)
    return saturday, saturday + dt.timedelta(1), Precision.DAY


def _span(which: str, unit: str, published: dt.date) -> Found:
    if "past" in which or "same" in which:
        return None
    back = 1 if which == "last" else 0
    if unit == "week":
        return _whole_week(published - dt.timedelta(7 * back))
    if unit == "year":
        return dt.date(published.year - back, 1, 1), dt.date(published.year - back, 12, 31), Precision.YEAR
    month = published.year * 12 + published.month - 1 - back
    return _whole_month(month // 12, month % 12 + 1)


def _ago(match: re.Match[str], published: dt.date) -> Found:
    n = int(match["n"]) if match["n"].isdigit() else _NUMBER.get(match["n"], 0)
    if not n or match["unit"] in ("hour", "minute"):
        return None
    if match["unit"] == "day":
        return _day(published - dt.timedelta(n))
    if match["unit"] == "week":
        return _whole_week(published - dt.timedelta(7 * n))
    if match["unit"] == "fortnight":
        return _whole_week(published - dt.timedelta(14 * n))
    if match["unit"] == "year":
        year = published.year - n
        return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR
    month = published.year * 12 + published.month - 1 - n
    return _whole_month(month // 12, month % 12 + 1)


_DAY_NAMED = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?-i:Mon|Tues?|Weds?|Thu(?:rs)?|Fri|Sat|Sun)\b\.?)"
"""A weekday in running text, where *sat* and *sun* are words."""
_MONTH_NAMED = r"""(?-i: (?: January|February|March|April|May|June|July|August|September|October|November|December )\b
  | (?: Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec )\b\.? )"""
"""A month in running text, where *march* and *may* are words."""
_CORE = r"""(?-i: \d | [oO](?i: ct | ne\s | pening ) | [aA](?i: n?\s+(?: [dwmyfcs] | [a-z]+- ) | pr | u[gt] )
  | [cC](?i: oupl | losing | lose\s ) | [dD](?i: ec | ays ) | [eE](?i: arly | ight | nd\s ) | [lL](?i: ast | ate\s )
  | [nN](?i: ext | ine | ov ) | [bB](?i: eginning\s ) | [tT](?i: he\s+[wdecsbm] )
  | [tT](?i: his | hird | hu | hree | ue | wo | en\s | oday | oni | omo ) | [mM](?i: on | a[ryn] | id- | iddle\s )
  | [wW](?i: ed | eek | inter ) | [fF](?i: all | ri | eb | our | ive | ew | irst | inal )
  | [sS](?i: at | pring | ummer | un | ep | ix | eve | ome | econd )
  | [jJ](?i: an | u[nl] ) | [yY](?i: est | ear ) | [a-zA-Z]+-[a-zA-Z] | (?: NAMED )\b
)""".replace("NAMED", one_of({name.split()[0].capitalize() for name in named_days()}))
"""The beginning of a time phrase behind its preposition: the first letters of most words show that they are none."""
_BEGINNING = rf"""(?-i: [oO](?i: n\s | ver\s ) | [iI](?i: n\s ) | [aA](?i: t\s ) | [dD](?i: uring ) | [eE](?i: arlier )
  | [lL](?i: ater ) | {_CORE} )"""
_OF_YEAR = r"(?: ,?\s+ (?:of\s+)? (?: \d{4}\b | ['’]\d\d\b (?!['’]) ) | \s+ (?:of\s+)? (?:last|this) \s+ year\b )?"
_PART_OF = (
    r"(?:the\s+)? (?: (?:very\s+)? (?:end|start|beginning|middle|close) | (?:early|small) \s+ hours"
    r" | (?:first|second|third|last|final|opening|closing|early|latter) \s+ (?:weeks?|half|days?|months?|quarter|part)"
    r" ) \s+ of"
)
_OF_NAMES = one_of(
    w.capitalize() for w in lexicon("media_name_words") | {"agenda", "live", "night", "politics", "show"}
)
_IN_NAME = rf"""(?: (?<= \bthe\s ) | (?<= ['’]s\s ) ) {_DAY_NAMED} \s+ (?! {MONTH} ) (?-i: [A-Z] )
  | (?<= (?-i: Mail\son\s ) ) (?<! (?-i: Daily\sMail\son\s ) ) Sunday
  | {_DAY_NAMED} \s+ (?-i: {_OF_NAMES} )\b"""
"""A weekday in the name of a paper or a programme: *the Sunday Quill*, *ABC’s Sunday Agenda*, *the Mail on Sunday*."""
_HELD = rf"(?:{one_of(lexicon('occasions'))})\b"
"""What a day may own and people speak at: *on Wednesday’s show*."""
PHRASE = re.compile(
    rf"""
    \b (?<![\w'’-]) (?= {_BEGINNING} )
    (?: (?: on|in|at|over|during|early|earlier|late|later ) \s+ (?: (?: early|late|on|in|the ) \s+ )? )? (?= {_CORE} )
    (?! {_IN_NAME} )
    (?:
        (?: last|this|next ) \s+ {_DAY_NAMED} {_PART}
      | (?= (?-i: [A-Z] ) ) (?: {_NAMED_DAY} ) \b {_OF_YEAR} (?!['’]s)
      | {_PART_OF} \s+ (?: {MONTH} {_OF_YEAR} | (?:19|20)\d\d\b | (?:last|this|the) \s+ (?:week|month|year)\b
        | {_DAY_NAMED} {_PART} | yesterday\b | (?:this\s+)? morning\b )
      | {_DAY_NAMED} {_PART} (?: ,?\s+ {MONTH} \s+ \d{{1,2}} (?:st|nd|rd|th)? \b {_OF_YEAR}
        | ,?\s+ (?:the\s+)? \d{{1,2}} (?:st|nd|rd|th)? \s+ (?:of\s+)? {MONTH} {_OF_YEAR}
        | \s+ (?:of\s+)?last\ week )? (?!['’]s)
      | (?: (?<=\bon\s) | (?<=\bat\s) | (?<=\bin\s) | (?<=\bduring\s) ) {_DAY_NAMED} (?= ['’]s\s+{_HELD} )
      | (?: \d{{1,2}} (?:st|nd|rd|th)? \s+ )? {MONTH} \s+ \d{{1,2}} (?:st|nd|rd|th)? \b {_OF_YEAR}
      | \d{{1,2}} (?:st|nd|rd|th)? \s+ (?:of\s+)? {MONTH} {_OF_YEAR}
      | (?<=\bin\s) (?:early\s+|late\s+|mid-)? {MONTH} {_OF_YEAR}
      | (?<! \bthe\s ) (?-i:last) \s+ {_MONTH_NAMED} (?! \s+ \d )
      | {MONTH} \s+ (?:of\s+)? \d{{4}} \b
      | (?<=\bon\s) {MONTH} \s+ the \s+ \d{{1,2}} (?:st|nd|rd|th)\b
      | (?<=\bin\s) (?:early|late|mid) [\s-]+ (?:19|20)\d\d\b
      | (?:spring|summer|autumn|fall|winter) \s+ (?:of\s+)? (?: (?:19|20)\d\d\b | (?:last|this)\s+year\b )
      | the \s+ week \s+ before \s+ last\b | an? \s+ fortnight \s+ ago\b
      | \d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d\b | \d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d\b | (?:19|20)\d\d-\d\d-\d\d\b
      | (?<=\bin\s) (?:19|20)\d\d \b (?! \s* (?:percent|%|people))
      | (?: the\s+day\s+before\s+ )? yesterday\b {_PART} | (?-i:today|(?<!\w\s)Today)\b | tonight\b | tomorrow\b
      | last\ night\b
      | (?!(?-i:This\s+[A-Z])) (?: this|last ) \s+
        (?: morning|afternoon|evening|weekend|week|month|year|spring|summer|fall|autumn|winter )\b
      | (?<=over\s) the\ weekend\b | (?<=at\s) the\ weekend\b | (?:the\ )?weekend (?=\Z)
      | (?: \d{{1,3}} | an? | one | two | three | four | five | six | seven | eight | nine | ten ) \s+
        (?: day|week|month|year )s? \s+ (?: ago | earlier )\b
      | (?: (?: a\s+ )? (?: few|couple\s+of|several|many|some|[a-z]+-[a-z]+ ) \s+ )?
        (?: days|weeks|months|years ) \s+ ago\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A stretch of text that may be a time phrase."""
