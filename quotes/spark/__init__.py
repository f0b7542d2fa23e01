"""Runs extraction on Apache Spark, for more articles than one machine reads in the time there is (extra ``spark``)."""
