"""Many hands at the same moment: every number once, no gap, one occasion one slip."""

from __future__ import annotations

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.models import DossierSlip
from motcua.dossiers.queries import get_state
from motcua.foundation.access import SYSTEM
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_form
from motcua.papers.kinds import RECEIPT_SLIP
from tests.dossiers.going import received
from tests.dossiers.ward import Ward
from tests.foundation.samples import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)


def issue(dossier_id: int) -> int:
    """How many receipts the dossier has after the worker asked for its receipt."""
    slips = issue_form(SYSTEM, dossier_id, RECEIPT_SLIP, at=get_state(dossier_id).last_at)
    assert not isinstance(slips, Refusal), slips.message
    return len(slips)


def test_receipts_issued_at_once_are_numbered_without_gaps_and_none_twice(ward: Ward) -> None:
    dossiers = [received(ward).id for _ in range(12)]
    twice = [lambda no=no: issue(no) for no in dossiers for _ in range(2)]  # type: ignore[misc]
    assert at_the_same_time(twice) == [1] * 24
    numbers = DossierSlip.objects.filter(agency_id=ward.id, purpose="RECEIPT", year=2026).order_by("number")
    assert [row.number for row in numbers] == list(range(1, 13))
    assert {row.dossier_id for row in numbers} == set(dossiers)
    assert [difference.sentence for difference in verify(with_files=True).differences] == []


def test_a_number_voided_while_others_are_given_out_is_given_out_to_nobody_else(ward: Ward) -> None:
    spoiled, *others = (received(ward) for _ in range(8))
    issue(spoiled.id)
    clerk, at = ward.actor("clerk"), spoiled.next()
    orders = [lambda no=one.id: issue(no) for one in others]  # type: ignore[misc]
    at_the_same_time([*orders, lambda: c.void_slip(clerk, spoiled.id, 1, "In nhầm", at=at)])
    issue(spoiled.id)
    rows = DossierSlip.objects.filter(purpose="RECEIPT").order_by("number").values_list("number", "dossier_id", "voided_at")
    assert [number for number, _, _ in rows] == list(range(1, 10))
    assert [number for number, _, voided_at in rows if voided_at] == [1]
    assert sorted(number for number, dossier_id, _ in rows if dossier_id == spoiled.id) == [1, 9]
    assert [difference.sentence for difference in verify().differences] == []
