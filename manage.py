#!/usr/bin/env python3
"""Django's own commands in a checkout: `.venv/bin/python manage.py makemigrations`, `shell` and so on."""

import sys

from kurultay.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
