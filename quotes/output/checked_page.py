"""Makes one page of a checked draft, to read, to send on and to print; it needs nothing but itself.

A row has the fields that ``quotes.checking.row_of`` gives.  Everything that was read is escaped in this module.
"""

import datetime as dt
from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from quotes.output.charts.letters import one_line
from quotes.output.charts.periods import span_name
from quotes.output.charts.themed import scheme
from quotes.output.checked import VERDICTS, summary
from quotes.output.rows import Row

_STYLE = """
:root { color-scheme: light dark; LIGHT --bad: #a4262c; --good: #0f6b3a }
@media screen and (prefers-color-scheme: dark) { :root { DARK --bad: #ff8f8f; --good: #6fe0a2 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: system-ui, "Segoe UI", "DejaVu Sans", Verdana, sans-serif; overflow-wrap: anywhere }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1rem; margin: 0 0 .4rem }
ol { list-style: none; margin: 1.5rem 0; padding: 0 }
ol > li { border-top: 1px solid var(--rule); padding: 1rem 0 }
blockquote { margin: 0 0 .4rem; font-size: 1.125rem }
p { margin: 0 0 .5rem }
ul { margin: .25rem 0 .5rem; padding-left: 1.25rem }
del { color: var(--bad); text-decoration: line-through }
ins { color: var(--good); text-decoration: underline; text-decoration-thickness: .12em; font-weight: 600 }
.wrong { color: var(--bad) }
.where, .made, details { color: var(--muted); font-size: .9375rem }
.passage { border-left: 3px solid var(--rule); padding-left: .75rem }
a { color: inherit }
@page { size: A4; margin: 18mm 16mm }
@media print { main { max-width: none; padding: 0 } body { font-size: 10pt } ol > li { break-inside: avoid } }
"""
_TAGS = {"dropped": "del", "added": "ins"}


def checked_page(rows: Sequence[Row], name: str, *, made_on: dt.date, made_by: str) -> str:
    """Returns the whole page as HTML; *name* is the draft's."""
    title = f"{_text(name)}, checked"
    style = _STYLE.replace("LIGHT", scheme("light")).replace("DARK", scheme("dark"))
    items = "\n".join(_item(row, number) for number, row in enumerate(rows, 1))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{_text(summary(row["verdict"] for row in rows))}.</p>
<p class="made">Struck through: words of the store that the draft lacks. Underlined: words of the draft that the store
lacks. Made {span_name(made_on, made_on)}, by {_text(made_by)}.</p>
<ol>
{items}
</ol>
</main>
</body>
</html>
"""


def _item(row: Row, number: int) -> str:
    verdict = VERDICTS[row["verdict"]]
    wrong = ' class="wrong"' if verdict.isupper() else ""
    facts = [f"line {row['line']}"] if row["line"] else []
    facts += [f"{round(row['sure'] * 100)} % sure"] if row["sure"] is not None else []
    changed = ", meaning changed" if row["alters_meaning"] else ""
    head = f"<h2>{number}. <span{wrong}>{verdict.capitalize()}{changed}</span>{' · '.join(['', *facts])}</h2>"
    speaker = f"<p>— {_text(row['speaker'])}</p>" if row["speaker"] else ""
    said = "".join(f"<li>{_text(each)}</li>" for each in row["remarks"])
    parts = [head, f'<blockquote dir="auto">“{_words(row)}”</blockquote>', speaker, f"<ul>{said}</ul>" if said else ""]
    return "<li>\n" + "\n".join(part for part in (*parts, *_places(row)) if part) + "\n</li>"


def _words(row: Row) -> str:
    """Returns the words of the draft with the differences from the first match marked."""
    if not row["matches"]:
        return _text(row["words"])
    return "".join(_piece(piece["part"], piece["text"]) for piece in row["matches"][0]["marked"]).strip()


def _piece(part: str, text: str) -> str:
    tag = _TAGS.get(part)
    words = escape(text)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _places(row: Row) -> list[str]:
    """Returns the first place with its passage, and the others folded away."""
    if not row["matches"]:
        return []
    first, *others = row["matches"]
    found = [f'<p class="where">{_place(first)}</p>']
    if first["passage"]:
        found.append(f'<p class="where passage" dir="auto">{_text(first["passage"])}</p>')
    if others:
        listed = "".join(f"<li>{_place(each)}</li>" for each in others)
        found.append(f"<details><summary>{len(others)} more</summary><ul>{listed}</ul></details>")
    return found


def _place(match: Row) -> str:
    facts = [_text(str(each)) for each in (match["outlet"], match["published_on"], match["speaker"]) if each]
    if match["url"]:
        shown = _text(match["url"])
        facts.append(f'<a href="{shown}" rel="noreferrer">{shown}</a>' if _is_web(match["url"]) else shown)
    return " · ".join([*facts, _text(match["uid"])])


def _is_web(url: str) -> bool:
    """Tests whether *url* may be a link: an address of the web, nothing that a browser carries out."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _text(text: str) -> str:
    return escape(one_line(text))
