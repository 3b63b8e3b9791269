"""onrecord: who said what, who did what to whom, and according to whom, with evidence.

import onrecord

for reading in onrecord.read("report.txt"):
    for statement in reading.statements: ...
with onrecord.Record("news.onrecord") as record:
    record.statements(onrecord.Filters(act="deny"))
"""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.library import add, read, table
    from onrecord.record import Filters, Record

__version__ = "0.1.0"
__all__ = ["Filters", "Record", "__version__", "add", "read", "table"]

# Nothing leaves the machine. From 1.29 on, onnxruntime reports to its makers unless told not to at load time.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def __getattr__(name: str) -> Any:
    """Load what is offered here when it is first used, so that importing costs nothing."""
    if name in ("Filters", "Record"):
        from onrecord import record

        return getattr(record, name)
    if name in ("add", "read", "table"):
        from onrecord import library

        return getattr(library, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
