"""What the fuzz run reads: a handful of files, made from a seed and a number alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.fuzz.bombs import bomb
from tests.fuzz.mutations import mutation
from tests.fuzz.noise import noise
from tests.fuzz.shapes import shape

SPEC = "spec.yaml"
"""The file that the run is about; what stands beside it is right."""

ENVIRONMENTS = b"""\
Service: fuzz
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, Domain: a.example}
"""


@dataclass(frozen=True)
class Document:
    """Files by name, and which family the one under test is of."""

    family: str
    files: Mapping[str, bytes]


def document(seed: int, number: int) -> Document:
    """Return the document of a number, the same whenever it is asked for."""
    random = Random(f"{seed}/{number}")  # noqa: S311 -- to be had again, not to be secret
    family = random.choices(list(_FAMILIES), [weight for weight, _ in _FAMILIES.values()])[0]
    written = _FAMILIES[family][1](random)
    files: dict[str, bytes] = {SPEC: written} if isinstance(written, bytes) else dict(written)
    text = files[SPEC]
    if b"Environments:" not in text and random.random() < 0.95:
        files.setdefault("environments.yaml", ENVIRONMENTS)
    return Document(family, files)


_FAMILIES: Mapping[str, tuple[int, Callable[[Random], bytes | Mapping[str, bytes]]]] = {
    "noise": (15, noise),
    "bombs": (5, bomb),
    "mutations": (35, mutation),
    "shapes": (45, shape),
}
"""The families, by name: how many of a hundred documents, and what makes one."""
