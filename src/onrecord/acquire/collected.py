"""What `onrecord watch` writes into a web archive beside the pages, each as a JSON object in its own record.

The front matter that a feed gave of a page (before the page), the text that a feed carried of a page that
could not be had, and what was not fetched, with the reason.
"""

from __future__ import annotations

import json
from dataclasses import replace

from fastwarc.warc import WarcRecord

from onrecord.acquire.draft import MAX_BYTES, Draft
from onrecord.acquire.given import given, given_date, plain
from onrecord.acquire.outlet import is_known
from onrecord.acquire.rows import names, row
from onrecord.errors import BadInput
from onrecord.model import Json, Reason

FRONT = "application/vnd.onrecord.front+json"
TEXT = "application/vnd.onrecord.text+json"
OMISSION = "application/vnd.onrecord.omission+json"
METHOD = "feed"
GUESSED = "htmldate"
"""How a date was found that the page does not state."""


def read(record: WarcRecord) -> Json:
    """The object of a record; empty where it is none."""
    try:
        found = json.loads(record.reader.read(MAX_BYTES))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def text(path: str, place: str, found: Json) -> Draft | BadInput:
    """The report of an entry with its own text."""
    return row(path, place, found, str(found.get("text") or "").encode("utf-8", "replace"), METHOD)


def omission(place: str, found: Json) -> BadInput:
    """What was not fetched. An unknown reason becomes `malformed`."""
    known = {reason.value: reason for reason in Reason}
    reason = known.get(str(found.get("reason")), Reason.MALFORMED)
    return BadInput(reason, place, plain(found.get("found")) or "", plain(found.get("advice")) or "")


def completed(draft: Draft, front: Json) -> Draft:
    """The draft of a page; the feed says what the page does not state or only lets guess."""
    stated = draft.published and draft.published.method != GUESSED
    outlet = None if is_known(draft.url) else given(front.get("outlet"), METHOD)
    return replace(
        draft,
        title=draft.title or given(front.get("title"), METHOD),
        outlet=outlet if _is_host(draft) and outlet else draft.outlet,
        authors=draft.authors
        or tuple(found for name in names(front.get("authors")) if (found := given(name, METHOD))),
        published=draft.published if stated else given_date(front.get("date"), METHOD) or draft.published,
    )


def _is_host(draft: Draft) -> bool:
    """Whether all that a page tells of its outlet is the host that it was fetched from."""
    return draft.outlet is None or draft.outlet.value.lower() in (draft.url or "").lower()
