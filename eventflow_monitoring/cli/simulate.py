"""`simulate`: what would an alarm do?"""

import json
import shlex
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.simulate_options import (
    STATES,
    AlarmState,
    Instant,
    Interval,
    read_data,
)
from eventflow_monitoring.cli.streams import echo_error, echo_json
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.simulate.given import History
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.suggestion import did_you_mean
from eventflow_monitoring.what_if.answer import Answer, answer
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.data import read_table
from eventflow_monitoring.what_if.example import example_for
from eventflow_monitoring.what_if.fetch import queries_of
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError
from eventflow_monitoring.what_if.written import WrittenSeries, parse_given

_COULD_NOT_RUN = 2
_HISTORIES = {"first-value": History.FIRST_VALUE, "missing": History.MISSING}


@click.command(
    short_help="Show what an alarm would do over data of yours.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring simulate HighErrorRate \\\n"
    "    --given 'ApiErrors5xx=0x9 60x9 0x9' --given 'ApiRequests=1000'\n"
    "  eventflow-monitoring simulate HighLatency --given 'p95(ApiLatency)=900x9 1200x14 _x5'\n"
    "  eventflow-monitoring simulate ServiceDown --given '1x9 0x4 1x9' --all\n"
    "  eventflow-monitoring simulate HighLatency --given '1200x19' --assume ServiceDown=ALARM\n"
    "  eventflow-monitoring simulate HighErrorRate --queries > queries.json\n"
    "  aws cloudwatch get-metric-data --metric-data-queries file://queries.json \\\n"
    "    --start-time 2026-01-05T09:00Z --end-time 2026-01-05T15:00Z |\n"
    "    eventflow-monitoring simulate HighErrorRate --csv -",
)
@click.argument("alarm")
@specs_option
@click.option("--environment", "-e", help="The environment; by default the first that is declared.")
@click.option(
    "--given",
    "-g",
    multiple=True,
    metavar="METRIC=SERIES",
    help="What a metric does, a value for each interval: 0x9 is ten zeros, _x3 three missing "
    "values, 1+2x3 is 1, 3, 5, 7; a single value holds all the time. METRIC{name=value} has "
    "dimensions, p95(METRIC) is that statistic of each interval. For an alarm that reads one metric, "
    "the series is enough.",
)
@click.option(
    "--csv",
    "data",
    metavar="FILE",
    help="Data from a file, or - for standard input: CSV with the time first and a column for each "
    "metric, or JSON of aws cloudwatch get-metric-data or get-metric-statistics.",
)
@click.option(
    "--interval",
    type=Interval(),
    help="The time from one value to the next; by default that of the file, or 1 minute.",
)
@click.option(
    "--start",
    type=Instant(),
    help="When it begins, for mutes and what goes by the clock; by default when the file does, or "
    "on a Monday at 0:00 UTC.",
)
@click.option(
    "--history",
    type=click.Choice(list(_HISTORIES)),
    default="first-value",
    show_default=True,
    help="What metrics were before: as their first value, or missing.",
)
@click.option(
    "--initial-state",
    type=click.Choice(STATES),
    default=State.INSUFFICIENT_DATA.value,
    show_default=True,
    help="The state before the first evaluation; by default the alarm is new.",
)
@click.option(
    "--sample-count",
    type=click.IntRange(min=1),
    help="How many samples each value stands for; by default one, of a statistic nobody knows.",
)
@click.option(
    "--assume",
    type=AlarmState(),
    multiple=True,
    help="The state of another alarm it depends on, all the time; by default OK, where its metrics "
    "are not given.",
)
@click.option("--all", "every", is_flag=True, help="Show every evaluation.")
@click.option(
    "--queries",
    "queries_only",
    is_flag=True,
    help="Print the queries that fetch the alarm's real data with aws cloudwatch get-metric-data.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Text for people, JSON for programs.",
)
def simulate(
    alarm: str,
    specs: Path,
    environment: str | None,
    given: Sequence[str],
    data: str | None,
    interval: int | None,
    start: datetime | None,
    history: str,
    initial_state: str,
    sample_count: int | None,
    assume: Sequence[tuple[str, State]],
    every: bool,  # noqa: FBT001
    queries_only: bool,  # noqa: FBT001
    format_: str,
) -> int:
    """Show what ALARM would do while its metrics do this: its states, why, and who is told.

    Without AWS. docs/simulation.md says what that covers. The exit status is 0 whatever the states,
    and 2 where the alarm cannot be simulated over what is given.
    """
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    monitoring = loaded.plans[0].monitoring
    found = _alarm(alarm, monitoring)
    try:
        if queries_only:
            echo_json(json.dumps(queries_of(monitoring, found), indent=2, ensure_ascii=False))
            return 0
        circumstances = Circumstances(
            interval=interval,
            start=start,
            initial_state=State(initial_state),
            history=_HISTORIES[history],
            sample_count=sample_count,
            told=dict(assume),
        )
        table = None
        written = _written(given)
        if data is not None:
            where = "standard input" if data == "-" else f"`{data}`"
            table = read_table(read_data(data), interval, where)
        settings = Settings()
        question = ask(monitoring, found, written, circumstances, table)
        _show(answer(question, settings), settings, format_, every=every)
    except QuestionError as error:
        _tell(error.mistakes)
        if error.incomplete:
            echo_error("", "For example:", "", *_example(monitoring, found, specs, environment))
        return _COULD_NOT_RUN
    return 0


def _alarm(name: str, monitoring: Monitoring) -> Alarm:
    alarms = {one.name: one for one in monitoring.alarms}
    if name not in alarms:
        message = f"no alarm `{name}` is deployed in {monitoring.environment.name}"
        raise CouldNotRunError(message, did_you_mean(name, alarms))
    return alarms[name]


def _written(given: Sequence[str]) -> list[WrittenSeries]:
    """Read all of what is given, and report all mistakes at once. Raises QuestionError."""
    mistakes: list[Mistake] = []
    found: list[WrittenSeries] = []
    for text in given:
        try:
            found.append(parse_given(text))
        except QuestionError as error:
            mistakes += error.mistakes
    if mistakes:
        raise QuestionError(mistakes)
    return found


def _tell(mistakes: Sequence[Mistake]) -> None:
    for mistake in mistakes:
        echo_error(visible(f"error: {mistake.message}"))
        if mistake.help is not None:
            echo_error(visible(f"  = help: {mistake.help}"))


def _show(found: Answer, settings: Settings, format: str, *, every: bool) -> None:
    if format == "json":
        from eventflow_monitoring.report.what_if_json import answer_json

        echo_json(answer_json(found, settings, every_evaluation=every))
        return
    from eventflow_monitoring.report.output import output_width, print_all
    from eventflow_monitoring.report.what_if_text import evaluations_table, render_answer

    click.echo(render_answer(found, settings, output_width()))
    if every:
        click.echo()
        print_all([evaluations_table(found)])


def _example(
    monitoring: Monitoring, alarm: Alarm, specs: Path, environment: str | None
) -> list[str]:
    """Return the lines of a complete command for an alarm."""
    example = example_for(monitoring, alarm)
    options = [("--given", text) for text in example.given]
    if example.interval != 60:
        options.append(("--interval", duration_in_words(example.interval)))
    if example.sample_count is not None:
        options.append(("--sample-count", f"{example.sample_count}"))
    if environment is not None:
        options.append(("--environment", environment))
    if specs != Path("alarm_specs"):
        options.append(("--specs", str(specs)))
    first = f"  {shlex.join(['eventflow-monitoring', 'simulate', alarm.name])}"
    return [visible(line) for line in _continued([first, *map(shlex.join, options)])]


def _continued(parts: Sequence[str]) -> list[str]:
    """Return parts as lines of one command."""
    first, *rest = parts
    lines = [first, *(f"    {part}" for part in rest)]
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]


COMMAND = simulate
