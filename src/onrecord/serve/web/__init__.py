"""The reading room: a record as pages and as a JSON API, on this machine only."""

from onrecord.serve.web.app import create_app

__all__ = ["create_app"]
