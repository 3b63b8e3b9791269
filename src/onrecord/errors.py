"""Errors, named for the situation.

OnrecordError
├── InputError              something given cannot be read; the message says what, where, what to do
│   ├── NothingToRead       no path given, or none of them holds a report
│   └── BadInput            one file, line or record; carries the reason code of its Omission
├── ModelError              a model's files are missing, damaged or of another version
├── PipelineError           a chain of stages that cannot work
├── RecordError             a record file cannot be opened, is damaged or of a newer version
├── CollectError            a folder of web archives cannot be used, or is in use
├── GoldError               a gold set is missing or not of the expected form
└── UsageError              options that do not go together
"""

from __future__ import annotations

from onrecord.model import Omission, Reason


class OnrecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class InputError(OnrecordError):
    """Something given cannot be read."""


class NothingToRead(InputError):
    """No path given, or none of them holds a report."""


class BadInput(InputError):
    """One file, line or record that cannot be read. The rest is read."""

    def __init__(self, reason: Reason, path: str, found: str, advice: str = "") -> None:
        self.reason, self.path, self.found, self.advice = reason, path, found, advice
        super().__init__(f"{path}: {found}" + (f" {advice}" if advice else ""))

    def omission(self) -> Omission:
        """The same, as a row that is kept."""
        return Omission(stage="acquire", reason=self.reason, detail=str(self), path=self.path)


class ModelError(OnrecordError):
    """A model's files are missing, damaged or of another version."""


class PipelineError(OnrecordError):
    """A chain of stages that cannot work."""


class RecordError(OnrecordError):
    """A record file cannot be opened, is damaged or of a newer version."""


class NotInRecordError(RecordError):
    """A record has no report, item or judgement of this name."""


class BatchError(OnrecordError):
    """A batch cannot go on: its folder is of another run, the disk is full, workers do not start."""


class CollectError(OnrecordError):
    """A folder of web archives cannot be used, or is in use."""


class GoldError(OnrecordError):
    """A gold set is missing or not of the expected form."""


class UsageError(OnrecordError):
    """Options that do not go together."""
