"""Files that are written from the code and committed: held against it, or rewritten."""

import os
from pathlib import Path

from eventflow_monitoring.reference.links import DIRECTORY
from tests.eventflow import ROOT

DOCS = ROOT / DIRECTORY
UPDATING = os.environ.get("UPDATE_REFERENCE") == "1"


def assert_committed(path: Path, text: str) -> None:
    """Assert that a file holds a text; with UPDATE_REFERENCE=1 (`make reference`), write it."""
    if UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    assert written == text, f"{path.name} is not what the code says: run `make reference`"
