"""Ids, search, secrets, instants, accounts."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.clock import now
from motcua.foundation.ids import agency_no_of, new_id
from motcua.foundation.models import Account, DutyRun
from motcua.foundation.search import alphabetical, fold, tokens
from motcua.foundation.secrets import installation_secret
from motcua.foundation.sql import db_instant, instant_from_db
from tests.foundation.samples import NOW

instants = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2190, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.integers(0, 2**15 - 1), instants)
def test_an_id_is_positive_fits_64_bits_and_tells_its_agency(agency_no: int, at: datetime) -> None:
    found = new_id(agency_no, at)
    assert 0 <= found < 2**63
    assert agency_no_of(found) == agency_no


def test_ids_of_one_agency_grow_with_the_days_and_agencies_do_not_mix() -> None:
    assert new_id(5, NOW) < new_id(5, NOW + timedelta(days=1)) < new_id(6, NOW)


def test_a_burst_of_ids_does_not_collide() -> None:
    assert len({new_id(5, NOW) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(("agency_no", "at"), [(-1, NOW), (2**15, NOW), (1, datetime(2019, 12, 31, tzinfo=UTC))])
def test_an_id_that_does_not_fit_is_refused(agency_no: int, at: datetime) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        new_id(agency_no, at)


def test_folding_finds_vietnamese_without_its_marks() -> None:
    assert fold("  Nguyễn\u00a0 Thị  ĐỨC Ưng ") == "nguyen thi duc ung"
    assert fold("đường Hoàng Hoa Thám") == "duong hoang hoa tham"
    assert tokens("H42.15-261120-0007, Hoa Lư") == ["h42", "15", "261120", "0007", "hoa", "lu"]


def test_lists_follow_the_vietnamese_alphabet_letters_before_tones() -> None:
    names = [
        "Đông",
        "Dương",
        "An",
        "Ân",
        "Ăn",
        "Bà",
        "Bả",
        "Bá",
        "Ba Vì",
        "Ba",
        "Ban",
        "Ơn",
        "Ôn",
        "On",
        "Ưng",
        "Ung",
        "Yên",
        "Hoa Lư",
        "Duy Tân",
    ]
    assert sorted(names, key=alphabetical) == [
        *("An", "Ăn", "Ân", "Ba", "Ba Vì", "Bà", "Bả", "Bá", "Ban", "Duy Tân", "Dương", "Đông", "Hoa Lư"),
        *("On", "Ôn", "Ơn", "Ung", "Ưng", "Yên"),
    ]
    assert alphabetical(unicodedata.normalize("NFD", "ĐƯỜNG")) == alphabetical("đường")


@given(st.text(), st.text())
def test_any_two_texts_have_an_order(one: str, other: str) -> None:
    assert (alphabetical(one) < alphabetical(other)) + (alphabetical(one) > alphabetical(other)) + (
        alphabetical(one) == alphabetical(other)
    ) == 1


@given(st.text())
def test_folding_is_the_same_for_every_spelling_and_when_done_twice(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_processes_that_start_together_get_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: installation_secret(tmp_path / "keys"), range(8)))
    assert len(found) == 1
    assert len(found.pop()) == 64
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret"]
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
@given(instants)
def test_a_hand_written_instant_is_stored_as_djangos_own_fields_store_it(at: datetime) -> None:
    local = at.astimezone(timezone(timedelta(hours=7)))
    assert instant_from_db(db_instant(local)) == at
    DutyRun.objects.update_or_create(name="x", defaults={"due_at": at})
    assert DutyRun.objects.extra(where=["due_at = %s"], params=[db_instant(local)]).count() == 1


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        db_instant(datetime(2026, 11, 20))  # noqa: DTZ001


def test_the_clock_is_aware() -> None:
    assert now().utcoffset() == timedelta(0)


@pytest.mark.django_db
def test_an_account_logs_in_with_its_password_while_it_is_active() -> None:
    account = Account.objects.create_account("hoa.dt", "bí mật 9", Account.Kind.OFFICER)
    assert authenticate(username="hoa.dt", password="bí mật 9") == account
    assert authenticate(username="hoa.dt", password="sai") is None
    Account.objects.update(is_active=False)
    assert authenticate(username="hoa.dt", password="bí mật 9") is None
    assert not Account.objects.create_account("hoa.2", None, Account.Kind.OFFICER).has_usable_password()
