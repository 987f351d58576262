"""A directory with specs to work in."""

from pathlib import Path

import pytest

from tests.cli.adding import BASE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a directory with specs, and return that of the specs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVENTFLOW_SPECS", raising=False)
    specs = tmp_path / "alarm_specs"
    specs.mkdir()
    (specs / "base.yaml").write_text(BASE, encoding="utf-8")
    return specs
