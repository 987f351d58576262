"""Find what a package offers by listing its modules: adding a thing is adding one file.

The file may stand in a package of somebody else's too, one whose name begins with
`eventflow_monitoring_`, under the same path: `eventflow_monitoring_acme/specs/alarms/heartbeat.py`
(Python Packaging User Guide, "Creating and discovering plugins", by naming convention).
"""

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_OWN = "eventflow_monitoring"


@cache
def registered(package: str, attribute: str) -> tuple[Any, ...]:
    """Return `attribute` of every module of `package` that defines it, sorted by module name.

    Those of other packages come after the project's own.
    """
    found: list[Any] = []
    for place in (package, *_elsewhere(package)):
        path = importlib.import_module(place).__path__
        names = sorted(module.name for module in pkgutil.iter_modules(path))
        modules = (importlib.import_module(f"{place}.{name}") for name in names)
        found += [getattr(module, attribute) for module in modules if hasattr(module, attribute)]
    return tuple(found)


def _elsewhere(package: str) -> Iterator[str]:
    """Yield the packages of extensions that stand where `package` does in ours."""
    for extension in extensions():
        name = extension
        for part in package.removeprefix(_OWN).strip(".").split("."):
            name = f"{name}.{part}"
            if importlib.util.find_spec(name) is None:
                break
        else:
            yield name


@cache
def extensions() -> tuple[str, ...]:
    """Return the names of the packages that extend this one, in the directories of `sys.path`."""
    # pkgutil.iter_modules() would look into every package there, which takes 50 ms.
    found: set[str] = set()
    for directory in sys.path:
        try:
            names = [path.name for path in Path(directory or ".").iterdir()]
        except OSError:  # a zip file, or nothing at all
            continue
        found |= {name for name in names if name.startswith(f"{_OWN}_") and name.isidentifier()}
    return tuple(sorted(found))
