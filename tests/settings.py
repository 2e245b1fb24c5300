"""The settings of a test run: the product's own, on a throw-away folder and a throw-away database of the engine that was asked for.

MOTCUA_TEST_DATABASE says which: ``sqlite`` (the default) or ``postgres``. The folder and the address are made once, by the first
process of the run, and reach the xdist workers through the environment.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.postgres import address_of

ENGINE = os.environ.get("MOTCUA_TEST_DATABASE", "sqlite")
if ENGINE not in {"sqlite", "postgres"}:
    raise SystemExit(f"MOTCUA_TEST_DATABASE is “{ENGINE}”; it can be sqlite or postgres.")

if "MOTCUA_TEST_ROOM" not in os.environ:
    os.environ["MOTCUA_TEST_ROOM"] = tempfile.mkdtemp(prefix="motcua-test-")
    atexit.register(shutil.rmtree, os.environ["MOTCUA_TEST_ROOM"], ignore_errors=True)
ROOM = Path(os.environ["MOTCUA_TEST_ROOM"])

VAR_OF_THIS_PROCESS = ROOM / os.environ.get("PYTEST_XDIST_WORKER", "main")
(VAR_OF_THIS_PROCESS / "static").mkdir(parents=True, exist_ok=True)
os.environ["MOTCUA_VAR"] = str(VAR_OF_THIS_PROCESS)
os.environ["MOTCUA_DATABASE"] = (
    address_of(ROOM / "postgres") if ENGINE == "postgres" else f"sqlite:///{VAR_OF_THIS_PROCESS / 'motcua.sqlite3'}"
)
for name in ("MOTCUA_DEBUG", "MOTCUA_DEMO", "MOTCUA_SECRET_KEY", "MOTCUA_HOSTS", "MOTCUA_PUBLIC_URL"):
    os.environ.pop(name, None)

from motcua.project.settings import *  # noqa: E402, F403
from motcua.project.settings import DATABASES  # noqa: E402

# A file, not memory: concurrency tests open the same database from other processes.
DATABASES["default"]["TEST"] = {
    "NAME": str(VAR_OF_THIS_PROCESS / "test.sqlite3") if ENGINE == "sqlite" else "test_motcua",
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
