"""What the options of `test` take."""

import re
from typing import Any

import click

from eventflow_monitoring.model.tier import Tier


class Minimum(click.ParamType[tuple[Tier, float]]):
    """`critical=100`: a tier and a percentage."""

    name = "TIER=PERCENT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Tier, float]:
        """Return the tier and the number."""
        name, _, percent = str(value).partition("=")
        tiers = [tier.value for tier in Tier]
        if name not in tiers:
            self.fail(f"`{name}` is no tier: {', '.join(tiers)}", param, ctx)
        return Tier(name), Percent().convert(percent, param, ctx)


class Percent(click.ParamType[float]):
    """A percentage."""

    name = "PERCENT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        try:
            percent = float(str(value).removesuffix("%"))
        except ValueError:
            percent = -1.0
        if not 0 <= percent <= 100:
            self.fail(f"`{value}` is no percentage from 0 to 100", param, ctx)
        return percent


class Regex(click.ParamType[re.Pattern[str]]):
    """A regular expression of Python."""

    name = "REGEX"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> re.Pattern[str]:
        """Return what matches it."""
        try:
            return re.compile(str(value))
        except (re.error, OverflowError, RecursionError) as error:
            self.fail(f"`{value}` is no regular expression: {error}", param, ctx)
