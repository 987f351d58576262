"""Tests of alarms: files that say what a metric does, and what an alarm has to make of it."""
