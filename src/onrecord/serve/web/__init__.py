"""The reading room: a record as pages and as a JSON API, on this machine only."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.serve.web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Load the application when it is first used: FastAPI takes longer to load than most commands to run."""
    if name == "create_app":
        from onrecord.serve.web.app import create_app

        return create_app
    raise AttributeError(f"module 'onrecord.serve.web' has no attribute {name!r}")
