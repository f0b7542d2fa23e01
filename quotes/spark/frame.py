"""Extracts a data frame of articles: checks its columns, and gives its rows to the workers in batches of Arrow."""

import gc
import warnings
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError, UsageProblem
from quotes.extras import library
from quotes.ingest.records import NAMES, OTHER_NAMES, folded_key, has_column, is_read
from quotes.nearest import did_you_mean
from quotes.spark.columns import EXTRA, arrow_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ROWS = 200
"""Articles whose results are in a worker's memory at a time: about 1 MB of text, and twice that of quotations."""
YOUNG = 50_000
"""New objects after which a worker looks for cycles among them, as the command line does."""
_ALLOWED = {
    "text": frozenset(("string", "array<string>")),
    "date": frozenset(("string", "date", "timestamp", "timestamp_ntz", "int", "bigint", "float", "double")),
}
"""Types of the columns for texts (an array holds paragraphs) and days (a number counts from 1970, or from 1900)."""


def extract(
    frame: "DataFrame", *, mapping: Mapping[str, str] | None = None, raw: bool = False, language: str | None = None
) -> "DataFrame":
    """Returns a data frame with a row for each row of *frame*: the article with its quotations, in the columns of
    :data:`quotes.spark.COLUMNS`.

    Columns are known by their names (``text``; and perhaps ``id``, ``outlet``, ``date``, ``title``, ``author``,
    ``url``, ``language``), as in a table for ``quotes add``; *mapping* gives other names (``{"text": "body"}``).  Text
    that is HTML is cleaned unless it is to stay *raw*; *language* is that of all articles, whatever they say.  A row
    that is no article becomes one with its ``error``.  Nothing is computed before the result is used.

    :raises MissingExtra: pyspark, pyarrow or pandas isn't installed.
    :raises UsageProblem: no column holds texts, or one is of a type that cannot be read.
    """
    library("pyspark", extra=EXTRA, what="extraction on Spark")
    from pyspark.errors import PySparkImportError
    from pyspark.sql.pandas.types import from_arrow_schema

    names = dict(mapping or {})
    _check(dict(frame.dtypes), names)
    wanted = [name for name in frame.columns if is_read(name, names)]
    articles = frame.select(*(f"`{name.replace('`', '``')}`" for name in wanted))
    work = partial(extracted_batches, mapping=names, raw=raw, language=language)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of pandas 3, which mapInArrow looks for and does not use
            return articles.mapInArrow(work, from_arrow_schema(arrow_schema()))
    except PySparkImportError as error:
        library("pandas", extra=EXTRA, what="mapInArrow of Spark")
        raise QuotesError(str(error).partition("\n")[0]) from None


def extracted_batches(
    batches: Iterator[Any], *, mapping: Mapping[str, str], raw: bool, language: str | None
) -> Iterator[Any]:
    """Yields batches of extracted articles for *batches* of articles, in their order: the work of one task.

    Spark keeps the worker's process for its next task, and with it what extraction has loaded.
    """
    from quotes.ingest import Reading
    from quotes.spark.arrow import packed, unpacked
    from quotes.spark.rows import extracted_row

    gc.set_threshold(YOUNG)
    reading, schema = Reading(mapping, raw=raw, language=language), arrow_schema()
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            rows = [extracted_row(cells, reading) for cells in unpacked(batch.slice(start, ROWS))]
            yield packed(rows, schema)


def _check(types: Mapping[str, str], mapping: Mapping[str, str]) -> None:
    """Checks the columns of a data frame, given with their types.

    :raises UsageProblem: no column holds texts, or one is of a type that cannot be read, or a mapped one is missing.
    """
    for column in mapping.values():
        if column not in types and column.partition(".")[0] not in types:
            raise UsageProblem(
                f"there is no column {column!r}{did_you_mean(column, types)}; there are {', '.join(types)}"
            )
    if not has_column(list(types), "text", mapping):
        raise UsageProblem(
            f"no column is called 'text'; name the one with the texts (--map text=COLUMN): {', '.join(types)}"
        )
    for field in NAMES:
        holder = _column(types, field, mapping)
        if holder is not None and not _may_hold(field, types[holder]):
            raise UsageProblem(f"the column {holder!r} is of the type {types[holder]}, in which no {field} is read")


def _may_hold(field: str, type_: str) -> bool:
    """Tests whether a column of a type, as Spark writes it, may hold a field of articles."""
    if type_.startswith("struct<"):
        return True  # the field may lie in it
    if field in _ALLOWED:
        return type_ in _ALLOWED[field]
    return not type_.startswith(("binary", "map<"))


def _column(types: Mapping[str, str], field: str, mapping: Mapping[str, str]) -> str | None:
    """Returns the column that is looked at first for *field*; None if none is."""
    if field in mapping:
        return mapping[field] if mapping[field] in types else None
    folded = {folded_key(name): name for name in reversed(list(types))}
    return next(
        (folded[key] for each in (*NAMES[field], *OTHER_NAMES[field]) if (key := folded_key(each)) in folded), None
    )
