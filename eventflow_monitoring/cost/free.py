"""Types of resource that cost nothing by themselves, each with the reason."""

from collections.abc import Mapping

FREE: Mapping[str, str] = {
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": "what is delivered is a line of its topic",
    "AWS::Chatbot::SlackChannelConfiguration": "what is delivered is a line of its topic",
    "AWS::Events::Rule": "events of AWS's own services come to the default bus without a charge; "
    "what the rule writes is ingestion of its log group",
    "AWS::IAM::ManagedPolicy": "IAM has no charge",
    "AWS::IAM::Role": "IAM has no charge",
    "AWS::KMS::Alias": "a name of a key, which is a line itself",
    "AWS::Lambda::Permission": "a statement in the policy of a function that is not ours",
    "AWS::Logs::MetricFilter": "the metric it writes is a line among the custom metrics",
    "AWS::Logs::QueryDefinition": "a text; running it is a line of the queries",
    "AWS::Logs::ResourcePolicy": "a policy",
    "AWS::S3::BucketPolicy": "a policy",
    "AWS::SNS::Subscription": "what is delivered is a line of its topic",
    "AWS::SNS::TopicPolicy": "a policy",
    "AWS::SQS::QueuePolicy": "a policy",
    "AWS::XRay::Group": "a filter over traces, whose recording and retrieval are lines",
}
