"""Who says what: statements with the spans of their source, cue and content."""

from onrecord.attribute.stage import Attribute

__all__ = ["Attribute"]
