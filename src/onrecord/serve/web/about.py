"""The page that explains the data: each address of the API, generated from its OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.web.room import page

router = APIRouter(include_in_schema=False)


@router.get("/api")
def about(request: Request) -> HTMLResponse:
    """The API for people."""
    return page(request, "api.html", verbs=list(_verbs(request.app.openapi())))


def _verbs(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in described["paths"].items():
        for method, verb in methods.items():
            yield {
                "method": method.upper(),
                "path": path,
                "says": verb.get("description") or verb.get("summary", ""),
                "takes": [p["name"] for p in verb.get("parameters", []) if p["in"] != "path"],
            }
