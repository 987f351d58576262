"""`python -m eventflow_monitoring`: the same as the command `eventflow-monitoring`."""

import sys

from eventflow_monitoring.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
