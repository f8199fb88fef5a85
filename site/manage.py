#!/usr/bin/env python
"""Run a management command; both roots of the project are put on the path here."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
for root in (HERE, HERE.parent):
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
