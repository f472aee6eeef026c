"""How much memory a Parquet file would take, told before it is unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SMALL = 256 * 2**20  # bytes that any file may take
MOST = 1_000  # times its own size that a larger one may: columns of votes shrink to a tenth
CELL = 8  # bytes of a figure; a text has more, unless it is repeated


def bomb(metadata: pq.FileMetaData, size: int) -> str:
    """Why a file is not to be unpacked, in words; empty when it may be.

    Parameters
    ----------
    metadata : pyarrow.parquet.FileMetaData
        What the footer says.
    size : int
        Bytes of the file.

    Notes
    -----
    A few bytes can stand for a billion equal rows, or for a text of a gigabyte. Results of an
    election cannot: each row has a key of its own.
    """
    groups = (metadata.row_group(n) for n in range(metadata.num_row_groups))
    # Not by column: PyArrow ends the process where what the footer says of a column is odd.
    unpacked = sum(max(group.total_byte_size, 0) for group in groups)
    memory = max(unpacked, metadata.num_rows * metadata.num_columns * CELL)
    if memory <= max(SMALL, MOST * size):
        return ""
    return f"{size:,} bytes that would unpack to {memory:,}"
