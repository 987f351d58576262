"""What runbooks hold that is written from the specs: each page its alarms' queries, the index a table.

The rest of a page is written by people, and is left as it is. Pages are found by the alarms that name
them, of all environments, those of a ForEach too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.alarm_text import console_link
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger, LogTrigger, PromqlTrigger
from eventflow_monitoring.reference.alarm_query import query_of
from eventflow_monitoring.reference.markdown import joined, table
from eventflow_monitoring.report.told import told_in_words

HEADING = "## The alarm's query"
"""The last part of every page, which people do not write."""

_BEGINS = "<!-- Written by `make reference` from the specs. -->"
_ENDS = "<!-- Up to here. -->"
_WRITTEN = re.compile(rf"{re.escape(_BEGINS)}.*?{re.escape(_ENDS)}", re.DOTALL)

Alarms = Mapping[str, Sequence[tuple[Alarm, Environment]]]
"""Alarms by name, in the order of the specs, each as it is in every environment that has it."""


def page_of_alarm(alarm: Alarm) -> str | None:
    """Return the file that an alarm's runbook is in, which its address ends with; None without."""
    name = PurePosixPath(unquote(urlsplit(alarm.runbook or "").path)).name
    return name or None


def alarms_by_page(monitorings: Iterable[Monitoring]) -> dict[str, Alarms]:
    """Return the alarms of some environments by the file of their runbook."""
    pages: dict[str, dict[str, list[tuple[Alarm, Environment]]]] = {}
    for monitoring in monitorings:
        for alarm in monitoring.alarms:
            page = page_of_alarm(alarm)
            if page is not None:
                found = pages.setdefault(page, {}).setdefault(alarm.name, [])
                found.append((alarm, monitoring.environment))
    return dict(pages)


def with_queries(text: str, alarms: Alarms) -> str:
    """Return the text of a page with what its alarms read, at its end where it has no place yet."""
    written = joined([_BEGINS, *_sections(alarms), _ENDS]).rstrip("\n")
    if _WRITTEN.search(text):
        return _WRITTEN.sub(lambda _: written, text)
    return joined([text, HEADING, written])


def by_hand(text: str) -> str:
    """Return what people wrote of a page."""
    return _WRITTEN.sub("", text).replace(HEADING, "")


def with_index(text: str, pages: Mapping[str, Alarms]) -> str:
    """Return the text of the index with the table of all alarms, whom they tell where first named."""
    rows = [
        (alarm.tier.value, f"[{name}]({page})", told_in_words(alarm))
        for page, alarms in pages.items()
        for name, ((alarm, _), *_) in alarms.items()
    ]
    return _WRITTEN.sub(
        lambda _: "\n\n".join([_BEGINS, table(("Tier", "Alarm", "Tells"), rows), _ENDS]), text
    )


def _sections(alarms: Alarms) -> Iterable[str]:
    for name, everywhere in alarms.items():
        texts: dict[str, list[str]] = {}
        for alarm, environment in everywhere:
            texts.setdefault(_section(alarm, environment), []).append(environment.name)
        for section, environments in texts.items():
            words = [f"`{name}`"] if len(alarms) > 1 else []
            words += [f"in {' and '.join(environments)}"] if len(texts) > 1 else []
            if words:
                said = " ".join(words)
                yield f"**{said[:1].upper()}{said[1:]}**"
            yield section


def _section(alarm: Alarm, environment: Environment) -> str:
    link = console_link(environment, alarm.physical_name)
    return "\n\n".join([
        f"[Its graph and its history]({link}), in the account of the environment. {_says(alarm)}",
        query_of(alarm, environment),
    ])  # fmt: skip


def _says(alarm: Alarm) -> str:
    match alarm.trigger:
        case CompositeTrigger():
            return "The states of the alarms that it combines, by the rule in the first line:"
        case LogTrigger():
            return "The query that it runs over the logs, as if it ran now:"
        case PromqlTrigger():
            return "What it asks; every series of the answer breaches. No command asks it:"
        case _:
            return "What it reads, as it reads it:"
