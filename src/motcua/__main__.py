"""`python -m motcua` is the same as `motcua`."""

import sys

from motcua.project.cli.main import main

sys.exit(main())
