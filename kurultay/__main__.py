"""`python -m kurultay` is the `kurultay` command."""

import sys

from kurultay.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
