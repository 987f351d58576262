"""Plans as CDK stages, stacks and constructs: the only package that imports aws_cdk."""

from eventflow_monitoring.outputs.cdk.node import use_packaged_node

# jsii starts Node.js when aws_cdk is imported, which the modules of this package do.
use_packaged_node()
