"""Templates of log groups, filters and saved queries, as CloudFormation documents them."""

from typing import Any

import pytest

from eventflow_monitoring.model.log_group import LogGroupClass
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.logs import log_resources
from eventflow_monitoring.outputs.cloudformation.plan import plan
from tests.compiler.compiling import compile_texts

ENVIRONMENT = """\
Environments:
  production: {Account: 111111111111, Region: REGION, LogRetention: 30 days,
               NamePattern: 'prod-${Name}', Protected: PROTECTED}
Metrics:
  Failures: {Namespace: Own, Unit: Count of failures, Statistic: Sum}
  Share: {Namespace: Own, MetricName: share, Unit: Ratio, Statistic: Average}
  Plain: {Namespace: Own, Unit: None, Statistic: Sum}
  Slowness: {Namespace: Own, MetricName: slowness, Unit: Milliseconds, Statistic: p95,
             DimensionSets: [[level, route]]}
"""
KEY = "1234abcd-12ab-34cd-56ef-1234567890ab"


def monitoring_of(specs: str, region: str = "us-east-1", protected: str = "no") -> Monitoring:
    """Return the model of specs without mistakes in the one environment."""
    base = ENVIRONMENT.replace("REGION", region).replace("PROTECTED", protected)
    found = compile_texts({"base.yaml": base, "specs.yaml": specs})
    assert found.shown == ""
    (monitoring,) = found.monitorings
    return monitoring


def resources_of(
    specs: str, region: str = "us-east-1", protected: str = "no"
) -> dict[str, dict[str, Any]]:
    """Return the resources of logs as they stand in a template, by logical id."""
    monitoring = monitoring_of(specs, region, protected)
    return {id: resource.template() for id, resource in log_resources(monitoring)}


def group_of(keys: str, region: str = "us-east-1") -> Any:
    """Return the properties of a log group of some keys."""
    specs = f"LogGroups:\n  /own: {{{keys}}}\n  /audit: {{Existing: yes}}\n"
    return resources_of(specs, region)["LogGroupOwn"]["Properties"]


def test_group_needs_a_name_a_retention_and_no_more() -> None:
    """A group of no other settings has CloudFormation's defaults for them."""
    assert resources_of("LogGroups:\n  /own/app:\n") == {
        "LogGroupOwnApp": {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
                "LogGroupName": "prod-/own/app",
                "RetentionInDays": 30,
                "DeletionProtectionEnabled": False,
            },
        }
    }


def test_group_with_every_setting() -> None:
    """Indexes are one policy; what is masked is found first, and told."""
    identifiers = [
        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
        "arn:aws:dataprotection::aws:data-identifier/Ssn-US",
    ]
    assert group_of(
        f"Retention: 7 days, Key: {KEY}, FieldIndexes: [a, b.c], DeletionProtection: yes, "
        "DataProtection: {Mask: [EmailAddress, Ssn-US], AuditTo: /audit}"
    ) == {
        "LogGroupName": "prod-/own",
        "RetentionInDays": 7,
        "DeletionProtectionEnabled": True,
        "KmsKeyId": f"arn:aws:kms:us-east-1:111111111111:key/{KEY}",
        "FieldIndexPolicies": [{"Fields": ["a", "b.c"]}],
        "DataProtectionPolicy": {
            "Name": "data-protection-policy",
            "Version": "2021-06-01",
            "Statement": [
                {
                    "Sid": "audit",
                    "DataIdentifier": identifiers,
                    "Operation": {
                        "Audit": {
                            "FindingsDestination": {"CloudWatchLogs": {"LogGroup": "prod-/audit"}}
                        }
                    },
                },
                {
                    "Sid": "mask",
                    "DataIdentifier": identifiers,
                    "Operation": {"Deidentify": {"MaskConfig": {}}},
                },
            ],
        },
    }


def test_findings_are_counted_where_no_group_is_told() -> None:
    """CloudWatch Logs wants the destination all the same, an empty one."""
    policy = group_of("DataProtection: {Mask: [EmailAddress]}")["DataProtectionPolicy"]
    assert policy["Statement"][0]["Operation"] == {"Audit": {"FindingsDestination": {}}}


def test_audit_log_is_made_before_what_it_audits() -> None:
    """Destinations of findings "must already exist" (CloudWatch Logs API, PutDataProtectionPolicy)."""
    protection = "DataProtection: {Mask: [Name], AuditTo: /audit}"
    made = resources_of(f"LogGroups:\n  /own: {{{protection}}}\n  /audit:\n")
    assert made["LogGroupOwn"].get("DependsOn") == ["LogGroupAudit"]
    elsewhere = resources_of(f"LogGroups:\n  /own: {{{protection}}}\n  /audit: {{Existing: yes}}\n")
    assert "DependsOn" not in elsewhere["LogGroupOwn"]


@pytest.mark.parametrize("log_class", list(LogGroupClass))
def test_group_says_its_class_unless_it_is_the_usual_one(log_class: LogGroupClass) -> None:
    """The class of a group never changes, so it is said only where it matters."""
    said = {} if log_class is LogGroupClass.STANDARD else {"LogGroupClass": log_class.value}
    found = group_of(f"Class: {log_class.value}")
    assert {key: found[key] for key in found if key == "LogGroupClass"} == said


def test_group_outlives_its_stack_where_that_is_protected() -> None:
    """But for a first deployment that fails."""
    found = resources_of("LogGroups: {/own: , /other: {DeletionProtection: no}}", protected="yes")
    assert {
        id: (one["DeletionPolicy"], one["UpdateReplacePolicy"],
             one["Properties"]["DeletionProtectionEnabled"])
        for id, one in found.items()
    } == {
        "LogGroupOwn": ("RetainExceptOnCreate", "Retain", True),
        "LogGroupOther": ("RetainExceptOnCreate", "Retain", False),
    }  # fmt: skip


def test_partition_is_that_of_the_region() -> None:
    """In every ARN."""
    group = group_of(f"Key: {KEY}, DataProtection: {{Mask: [Name]}}", "cn-north-1")
    assert group["KmsKeyId"] == f"arn:aws-cn:kms:cn-north-1:111111111111:key/{KEY}"
    (identifier,) = group["DataProtectionPolicy"]["Statement"][0]["DataIdentifier"]
    assert identifier == "arn:aws-cn:dataprotection::aws:data-identifier/Name"


GROUPS = "LogGroups: {/own: , /elsewhere: {Existing: yes}}\n"


def filter_of(keys: str) -> dict[str, Any]:
    """Return the resource of a metric filter of some keys."""
    specs = f"{GROUPS}MetricFilters:\n  own-filter: {{{keys}}}\n"
    return resources_of(specs)["MetricFilterOwnFilter"]


def test_metric_filter_counts_after_its_group_is_made() -> None:
    """The simplest one counts records."""
    keys = "LogGroup: /own, Pattern: '{ $.level = \"ERROR\" }', Metric: Failures, Default: 0"
    assert filter_of(keys) == {
        "Type": "AWS::Logs::MetricFilter",
        "DependsOn": ["LogGroupOwn"],
        "Properties": {
            "FilterName": "prod-own-filter",
            "LogGroupName": "prod-/own",
            "FilterPattern": '{ $.level = "ERROR" }',
            "MetricTransformations": [
                {
                    "MetricNamespace": "Own",
                    "MetricName": "Failures",
                    "MetricValue": "1",
                    "Unit": "Count",
                    "DefaultValue": 0,
                }
            ],
        },
    }


def test_metric_filter_of_a_group_made_elsewhere_waits_for_nothing() -> None:
    """Dimensions are keys and values, in the order of their names."""
    found = filter_of(
        "LogGroup: /elsewhere, Pattern: '{ $.a = * }', Metric: Slowness, Value: $.duration_ms, "
        "Dimensions: {route: $.route, level: $.level}"
    )
    assert "DependsOn" not in found
    assert found["Properties"]["MetricTransformations"] == [
        {
            "MetricNamespace": "Own",
            "MetricName": "slowness",
            "MetricValue": "$.duration_ms",
            "Unit": "Milliseconds",
            "Dimensions": [
                {"Key": "level", "Value": "$.level"},
                {"Key": "route", "Value": "$.route"},
            ],
        }
    ]


@pytest.mark.parametrize("metric", ["Share", "Plain"])
def test_unit_that_cloudwatch_has_not_is_left_out(metric: str) -> None:
    """A share of 1 has none, nor has what has none."""
    found = filter_of(f"LogGroup: /own, Pattern: ERROR, Metric: {metric}, Default: 0.5")
    (transformation,) = found["Properties"]["MetricTransformations"]
    assert "Unit" not in transformation
    assert transformation["DefaultValue"] == 0.5


@pytest.mark.parametrize("written", ["1", "0.5", "-2", "1e3", "1,000"])
def test_value_is_a_number_that_logs_can_read(written: str) -> None:
    """Groups of digits are for people."""
    found = filter_of(f"LogGroup: /own, Pattern: ERROR, Metric: Failures, Value: '{written}'")
    (transformation,) = found["Properties"]["MetricTransformations"]
    value = transformation["MetricValue"]
    assert "," not in value
    assert float(value) == float(written.replace(",", ""))


def subscribed(keys: str, region: str = "us-east-1") -> dict[str, dict[str, Any]]:
    """Return the resources of a subscription filter of some keys, without those of log groups."""
    specs = f"{GROUPS}SubscriptionFilters:\n  own: {{{keys}}}\n"
    found = resources_of(specs, region)
    return {id: one for id, one in found.items() if not id.startswith("LogGroup")}


def test_subscribed_function_may_be_called_for_this_group_alone() -> None:
    """The permission is there before the filter, which CloudWatch Logs tries at once."""
    function = "arn:aws:lambda:us-east-1:111111111111:function:index:live"
    assert subscribed("LogGroup: /own, Function: 'index:live'") == {
        "SubscriptionPermissionOwn": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "Action": "lambda:InvokeFunction",
                "FunctionName": function,
                "Principal": "logs.amazonaws.com",
                "SourceAccount": "111111111111",
                "SourceArn": "arn:aws:logs:us-east-1:111111111111:log-group:prod-/own:*",
            },
        },
        "SubscriptionFilterOwn": {
            "Type": "AWS::Logs::SubscriptionFilter",
            "DependsOn": ["LogGroupOwn", "SubscriptionPermissionOwn"],
            "Properties": {
                "FilterName": "prod-own",
                "LogGroupName": "prod-/own",
                "FilterPattern": "",
                "DestinationArn": function,
            },
        },
    }
    found = subscribed(f"LogGroup: /elsewhere, Function: '{function}'")
    assert found["SubscriptionFilterOwn"]["DependsOn"] == ["SubscriptionPermissionOwn"]
    assert found["SubscriptionPermissionOwn"]["Properties"]["FunctionName"] == function


@pytest.mark.parametrize(
    ("keys", "properties"),
    [
        ("Stream: lake, Role: r, Distribution: Random",
         {"DestinationArn": "arn:aws:kinesis:us-east-1:111111111111:stream/lake",
          "RoleArn": "arn:aws:iam::111111111111:role/r", "Distribution": "Random"}),
        ("Firehose: lake, Role: 'arn:aws:iam::111111111111:role/a/r'",
         {"DestinationArn": "arn:aws:firehose:us-east-1:111111111111:deliverystream/lake",
          "RoleArn": "arn:aws:iam::111111111111:role/a/r"}),
        ("Destination: 'arn:aws:logs:us-east-1:222222222222:destination:d'",
         {"DestinationArn": "arn:aws:logs:us-east-1:222222222222:destination:d"}),
    ],
)  # fmt: skip
def test_subscription_sends_to_what_stands_already(keys: str, properties: dict[str, str]) -> None:
    """By its ARN, with the role that writes to it; nothing is made for it."""
    found = subscribed(f"LogGroup: /own, Pattern: ERROR, {keys}")
    (resource,) = found.values()
    assert resource["DependsOn"] == ["LogGroupOwn"]
    common = {"FilterName": "prod-own", "LogGroupName": "prod-/own", "FilterPattern": "ERROR"}
    assert resource["Properties"] == {**common, **properties}


def test_query_names_its_groups() -> None:
    """They need not be there for it to be kept."""
    specs = f"{GROUPS}Queries:\n  a/b: {{LogGroups: [/own, /elsewhere], Query: fields @message}}\n"
    assert resources_of(specs)["QueryAB"] == {
        "Type": "AWS::Logs::QueryDefinition",
        "Properties": {
            "Name": "prod-a/b",
            "QueryString": "fields @message",
            "LogGroupNames": ["prod-/own", "prod-/elsewhere"],
        },
    }


def test_everything_of_logs_stands_in_one_stack() -> None:
    """A filter depends on its group by its logical id, which is of the same stack."""
    filters = "MetricFilters: {m: {LogGroup: /own, Pattern: a, Metric: Failures}}\n"
    more = "SubscriptionFilters: {s: {LogGroup: /own, Function: f}}\n"
    planned, problems = plan(monitoring_of(GROUPS + filters + more))
    assert problems == []
    (stack,) = planned.stacks
    for resource in stack.resources.values():
        assert set(resource.attributes.get("DependsOn", ())) <= set(stack.resources)
