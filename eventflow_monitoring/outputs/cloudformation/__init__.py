"""The model as CloudFormation resources: plain data per stack, computed without Node."""
