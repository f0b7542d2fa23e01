"""What tables are made of: types of columns that mean the same on both engines, references, and the base class."""

import datetime as dt
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: aware in Python, UTC in both engines.  A naive value is refused, never guessed at."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Returns the instant in UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Returns the instant as an aware value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


KeyText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared and ordered by code point on both engines (SQLite does nothing else)."""

identifier = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True)]
instant = Annotated[dt.datetime, mapped_column(UtcDateTime)]
key = Annotated[str, mapped_column(KeyText)]
unique_key = Annotated[str, mapped_column(KeyText, unique=True)]
json_value = Annotated[Any, mapped_column(JSON(none_as_null=True))]


def reference(table: str, name: str | None = None, *, index: bool = True) -> Any:
    """Returns a foreign key column named after its table (or *name*), indexed unless a constraint does that."""
    return mapped_column(name or table, ForeignKey(f"{table}.id"), index=index)


def where(condition: str) -> dict[str, Any]:
    """Returns what an index over the rows that fit *condition* keeps for :func:`metadata_for_ddl`."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Base(DeclarativeBase):
    """Declarative base; the naming convention came before the first revision."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, int: BigInteger().with_variant(Integer, "sqlite")}  # noqa: RUF012


NUMBERED = {"sqlite_autoincrement": True}
"""Ids are never used twice."""
