from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from elecdata.curation.writing import parquet_bytes


class TestParquetBytes:
    """`parquet_bytes` writes tables one way."""

    def test_table_comes_back_with_its_descriptions(self, published):
        """Content, types and metadata are read as they were written."""
        for table in published.values():
            found = pq.read_table(pa.BufferReader(parquet_bytes(table)))

            assert found.equals(table, check_metadata=True)

    def test_same_table_gives_the_same_bytes(self, published):
        """Neither the time nor the chunks of a table have a part in its bytes."""
        table = published["results"]
        pieces = pa.concat_tables([table.slice(0, 2), table.slice(2)])

        assert parquet_bytes(table) == parquet_bytes(table) == parquet_bytes(pieces)

    def test_nothing_of_pandas_is_written(self, published):
        """The file carries the registry's metadata alone."""
        metadata = pq.read_metadata(pa.BufferReader(parquet_bytes(published["results"]))).metadata

        assert b"pandas" not in metadata
