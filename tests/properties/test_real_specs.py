"""What holds of EventFlow's own specs, and of what becomes of them by mistake."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.checking import REAL, compile_and_check

_PIECES = st.sampled_from(
    [
        *(
            "",
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            ":",
            ": ",
            "- ",
            ",",
            "#",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
        ),
        *(
            "&a ",
            "*a",
            "<<: *a",
            "!x ",
            "|",
            ">",
            "%",
            "@",
            "\\",
            "\x00",
            "\u2028",
            "\ufeff",
            "é",
            "日本",
        ),
        *(
            "5%",
            "5 minutes",
            "10,000 evnets",
            "0",
            "-1",
            "1e99",
            "9" * 400,
            "null",
            "no",
            "${Domain}",
            "${x}",
        ),
        *(
            "Environments",
            "Kind: Slack",
            "Tier: low",
            "Enabled: false",
            "Metrics",
            "SNS Topic",
            "[a, [b]]",
        ),
    ]
)


@st.composite
def _broken(draw: st.DrawFn) -> dict[str, str]:
    texts = dict(REAL)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(texts)))
        change = draw(
            st.sampled_from([_cut, _insert, _indent, _drop_line, _repeat_line, _new_value])
        )
        texts[name] = change(draw, texts[name])
    return texts


def _cut(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + text[start + draw(st.integers(1, 60)) :]


def _insert(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(_PIECES) + text[start + draw(st.integers(0, 8)) :]


def _indent(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    lines[number] = " " * draw(st.integers(0, 10)) + lines[number].lstrip()
    return "\n".join(lines)


def _drop_line(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    del lines[draw(st.integers(0, len(lines) - 1))]
    return "\n".join(lines)


def _repeat_line(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
    return "\n".join(lines)


def _new_value(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    key, _, _ = lines[number].partition(":")
    lines[number] = f"{key}: {draw(_PIECES)}"
    return "\n".join(lines)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_broken())
def test_broken_specs_end_in_problems_or_success(texts: dict[str, str]) -> None:
    """Whatever is changed in the specs, compiling ends, and each problem has a place in its file."""
    compiled = compile_and_check(texts)
    assert compiled.problems or len(compiled.monitorings) == 3


@settings(max_examples=30, deadline=None)
@given(st.permutations(sorted(REAL)))
def test_order_of_files_means_nothing(names: list[str]) -> None:
    """The files of a directory can be read in any order."""
    compiled = compile_and_check({name: REAL[name] for name in names})
    assert compiled.problems == ()
    expected = compile_and_check(REAL).monitorings
    for found, known in zip(compiled.monitorings, expected, strict=True):
        assert found.environment == known.environment
        assert set(found.alarms) == set(known.alarms)
        assert set(found.metrics) == set(known.metrics)


def test_windows_line_ends_mean_nothing() -> None:
    """Specs that Windows wrote are the same specs."""
    compiled = compile_and_check({name: text.replace("\n", "\r\n") for name, text in REAL.items()})
    assert compiled.problems == ()
    assert compiled.monitorings == compile_and_check(REAL).monitorings
