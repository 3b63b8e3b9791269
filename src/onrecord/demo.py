"""The bundled reports: fourteen, by six invented outlets, on one invented dispute. Read start to end."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

REPORTS = Path(str(files("onrecord") / "demo_reports"))
