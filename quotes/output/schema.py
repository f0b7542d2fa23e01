"""Shows the tables and views of a store for the eye: rows of ``name, is_view, what, columns``."""

from collections.abc import Sequence

from quotes.output.lines import Styler, fact, wrapped
from quotes.output.rows import Row


def schema_text(tables: Sequence[Row], *, width: int, styled: Styler) -> str:
    """Returns each table with its columns, a line each: name, type or the column that it refers to, and what it
    says.
    """
    parts = []
    for table in tables:
        names = max((len(each["column"]) for each in table["columns"]), default=0)
        types = max((len(_type(each)) for each in table["columns"]), default=0)
        head = f"{'view' if table['is_view'] else 'table'} {table['name']}"
        lines = [styled(head, "speaker"), wrapped(table["what"], width=width, first="  ", indent="  "), ""]
        for each in table["columns"]:
            lines.append(fact(f"  {each['column']:<{names}}  {_type(each):<{types}}", each["what"], width=width))
        parts.append("\n".join(line for line in lines))
    return "\n\n".join(parts)


def _type(column: Row) -> str:
    return f"→ {column['refers_to']}" if column["refers_to"] else str(column["type"])
