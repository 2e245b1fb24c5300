"""The full-text index of work-list search: FTS5 kept by triggers on SQLite, GIN on PostgreSQL. Text is folded before it is stored."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE dossier_search USING fts5(search_text, content='dossier', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='2 3 4')",
    "CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier BEGIN "
    "INSERT INTO dossier_search (rowid, search_text) VALUES (new.id, new.search_text); END",
    "CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier BEGIN "
    "INSERT INTO dossier_search (dossier_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); END",
    "CREATE TRIGGER dossier_search_update AFTER UPDATE OF search_text ON dossier "
    "WHEN old.search_text IS NOT new.search_text BEGIN "
    "INSERT INTO dossier_search (dossier_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); "
    "INSERT INTO dossier_search (rowid, search_text) VALUES (new.id, new.search_text); END",
)
POSTGRESQL = ("CREATE INDEX dossier_search ON dossier USING gin (to_tsvector('simple', search_text))",)


def make_index(apps, schema_editor):
    """The index in the words of the engine."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """The index again gone."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX dossier_search")
        return
    for name in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER dossier_search_{name}")
    schema_editor.execute("DROP TABLE dossier_search")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossier")]
    operations = [migrations.RunPython(make_index, drop_index)]
