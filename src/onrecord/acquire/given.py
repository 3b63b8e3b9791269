"""Values that a container gives (a column, a meta tag, a feed field): plain strings and dates."""

from __future__ import annotations

from datetime import date

from onrecord import dates
from onrecord.model import Found, PartialDate, Precision


def plain(value: object) -> str | None:
    """The value as a string; None for nothing and for what is no plain value."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # Half of a surrogate pair, which JSON can hold, is no character and cannot be written.
    return str(value).encode("utf-8", "replace").decode().strip() or None


def given(value: object, method: str) -> Found[str] | None:
    """A plain value as a piece of front matter; None for nothing."""
    text = plain(value)
    return Found(value=text, method=method) if text else None


def given_date(value: object, method: str) -> Found[PartialDate] | None:
    """A date, as precise as it is written; None where it is no date."""
    written = value.isoformat() if isinstance(value, date) else plain(value)
    if not written:
        return None
    if len(written) == 4 and written.isdigit():
        return Found(value=PartialDate(value=written, precision=Precision.YEAR), method=method)
    if len(written) == 7 and written[4] == "-" and written.replace("-", "").isdigit():
        return Found(value=PartialDate(value=written, precision=Precision.MONTH), method=method)
    found = dates.absolute(written.replace(" ", "T", 1) if written[:4].isdigit() else written)
    return Found(value=found[0].date, method=method) if found else None
