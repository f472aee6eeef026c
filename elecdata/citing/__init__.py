"""Cite the data and the sources behind a frame, in the forms that journals and programs take."""

from __future__ import annotations

from typing import Any

from elecdata.errors import UnknownNameError

STYLES = ("text", "bibtex", "csl", "ris")

__all__ = ["STYLES", "cite", "data_statement"]


def cite(frame: Any = None, style: str = "text") -> str:
    """Cite the dataset, and the sources behind the rows of a frame.

    Parameters
    ----------
    frame : pandas.DataFrame or pyarrow.Table, optional
        What `load` or `compare` gave, also with rows or columns left out. Cited are the sources
        whose claims were adopted in the cells that are there, or in those that they are computed
        from. The key columns of its table must be there, as columns or in the index. A column
        that the table does not have, such as one merged in or renamed, is passed over. A figure
        must be as published, or rounded from that.
    style : str
        ``text`` (after the seventh edition of APA, one work a line), ``bibtex``, ``csl`` (CSL-JSON)
        or ``ris``.

    Returns
    -------
    str
        The dataset first, then the sources in order of who made them. Names of authors stand as
        the source prints them. In ``text``, ``n.d.`` stands where no day is known; the other
        forms leave the day out, for a style to say in its own way. Where there is no title, it
        says ``[untitled]``.

    Raises
    ------
    UnknownNameError
        When there is no such style; also a ``KeyError``.
    InvalidArgumentError
        When the frame does not say which table it is of, lacks its key, has a row that the table
        does not have, a figure that was changed, or is of another version; also a ``ValueError``.

    References
    ----------
    American Psychological Association (2020). Publication Manual of the American Psychological
    Association, 7th edition, chapters 9 and 10.

    Examples
    --------
    >>> import elecdata
    >>> results = elecdata.load("results", election="kz-2004-majilis")
    >>> seats = results.query("contestant_id == 'kz-ak-zhol'")
    >>> seats = seats[["election_id", "contestant_id", "seats"]]
    >>> print(elecdata.cite(seats).splitlines()[1])
    CNN. (n.d.). ... Retrieved November 21, 2026, from http://www.cnn.com/...
    """
    if style not in STYLES:
        raise UnknownNameError("style", style, STYLES)
    from elecdata.citing import bibtex, csl, ris, text
    from elecdata.citing.evidence import works_behind
    from elecdata.citing.work import of_release
    from elecdata.release import installed

    works = [of_release(installed())]
    works += [] if frame is None else works_behind(frame).works
    makers = {
        "text": text.references,
        "bibtex": bibtex.entries,
        "csl": csl.items,
        "ris": ris.records,
    }
    return makers[style](works)


def data_statement(frame: Any = None) -> str:
    """Say in a paragraph what data a paper uses, as journals' data editors ask.

    Parameters
    ----------
    frame : pandas.DataFrame or pyarrow.Table, optional
        As in `cite`: the rows and columns that are used.

    Returns
    -------
    str
        Version, digest, day of release and licence; for a frame its table, rows, view (``as_of``,
        ``source``), and the sources behind it.

    Raises
    ------
    InvalidArgumentError
        As in `cite`.

    Examples
    --------
    >>> import elecdata
    >>> print(elecdata.data_statement())
    The data are available as the Python package elecdata, version 2026.11.0, released on ...
    """
    from elecdata.citing.evidence import works_behind
    from elecdata.citing.statement import statement
    from elecdata.release import installed

    return statement(installed(), None if frame is None else works_behind(frame))
