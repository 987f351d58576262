"""A template has a largest size, whatever the number of its resources."""

from eventflow_monitoring.outputs.cloudformation.plan import plan
from tests.compiler.compiling import compile_texts


def codes(canaries: int) -> list[str]:
    """Return what is wrong with the plan of so many canaries."""
    specs = (
        "Environments: {production: {Account: 111111111111, Region: us-east-1, "
        "LogRetention: 30 days}}\nHealthChecks:\n"
    ) + "".join(
        f"  c{number}: {{Probe: canary, Domain: a.example, Path: /}}\n"
        for number in range(canaries)
    )
    compiled = compile_texts({"specs.yaml": specs})
    assert not compiled.messages, compiled.shown
    return [one.rule for one in plan(compiled.monitorings[0])[1]]


def test_scripts_of_canaries_fill_a_template_before_their_number_does() -> None:
    """160 of them are 482 resources, and more than a million bytes."""
    assert codes(160) == ["template-too-large"]
    assert codes(140) == []
