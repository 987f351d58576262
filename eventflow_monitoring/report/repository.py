"""Paths as the root of a repository sees them, which is what GitHub goes by."""

import os
from pathlib import Path


def repository_path(file: str) -> str | None:
    """Return a path relative to the root of the repository; None where it stands in none.

    The root is what GITHUB_WORKSPACE names in a workflow of GitHub, elsewhere the nearest directory
    above the file with a `.git`. Links are followed: GitHub shows nothing beside the lines of a link.
    """
    path = Path(os.path.realpath(file))
    workspace = os.environ.get("GITHUB_WORKSPACE")
    root = Path(os.path.realpath(workspace)) if workspace else _nearest_root(path)
    if root is None or not path.is_relative_to(root):
        return None
    return path.relative_to(root).as_posix()


def _nearest_root(path: Path) -> Path | None:
    # `.git` is a file in a worktree and in a submodule.
    return next((parent for parent in path.parents if (parent / ".git").exists()), None)
