"""Who did what to whom, coded in PLOVER, with who says so.

The model finds triggers, types and roles (`detect`); the parse turns roles into noun phrases
(`noun_phrases`); rules over statements and parse add who says so and the circumstances.
"""

from onrecord.code_events.stage import CodeEvents

__all__ = ["CodeEvents"]
