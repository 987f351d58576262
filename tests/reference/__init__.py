"""Tests of what an author looks up."""
