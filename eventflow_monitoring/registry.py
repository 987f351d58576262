"""Find what a package offers by listing its modules: adding a thing is adding one file."""

import importlib
import pkgutil
from functools import cache
from typing import Any


@cache
def registered(package: str, attribute: str) -> tuple[Any, ...]:
    """Return `attribute` of every module of `package` that defines it, sorted by module name."""
    path = importlib.import_module(package).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    modules = (importlib.import_module(f"{package}.{name}") for name in names)
    return tuple(getattr(module, attribute) for module in modules if hasattr(module, attribute))
