"""``docs/reports.md``: every report with its question, its columns and parameters, and an example that is run.

What the examples print is kept as it stands on the page; ``python -m tests.documents.examples docs/reports.md`` renews
that.
"""

import re

from quotes.reports import Parameter, Report
from quotes.store.search.report_files import bundled

ARTICLES = (
    ("Example Daily", "2025-09-10", "Bridge to open in spring",
     "“We open in spring,” said Dana Okafor, the council’s chief engineer. “The bridge is safe,” Okafor added. “It costs too much,” said Gareth Lindqvist, the mayor."),
    ("Example Daily", "2025-10-02", "Mayor resists",
     "“It is a waste of money,” claimed Gareth Lindqvist, the mayor. “I shall not sign it,” Lindqvist said."),
    ("Example Daily", "2025-11-20", "Doubts about the bridge",
     "“The steel is poor,” said one senior official. “The bridge is safe,” said Dana Okafor, the engineer, in a statement. “A waste of money,” insisted Gareth Lindqvist."),
    ("Harbour Post", "2025-10-12", "Engineers promise",
     "“The bridge will hold,” Dana Okafor and Priya Raman said in a joint statement. “A waste of money is what it is,” said Tom Ashby, a fisherman."),
    ("Harbour Post", "2025-11-21", "Union speaks",
     "“Nobody asked us,” Priya Raman told AFP. “We want to be heard,” Raman said. The Dockers’ Union warned: “We will stop work.”"),
)  # fmt: skip
"""Outlet, day, headline and text of the articles on which the examples are run."""

EXAMPLES = {
    "co-quoted": "-p speaker=Okafor",
    "first-said": "--query '\"waste of money\"'",
    "headlines": "",
    "matrix": "-p speakers=3",
    "months": "",
    "new-voices": "--since 2025-11",
    "one-source": "-p least=2",
    "outlets": "",
    "repeated": "",
    "share": "-p attribute=party -p period=all",
    "speakers": "--outlet 'Harbour Post'",
    "timeline": "--speaker Okafor",
    "uncertain": "",
    "unnamed": "-p period=all",
    "verbs": "-p by=speaker -n 5",
    "via": "",
    "wire": "",
}
"""What is asked of each report."""

OPENING = """\
# Reports

`quotes report` lists the reports with a line each, `quotes report NAME --help` says what one answers, `quotes report --json` lists all of
them with columns and parameters for programs. Every report

- takes the filters of every listing and `--query`, which says what is looked for as `quotes search` does
  ([query.md](query.md#filters-and-order)); they are put around the report, so that it counts what they leave;
- is written in every format, to a file with `-o`; `-n` keeps the first rows;
- takes its own parameters by `-p NAME=VALUE`;
- counts *utterances*: a quotation that is interrupted by "she said" is two quotations and one utterance. Everybody who said it counts,
  joint speakers alike. What was not said (denied, hypothetical …) is left out unless `--modality` asks; so are rejected quotations and
  superseded versions of articles;
- answers alike on SQLite and PostgreSQL. An empty answer is said, and a file then holds the names of the columns alone.

The examples below are run on five articles:
"""

OWN = """\
## A report of your own

A report is an SQL file whose first lines say what it answers. Yours are `.sql` files in the folder `reports` of the configuration folder
(`~/.config/quotes/reports` on Linux), or in any folder with `--reports DIR`. They stand beside these and take the same options; a name
that these have already is refused, and a fault in the first lines is said with file and line.

```sh
mkdir reports
cat > reports/long.sql <<'END'
-- Long quotations
--
-- How many quotations of each outlet are longer than so many characters.
--
-- column outlet: who published them
-- column quotations: how many
-- parameter longer integer = 20: characters
-- chart bars: across outlet, value quotations
SELECT l.outlet, COUNT(*) AS quotations
FROM quote_list AS l
WHERE LENGTH(l.words) > :longer
GROUP BY l.outlet
ORDER BY quotations DESC
END
quotes report long --reports reports -p longer=18
quotes sql reports/long.sql -p longer=25
```

```text
```

The first line is the title; a paragraph follows, then a line for each column, for each parameter, and at most one for a chart. A line with
two more blanks behind its dashes goes on with the line before.

- `column NAME: WHAT IT HOLDS`, for every column of the answer, in its order;
- `parameter NAME TYPE = DEFAULT: WHAT IT IS`. The statement has it as `:NAME`; without a default it is NULL. Types are `text`, `integer`,
  `number`, `date` (2025-10-09, 2025-10, -2w; called `until` it is the last day of a month), `choice(one, two)`, `speaker` (any of the names;
  the statement gets the speaker's number) and `attribute` (what is stated of speakers, or `kind`);
- `chart KIND: across COLUMN, value COLUMN, series COLUMN`, of the kinds `bars`, `stacked`, `line` and `heat`; without `series` where there
  is but one.

Filters and `--query` narrow what the statement finds in `quote_list` and `quote_voices`; all other views and tables are whole
([schema.md](schema.md)). `quote_voices` has a row for everybody who said a quotation, with numbers in the place of names, so that counting is
fast; `speaker_names` and `outlet` have the names, `calendar` the week, month and year of a day. `quotes sql` runs such a file without filters.
"""


def page(present: str) -> str:
    """The page, with what its examples print as *present*, the page as it is, shows."""
    reports = bundled()
    listed = "\n".join(f"- [{each.name}](#{each.name}): {each.title}" for each in reports)
    articles = "\n".join(
        f'{{"outlet": "{outlet}", "date": "{day}", "title": "{title}", "text": "{text}"}}'
        for outlet, day, title, text in ARTICLES
    )
    made = (
        f"cat > articles.jsonl <<'END'\n{articles}\nEND\n"
        'quotes add articles.jsonl --quiet\nquotes speakers set "Dana Okafor" party=Green\n'
        'quotes speakers set "Gareth Lindqvist" party="Civic Union"\n'
    )
    parts = [OPENING, _example(made), listed + "\n", *map(_section, reports), OWN]
    return _printed("\n".join(parts), present)


def _section(report: Report) -> str:
    columns = "\n".join(f"| `{each.name}` | {each.about} |" for each in report.columns)
    asked = f"quotes report {report.name} {EXAMPLES[report.name]}".strip()
    parts = [
        f"## {report.name}\n\n**{report.title}.** {' '.join(report.about.split())}\n",
        f"| column | what it holds |\n|---|---|\n{columns}\n",
    ]
    if report.parameters:
        parameters = "\n".join(map(_parameter, report.parameters))
        parts.append(f"| parameter | default | what it is |\n|---|---|---|\n{parameters}\n")
    return "\n".join([*parts, _example(asked + "\n")])


def _parameter(parameter: Parameter) -> str:
    kind = ", ".join(f"`{each}`" for each in parameter.choices) or parameter.values[0]
    default = f"`{parameter.default}`" if parameter.default else ""
    return f"| `{parameter.name}` | {default} | {parameter.about} ({kind}) |"


def _example(code: str) -> str:
    return f"```sh\n{code}```\n\n```text\n```\n"


_RUN = re.compile(r"(```sh\n.*?^```\n\n```text\n)(.*?)(?=^```\n)", re.S | re.M)


def _printed(page: str, present: str) -> str:
    """*page* with what each of its examples prints where *present* shows the same example."""
    shown = {match[1]: match[2] for match in _RUN.finditer(present)}
    return _RUN.sub(lambda match: match[1] + shown.get(match[1], ""), page)
