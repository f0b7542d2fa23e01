"""Reads the rows of tables: CSV, TSV, JSON, JSON Lines, Parquet and Excel, plain or packed (gzip, zstd), a row at a
time.

    with open_table(Path("rows.csv.gz")) as table:
        for row in table.rows:
            print(row.number, row.problem or row.cells)

A table larger than memory is no trouble but for Excel's (openpyxl keeps its strings) and packed Parquet or Excel.
"""

from quotes.ingest.tables.kinds import TableKind, kind_of_name
from quotes.ingest.tables.open import open_table
from quotes.ingest.tables.rows import LONGEST_CELL, Table, TableRow, value_at

__all__ = ["LONGEST_CELL", "Table", "TableKind", "TableRow", "kind_of_name", "open_table", "value_at"]
