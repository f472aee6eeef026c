"""Parquet, plain and in folders, as DuckDB, Polars and Spark read it."""

from __future__ import annotations

import json

import pytest

from elecdata.schema import TABLES

pytestmark = pytest.mark.interop
each_table = pytest.mark.parametrize("name", TABLES)
each_form = pytest.mark.parametrize("form", ["parquet", "hive"])


def spelt(rows):
    """Rows as texts in order, for folders keep no order."""
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)


def place(made, form, name):
    """File of a table, or pattern of its files."""
    folder = made(form)
    return str(folder / f"{name}.parquet" if form == "parquet" else folder / name / "**/*.parquet")


@each_form
@each_table
def test_duckdb(made, library, loaded, form, name):
    """DuckDB finds every cell, the columns of folders included."""
    hive = str(form == "hive").lower()
    path = place(made, form, name)
    relation = library("duckdb").sql(f"FROM read_parquet('{path}', hive_partitioning = {hive})")
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    assert spelt(rows) == spelt(loaded(name))


@each_form
@each_table
def test_polars(made, library, loaded, form, name):
    """Polars finds every cell, the columns of folders included."""
    read = library("polars").read_parquet
    rows = read(place(made, form, name), hive_partitioning=form == "hive").to_dicts()

    assert spelt(rows) == spelt(loaded(name))


@pytest.fixture(scope="module")
def spark():
    """A session of Spark; the project's tests run without it where it is not installed."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@each_form
@each_table
def test_spark(made, spark, loaded, form, name):
    """Spark finds every cell, the columns of folders included."""
    folder = made(form)
    path = folder / f"{name}.parquet" if form == "parquet" else folder / name
    rows = [row.asDict() for row in spark.read.parquet(str(path)).collect()]

    assert spelt(rows) == spelt(loaded(name))
