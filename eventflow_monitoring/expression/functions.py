"""The functions and keyword arguments of metric math.

Source: CloudWatch User Guide, "Using math expressions with CloudWatch metrics", functions table.
"""

FUNCTIONS = frozenset(
    {
        "ABS", "ANOMALY_DETECTION_BAND", "AVG", "CEIL", "DATAPOINT_COUNT", "DATE", "DAY",
        "DB_PERF_INSIGHTS", "DIFF", "DIFF_TIME", "EPOCH", "FILL", "FIRST", "FLOOR", "HOUR", "IF",
        "INSIGHT_RULE_METRIC", "LAMBDA", "LAST", "LOG", "LOG10", "MAX", "METRICS", "METRIC_COUNT",
        "MIN", "MINUTE", "MONTH", "PERIOD", "RATE", "REMOVE_EMPTY", "RUNNING_SUM", "SEARCH",
        "SERVICE_QUOTA", "SLICE", "SORT", "STDDEV", "SUM", "TIME_SERIES", "YEAR",
    }
)  # fmt: skip

KEYWORDS: dict[str, frozenset[str]] = {
    "FILL": frozenset({"REPEAT", "LINEAR"}),
    "SORT": frozenset({"AVG", "MIN", "MAX", "SUM", "ASC", "DESC"}),
}
"""Words that are arguments of a function, after its first one, rather than metrics."""

OPERATORS = frozenset({"AND", "OR"})
"""Operators that are written as words."""
