"""The least a CDK app in Python can do: start Node.js, synthesise nothing."""

from aws_cdk import App

App(analytics_reporting=False).synth()
