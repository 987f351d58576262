"""Monitoring as code for AWS: YAML specs compiled into alarms, dashboards, logs and notifications."""
