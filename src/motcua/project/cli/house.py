"""Opens the house for commands that need its rooms: settings, models, registrations. Apart, so that others start without Django."""

from __future__ import annotations

import os

import django
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def open_house() -> None:
    """Load settings and rooms. Safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()


def trouble_with_database() -> str:
    """Why the database cannot be worked with yet; "" when it can."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"Không mở được cơ sở dữ liệu: {error}. Kiểm tra MOTCUA_DATABASE và MOTCUA_VAR."
    if pending:
        return (
            f"Cơ sở dữ liệu còn thiếu {len(pending)} bước nâng cấp. Chạy trước: python -m django migrate --settings motcua.project.settings"
        )
    return ""
