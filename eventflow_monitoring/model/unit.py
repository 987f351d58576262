"""Units of metrics: CloudWatch's names, `Ratio`, and the noun of what is counted."""

from dataclasses import dataclass

# StandardUnit of the CloudWatch API, as of botocore 1.44.5.
CLOUDWATCH_UNITS = (
    "Seconds", "Microseconds", "Milliseconds",
    "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes",
    "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits",
    "Percent", "Count",
    "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
    "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second",
    "Gigabits/Second", "Terabits/Second", "Count/Second", "None",
)  # fmt: skip

UNITS = (*CLOUDWATCH_UNITS, "Ratio")
"""Every unit a metric may have. `Ratio` is ours: CloudWatch has no name for a share of 1."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `noun` names what a `Count` counts, in the plural (`events`)."""

    name: str
    noun: str | None = None

    def __str__(self) -> str:
        return self.name if self.noun is None else f"{self.name} of {self.noun}"
