"""What `--given` takes."""

import pytest

from eventflow_monitoring.what_if.mistake import QuestionError
from eventflow_monitoring.what_if.written import Target, parse_given, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("0x1", Target(None)),
        ("Errors=0x1", Target("Errors")),
        (" Errors = 0x1", Target("Errors")),
        ("Api.Errors-5xx=0x1", Target("Api.Errors-5xx")),
        ("Lag{group=billing}=0x1", Target("Lag", (("group", "billing"),))),
        ("Lag{b=2, a=x=y}=0x1", Target("Lag", (("a", "x=y"), ("b", "2")))),
        ("Lag{}=0x1", Target("Lag")),
        ("p95(Latency)=0x1", Target("Latency", statistic="p95")),
        ("TM(10%:90%)(Latency)=0x1", Target("Latency", statistic="TM(10%:90%)")),
        ("PR(:300)(Latency{a=b})=0x1", Target("Latency", (("a", "b"),), "PR(:300)")),
    ],
)
def test_target(text: str, target: Target) -> None:
    """A metric is named alone, with dimensions, and with a statistic; or not at all."""
    written = parse_given(text)
    assert (written.target, written.values) == (target, (0.0, 0.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the series has no samples"),
        ("=0x1", "`` names no metric"),
        ("Errors=", "the series has no samples"),
        ("Errors 0x1", "`Errors` is no sample"),
        ("Errors=0y1", "`0y1` is no sample"),
        ("A B=0", "`A B` names no metric"),
        ("p95(Latency=0", "`p95(Latency` names no metric"),
        ("Latency)=0", "`Latency)` names no metric"),
        ("p95 (Latency)=0", "`p95 (Latency)` names no metric"),
        ("Lag{group}=0", "`Lag{group}` names no metric"),
        ("Lag{group=a}}=0", "`Lag{group=a}}=0` is no sample"),
        ("Lag{group=a=0", "`Lag{group=a=0` is no sample"),
    ],
)
def test_what_cannot_be_read(text: str, message: str) -> None:
    """What is no series and names no metric is refused, with how to write it."""
    with pytest.raises(QuestionError) as raised:
        parse_given(text)
    (mistake,) = raised.value.mistakes
    assert message in mistake.message
    assert mistake.help


def test_target_is_written_as_it_is_read() -> None:
    """A target in words is what one writes for it."""
    for text in ("Lag{a=b,c=d}", "p95(Latency)", "TM(10%:90%)(Latency{a=b})", "Errors"):
        assert str(parse_target(text)) == text
