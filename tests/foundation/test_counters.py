from __future__ import annotations

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from motcua.foundation.counters import last_number, next_number
from motcua.foundation.models import JournalEvent
from tests.foundation.samples import at_the_same_time

TAKE = """
import json, sys
import django
django.setup()
from django.db import transaction
from motcua.foundation.clock import now
from motcua.foundation.counters import next_number
from motcua.foundation.journal import NewEvent, Stream, append
numbers = []
for i in range(25):
    with transaction.atomic():
        number = next_number("codes")
        append(Stream("sample", number), 0, [NewEvent("noted", 1, "{}")], at=now(), actor="system:0")
        numbers.append(number)
        if i % 5 == 4:
            transaction.set_rollback(True)
            numbers.pop()
print(json.dumps(numbers))
"""


def database_address() -> str:
    """The test database as other processes reach it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgres://{found['USER']}@{quote(str(found['HOST']), safe='')}/{found['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        next_number("codes")


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_number_is_given_out_again() -> None:
    for rolled_back, expected in ((False, 1), (True, 2), (False, 2), (False, 3)):
        with transaction.atomic():
            assert next_number("codes") == expected
            transaction.set_rollback(rolled_back)
    assert (last_number("codes"), last_number("other")) == (3, 0)


@pytest.mark.django_db(transaction=True)
def test_threads_get_consecutive_numbers() -> None:
    def take() -> int:
        with transaction.atomic():
            return next_number("codes")

    assert sorted(at_the_same_time([take] * 12)) == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_processes_get_consecutive_numbers_and_journal_them_in_spite_of_rollbacks() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.project.settings", "MOTCUA_DATABASE": database_address()}
    running = [subprocess.Popen([sys.executable, "-c", TAKE], stdout=subprocess.PIPE, env=environment) for _ in range(4)]
    numbers = [number for process in running for number in json.loads(process.communicate(timeout=120)[0])]
    assert sorted(numbers) == list(range(1, 81))
    assert JournalEvent.objects.count() == 80
