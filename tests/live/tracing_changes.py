"""Changes made behind CloudFormation's back to what X-Ray holds."""

from tests.live.change import Change, planned

TRACING_CHANGES: list[Change] = [
    Change(
        "AWS::XRay::SamplingRule", "SamplingRuleEventflow", "SamplingRule.FixedRate",
        lambda c, arn: c.client("xray").update_sampling_rule(
            SamplingRuleUpdate={"RuleARN": arn, "FixedRate": 0.5}
        ),
        lambda c, arn, plan: c.client("xray").update_sampling_rule(
            SamplingRuleUpdate={"RuleARN": arn, "FixedRate": 1}
        ),
    ),
    Change(
        "AWS::XRay::Group", "TraceGroupSlow", "FilterExpression",
        lambda c, arn: c.client("xray").update_group(
            GroupARN=arn, FilterExpression="responsetime > 5"
        ),
        lambda c, arn, plan: c.client("xray").update_group(
            GroupARN=arn,
            FilterExpression=str(planned(plan, "TraceGroupSlow")["FilterExpression"]),
        ),
    ),
]  # fmt: skip
