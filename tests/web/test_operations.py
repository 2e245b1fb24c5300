"""The operations page: what works, what failed, and nothing of any dossier."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.foundation import clock, seals
from motcua.foundation.models import OutboxFailure, WorkerBeat
from motcua.law.roles import Role
from motcua.web.operations.health import kind_of
from tests.dossiers.ward import make_ward
from tests.web.desks import browser, new_officer, said

TRACEBACK = """Traceback (most recent call last):
  File "outbox.py", line 1, in _attempt
    reaction.react(events)
django.db.utils.IntegrityError: null value in column "code" violates not-null constraint
DETAIL:  Failing row contains (12, Đỗ Đình Đăng, 037061008541).
"""


@pytest.fixture
def agency(db: None) -> int:
    """An agency that keeps the installation."""
    return make_ward("14329", "Hoa Lư", "H42.101").id


@pytest.fixture
def administrator(agency: int) -> Client:
    """The browser of the system's administrator."""
    return browser(new_officer(agency, "so", Role.SYSTEM_ADMIN))


@pytest.fixture
def auditor(agency: int) -> Client:
    """The browser of the security auditor, who changes nothing."""
    return browser(new_officer(agency, "so", Role.SECURITY_AUDITOR))


def failure(*, dead: bool = False) -> OutboxFailure:
    now = clock.now()
    return OutboxFailure.objects.create(
        reaction="papers.receipt",
        stream_kind="dossier",
        stream_id=7,
        first_seq=1,
        last_seq=2,
        tries=13,
        first_failed_at=now,
        next_try_at=None if dead else now + timedelta(hours=1),
        error=TRACEBACK,
    )


def test_of_an_error_only_its_kind_is_told(administrator: Client) -> None:
    failure()
    page = said(administrator.get("/van-hanh/"))
    assert "django.db.utils.IntegrityError" in page
    assert "037061008541" not in page
    assert "Đỗ Đình Đăng" not in page


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TRACEBACK, "django.db.utils.IntegrityError"),
        ("Traceback (most recent call last):\n  File\nValueError", "ValueError"),
        ("RuntimeError: dossier:7: Hồ sơ của Đỗ Đình Đăng", "RuntimeError"),
        ("ValueError: một\nTrần: hai", "ValueError"),
        ("Đỗ Đình Đăng: hai", ""),
        (f"{TRACEBACK}\nDuring handling …\n\nTraceback (most recent call last):\n  File\nOSError: Đỗ", "OSError"),
        ("", ""),
    ],
)
def test_the_kind_of_an_error_is_the_exception_without_its_words(error: str, kind: str) -> None:
    assert kind_of(error) == kind


def test_the_administrator_lets_a_dead_failure_run_again(administrator: Client) -> None:
    dead = failure(dead=True)
    assert "không tự thử nữa" in said(administrator.get("/van-hanh/"))
    answer = administrator.post(f"/van-hanh/thu-lai/{dead.pk}/", follow=True)
    assert "sẽ được chạy lại" in said(answer)
    dead.refresh_from_db()
    assert (dead.tries, dead.next_try_at is None) == (0, False)


def test_a_failure_that_is_gone_is_not_found(administrator: Client) -> None:
    assert administrator.post("/van-hanh/thu-lai/99/").status_code == 404


def test_the_auditor_looks_and_changes_nothing(auditor: Client) -> None:
    dead = failure(dead=True)
    page = auditor.get("/van-hanh/")
    assert "papers.receipt" in said(page)
    assert "/thu-lai/" not in page.content.decode()
    assert auditor.post(f"/van-hanh/thu-lai/{dead.pk}/").status_code == 404


def test_a_worker_that_falls_silent_is_said(administrator: Client) -> None:
    now = clock.now()
    WorkerBeat.objects.create(worker="một", started_at=now, seen_at=now - timedelta(minutes=5))
    page = said(administrator.get("/van-hanh/"))
    assert "Không có tiến trình nền nào đang chạy" in page
    assert "không trả lời" in page
    WorkerBeat.objects.create(worker="hai", started_at=now, seen_at=now)
    assert "Không có tiến trình nền nào đang chạy" not in said(administrator.get("/van-hanh/"))


def test_seals_are_listed_and_the_page_takes_few_queries(administrator: Client) -> None:
    sealed = seals.seal(clock.now())
    assert sealed is not None
    for _ in range(3):
        administrator.get("/van-hanh/")
    with CaptureQueriesContext(connection) as counted:
        assert sealed.hash[:16] in said(administrator.get("/van-hanh/"))
    assert len(counted) <= 12
