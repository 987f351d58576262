"""Where the pages of the reference stand, relative to the root of the project."""

import re

DIRECTORY = "docs/reference"

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def file_of(section_name: str) -> str:
    """Return the file of a section's page: `LogGroups` is told of in `log-groups.md`."""
    return "-".join(_WORD.split(section_name)).lower() + ".md"


def anchor_of(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def page_of(section_name: str, kind_name: str | None = None) -> str:
    """Return where a kind of thing is told of: `docs/reference/alarms.md#threshold`."""
    page = f"{DIRECTORY}/{file_of(section_name)}"
    return page if kind_name is None else f"{page}#{anchor_of(kind_name)}"


def page_of_rule(name: str) -> str:
    """Return where a rule is told of: `docs/reference/rules.md#alarm-window`."""
    return f"{DIRECTORY}/rules.md#{anchor_of(name)}"
