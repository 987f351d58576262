r"""A description holds a character that nobody sees, and that changes what is read.

A control character has no business in an e-mail or a chat; U+202A to U+202E and U+2066 to U+2069 turn
the text behind them round, so that it reads as what it is not; U+FFFE and U+FFFF are no characters
at all. Line ends and tabs are fine, and so are emoji and writing from right to left.

Fails (what stands behind `\u202E` is read backwards):

    Alarms:
      HighLatency:
        Description: "Requests are slow. \u202EThis is fine."
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]

Passes:

    Alarms:
      HighLatency:
        Description: "Requests are slow.\nהבקשות איטיות 🐌"
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
"""

import re
from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "invisible-sign"

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find descriptions with a character that is not to be seen."""
    described: list[tuple[str, str, Origin]] = [
        *((one.name, one.description, one.written.key("Description")) for one in monitoring.alarms),
        *((one.name, one.description, one.origin) for one in monitoring.mutes),
    ]
    for name, text, origin in described:
        found = _INVISIBLE.search(text)
        if found is not None:
            yield Problem(
                NAME,
                f"the description of `{name}` holds the character U+{ord(found[0]):04X}",
                origin,
                help="nobody sees it, and what is read changes: leave it out",
            )


RULE = Rule(NAME, check)
