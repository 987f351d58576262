"""What is really deployed, read through the AWS API: the only package that imports boto3."""
