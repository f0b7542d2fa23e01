"""Makes one page that shows a report: the chart, the rows, and how they were counted.

It needs nothing but itself: no script, no font, no address is loaded, and the page forbids them.  Everything that was
read is escaped in this module.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from quotes.output.charts.drawing import NARROW, WIDE, Caption, drawing_of
from quotes.output.charts.letters import one_line, printable
from quotes.output.charts.periods import span_name
from quotes.output.charts.plot import Plot
from quotes.output.charts.themed import STYLES, scheme, themed
from quotes.output.rows import Row
from quotes.output.table import plain
from quotes.plurals import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on the page of a report.

    *about* has its paragraphs, *columns* what each column holds, *facts* the filters and parameters by their names;
    *plot* is None if the report declares no chart.
    """

    caption: Caption
    about: str
    columns: Mapping[str, str]
    rows: Sequence[Row]
    facts: Mapping[str, str]
    sql: str
    made_on: dt.date
    made_by: str
    plot: Plot | None = None


SHORT, LONG = 17, 60
"""Characters of cells that are never broken, as dates and uids are; of cells that are given room."""
_NUMBER = ' class="number"'
_STYLE = """
:root { color-scheme: light dark; LIGHT }
@media screen and (prefers-color-scheme: dark) { :root { DARK } }
* { box-sizing: border-box }
SVG
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: system-ui, "Segoe UI", "DejaVu Sans", Verdana, sans-serif; overflow-wrap: anywhere }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p { margin: 0 0 .75rem; max-width: 42rem }
figure { margin: 1.25rem 0 }
figure svg { display: block; width: 100%; height: auto }
figure .narrow { display: none }
.source, dt, caption { color: var(--muted) }
.rows { overflow-x: auto }
.rows:focus-visible { outline: 2px solid var(--part-1); outline-offset: 2px }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9375rem; overflow-wrap: normal }
caption { text-align: left; padding-bottom: .25rem }
th, td { padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule) }
th { font-weight: 600 }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--zero) }
tbody th { font-weight: 400 }
tbody th, td { max-width: min(24rem, 62vw); overflow-wrap: break-word }
.long { min-width: 15rem }
.number { text-align: right }
tbody .number, tbody .short { white-space: nowrap }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 }
dd { margin: 0 }
pre { white-space: pre-wrap; font-size: .8125rem; line-height: 1.4; padding: .75rem; border: 1px solid var(--rule);
  font-family: ui-monospace, "DejaVu Sans Mono", monospace; margin: .5rem 0 }
@media screen and (max-width: 36rem) {
  h1 { font-size: 1.375rem }
  figure .wide { display: none }
  figure .narrow { display: block }
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: .4rem }
}
@page { size: A4; margin: 18mm 16mm }
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  main { max-width: none; padding: 0 }
  body { font-size: 10pt }
  table { font-size: 8pt }
  th, td { padding: .1rem .5rem .1rem 0 }
  .long { min-width: 7rem }
  .rows { overflow: visible }
  figure, tr, dl > * { break-inside: avoid }
  h2 { break-after: avoid }
}
"""


def page_of(page: Page) -> str:
    """Returns the whole page as HTML."""
    title = _text(page.caption.title)
    style = _STYLE.replace("LIGHT", scheme("light")).replace("DARK", scheme("dark")).replace("SVG", STYLES)
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
{_paragraphs(page.about)}
{_figure(page)}
<section>
<h2>All rows</h2>
{_table(page)}
</section>
<section>
<h2>How this was counted</h2>
{_list({**page.facts, "Made": f"{span_name(page.made_on, page.made_on)}, by {page.made_by}"})}
</section>
{_columns(page.columns)}
<section>
<h2>SQL</h2>
<pre><code>{escape(printable(page.sql.strip()))}</code></pre>
</section>
</main>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(one_line(text))


def _paragraphs(about: str) -> str:
    return "\n".join(f"<p>{_text(paragraph)}</p>" for paragraph in about.split("\n\n") if paragraph.strip())


def _figure(page: Page) -> str:
    """Returns the chart for a page and for a telephone, of which a reader sees one; only the source line if there is no
    chart.
    """
    if page.plot is None:
        return f'<p class="source">{_text(page.caption.source)}</p>'
    drawings = {
        name: themed(drawing_of(page.plot, page.caption, width, titled=False), name)
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    }
    return "<figure>\n" + "\n".join(drawings.values()) + "\n</figure>"


def _columns(columns: Mapping[str, str]) -> str:
    if not columns:
        return ""
    named = {_heading(name): about for name, about in columns.items()}
    return f"<section>\n<h2>Columns</h2>\n{_list(named)}\n</section>"


def _list(facts: Mapping[str, str]) -> str:
    entries = (f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in facts.items())
    return "<dl>\n" + "\n".join(entries) + "\n</dl>"


def _heading(column: str) -> str:
    words = column.replace("_", " ")
    return words[:1].upper() + words[1:]


def _table(page: Page) -> str:
    """Returns the rows with a head for each column and for each row, in a frame that scrolls if the table is
    too wide; a sentence if there are none.
    """
    if not page.rows:
        return "<p>Nothing was found.</p>"
    columns = tuple(page.rows[0])
    classes = {name: _class([row[name] for row in page.rows]) for name in columns}
    heads = "".join(f'<th scope="col"{classes[name]}>{_text(_heading(name))}</th>' for name in columns)
    rows = "\n".join(f"<tr>{''.join(_cells(row, classes))}</tr>" for row in page.rows)
    return (
        '<div class="rows" role="region" aria-label="All rows" tabindex="0">\n'
        f"<table>\n<caption>{counted(len(page.rows), 'row')}</caption>\n"
        f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _cells(row: Row, classes: Mapping[str, str]) -> Iterable[str]:
    for place, (name, kind) in enumerate(classes.items()):
        words = _text(plain(row[name]))
        head = place == 0 and kind != _NUMBER and words
        tag, scope = ("th", ' scope="row"') if head else ("td", "")
        turns = "" if kind == _NUMBER else ' dir="auto"'
        yield f"<{tag}{scope}{kind}{turns}>{words}</{tag}>"


def _class(values: Sequence[object]) -> str:
    """Returns the class of a column: of numbers, of short words such as dates, of long ones, or none."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known):
        return _NUMBER
    longest = max((len(plain(value)) for value in known), default=0)
    return ' class="short"' if longest <= SHORT else ' class="long"' if longest > LONG else ""
