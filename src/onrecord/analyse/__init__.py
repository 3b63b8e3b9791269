"""Sentences, tokens, entities and mentions of a report."""

from onrecord.analyse.stage import Analyse

__all__ = ["Analyse"]
