"""The suite really runs on the engine that was asked for, and a transactional test leaves nothing behind."""

import os

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_the_suite_runs_on_the_engine_that_was_asked_for() -> None:
    asked = os.environ.get("MOTCUA_TEST_DATABASE", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]


@pytest.mark.django_db(transaction=True)
def test_a_table_that_refuses_deletion_is_emptied_after_a_transactional_test_and_refuses_again() -> None:
    _execute(*REFUSAL_OF_DELETION[connection.vendor])
    ContentType.objects.create(app_label="tests", model="first")

    call_command("flush", interactive=False, verbosity=0)

    assert not ContentType.objects.filter(model="first").exists()
    ContentType.objects.create(app_label="tests", model="second")
    with pytest.raises(DatabaseError, match="append-only"):
        ContentType.objects.filter(model="second").delete()
    _execute("DROP TRIGGER refuses_deletion" + ("" if connection.vendor == "sqlite" else " ON django_content_type"))


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


REFUSAL_OF_DELETION = {
    "sqlite": [
        "CREATE TRIGGER refuses_deletion BEFORE DELETE ON django_content_type BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    ],
    "postgresql": [
        """CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'append-only'; END $$""",
        "CREATE TRIGGER refuses_deletion BEFORE DELETE OR TRUNCATE ON django_content_type EXECUTE FUNCTION refuse_deletion()",
    ],
}
