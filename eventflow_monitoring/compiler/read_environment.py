"""Pass 2: the environment that is compiled for."""

from dataclasses import replace

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.read import read_spec
from eventflow_monitoring.specs.sections.environments import EnvironmentSpec, environment_of
from eventflow_monitoring.suggestion import did_you_mean


def read_environment(draft: Draft) -> Outcome:
    """Read the entry of the environment under `Environments:`."""
    entry = draft.entries["Environments"][draft.environment_name]
    if not isinstance(entry.data, dict):
        return draft, [Problem("bad-value", "keys and values are expected here", entry.origin())]
    spec, problems = read_spec(EnvironmentSpec, entry)
    if spec is None:
        return draft, problems
    environment, more = environment_of(spec, entry, draft.service)
    problems += more
    stand_ins = {name: channel.stand_in for name, channel in spec.channels.items()}
    channels = draft.entries["Channels"]
    for name, stand_in in stand_ins.items():
        for channel, origin in (
            (name, entry.origin("Channels", name, on_key=True)),
            (stand_in, entry.origin("Channels", name, "StandIn")),
        ):
            if channel not in channels and not draft.incomplete:
                problems.append(
                    Problem("unknown-channel", f"no channel is called `{channel}`", origin,
                            help=did_you_mean(channel, channels))
                )  # fmt: skip
        if stand_in in stand_ins:
            problems.append(
                Problem("bad-stand-in", f"`{stand_in}` is itself not live here",
                        entry.origin("Channels", name, "StandIn"),
                        help="name a channel that has no `StandIn` in this environment")
            )  # fmt: skip
    return replace(draft, environment=environment, stand_ins=stand_ins), problems
