"""Alarms that something names: one by one, by a pattern, or a whole tier."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean


def select_alarms(
    names: Sequence[str], tiers: Sequence[Tier], entry: Entry, context: Context
) -> tuple[Alarm, ...] | None:
    """Return the deployed alarms of some names, patterns (`Database*`) and tiers, each once.

    The names stand under `Alarms`. They come in the order written, what a pattern or a tier stands
    for by name, so that moving an alarm changes nothing. None after reporting names that no alarm
    has; one that is not deployed in this environment is left out.
    """
    deployed: dict[str, Alarm] = context.expanded["Alarms"]
    by_name = sorted(deployed)
    chosen: dict[str, Alarm] = {}
    good = True
    for index, pattern in enumerate(names):
        origin = entry.origin("Alarms", index)
        if "*" not in pattern and "?" not in pattern:
            good = context.knows("Alarms", pattern, origin) and good
            matching = [pattern] if pattern in deployed else []
        else:
            matching = [name for name in by_name if fnmatchcase(name, pattern)]
            written = context.entries["Alarms"]
            if not context.incomplete and not any(fnmatchcase(name, pattern) for name in written):
                good = False
                help = did_you_mean(pattern.strip("*?"), written)
                message = f"no alarm matches `{pattern}`"
                context.report(Problem("unknown-alarm", message, origin, help=help))
        chosen |= {name: deployed[name] for name in matching}
    for tier in tiers:
        chosen |= {name: deployed[name] for name in by_name if deployed[name].tier is tier}
    return tuple(chosen.values()) if good else None
