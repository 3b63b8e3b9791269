"""onrecord: who said what, who did what to whom, and according to whom, with evidence."""

__version__ = "0.1.0"
