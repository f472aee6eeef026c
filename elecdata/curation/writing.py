"""Published tables as bytes, written one way."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as Parquet, with the least in it that depends on the writer."""
    sink = io.BytesIO()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=3,
        write_statistics=False,
        version="2.6",
        data_page_version="1.0",
        row_group_size=max(table.num_rows, 1),
    )
    return sink.getvalue()
