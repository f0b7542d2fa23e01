"""A session of Spark on this machine, which all tests share, and fixtures of other rooms."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from quotes.spark.session import spark_session
from tests.cli.conftest import call

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["call"]


@pytest.fixture(scope="session")
def session() -> "Iterator[SparkSession]":
    """Two cores; a task is tried four times."""
    settings = {"spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"}
    with spark_session("local[2,4]", settings) as started:
        yield started
