"""Published tables as bytes, written one way."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

# What may be shorter than a dictionary of the values, one candidate of each type at a time.
ENCODINGS: dict[pa.DataType, tuple[str, ...]] = {
    pa.string(): ("PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"),
    pa.int64(): ("PLAIN", "DELTA_BINARY_PACKED"),
    pa.float64(): ("PLAIN",),  # Spark does not read BYTE_STREAM_SPLIT
    pa.date32(): ("PLAIN", "DELTA_BINARY_PACKED"),
}


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as Parquet, short, and with the least in it that depends on the writer.

    Every column has the encoding in which it is shortest. The descriptions of the columns are
    those of the registry, from which readers take them; the file names its table and its key.
    """
    shortest: dict[str, tuple[int, str]] = {}
    for encodings in _candidates(table.schema):
        for name, size in _sizes(_written(table, encodings)).items():
            found = (size, encodings.get(name, ""))
            shortest[name] = min(shortest.get(name, found), found, key=lambda each: each[0])
    return _written(table, {name: each for name, (_, each) in shortest.items() if each})


def _candidates(schema: pa.Schema) -> list[dict[str, str]]:
    """Encodings by column, to be tried one after the other; a column without one has a dictionary.

    Truth values have no dictionary and nothing to choose from.
    """
    tries = max(len(each) for each in ENCODINGS.values())
    known = [(field.name, ENCODINGS[field.type]) for field in schema if field.type in ENCODINGS]
    return [{}, *({n: e[k] for n, e in known if k < len(e)} for k in range(tries))]


def _sizes(data: bytes) -> dict[str, int]:
    """Bytes of every column of a file."""
    metadata = pq.read_metadata(pa.BufferReader(data))
    groups = [metadata.row_group(n) for n in range(metadata.num_row_groups)]
    columns = [group.column(n) for group in groups for n in range(group.num_columns)]
    return {each.path_in_schema: each.total_compressed_size for each in columns}


def _written(table: pa.Table, encodings: dict[str, str]) -> bytes:
    """The table as Parquet, its columns in the encodings given or with a dictionary."""
    sink = io.BytesIO()
    with pq.ParquetWriter(
        sink,
        table.schema,
        compression="zstd",
        compression_level=19,
        use_dictionary=[name for name in table.column_names if name not in encodings],
        column_encoding=encodings,
        store_schema=False,
        write_statistics=False,
        version="2.6",
        data_page_version="1.0",
    ) as writer:
        writer.write_table(table, row_group_size=max(table.num_rows, 1))
        # Without Arrow's own schema these would be left out.
        writer.add_key_value_metadata(table.schema.metadata or {})
    return sink.getvalue()
