"""The number of a slip is voided: it stays in its book with the reason, its occasion gets the next one, nobody changes a book unseen."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.models import DossierSlip
from motcua.foundation.access import SYSTEM
from motcua.foundation.verify import verify
from motcua.papers.queries import open_receipt
from tests.dossiers.going import Going, assigned, received
from tests.dossiers.ward import Ward, done, make_ward
from tests.papers.occasions import BASIS, answer, ask, said, slips, stop, work


def void(going: Going, no: int, reason: str = "In nhầm tên người nộp", who: str = "clerk") -> Any:
    return c.void_slip(going.ward.actor(who), going.id, no, reason, at=going.next())


def book(ward: Ward, purpose: str) -> list[tuple[int, int, bool]]:
    """Number, dossier and whether the number is void, as they stand in the book."""
    rows = DossierSlip.objects.filter(agency_id=ward.id, purpose=purpose).order_by("number")
    return [(row.number, row.dossier_id, row.voided_at is not None) for row in rows]


def test_a_void_number_stays_in_the_book_and_its_occasion_gets_the_next_one(ward: Ward) -> None:
    going, other = received(ward), received(ward)
    work()
    done(void(going, 1))
    work()
    first, second = slips(going, "FORM_01")
    assert (first.voided_at, first.voided_by) == (going.at, f"officer:{ward.people['clerk']}")
    assert (first.number, second.number, second.occasion) == ("1", "3", first.occasion)
    assert book(ward, "RECEIPT") == [(1, going.id, True), (2, other.id, False), (3, going.id, False)]
    assert [difference.sentence for difference in verify(with_files=True).differences] == []


def test_the_paper_of_a_void_slip_is_still_there_and_the_receipt_is_the_new_one(ward: Ward) -> None:
    going = received(ward)
    work()
    done(void(going, 1))
    work()
    first, second = slips(going, "FORM_01")
    assert "Số: 01" in said(going, first)
    stored = open_receipt(ward.actor("reception"), going.id)
    assert stored is not None
    with stored:
        assert hashlib.sha256(stored.read()).hexdigest() == second.file


def test_of_two_requests_the_voided_one_is_written_again_and_not_the_other(ward: Ward) -> None:
    going = assigned(ward)
    ask(going, "officer")
    work()
    answer(going)
    ask(going, "head", BASIS)
    work()
    done(void(going, slips(going, "FORM_02")[0].no))
    work()
    _, _, again = slips(going, "FORM_02")
    assert (again.number, BASIS in said(going, again)) == ("3", False)


def test_a_number_is_voided_once_with_a_reason_by_the_clerk_of_its_own_book(ward: Ward) -> None:
    going = received(ward)
    work()
    assert void(going, 1, " \n").code == "VOID_REASON"
    assert void(going, 1, "x" * 501).code == "WORDS_TOO_LONG"
    assert void(going, 7).code == "NO_SUCH_SLIP"
    assert {void(going, 1, who=who).code for who in ("reception", "approver", "centre")} == {"NOT_ALLOWED"}
    assert c.void_slip(SYSTEM, going.id, 1, "Máy tự hủy", at=going.next()).code == "NOT_ALLOWED"  # type: ignore[union-attr]
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert c.void_slip(stranger.actor("clerk"), going.id, 1, "Hủy hộ", at=going.next()).code == "NO_DOSSIER"  # type: ignore[union-attr]
    done(void(going, 1))
    assert void(going, 1).code == "SLIP_VOID"


def test_a_book_is_named_after_the_kind_of_slip_so_that_a_circular_opens_no_new_one(ward: Ward) -> None:
    """Form 05 is the control slip until 15/09/2025 and the stop notice from then on: two books, each without a gap."""
    for when in ("2025-09-12 09:00", "2025-09-16 09:00"):
        going = received(ward, when).assigned()
        stop(going)
        work()
    assert [number for number, _, _ in book(ward, "CONTROL")] == [1, 2]
    assert [number for number, _, _ in book(ward, "STOP")] == [1]
    assert [difference.sentence for difference in verify().differences] == []


@pytest.mark.parametrize("column", ["number", "voided_at"])
def test_whoever_changes_a_book_behind_the_house_is_found(ward: Ward, column: str) -> None:
    going = received(ward)
    work()
    DossierSlip.objects.update(**{column: 9 if column == "number" else going.at})
    assert {difference.table for difference in verify().differences} >= {"dossier_slip"}


def test_a_slip_that_vanished_from_its_book_leaves_a_gap_that_is_told(ward: Ward) -> None:
    going = received(ward)
    work()
    DossierSlip.objects.all().delete()
    told = [difference.sentence for difference in verify().differences]
    assert f"Phiếu số 1 của sổ slip:RECEIPT:{ward.id}:2026 đã cấp nhưng không còn phiếu nào mang số này." in told
    assert going.state.slips[0].number == "1"
