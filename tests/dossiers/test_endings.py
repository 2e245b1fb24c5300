"""How dossiers end otherwise, how a supervisor opens them again, how a wrong entry is mended: who may, and what is refused."""

from __future__ import annotations

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import find_dossiers
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.values import DossierPaper, PaperStatus, Status
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned, key, received
from tests.dossiers.ward import Ward, done, refused

OTP = Confirmation.OTP


def withdraw(
    going: Going, who: str = "reception", by: Confirmation | None = OTP, proof: str = "OTP-88121", when: str = ""
) -> c.Done | Refusal:
    cause = WithdrawalCause.NO_LONGER_NEEDED
    return c.withdraw(going.ward.actor(who), going.id, cause, "Không còn nhu cầu", by, proof, at=going.next())


def test_a_dossier_is_withdrawn_only_with_the_applicants_own_confirmation_and_its_evidence(ward: Ward) -> None:
    going = assigned(ward)
    unconfirmed = refused(withdraw(going, by=None))
    assert (unconfirmed.code, "OTP, VNeID" in unconfirmed.message) == ("NOT_CONFIRMED", True)
    assert refused(withdraw(going, proof=" ")).code == "CONFIRMATION_EVIDENCE"
    done(withdraw(going))
    state = going.state
    assert state.withdrawal is not None
    assert (state.status, state.withdrawal.confirmation, state.withdrawal.cause) == (
        Status.WITHDRAWN,
        OTP,
        WithdrawalCause.NO_LONGER_NEEDED,
    )
    assert "OTP-88121" not in " ".join(event.payload for event in read(Stream("dossier", going.id)))
    assert_whole()


@pytest.mark.parametrize("who", ["officer", "head", "approver", "clerk", "centre"])
def test_who_decides_on_a_dossier_cannot_withdraw_it(ward: Ward, who: str) -> None:
    assert refused(withdraw(assigned(ward), who)).code == "NOT_ALLOWED"


def test_the_system_withdraws_stops_and_signs_nothing(ward: Ward) -> None:
    going = assigned(ward)
    at = going.next()
    cause = WithdrawalCause.OTHER
    tried = [
        c.withdraw(SYSTEM, going.id, cause, "x", OTP, "y", at=at),
        c.stop(SYSTEM, going.id, "x", at=at),
        c.return_not_eligible(SYSTEM, going.id, "x", at=at),
        c.reopen(SYSTEM, going.id, "x", at=at),
    ]
    assert {refused(one).code for one in tried} == {"NOT_ALLOWED"}


def test_a_dossier_is_stopped_with_written_reasons_by_the_head(ward: Ward) -> None:
    going = assigned(ward)
    for who in ("officer", "reception", "clerk", "centre"):
        assert refused(c.stop(ward.actor(who), going.id, "Đối tượng đã mất", at=going.next())).code == "NOT_ALLOWED"
    assert refused(c.stop(ward.actor("approver"), going.id, "", at=going.next())).code == "REASON_MISSING"
    done(c.stop(ward.actor("approver"), going.id, "Đối tượng đã mất", at=going.next()))
    ended = refused(c.stop(ward.actor("approver"), going.id, "Đối tượng đã mất", at=going.next()))
    assert (ended.code, "mẫu 05" in ended.legal_basis) == ("NOT_IN_THIS_STATE", True)
    assert_whole()


def test_a_refusal_on_the_merits_is_signed_by_the_approver(ward: Ward) -> None:
    going = assigned(ward)
    for who in ("officer", "head", "reception", "clerk"):
        assert refused(c.return_not_eligible(ward.actor(who), going.id, "Không đủ điều kiện", at=going.next())).code == "NOT_ALLOWED"
    done(c.return_not_eligible(ward.actor("approver"), going.id, "Không đủ điều kiện về nơi cư trú", at=going.next()))
    assert going.state.status is Status.RETURNED_NOT_ELIGIBLE
    assert_whole()


def test_a_supervisor_opens_an_ended_dossier_again_and_the_work_can_be_done_anew(ward: Ward) -> None:
    going = assigned(ward).for_signature().completed("2026-03-05 15:00")
    for who in ("officer", "head", "reception", "clerk"):
        assert refused(c.reopen(ward.actor(who), going.id, "Sai họ tên mẹ", at=going.next())).code == "NOT_ALLOWED"
    assert refused(c.reopen(ward.actor("centre"), going.id, " ", at=going.next())).code == "REASON_MISSING"
    done(c.reopen(ward.actor("centre"), going.id, "Sai họ tên mẹ", at=going.next()))
    row = Dossier.objects.get(pk=going.id)
    assert (row.status, row.step_role, row.holder_id) == (Status.APPRAISING, "CASE_OFFICER", ward.people["officer"])
    assert refused(c.reopen(ward.actor("centre"), going.id, "Lần nữa", at=going.next())).code == "NOT_IN_THIS_STATE"
    assert_whole()
    going.for_signature().completed("2026-03-06 15:00")
    assert (going.state.status, going.state.reopened) == (Status.COMPLETED, 1)
    assert_whole()


def ask_correction(going: Going, who: str = "reception", field: str = "full_name", value: str = "Đỗ Đình Đằng") -> c.Done | Refusal:
    return c.request_correction(going.ward.actor(who), going.id, field, value, "Gõ nhầm dấu", at=going.next())


def test_a_wrong_name_is_mended_by_two_people_and_both_names_stay_to_be_seen(ward: Ward) -> None:
    going = received(ward)
    done(ask_correction(going))
    assert Dossier.objects.get(pk=going.id).applicant_name == "Đỗ Đình Đăng"
    assert refused(ask_correction(going)).code == "CORRECTION_OPEN"
    done(c.approve_correction(ward.actor("centre"), going.id, 1, at=going.next()))
    assert Dossier.objects.get(pk=going.id).applicant_name == "Đỗ Đình Đằng"
    assert [line.id for line in find_dossiers(ward.actor("reception"), "Đằng")] == [going.id]
    opened = open_dossier(ward.actor("centre"), going.id, at=going.at, why="thử")
    assert opened is not None
    assert "Họ tên hoặc tên tổ chức: Đỗ Đình Đăng → Đỗ Đình Đằng\nGõ nhầm dấu" in [line.words for line in opened.file.history]
    assert going.state.corrections[0].approved is True
    assert_whole()


def test_nobody_approves_the_own_correction(ward: Ward) -> None:
    going = assigned(ward)
    done(ask_correction(going, "head"))
    own = refused(c.approve_correction(ward.actor("head"), going.id, 1, at=going.next()))
    assert own.code == "OWN_CORRECTION"
    for who in ("reception", "officer", "clerk"):
        assert refused(c.approve_correction(ward.actor(who), going.id, 1, at=going.next())).code == "NOT_ALLOWED"
    done(c.reject_correction(ward.actor("approver"), going.id, 1, "Đúng như giấy tờ", at=going.next()))
    assert refused(c.approve_correction(ward.actor("centre"), going.id, 1, at=going.next())).code == "NO_SUCH_CORRECTION"
    assert Dossier.objects.get(pk=going.id).applicant_name == "Đỗ Đình Đăng"
    assert_whole()


@pytest.mark.parametrize("field", ["received_at", "original_due_at", "legal_due_at", "appointment_at", "status", "code", "kind", "papers"])
def test_instants_due_dates_and_states_are_never_corrected(ward: Ward, field: str) -> None:
    refusal = refused(ask_correction(received(ward), field=field, value="2026-03-01"))
    assert (refusal.code, refusal.field) == ("NOT_CORRECTABLE", "field")
    assert refusal.legal_basis


def test_a_correction_is_checked_like_everything_typed(ward: Ward) -> None:
    going = received(ward)
    assert refused(ask_correction(going, field="phone", value="12")).field == "value"
    assert refused(ask_correction(going, value="Đỗ Đình Đăng")).code == "CORRECTION_SAME"
    assert (
        refused(c.request_correction(ward.actor("reception"), going.id, "phone", "0912345678", " ", at=going.next())).code
        == "REASON_MISSING"
    )


def test_how_a_paper_was_entered_is_mended_too(ward: Ward) -> None:
    going = assigned(ward)
    copies = DossierPaper(key=key(going, 1), status=PaperStatus.GIVEN, originals=0, copies=2)
    officer = ward.actor("officer")
    done(c.request_correction(officer, going.id, "papers", copies, "Nhận 2 bản sao, không nhận bản chính", at=going.next()))
    stranger = DossierPaper(key="khong-co", status=PaperStatus.GIVEN)
    assert refused(c.request_correction(officer, going.id, "papers", stranger, "x", at=going.next())).code == "PAPER_NOT_PUBLISHED"
    done(c.approve_correction(ward.actor("head"), going.id, 1, at=going.next()))
    assert copies in going.state.papers
    assert len(going.state.papers) == 2
    assert_whole()
