"""Public names, for type checkers; elecdata/__init__.py imports them when they are first used."""

from elecdata import metrics as metrics
from elecdata import plot as plot
from elecdata.allocation import allocate as allocate
from elecdata.auditing import audit as audit
from elecdata.building import build as build
from elecdata.citing import cite as cite
from elecdata.citing import data_statement as data_statement
from elecdata.comparison import compare as compare
from elecdata.curation.skeleton import new as new
from elecdata.errors import ElecdataError as ElecdataError
from elecdata.explorer.browsing import browse as browse
from elecdata.exports.request import export as export
from elecdata.loading import load as load
from elecdata.loading import tables as tables
from elecdata.naming import find as find
from elecdata.pinning.difference import diff as diff
from elecdata.pinning.locking import lock as lock
from elecdata.pinning.verification import verify as verify
from elecdata.provenance import conflicts as conflicts
from elecdata.provenance import explain as explain
from elecdata.provenance import sources as sources
from elecdata.querying import connect as connect
from elecdata.querying import sql as sql
from elecdata.ranges.report import sensitivity as sensitivity
from elecdata.schema.codebook import codebook as codebook
from elecdata.validation import validate as validate

__version__: str
