"""Readers, one per CloudFormation type; each offers a `READER`."""
