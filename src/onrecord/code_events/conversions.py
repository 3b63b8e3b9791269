"""PLOVER's rules that turn a type into another by its modality (manual of 2021, auxiliary modes)."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Event, Modality

PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that are AGREE while they lie ahead."""


def convert(event: Event) -> Event:
    """The event with its type as PLOVER has it for what lies ahead.

    A future CONSULT, SUPPORT, COOPERATE or AID is AGREE and loses the flag. A future RETREAT is
    CONCEDE and keeps it.
    """
    if Modality.FUTURE not in event.modality:
        return event
    if event.type in PROMISED or event.type == "AGREE":
        rest = tuple(flag for flag in event.modality if flag is not Modality.FUTURE)
        return replace(event, type="AGREE", modality=rest)
    return replace(event, type="CONCEDE") if event.type == "RETREAT" else event
