"""Metric filters: what each key becomes, and each mistake that its author can make."""

import json

import pytest

from eventflow_monitoring.model.log_filter import MetricFilter
from tests.specs.log_specs import helps, mistake, read, without_mistakes

ERRORS = """Pattern: '{ $.level = "ERROR" }'"""


def specs_of(keys: str) -> str:
    """Return specs of a metric filter of some keys."""
    return f"MetricFilters:\n  own: {{{keys}}}\n"


def filter_of(keys: str) -> MetricFilter:
    """Return the filter of some keys."""
    (found,) = without_mistakes(specs_of(keys)).metric_filters
    return found


def of_pattern(pattern: str, more: str = "Metric: Failures", group: str = "/app") -> str:
    """Return specs of a filter of a pattern."""
    return specs_of(f"LogGroup: {group}, Pattern: '{pattern}', {more}")


def test_filter_counts_records() -> None:
    """Each is 1, of which there is none where nothing matches."""
    found = filter_of(f"LogGroup: /app, {ERRORS}, Metric: Failures")
    assert (found.name, found.physical_name) == ("own", "prod-own")
    assert (found.log_group.name, found.metric.name) == ("/app", "Failures")
    assert found.pattern == '{ $.level = "ERROR" }'
    assert (found.value, found.default, found.dimensions) == ("1", None, ())


def test_filter_with_every_key() -> None:
    """Dimensions stand in the order of their names; those without have a default."""
    found = filter_of(
        f"LogGroup: /app, {ERRORS}, Metric: Slowness, Value: $.duration_ms, "
        "Dimensions: {route: $.route, level: $.level}"
    )
    assert found.value == "$.duration_ms"
    assert found.dimensions == (("level", "$.level"), ("route", "$.route"))
    assert filter_of(f"LogGroup: /app, {ERRORS}, Metric: Slowness, Default: 5").default == 5


@pytest.mark.parametrize(
    ("metric", "written", "default"),
    [
        ("Failures", "0", 0),
        ("Failures", "3 failures", 3),
        ("Slowness", "1.5 seconds", 1_500),
        ("Size", "2 KB", 2_000),
        ("Load", "7%", 7),
        ("Failures", "-1", -1),
    ],
)
def test_default_is_in_the_unit_of_the_metric(metric: str, written: str, default: float) -> None:
    """Whatever unit it is written in."""
    found = filter_of(f"LogGroup: /app, {ERRORS}, Metric: {metric}, Default: {written}")
    assert found.default == default


@pytest.mark.parametrize(
    ("pattern", "dimensions"),
    [
        ("[ip, level = ERROR, route]", "{route: $route}"),
        ("[ip, level, ..., route]", "{route: $route, level: $level}"),
    ],
)
def test_fields_of_a_line_begin_with_a_dollar(pattern: str, dimensions: str) -> None:
    """As AWS documents it; the value of a data point may be one too."""
    more = f"Metric: Slowness, Value: $level, Dimensions: {dimensions}"
    (found,) = without_mistakes(of_pattern(pattern, more)).metric_filters
    assert found.value == "$level"


@pytest.mark.parametrize(
    "pattern",
    [
        "ERROR -WARN",
        "[...]",
        "{ $.levle = 1 }",
        "{ $.whatever[0].it = * }",
    ],
)
def test_records_that_nobody_described_may_have_any_field(pattern: str) -> None:
    """Without a schema no field is unknown."""
    without_mistakes(of_pattern(pattern, group="/plain"))
    without_mistakes(of_pattern(pattern, group="/web"))


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        (f"{ERRORS}, Metric: Failures", "missing-key: `LogGroup` is missing", "own",
         "the log group, of `LogGroups:`"),
        ("LogGroup: /app, Metric: Failures", "missing-key: `Pattern` is missing", "own",
         'what a record must be like: `{ $.level = "ERROR" }`, or words that stand in it'),
        (f"LogGroup: /app, {ERRORS}", "missing-key: `Metric` is missing", "own",
         "the metric, of `Metrics:`, that the data points are of; none of AWS's own"),
        ("LogGroup: /app, Pattern: '', Metric: Failures",
         "missing-value: `Pattern` has no value", "''", None),
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Values: 1",
         "unknown-key: no key is called `Values` here", "Values", "did you mean `Value`?"),
        (f"LogGroup: /ap, {ERRORS}, Metric: Failures",
         "unknown-log-group: no log group is called `/ap`", "/ap", "did you mean `/app`?"),
        (f"LogGroup: /app, {ERRORS}, Metric: Failure",
         "unknown-metric: no metric is called `Failure`", "Failure", "did you mean `Failures`?"),
        (f"LogGroup: /app, {ERRORS}, Metric: Share",
         "bad-metric-filter: `Share` is computed: no filter can write it", "Share", None),
        ("LogGroup: /app, Pattern: '{ $.level == 1 }', Metric: Failures",
         "bad-pattern: `==` is no operator", "==", "write `=`"),
        ("LogGroup: /app, Pattern: '?a b', Metric: Failures",
         "bad-pattern: Logs ignores words with `?` in silence where others stand beside them", "?a",
         "give every word a `?`, or none; `{ … || … }` says more of JSON"),
        # Fields of the pattern.
        ("LogGroup: /app, Pattern: '{ $.levle = 1 }', Metric: Failures",
         "unknown-field: a record of `/app` has no field `$.levle`", "$.levle",
         "did you mean `$.level`?"),
        ("LogGroup: /app, Pattern: '{ $.route = * && $.error.typ = * }', Metric: Failures",
         "unknown-field: a record of `/app` has no field `$.error.typ`", "$.error.typ",
         "did you mean `$.error.type`?"),
        ("LogGroup: /app, Pattern: '{ $.tagz[0] = * }', Metric: Failures",
         "unknown-field: a record of `/app` has no field `$.tagz[0]`", "$.tagz[0]",
         "did you mean `$.tags`?"),
        # Values.
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Value: duration_ms",
         "bad-metric-filter: `duration_ms` is neither a number nor a field", "duration_ms",
         "such as `1`, or `$.duration_ms`"),
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Value: 5 seconds",
         "bad-metric-filter: `5 seconds` is neither a number nor a field", "5 seconds",
         "such as `1`, or `$.duration_ms`"),
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Value: $.duration",
         "unknown-field: a record of `/app` has no field `$.duration`", "$.duration",
         "did you mean `$.duration_ms`?"),
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Value: $duration_ms",
         "bad-field: `$duration_ms` is no field", "$duration_ms",
         "`$.a.b`, `$.list[0]`, or `$.['a.b']` where the name has other signs"),
        ("LogGroup: /app, Pattern: '[a, b]', Metric: Slowness, Value: $c",
         "unknown-field: the pattern has no field `$c`", "$c", "known: `$a`, `$b`"),
        ("LogGroup: /app, Pattern: '[a, b]', Metric: Slowness, Value: $.a",
         "unknown-field: the pattern has no field `$.a`", "$.a", "did you mean `$a`?"),
        # Defaults.
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Default: none",
         "bad-number: `none` does not begin with a number", "none",
         "write a number, and a unit after it: `5%`, `1 second`, `10,000 events`"),
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Default: 5%",
         "bad-unit: `%` does not fit a metric in Count of failures", "5%", "such as `5 failures`"),
        # Dimensions.
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Dimensions: {{level: $.level}}",
         ("unpublished-dimensions: `Slowness` is written with [level], and the catalogue does not say "
         "so"), "Dimensions",
         "it says: [], [route], [level, route]; add [level] to its `DimensionSets`"),
        (f"LogGroup: /app, {ERRORS}, Metric: Failures, Dimensions: {{route: $.route}}",
         ("unpublished-dimensions: `Failures` is written with [route], and the catalogue does not say "
         "so"), "Dimensions", "it says: []; add [route] to its `DimensionSets`"),
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Dimensions: {{route: $.rout}}",
         "unknown-field: a record of `/app` has no field `$.rout`", "$.rout",
         "did you mean `$.route`?"),
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Dimensions: {{route: checkout}}",
         "bad-field: a field begins with `$.`, `checkout` does not", "checkout",
         "did you mean `$.checkout`?"),
        (f"LogGroup: /app, {ERRORS}, Metric: Slowness, Dimensions: {{route: $.route}}, Default: 0",
         ("metric-filter-limits: `own` has a default beside dimensions, of whose values Logs knows "
         "none before"), "0", "leave one of the two out"),
        ("LogGroup: /app, Pattern: ERROR, Metric: Slowness, Dimensions: {route: $.route}",
         ("metric-filter-limits: the pattern of `own` names no fields, which its dimensions are read "
         "from"), "{route: $.route}",
         'such as `{ $.level = "ERROR" }`, or `[time, level = ERROR, ...]`'),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under what is wrong, or under the filter that lacks something."""
    assert mistake(specs_of(keys)) == (message, caret, help)


def test_metric_that_has_dimensions_always_is_not_written_without() -> None:
    """Nobody would find what is written: it is told under the metric."""
    metrics = (
        "Metrics:\n  ByZone: {Namespace: Own, Unit: Count, Statistic: Sum, Dimensions: {zone: a}}\n"
    )
    keys = f"LogGroup: /app, {ERRORS}, Metric: ByZone"
    message, caret, help = mistake(metrics + specs_of(keys))
    assert message.startswith("unpublished-dimensions: `ByZone` is written with []")
    assert (caret, help) == ("ByZone", "it says: [zone]; add [] to its `DimensionSets`")


def test_words_have_no_field_to_take_a_value_from() -> None:
    """A value that is a field needs a pattern that knows fields, as dimensions do."""
    keys = "LogGroup: /app, Pattern: ERROR, Metric: Slowness, Value: $.duration_ms"
    _, caret, _ = mistake(specs_of(keys))
    assert caret in ("ERROR", "$.duration_ms")


def test_mistakes_are_shown_together() -> None:
    """One hides no other."""
    found = read(
        specs_of(
            "LogGroup: /ap, Pattern: '{ $.a == 1 }', Metric: Failure, Value: x, "
            "Dimensions: {a: b}, Default: none"
        )
    )
    rules = {message.partition(":")[0] for message in found.messages}
    assert rules >= {"bad-pattern", "unknown-log-group", "unknown-metric", "bad-number"}


def test_unknown_field_of_a_pattern_hides_none_elsewhere() -> None:
    """The pattern can be read, so what stands beside it can be looked at."""
    keys = "LogGroup: /app, Pattern: '{ $.levle = 1 && $.rout = 2 }', Metric: Failures, Value: $.x"
    assert sorted(read(specs_of(keys)).carets) == ["$.levle", "$.rout", "$.x"]


@pytest.mark.parametrize(
    ("pattern", "message", "caret", "help"),
    [
        ('{ $.level = "EROR" }', "`$.level` is never `EROR`", '$.level = "EROR"',
         "did you mean `ERROR`?"),
        ('{ $.level != "DEBUG" }', "`$.level` is never `DEBUG`", '$.level != "DEBUG"', None),
        ("{ $.level = error }", "`$.level` is never `error`", "$.level = error",
         "did you mean `ERROR`?"),
        ("{ $.route = 5 }", "`$.route` is no number, but string", "$.route = 5", 'write `"5"`'),
        ("{ $.route > 5 }", "`$.route` is no number, but string", "$.route > 5", None),
        ("{ $.slow = 1 }", "`$.slow` is no number, but boolean", "$.slow = 1", None),
        ("{ $.error >= 1 }", "`$.error` is no number, but object", "$.error >= 1", None),
        ('{ $.route = * && ($.status = 1 || $.level = "x") }', "`$.level` is never `x`",
         '$.level = "x"', None),
    ],
)  # fmt: skip
def test_comparison_that_is_the_same_for_every_record(
    pattern: str, message: str, caret: str, help: str | None
) -> None:
    """It is told under the comparison."""
    found = read(of_pattern(pattern))
    assert (found.messages, found.carets) == ([f"impossible-pattern: {message}"], [caret])
    assert help is None or helps(found) == [help]


@pytest.mark.parametrize(
    "pattern",
    [
        '{ $.level = "ERROR" || $.level = "W*" || $.level = %^I% }',
        "{ $.level IS NULL || $.level NOT EXISTS || $.level = * }",
        '{ $.route = "5" || $.route = 5* }',
        "{ $.status = 404 || $.status IS NULL || $.duration_ms > 1e3 }",
        "{ $.slow IS TRUE || $.slow = true }",
        "{ $.anything = 5 || $.anything = x }",
        "{ $.tags[0] = x || $.tags[*] = 5 || $.tags[1].name = y }",
        "{ $.metadata.org_id = x || $.metadata.whatever.it = 5 }",
    ],
)
def test_comparison_that_may_hold_is_taken(pattern: str) -> None:
    """With wildcards, other types than one, and what nobody described."""
    without_mistakes(of_pattern(pattern))


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ({"anyOf": [{"properties": {"f": {"const": "A"}}},
                    {"properties": {"f": {"type": "string"}}}]}, '{ $.f = "B" }'),
        ({"properties": {"f": {"type": "string"}},
          "anyOf": [{"properties": {"f": {"const": "A"}}}, {"required": ["g"]}]}, '{ $.f = "B" }'),
        ({"properties": {"f": {"anyOf": [{"type": "string"}, {"enum": [1, 2]}]}}}, "{ $.f = 1 }"),
        ({"properties": {"f": {"anyOf": [{"type": "string"}, {}]}}}, "{ $.f > 1 }"),
        ({"oneOf": [{"properties": {"f": {"type": "string"}}}, {"properties": {"f": True}}]},
         "{ $.f = 1 }"),
    ],
)  # fmt: skip
def test_comparison_that_one_of_some_schemas_lets_hold(schema: object, pattern: str) -> None:
    """The record is valid by one of them, whatever the others say; so it is not impossible."""
    specs = f"LogGroups: {{/own: {{Record: own.json}}}}\n{of_pattern(pattern, group='/own')}"
    without_mistakes(specs, {"own.json": json.dumps(schema)})
