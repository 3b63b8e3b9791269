"""Adding from the page: drop files or paste a text, and watch what becomes of each."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from onrecord.serve.web import access
from onrecord.serve.web.jobs import Job, Jobs
from onrecord.serve.web.room import page

router = APIRouter(include_in_schema=False)

MOST_FILES = 500
MOST_BYTES = 200_000_000
"""Of one upload. Larger collections go in by `onrecord add`."""

_FRONT = ("title", "outlet", "date", "url")
_UNSAFE = re.compile(r"[^\w.() ,+=@&'-]")


@router.get("/add")
def form(request: Request) -> HTMLResponse:
    """The form, and what was added since the server started."""
    return page(request, "add.html", jobs=list(reversed(jobs(request).all.values())))


@router.post("/add")
async def add(request: Request) -> RedirectResponse:
    """Take files or a text and begin to read them."""
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        raise HTTPException(
            413, f"More than {MOST_BYTES // 1_000_000} MB at once. Use `onrecord add` for large collections."
        )
    async with request.form(max_files=MOST_FILES, max_part_size=20_000_000) as sent:
        access.may_write(request, str(sent.get("token") or ""))
        folder = Jobs.folder()
        names = await _files(sent, folder) + _text(sent, folder)
    if not names:
        shutil.rmtree(folder)
        raise HTTPException(400, "Nothing to add: choose a file or paste a text.")
    job = jobs(request).start(folder, names)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


@router.get("/add/{job_id}")
def progress(request: Request, job_id: str) -> HTMLResponse:
    """How far a job is."""
    return page(request, "job.html", job=find(request, job_id))


def jobs(request: Request) -> Jobs:
    """The jobs of this server."""
    found: Jobs = request.app.state.jobs
    return found


def find(request: Request, job_id: str) -> Job:
    """A job by its id; 404 where there is none."""
    job = jobs(request).all.get(job_id)
    if job is None:
        raise HTTPException(404, f"There is no job {job_id}; jobs are forgotten when the server stops.")
    return job


async def _files(sent: FormData, folder: Path) -> list[str]:
    names: list[str] = []
    for file in sent.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            name = _name(file.filename, names)
            with (folder / name).open("wb") as target:
                while chunk := await file.read(1 << 20):
                    target.write(chunk)
            names.append(name)
    return names


def _name(given: str, taken: list[str]) -> str:
    """A file name without folders and tricks, which no other file of the job has."""
    plain = _UNSAFE.sub("_", given.replace("\\", "/").rsplit("/", 1)[-1])[-120:].lstrip(".-") or "file"
    name, number = plain, 1
    while name in taken:
        number += 1
        name = f"{number}-{plain}"
    return name


def _text(sent: FormData, folder: Path) -> list[str]:
    """A pasted text with its front matter, as a .jsonl file of one line."""
    text = str(sent.get("text") or "")
    if not text.strip():
        return []
    front = {name: value for name in _FRONT if (value := str(sent.get(name) or "").strip())}
    row = {"id": "pasted", "text": text.replace("\r\n", "\n"), **front}
    (folder / "pasted.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return ["pasted.jsonl"]
