"""What every test has: an engine (MOTCUA_TEST_DATABASE), a room of its own for files, and a flush that the append-only journal allows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.postgres import PrivateCluster

# No test judges how fast a machine is: what is searched by chance may take its time, and in CI the search is the same each time.
hypothesis_settings.register_profile(
    "patient",
    parent=hypothesis_settings.get_profile("ci" if os.environ.get("CI") else "default"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("patient")

CLUSTER = pytest.StashKey[PrivateCluster]()


def pytest_configure(config: pytest.Config) -> None:
    """Starts the private cluster once, in the process that leads the run; the workers find it through its folder."""
    is_leader = not hasattr(config, "workerinput")
    if is_leader and os.environ.get("MOTCUA_TEST_DATABASE") == "postgres" and not config.option.collectonly:
        cluster = PrivateCluster(Path(os.environ["MOTCUA_TEST_ROOM"]) / "postgres")
        config.stash[CLUSTER] = cluster
        cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster is not None:
        cluster.stop()


def pytest_report_header() -> str:
    return f"motcua: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}, files in {settings.VAR}"


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: object) -> None:
    """Stored files and keys of one test are not seen by the next."""
    for name in ("VAR", "FILES", "KEYS"):
        setattr(settings, name, tmp_path / "var" / name.lower() if name != "VAR" else tmp_path / "var")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """After a transactional test Django empties every table. The journal refuses that, as it should: for that one act, and in
    tests only, its triggers are lifted and put back."""
    original = BaseDatabaseOperations.execute_sql_flush

    def flush_with_triggers_lifted(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        with triggers_lifted(self.connection):
            original(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush_with_triggers_lifted  # type: ignore[method-assign]


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Nothing but the test database's own emptying runs inside."""
    lift = _lifted_on_sqlite if connection.vendor == "sqlite" else _lifted_on_postgres
    with lift(connection):
        yield


@contextmanager
def _lifted_on_sqlite(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql IS NOT NULL")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


@contextmanager
def _lifted_on_postgres(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")
