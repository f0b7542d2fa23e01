"""Runs extraction on Apache Spark, for more articles than one machine reads in the time there is (extra ``spark``).

::

    from quotes.spark import extract

    articles = session.read.parquet("articles.parquet")
    extract(articles).write.parquet("quotations.parquet")

``quotes spark`` does the same from the command line, and ``quotes add`` stores what either wrote.
"""

from quotes.spark.columns import COLUMNS
from quotes.spark.frame import extract

__all__ = ["COLUMNS", "extract"]
