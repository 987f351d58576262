"""Collectors: what each key becomes, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.model.collector import MetricSource, Scrape, Traces
from eventflow_monitoring.model.notification import SecretReference
from tests.compiler.compiling import compile_texts
from tests.compiler.layering import marked
from tests.outputs.collectors import BACKEND, BASE, DATABASE, collector_of


def mistakes(specs: str, base: str = BASE) -> list[tuple[str, str]]:
    """Return what is wrong with specs: rule and message, and what it is under."""
    compiled = compile_texts({"base.yaml": base, "specs.yaml": specs})
    carets = [one.partition(" ")[2] for one in marked(compiled.shown)]
    return list(zip(compiled.messages, carets, strict=True))


def mistake(specs: str, base: str = BASE) -> tuple[str, str]:
    """Return the only mistake of specs."""
    found = mistakes(specs, base)
    assert len(found) == 1, found
    return found[0]


def test_service_is_scraped_and_sends() -> None:
    """With sensible values for what is not written."""
    made = collector_of(BACKEND)
    assert (made.name, made.parameter) == ("backend", "/shop/collector/prod-backend")
    (scrape,) = made.scrapes
    assert scrape == Scrape(
        target="localhost:3000",
        path="/metrics",
        interval=30,
        native_histograms=False,
        names=("orders_total", "queue"),
    )
    assert made.receives
    assert made.traces == Traces(1_000, 10)
    assert [(one.metric.name, one.name, one.source) for one in made.exports] == [
        ("Latency", "request_duration_seconds", MetricSource.SENT),
        ("Orders", "orders_total", MetricSource.SCRAPED),
        ("Queue", "queue", MetricSource.SCRAPED),
    ]
    assert not made.needs_contrib


def test_everything_can_be_written() -> None:
    """Of an address, and of traces."""
    made = collector_of(
        BACKEND.replace(
            '{Target: "localhost:3000", Metrics',
            '{Target: "[::1]:9", Path: /m, Interval: 1 minute, NativeHistograms: yes, Metrics',
        ).replace("Traces: {}", "Traces: {SlowerThan: 2 seconds, Wait: 1 minute}")
    )
    (scrape,) = made.scrapes
    assert (scrape.target, scrape.path, scrape.interval) == ("[::1]:9", "/m", 60)
    assert scrape.native_histograms
    assert made.exports[1].source is MetricSource.SCRAPED_NATIVE
    assert made.traces == Traces(2_000, 60)


def test_traces_alone_need_no_log_group() -> None:
    """Nor anything else."""
    made = collector_of("Collectors: {t: {Traces: {}}}\n")
    assert (made.log_group, made.exports, made.receives) == (None, (), True)


def test_database_is_read() -> None:
    """Its password is a reference; contrib is what can do it."""
    made = collector_of(DATABASE)
    server = made.postgresql
    assert server is not None
    assert server.password == SecretReference("shop/database", "password")
    assert (server.endpoint, server.username, server.interval) == (
        "db.example:5432",
        "monitoring",
        60,
    )
    assert server.query_log_group is not None
    assert [one.name for one in made.exports] == ["postgresql.backends", "postgresql.index.scans"]
    assert made.needs_contrib
    assert not made.receives


@pytest.mark.parametrize(
    ("old", "new", "message", "caret"),
    [
        ("localhost:3000", "localhost", "`localhost` is no host with a port", '"localhost"'),
        ("localhost:3000", "http://a:1", "`http://a:1` is no host with a port", '"http://a:1"'),
        ("localhost:3000", "a:70000", "`a:70000` is no host with a port", '"a:70000"'),
        ("Metrics: [Orders", "Path: metrics, Metrics: [Orders",
         "`metrics` is not a path such as `/metrics`", "metrics"),
        ("Metrics: [Orders", "Interval: 2 minutes, Metrics: [Orders",
         "a data point every 2 minutes leaves periods of `Orders` empty", "2 minutes"),
        ("[Orders, Queue]}", '[Orders]}, {Target: "localhost:3000", Metrics: [Queue]}',
         "`localhost:3000/metrics` is scraped twice", '"localhost:3000"'),
        ("[Orders, Queue]", "[Orders, Latency]",
         "`Latency` would be counted twice: it is scraped, and sent", "Latency"),
        ("[Latency]", "[Plain]",
         "`Plain` has no name under which the service exports it", "Plain"),
        ("[Latency]", "[Share]",
         "`Share` is computed: CloudWatch does that, and no collector", "Share"),
        ("LogGroup: /metrics", "LogGroup: /rare",
         "CloudWatch takes no metrics from logs of the class INFREQUENT_ACCESS", "/rare"),
    ],
)  # fmt: skip
def test_mistake_of_a_service_is_told(old: str, new: str, message: str, caret: str) -> None:
    """To the token."""
    found = mistake(BACKEND.replace(old, new, 1))
    assert found == (f"bad-collector: {message}", caret)


@pytest.mark.parametrize(
    ("old", "new", "message", "caret"),
    [
        ("db.example:5432", "db.example", "`db.example` is no host with a port", "db.example"),
        ("monitoring", "a b", "`a b` is not the name of a role", "a b"),
        ("Username", "Databases: [a;b]\n      Username", "`a;b` is not the name of a database", "a;b"),
        ("Username", "CaFile: rds.pem\n      Username",
         "`rds.pem` is not the whole path of a file in the container", "rds.pem"),
        ("Username", "Interval: 2 minutes\n      Username",
         "a data point every 2 minutes leaves periods of `Sessions` empty", "2 minutes"),
        ("postgresql.index.scans", "postgresql.backends",
         "`postgresql.backends` is a gauge, and the catalogue does not say so of `Scans`",
         "postgresql.backends"),
        ("Scans:", "Share:", "`Share` is computed: CloudWatch does that, and no collector", "Share"),
    ],
)  # fmt: skip
def test_mistake_of_a_database_is_told(old: str, new: str, message: str, caret: str) -> None:
    """To the token."""
    found = mistake(DATABASE.replace(old, new, 1))
    assert found == (f"bad-collector: {message}", caret)


def test_metric_that_the_receiver_has_not_is_told() -> None:
    """With the nearest that it has."""
    specs = DATABASE.replace("postgresql.index.scans", "postgresql.index.scan")
    compiled = compile_texts({"base.yaml": BASE, "specs.yaml": specs})
    (message,) = compiled.messages
    assert message.startswith("unknown-database-metric: the receiver has no metric")
    assert "did you mean `postgresql.index.scans`?" in compiled.shown


def test_password_stands_in_no_spec() -> None:
    """Nor in what is said of it."""
    specs = DATABASE.replace("{SecretsManager: shop/database, Field: password}", "hunter2")
    compiled = compile_texts({"base.yaml": BASE, "specs.yaml": specs})
    assert compiled.messages == ["secret-in-spec: a secret does not belong in a spec file"]
    assert "hunter2" not in compiled.shown


def test_metrics_need_a_log_group() -> None:
    """CloudWatch takes them from what is written there."""
    found = mistake(BACKEND.replace("    LogGroup: /metrics\n", ""))
    assert found == ("missing-key: a collector of metrics needs a `LogGroup`", "backend")


def test_names_that_nothing_has_are_told() -> None:
    """Of metrics and of log groups."""
    specs = BACKEND.replace("/metrics\n", "/metric\n").replace("[Latency]", "[Latenzy]")
    assert {message for message, _ in mistakes(specs)} == {
        "unknown-log-group: no log group is called `/metric`",
        "unknown-metric: no metric is called `Latenzy`",
    }


def test_something_must_be_taken_in() -> None:
    """An empty pipeline does not start."""
    assert mistake("Collectors: {a: {LogGroup: /metrics}}\n")[0].startswith("missing-key: ")
    nothing = "bad-collector: a collector that takes in neither metrics, traces nor queries"
    assert mistake("Collectors: {a: {Otlp: {}}}\n") == (nothing, "a")


def test_scraping_without_a_name_is_told() -> None:
    """A catalogue that names nothing as Prometheus does leaves nothing to ask for."""
    base = BASE.replace("Prometheus", "Label")
    specs = 'Collectors: {a: {LogGroup: /metrics, Scrape: [{Target: "a:1"}], Traces: {}}}\n'
    message, _ = mistake(specs, base)
    assert message == (
        "bad-collector: no metric of the catalogue has a name under which it is scraped"
    )


def test_log_group_with_a_mistake_is_told_once() -> None:
    """What is broken is not unknown."""
    base = BASE.replace("/metrics: ,", "/metrics: {Retention: 2 days},")
    ((message, _),) = mistakes(BACKEND, base)
    assert message.startswith("bad-retention: ")


def test_name_becomes_that_of_a_parameter() -> None:
    """SSM takes neither spaces nor names that begin like its own."""
    rule = "bad-name: `/shop/collector/prod-a b` cannot name the parameter of a collector"
    assert mistake("Collectors: {a b: {Traces: {}}}\n") == (rule, "a b")
    reserved = mistake(
        "Collectors: {a: {Traces: {}}}\n", BASE.replace("Service: shop", "Service: aws")
    )
    assert reserved[0].startswith("bad-name: `/aws/collector/prod-a` cannot name")
