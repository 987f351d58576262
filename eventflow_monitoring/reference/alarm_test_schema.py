"""The JSON Schema of a file of alarm tests, for editors (draft 7).

As that of specs it knows single files only: names are not looked up, and nothing is required.
"""

from eventflow_monitoring.alarm_tests.spec import TestFileSpec
from eventflow_monitoring.reference.keys import keys_of
from eventflow_monitoring.reference.scalar import Schema
from eventflow_monitoring.reference.takes import described, mapping, schema_of


def alarm_test_schema() -> Schema:
    """Return the schema of a file of alarm tests."""
    properties = {
        key.name: described(schema_of(key.annotation), key.description)
        for key in keys_of(TestFileSpec)
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": "A file of tests of alarms.",
        **mapping(properties, type=["object", "null"]),
    }
