"""Log groups: what each key becomes, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.model.log_group import DataProtection, LogGroup, LogGroupClass
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.specs.data_identifiers import DATA_IDENTIFIERS
from tests.compiler.compiling import compile_texts
from tests.specs.log_specs import mistake, read, without_mistakes

KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"


_KEY_REGION_HELP = (
    "a log group and its key are of one region: `${Region}` in the ARN is that of each environment"
)


def specs_of(keys: str) -> str:
    """Return specs of a log group of some keys."""
    return f"LogGroups:\n  /own: {{{keys}}}\n"


def named(monitoring: Monitoring, name: str = "/own") -> LogGroup:
    """Return a log group by its name."""
    return next(group for group in monitoring.log_groups if group.name == name)


def group_of(keys: str) -> LogGroup:
    """Return the log group of some keys."""
    return named(without_mistakes(specs_of(keys)))


def test_group_needs_no_key() -> None:
    """Its environment says how long it keeps what is written to it."""
    group = group_of("")
    assert (group.name, group.physical_name, group.retention_days) == ("/own", "prod-/own", 30)
    assert group.log_class is LogGroupClass.STANDARD
    assert (group.existing, group.protected) == (False, False)
    assert (group.key, group.field_indexes, group.data_protection) == (None, (), None)
    assert group.record is None


def test_group_with_every_key() -> None:
    """Each of them reaches the model."""
    group = group_of(
        f"Retention: 365 days, Class: STANDARD, Key: {KEY_ID}, FieldIndexes: [level, error.type, "
        "'@requestId'], DataProtection: {Mask: [EmailAddress, Name], AuditTo: /plain}, "
        "DeletionProtection: yes, Record: record.json"
    )
    assert group.retention_days == 365
    assert group.key == f"arn:aws:kms:us-east-1:111111111111:key/{KEY_ID}"
    assert group.field_indexes == ("level", "error.type", "@requestId")
    assert group.data_protection == DataProtection(("EmailAddress", "Name"), "prod-/plain")
    assert group.protected
    assert group.record is not None
    assert group.record.file == "record.json"


@pytest.mark.parametrize("log_class", list(LogGroupClass))
def test_group_has_its_class(log_class: LogGroupClass) -> None:
    """By the name that CloudWatch Logs gives it."""
    assert group_of(f"Class: {log_class.value}").log_class is log_class


@pytest.mark.parametrize(
    ("written", "days"),
    [("1 day", 1), ("7 days", 7), ("3653 days", 3653), ("24 hours", 1)],
)
def test_group_keeps_for_as_long_as_it_says(written: str, days: int) -> None:
    """CloudWatch Logs counts in days."""
    assert group_of(f"Retention: {written}").retention_days == days


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (KEY_ID, f"arn:aws:kms:us-east-1:111111111111:key/{KEY_ID}"),
        ("mrk-1234abcd12ab34cd56ef1234567890ab",
         "arn:aws:kms:us-east-1:111111111111:key/mrk-1234abcd12ab34cd56ef1234567890ab"),
        (f"arn:aws:kms:us-east-1:222222222222:key/{KEY_ID}",
         f"arn:aws:kms:us-east-1:222222222222:key/{KEY_ID}"),
    ],
)  # fmt: skip
def test_key_is_an_arn(written: str, key: str) -> None:
    """An id is that of a key of the environment's account and region."""
    assert group_of(f"Key: '{written}'").key == key


def test_key_of_another_region() -> None:
    """CloudWatch Logs refuses it at the deployment: a log group and its key are of one region."""
    key = f"arn:aws:kms:eu-west-1:111111111111:key/{KEY_ID}"
    assert mistake(specs_of(f"Key: '{key}'")) == (
        "bad-kms-key: `production` is in us-east-1, and its key in eu-west-1",
        f"'{key}'",
        _KEY_REGION_HELP,
    )


def test_protection_is_the_environments_unless_said() -> None:
    """In both directions."""
    environments = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, Protected: yes}
  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days}
LogGroups: {/a: , /b: {DeletionProtection: no}, /c: {DeletionProtection: yes}}
"""
    found = compile_texts({"specs.yaml": environments})
    assert found.shown == ""
    assert {
        one.environment.name: [group.protected for group in one.log_groups]
        for one in found.monitorings
    } == {"production": [True, False, True], "staging": [False, False, True]}


def test_group_that_was_made_elsewhere_may_be_described() -> None:
    """It has a name, and a record that patterns are held against; the rest stands elsewhere."""
    group = group_of("Existing: yes, Record: record.json")
    assert group.existing
    assert group.record is not None


def test_setting_differs_by_environment() -> None:
    """As that of any other thing."""
    group = group_of("Retention: 7 days, Environments: {production: {Retention: 90 days}}")
    assert group.retention_days == 90


def test_data_identifiers_are_named_once_each() -> None:
    """In CloudWatch's own order, the alphabet's."""
    assert len(set(DATA_IDENTIFIERS)) == len(DATA_IDENTIFIERS)
    group = group_of(f"DataProtection: {{Mask: [{', '.join(DATA_IDENTIFIERS)}]}}")
    assert group.data_protection == DataProtection(DATA_IDENTIFIERS, None)


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        ("Retension: 7 days", "unknown-key: no key is called `Retension` here", "Retension",
         "did you mean `Retention`?"),
        ("Retention: 31 days", "bad-retention: CloudWatch Logs cannot keep logs for `31 days`",
         "31 days", "the next longer choice is `60 days`"),
        ("Retention: 3654 days", "bad-retention: CloudWatch Logs cannot keep logs for `3654 days`",
         "3654 days", "at most `3653 days`"),
        ("Retention: 12 hours", "bad-retention: CloudWatch Logs cannot keep logs for `12 hours`",
         "12 hours", "the next longer choice is `1 day`"),
        ("Retention: 30", "bad-duration: `30` has no unit", "30", "say `30 days`"),
        ("Retention: ''", "missing-value: `Retention` has no value", "''", None),
        ("Existing: maybe", "bad-value: `maybe` is neither true nor false", "maybe", None),
        ("Class: standard", "bad-value: `Class` cannot be `standard`", "standard",
         "did you mean `STANDARD`?"),
        ("Key: alias/logs", "bad-kms-key: `alias/logs` is neither the id nor the ARN of a KMS key",
         "alias/logs",
         "such as `arn:aws:kms:us-east-1:111111111111:key/1234abcd-…`; Logs takes no alias"),
        ("Key: 'arn:aws:kms:us-east-1:111111111111:alias/logs'",
         ("bad-kms-key: `arn:aws:kms:us-east-1:111111111111:alias/logs` is neither the id nor the ARN of "
         "a KMS key"), "'arn:aws:kms:us-east-1:111111111111:alias/logs'",
         "such as `arn:aws:kms:us-east-1:111111111111:key/1234abcd-…`; Logs takes no alias"),
        ("FieldIndexes: level", "bad-value: `FieldIndexes` takes a list", "level",
         "write `[level]`"),
        ("FieldIndexes: ['']", "missing-value: an item of `FieldIndexes` has no value", "''", None),
        ("FieldIndexes: [level, levle], Record: record.json",
         "unknown-field: a record of `/own` has no field `levle`", "levle", "did you mean `level`?"),
        ("FieldIndexes: [error.typ], Record: record.json",
         "unknown-field: a record of `/own` has no field `error.typ`", "error.typ",
         "did you mean `error.type`?"),
        ("DataProtection: {AuditTo: /plain}", "missing-key: `Mask` is missing", "DataProtection",
         None),
        ("DataProtection: {Mask: []}", "bad-value: `Mask` names a kind of data or more", "[]", None),
        ("DataProtection: {Mask: [Name, EmailAdress]}",
         "unknown-data-identifier: CloudWatch Logs has no data identifier `EmailAdress`",
         "EmailAdress", "did you mean `EmailAddress`?"),
        ("DataProtection: {Mask: [Name], AuditTo: /plan}",
         "unknown-log-group: no log group is called `/plan`", "/plan", "did you mean `/plain`?"),
        ("DataProtection: {Mask: [Name], AuditTo: /own}",
         "bad-value: a log group is not its own audit log", "/own", None),
        ("DataProtection: {Mask: [Name], Name: x}", "unknown-key: no key is called `Name` here",
         "Name", None),
        ("DeletionProtection: 1", "bad-value: `1` is neither true nor false", "1", None),
        ("Record: ''", "missing-value: `Record` has no value", "''", None),
        ("Record: none.json", "missing-file: there is no file `none.json`", "none.json",
         "the path is taken from the directory of this file"),
        # Of one made elsewhere.
        ("Existing: yes, Retention: 7 days",
         "existing-log-group: `/own` was made elsewhere, where its `Retention` stands", "Retention",
         None),
        ("Existing: yes, Class: STANDARD",
         "existing-log-group: `/own` was made elsewhere, where its `Class` stands", "Class", None),
        (f"Existing: yes, Key: {KEY_ID}",
         "existing-log-group: `/own` was made elsewhere, where its `Key` stands", "Key", None),
        ("Existing: yes, FieldIndexes: [a]",
         "existing-log-group: `/own` was made elsewhere, where its `FieldIndexes` stands",
         "FieldIndexes", None),
        ("Existing: yes, DataProtection: {Mask: [Name]}",
         "existing-log-group: `/own` was made elsewhere, where its `DataProtection` stands",
         "DataProtection", None),
        ("Existing: yes, DeletionProtection: no",
         "existing-log-group: `/own` was made elsewhere, where its `DeletionProtection` stands",
         "DeletionProtection", None),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under what is wrong, or under what lacks something."""
    shown, under, helped = mistake(specs_of(keys))
    assert (shown, under) == (message, caret)
    assert help is None or helped == help


def test_mistakes_are_shown_together() -> None:
    """One hides no other."""
    found = read(
        specs_of(
            "Retention: 31 days, Class: x, Key: y, Existing: z, Record: record.json, "
            "DataProtection: {Mask: [Nam, Addres], AuditTo: /none}, FieldIndexes: [levle]"
        )
    )
    assert sorted(message.partition(":")[0] for message in found.messages) == [
        "bad-kms-key",
        "bad-retention",
        "bad-value",
        "bad-value",
        "unknown-data-identifier",
        "unknown-data-identifier",
        "unknown-field",
        "unknown-log-group",
    ]


def test_filters_of_a_broken_group_say_nothing_more() -> None:
    """A name whose entry is wrong is not unknown."""
    filters = """\
MetricFilters: {m: {LogGroup: /own, Pattern: ERROR, Metric: Failures}}
SubscriptionFilters: {s: {LogGroup: /own, Function: f}}
Queries: {q: {LogGroups: [/own], Query: fields @message}}
"""
    message, caret, _ = mistake(specs_of("Class: x") + filters)
    assert (message, caret) == ("bad-value: `Class` cannot be `x`", "x")
