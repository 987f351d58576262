"""PromQL queries: what is read, and which of them compare."""

import pytest

from eventflow_monitoring.expression.promql import check_query, compares
from eventflow_monitoring.expression.promql_functions import AGGREGATIONS, FUNCTIONS, Type

RIGHT = [
    "up < 1",
    "rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05",
    'sum(rate({"http.server.request.count", "@resource.service.name"="checkout-api", "http.response.status_code"=~"5.."}[5m])) / sum(rate({"http.server.request.count", "@resource.service.name"="checkout-api"}[5m])) * 100 > 5',
    '1 * {"app.ads.ad_requests"} > quantile_over_time(0.5, {"app.ads.ad_requests"}[60m] offset 1m) + 3 * stddev_over_time({"app.ads.ad_requests"}[60m] offset 1m) or 1 * {"app.ads.ad_requests"} < clamp_min( quantile_over_time(0.5, {"app.ads.ad_requests"}[60m] offset 1m) - 3 * stddev_over_time({"app.ads.ad_requests"}[60m] offset 1m), 0)',
    "histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5",
    "sum(rate(x[5m])) by (job, instance) > 5",
    'absent(up{job="api"})',
    'absent_over_time(up{job="api"}[10m])',
    "(a + on(instance) group_left(version) b) > bool 5 == 1",
    "a unless on (x) b",
    "max_over_time(rate(x[5m])[1h:5m]) > 5",
    "max_over_time(rate(x[5m])[1h:]) > 5",
    "x offset -5m > 5",
    "x @ 1609746000 > 5",
    "rate(x[5m] @ end() offset 5m) > 2",
    "rate(x[5m] offset 1w @ start()) > 2",
    "-x ^ 2 > 5",
    "topk(5, x) > 1_000",
    'count_values("version", build_version) > 1',
    'label_replace(up, "a", "$1", "b", "(.*)") == 0',
    "x{a=~\"5\\\\d+\", b!~`\\d+`, c!='y',} > 0x1F",
    "predict_linear(node_filesystem_free_bytes[1h], 4 * 3600) < 0",
    "time() - my_timestamp_seconds > 15m",
    "Inf > up",
    '{__name__="http.server.active_requests"} > 10',
    "sum without (instance) (x) > 1e3",
    'min by ("service.name") (x) < .5',
    "a:b:c > 5 # comment",
    "hour() > 8 and on() x > 5",
    "rate(x[300]) > 1",
    "avg(x) > 2 and sum(y) > 3 or z == 4",
    "day_of_week() == 0",
    'delta(x{a="#b"}[1h30m]) != 0',
    "(time() > bool 5) * on() up > 1",
    "sum(by) > 5",
    "quantile(0.9, x) >= 1",
    "SUM BY (a) (x) > 1 AND x",
    "changes(x[5m:30s]) > 3",
    'info(rate(x[5m]), {k8s="a"}) > 1',
    "group by (a) (x) unless y",
    "scalar(x) * y > 3",
    "x > on(a, b) group_right() y",
    "histogram_fraction(0, 0.2, rate(x[1h])) < 0.9",
    'label_join(up, "foo", ",", "a", "b") == 0',
    "vector(1) > time() - 5",
    "x % on() 5 > 1",
    """
    # The share of errors, by route.
    sum by (route) (rate(errors_total{job="api"}[5m]))
      / on (route) group_left ()
    sum by (route) (rate(requests_total{job="api"}[5m]))  # all of them
      > 0.05
    """,
]
"""Queries that compare, or else return nothing while all is well."""

ALWAYS = [
    "rate(x[5m])",
    "x",
    "x > bool 5",
    "x > 5 or vector(0)",
    "sum(x) or y > 5",
    "scalar(x > 5)",
    "topk(5, x)",
    "5",
    "time()",
    "1 > bool 0",
    "vector(1)",
    "max_over_time(x[1h])",
    'info(x, {k8s="a"})',
    "end",
]
"""Right too, and every series is returned whatever its value."""


@pytest.mark.parametrize("query", RIGHT)
def test_query_that_compares(query: str) -> None:
    """Queries as people and the documentation of Prometheus and CloudWatch write them."""
    check_query(query)
    assert compares(query)


@pytest.mark.parametrize("query", ALWAYS)
def test_query_that_returns_every_series(query: str) -> None:
    """Nothing in it leaves a series out."""
    check_query(query)
    assert not compares(query)


@pytest.mark.parametrize("query", ["count(x > 5)", "max_over_time((x > 5)[1h:1m])", "-(x > 5)"])
def test_comparison_deep_inside_counts(query: str) -> None:
    """Of no series there is no sum either."""
    assert compares(query)


_ARGUMENTS = {Type.NUMBER: "1", Type.SERIES: "x", Type.RANGE: "x[5m]", Type.STRING: "'a'"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_function_with_what_it_takes(name: str) -> None:
    """As few arguments as can be, and all of them."""
    function = FUNCTIONS[name]
    written = [_ARGUMENTS[one] for one in function.takes]
    for count in (function.least, len(written)):
        check_query(f"{name}({', '.join(written[:count])})")


@pytest.mark.parametrize("name", sorted(AGGREGATIONS))
def test_aggregation_with_what_it_takes(name: str) -> None:
    """Grouped before, after and not at all, in capitals too."""
    written = ", ".join(_ARGUMENTS[one] for one in AGGREGATIONS[name].takes)
    check_query(f"{name}({written})")
    check_query(f"{name} by (a, b,) ({written})")
    check_query(f"{name.upper()}({written}) without ()")


@pytest.mark.parametrize(
    "name", sorted({*AGGREGATIONS, "by", "and", "or", "offset", "start", "end"})
)
def test_word_of_the_language_can_be_a_metric(name: str) -> None:
    """Prometheus takes them wherever nothing else can be meant."""
    check_query(f"{name} > 5")


def test_long_chain_is_no_nesting() -> None:
    """Operators one after the other may be as many as there is room for."""
    check_query(" + ".join(["x"] * 5_000) + " > 5")
