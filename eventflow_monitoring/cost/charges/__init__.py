"""What AWS charges for: a file for each, found by its `CHARGE`."""
