from __future__ import annotations

import random
import string

import pyarrow as pa
import pyarrow.parquet as pq

from elecdata.curation.writing import parquet_bytes
from elecdata.schema import TABLES
from elecdata.schema.arrow import described


class TestParquetBytes:
    """`parquet_bytes` writes tables one way."""

    def test_table_comes_back(self, published):
        """Content, types, empty cells, name and key are read as they were written."""
        for table in published.values():
            found = pq.read_table(pa.BufferReader(parquet_bytes(table)))

            assert found.equals(table)
            assert found.schema.equals(table.schema)
            assert found.schema.metadata == table.schema.metadata

    def test_registry_gives_the_descriptions_back(self, published):
        """What the registry says of columns is not in the file, and follows from their names."""
        for name, table in published.items():
            found = pq.read_table(pa.BufferReader(parquet_bytes(table)))

            assert all(field.metadata is None for field in found.schema)
            assert described(found, TABLES[name]).equals(table, check_metadata=True)

    def test_every_column_has_the_encoding_in_which_it_is_shortest(self):
        """Keys in order take what they share, repeated terms a dictionary, prose neither."""
        rng = random.Random(1)
        texts = {
            "key": [f"kz-2031-council/{n:05}" for n in range(2000)],
            "term": [rng.choice(["party", "candidate"]) for _ in range(2000)],
            "prose": ["".join(rng.choices(string.ascii_letters, k=60)) for _ in range(2000)],
        }
        votes = [rng.randrange(10**6) for _ in range(2000)]
        data = parquet_bytes(pa.table({**texts, "votes": votes}))
        group = pq.read_metadata(pa.BufferReader(data)).row_group(0)
        encodings = [set(group.column(n).encodings) for n in range(4)]

        assert "DELTA_BYTE_ARRAY" in encodings[0]
        assert "RLE_DICTIONARY" in encodings[1]
        assert "DELTA_LENGTH_BYTE_ARRAY" in encodings[2]
        assert "RLE_DICTIONARY" not in encodings[3]

    def test_same_table_gives_the_same_bytes(self, published):
        """Neither the time nor the chunks of a table have a part in its bytes."""
        table = published["results"]
        pieces = pa.concat_tables([table.slice(0, 2), table.slice(2)])

        assert parquet_bytes(table) == parquet_bytes(table) == parquet_bytes(pieces)

    def test_nothing_of_pandas_is_written(self, published):
        """The file carries the registry's metadata alone."""
        metadata = pq.read_metadata(pa.BufferReader(parquet_bytes(published["results"]))).metadata

        assert b"pandas" not in metadata
