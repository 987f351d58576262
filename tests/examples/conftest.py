"""The package as others have it: a wheel, installed into a virtual environment of its own."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.eventflow import ROOT

_SOURCES = ("eventflow_monitoring", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, directory: Path, **variables: str) -> None:
    """Run a program that has to succeed."""
    environment = {**os.environ, **variables}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=directory,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip builds from the project's files, elsewhere."""
    directory = tmp_path_factory.mktemp("build")
    # A copy: building writes beside the sources.
    source = directory / "source"
    source.mkdir()
    for name in _SOURCES:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source / name)
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", "dist")
    run(sys.executable, "-m", "pip", "wheel", *options, source, directory=directory)
    (built,) = directory.glob("dist/*.whl")
    return built


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a virtual environment in which nothing but our package has to be installed.

    What it depends on is found where the tests have it, for they reach no registry. Our package is
    not: what stands there is a link that only the tests' own Python follows.
    """
    directory = tmp_path_factory.mktemp("environment") / "venv"
    run(sys.executable, "-m", "venv", directory, directory=directory.parent)
    variables = {"base": str(directory), "platbase": str(directory)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    there = sysconfig.get_path("purelib")
    (packages / "dependencies.pth").write_text(f"{there}\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", variables))


@pytest.fixture(scope="session")
def installed(environment: Path, wheel: Path) -> Path:
    """The programs of an environment in which the wheel is installed."""
    options = ("--quiet", "--no-index")
    run(environment / "python", "-m", "pip", "install", *options, wheel, directory=wheel.parent)
    return environment
