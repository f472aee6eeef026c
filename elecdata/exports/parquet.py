"""Parquet: one file a table, or a folder a table, split by the values of columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from elecdata.exports.part import Part


def write(part: Part, path: Path) -> None:
    """Write a table as Parquet, with meaning and unit of every column in its schema."""
    import pyarrow.parquet as pq

    pq.write_table(part.rows, path, compression="zstd")


def write_hive(part: Part, folder: Path, partition_by: Sequence[str]) -> None:
    """Write a table as a folder of Parquet files: ``country=KAZ/year=2012/part-0.parquet``.

    Parameters
    ----------
    part : Part
        The table.
    folder : Path
        Where to; made here.
    partition_by : sequence of str
        Columns whose values name the folders, in this order; those that the table does not have
        are passed over. A table with none of them is one file.
    """
    import pyarrow as pa
    import pyarrow.dataset as ds

    columns = [name for name in partition_by if name in part.table.by_name]
    schema = pa.schema([part.rows.schema.field(name) for name in columns])
    options = ds.ParquetFileFormat().make_write_options(compression="zstd")
    ds.write_dataset(
        part.rows,
        folder,
        format="parquet",
        partitioning=ds.partitioning(schema, flavor="hive"),
        basename_template="part-{i}.parquet",
        file_options=options,
        use_threads=False,  # threads would mix the order of rows
    )
