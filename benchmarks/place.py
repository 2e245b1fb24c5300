"""A small province to measure in: the same one that the tests use, in a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from motcua.dossiers import commands as c
from motcua.dossiers.intake import Intake
from tests.dossiers.ward import Ward, done, import_catalogue, intake, make_ward, procedure, vn

NINE: datetime = vn("2026-03-02 09:00")


def make_place() -> Ward:
    """Tables, a ward with its people, and the registration of births."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in here
    call_command("migrate", verbosity=0)
    ward = make_ward("14329", "Hoa Lư", "H42.101")
    with tempfile.TemporaryDirectory() as folder:
        import_catalogue(Path(folder), procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    return ward


def received(ward: Ward, brought: Intake | None = None) -> Iterator[int]:
    """Dossiers as the counter takes them in, one after the other, by id."""
    clerk, brought = ward.actor("reception"), brought or intake(ward)
    while True:
        yield done(c.receive_at_counter(clerk, brought, at=NINE)).dossier_id
