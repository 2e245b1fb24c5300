"""What only the database can promise: evidence is not changed or deleted; on PostgreSQL positions come from a sequence."""

from typing import Any

from django.db import migrations

from motcua.foundation import triggers


def guard_evidence(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def number_positions(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE SEQUENCE IF NOT EXISTS journal_position")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_ground")]

    operations = [
        migrations.RunPython(guard_evidence, migrations.RunPython.noop),
        migrations.RunPython(number_positions, migrations.RunPython.noop),
    ]
