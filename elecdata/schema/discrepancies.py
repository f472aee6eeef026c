"""Table of what does not add up, and why it is published all the same."""

from __future__ import annotations

from elecdata.schema.columns import ELECTION_ID
from elecdata.schema.field import Field, Table

DISCREPANCIES = Table(
    "discrepancies",
    "One row per check of the audit on which the record itself does not add up, and why it is "
    "published as it is.",
    key=("election_id", "check_name", "subject"),
    fields=(
        ELECTION_ID,
        Field("check_name", "id", "Check, as the audit names it.", origin="key"),
        Field("subject", "id", "What the check is of, as the audit names it.", origin="key"),
        Field("stated", "text", "What is published; the explanation holds for it.", origin="sheet"),
        Field("computed", "text", "What follows from other figures or the law.", origin="sheet"),
        Field("reason", "text", "Why the two differ, in our words.", origin="sheet", required=True),
    ),
)
