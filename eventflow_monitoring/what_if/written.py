"""What somebody writes for a metric: `p95(ApiLatency{stage=live})=900x9 1200x9`."""

import re
from dataclasses import dataclass

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.simulate.series import parse_series
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError

_TARGET = re.compile(
    r"(?:(?P<statistic>\S+?)\()?(?P<name>[^(){}=\s:%]+)(?:\{(?P<dimensions>[^{}]*)\})?"
    r"(?(statistic)\))"
)
_DIMENSION = re.compile(r"\s*([^=,]+?)\s*=\s*(.*?)\s*")
_SHAPE = "write `METRIC=SERIES`, `METRIC{name=value}=SERIES` or `p95(METRIC)=SERIES`"


@dataclass(frozen=True, slots=True)
class Target:
    """What values are of: a metric by its name, or the only one that an alarm reads (None).

    `dimensions` narrow it down; `statistic` is that of each interval, None for single samples.
    """

    name: str | None
    dimensions: tuple[tuple[str, str], ...] = ()
    statistic: str | None = None

    def __str__(self) -> str:
        name = self.name or "the series"
        if self.dimensions:
            name += "{" + ",".join(f"{key}={value}" for key, value in self.dimensions) + "}"
        return name if self.statistic is None else f"{self.statistic}({name})"


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """Values and what they are of; `where` names the place in an error: an option, or a file."""

    target: Target
    values: tuple[float | None, ...]
    where: str


def parse_given(text: str) -> WrittenSeries:
    """Read what `--given` takes. Raises QuestionError."""
    where = f"--given '{text}'"
    name, series = _parts(text)
    target = Target(None)
    if name is not None:
        found = parse_target(name)
        if found is None:
            raise QuestionError([Mistake(f"{where}: `{name}` names no metric", _SHAPE)])
        target = found
    try:
        values = parse_series(series)
    except ExpressionError as error:
        help = error.help if name is not None else f"{error.help or ''}; {_SHAPE}".lstrip("; ")
        raise QuestionError([Mistake(f"{where}: {error.message}", help)]) from None
    return WrittenSeries(target, values, where)


def parse_target(text: str) -> Target | None:
    """Read the name of a metric, perhaps with dimensions and a statistic; None for anything else."""
    found = _TARGET.fullmatch(text.strip())
    if found is None:
        return None
    dimensions: list[tuple[str, str]] = []
    for part in (found["dimensions"] or "").split(",") if found["dimensions"] else ():
        dimension = _DIMENSION.fullmatch(part)
        if dimension is None:
            return None
        dimensions.append((dimension[1], dimension[2]))
    return Target(found["name"], tuple(sorted(dimensions)), found["statistic"])


def _parts(text: str) -> tuple[str | None, str]:
    """Cut a text at the first `=` outside of braces; without one there is no name."""
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "=" and not depth:
            return text[:index], text[index + 1 :]
    return None, text
