"""From the files somebody wrote to the model of each environment: read `PASSES` from the top."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from eventflow_monitoring.compiler.build_model import build_model
from eventflow_monitoring.compiler.check_rules import check_rules
from eventflow_monitoring.compiler.draft import Draft, Entries, Outcome
from eventflow_monitoring.compiler.expand_for_each import expand_for_each
from eventflow_monitoring.compiler.for_each_repeats import once_per_for_each
from eventflow_monitoring.compiler.gather_sections import gather_sections
from eventflow_monitoring.compiler.layer_entries import layer_entries
from eventflow_monitoring.compiler.read_environment import read_environment
from eventflow_monitoring.compiler.substitute_variables import substitute_variables
from eventflow_monitoring.compiler.unused_templates import unused_templates
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, StoppedError, has_errors
from eventflow_monitoring.rules.rule import rules, rules_across
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.allowance import apply_allowances
from eventflow_monitoring.specs.context import FileReader
from eventflow_monitoring.suggestion import did_you_mean

PASSES: tuple[Callable[[Draft], Outcome], ...] = (
    read_environment,
    layer_entries,
    expand_for_each,
    substitute_variables,
    build_model,
    check_rules,
)
"""What is done for each environment, once `gather_sections` has read the files for all of them."""


@dataclass(frozen=True)
class Compilation:
    """What came out: a model per environment that could be built, and everything that is wrong.

    `entries` are what each model was built from, by the environment's name: where every value of it
    was written.
    """

    monitorings: tuple[Monitoring, ...]
    problems: tuple[Problem, ...]
    entries: Mapping[str, Entries] = field(default_factory=dict)


def compile_trees(
    trees: Sequence[Tree],
    read_file: FileReader,
    environment: str | None = None,
    found: Sequence[Problem] = (),
    today: date | None = None,
) -> Compilation:
    """Compile specs for one environment, or for all that they declare.

    `read_file` returns the text of a file that a spec names, or None. `found` are problems met
    while the trees were read; where there are errors among them, names that nothing has are not
    reported, for they may stand in what could not be read. Problems come sorted by place, each
    once however many environments show it. `today` decides which allowances of warnings still hold,
    and which mutes are over.
    """
    today = today or datetime.now(UTC).date()
    blank = Draft(tuple(trees), "", read_file, has_errors(list(found)), today)
    try:
        return _compile(blank, environment, found)
    except StoppedError as stopped:
        return Compilation((), _sorted([*found, *stopped.problems]))


def _compile(blank: Draft, environment: str | None, found: Sequence[Problem]) -> Compilation:
    incomplete, today = blank.incomplete, blank.today
    gathered, problems = gather_sections(blank)
    declared = list(gathered.entries["Environments"])
    if environment is not None and environment not in declared and not incomplete:
        help = did_you_mean(environment, declared)
        unknown = Problem(
            "unknown-environment", f"no environment is called `{environment}`", help=help
        )
        return Compilation((), _sorted([*found, *problems, unknown]))
    if not declared and not incomplete:
        first = Origin(blank.trees[0].source.path) if blank.trees else None
        problems.append(
            Problem("no-environment", "no environment is declared", first,
                    help="write one under `Environments:`")
        )  # fmt: skip
    problems = [*found, *problems]
    if not incomplete:
        problems += unused_templates(gathered.entries)
    monitorings: list[Monitoring] = []
    entries: dict[str, Entries] = {}
    for name in (name for name in declared if environment in (None, name)):
        draft, more = _run(PASSES, replace(gathered, environment_name=name))
        problems += more
        if draft.monitoring is not None:
            monitorings.append(draft.monitoring)
            entries[name] = draft.entries
    if not monitorings:
        # What else is wrong need not wait until an environment is right.
        passes = [run for run in PASSES if run not in (read_environment, check_rules)]
        problems += _run(passes, replace(gathered, environment=_ASSUMED))[1]
    for rule in rules_across():
        problems += rule.problems(monitorings)
    complete = environment is None and len(monitorings) == len(declared)
    complete = complete and all(monitoring.complete for monitoring in monitorings)
    allowed = apply_allowances(
        dict.fromkeys(problems),
        gathered.allowances,
        today,
        {one.name: one.severity for one in rules()}
        | {one.name: one.severity for one in rules_across()},
        complete=complete,
    )
    return Compilation(tuple(monitorings), _sorted(allowed), entries)


_ASSUMED = Environment(
    service="eventflow",
    name="",
    account="000000000000",
    region="us-east-1",
    domain="eventflow.example",
    log_retention_days=30,
    name_pattern="${Name}",
    protected=False,
    alarm_stacks=1,
    runbook_base_url="https://runbooks.example/",
    origin=Origin(""),
)
"""An environment that has all there is to name."""


def _run(passes: Iterable[Callable[[Draft], Outcome]], draft: Draft) -> Outcome:
    problems: list[Problem] = []
    for run in passes:
        try:
            draft, found = run(draft)
        except StoppedError as stopped:
            raise StoppedError(once_per_for_each([*problems, *stopped.problems])) from None
        problems += found
    return draft, once_per_for_each(problems)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    # A stable sort: within a file the passes' own order stands; printing sorts by line.
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: p.origin.file if p.origin else ""))
