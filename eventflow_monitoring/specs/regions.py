"""The regions of AWS that are known; it opens new ones, which are right though they are not here."""

from collections.abc import Iterator
from difflib import get_close_matches

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity

SOURCE = "botocore 1.44.5"

# endpoints.json of botocore 1.44.5.
REGIONS = (
    "af-south-1",
    "ap-east-1", "ap-east-2",
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    "ap-south-1", "ap-south-2",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7",
    "ca-central-1", "ca-west-1",
    "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
    "eu-west-1", "eu-west-2", "eu-west-3",
    "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
    "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    "cn-north-1", "cn-northwest-1",
    "us-gov-east-1", "us-gov-west-1",
    "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1",
    "us-isof-east-1", "us-isof-south-1", "eu-isoe-west-1",
    "eusc-de-east-1",
)  # fmt: skip


def unknown_region(region: str, origin: Origin) -> Iterator[Problem]:
    """Yield a warning where a region is none of those that are known."""
    if region in REGIONS:
        return
    # Of those like a mistyped one `us-est-1` has two.
    same = [name for name in REGIONS if _letters(name) == _letters(region)]
    meant = same or sorted(get_close_matches(region, REGIONS, n=2, cutoff=0.8))
    help = f"did you mean {' or '.join(f'`{name}`' for name in meant)}?" if meant else None
    message = f"`{region}` is no region of AWS that {SOURCE} knows"
    yield Problem("unknown-region", message, origin, help=help, severity=Severity.WARNING)


def _letters(region: str) -> str:
    """Return what is left of a region without hyphens and case: `eu-west1` is `eu-west-1`."""
    return "".join(one for one in region.casefold() if one.isalnum())
