"""Paths from the root of a repository."""

from pathlib import Path

import pytest

from eventflow_monitoring.report.repository import repository_path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a directory in it, where the test runs."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "deep").mkdir()
    monkeypatch.chdir(root / "deep")
    return root


def test_path_begins_where_git_does(repository: Path) -> None:
    """Whether written from below, from beside or in full, a path begins at the root."""
    assert repository_path("a.yaml") == "deep/a.yaml"
    assert repository_path("../specs/a.yaml") == "specs/a.yaml"
    assert repository_path(str(repository / "specs/a.yaml")) == "specs/a.yaml"


def test_workspace_of_github_is_the_root(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow the root is the one that GitHub names, whatever lies below it."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.parent))
    assert repository_path("a.yaml") == "repository/deep/a.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / "elsewhere"))
    assert repository_path("a.yaml") is None


def test_link_to_the_specs_leads_to_them(repository: Path) -> None:
    """A file behind a link has the path that it is kept under."""
    (repository / "specs").mkdir()
    (repository / "link").symlink_to("specs", target_is_directory=True)
    assert repository_path("../link/a.yaml") == "specs/a.yaml"


def test_no_repository_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any repository there is no root."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert repository_path("a.yaml") is None
