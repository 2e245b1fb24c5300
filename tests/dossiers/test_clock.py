"""What stops and moves the clock, by whom, and what is refused with which basis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.commands import Lacking
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.models import Dossier, Queue
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.law.dossier.reasons import DataException
from motcua.law.dossier.values import DossierPaper, PaperStatus, PauseReason, Status
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned, key, received, submitted
from tests.dossiers.ward import Ward, done, import_catalogue, intake, procedure, refused, vn

BASIS = "Khoản 2 Điều 7 Thông tư 01/2018/TT-VPCP"


def lacks(going: Going, no: int = 1, **changes: Any) -> list[Lacking]:
    """The `no`-th paper lacks something."""
    line = Lacking(key=key(going, no), missing="Giấy chứng sinh bị mờ số", remedy="Xin bệnh viện cấp lại bản rõ số")
    return [Lacking(**{name: changes.get(name, getattr(line, name)) for name in line.__struct_fields__})]


def ask(going: Going, who: str = "officer", when: str = "", **more: Any) -> c.Done | Refusal:
    return c.request_supplement(
        going.ward.actor(who), going.id, more.pop("lacking", None) or lacks(going), "Chưa đủ căn cứ", at=going.next(when), **more
    )


def answer(going: Going, when: str = "") -> c.Done | Refusal:
    paper = DossierPaper(key=key(going, 1), status=PaperStatus.GIVEN, originals=1)
    return c.answer_supplement(going.ward.actor("reception"), going.id, [paper], at=going.next(when))


def test_a_supplement_stops_the_clock_and_its_answer_gives_back_exactly_that_time(ward: Ward) -> None:
    going = assigned(ward)
    done(ask(going, when="2026-03-04 09:00"))
    assert (going.state.status, going.state.pause is not None) == (Status.SUPPLEMENT_REQUESTED, True)
    done(answer(going, "2026-03-11 09:00"))
    assert going.state.legal_due_at == vn("2026-03-16 17:00")
    assert going.state.original_due_at == vn("2026-03-09 17:00")
    assert_whole()


def test_what_lacks_and_how_to_mend_it_is_kept_beside_the_journal_and_read_in_the_history(ward: Ward) -> None:
    going = assigned(ward)
    done(ask(going))
    assert "bệnh viện" not in " ".join(event.payload for event in read(Stream("dossier", going.id)))
    opened = open_dossier(ward.actor("officer"), going.id, at=going.at, why="thử")
    assert opened is not None
    assert "Chưa đủ căn cứ\nGiấy chứng sinh bị mờ số → Xin bệnh viện cấp lại bản rõ số" in [line.words for line in opened.file.history]


def test_at_the_door_the_counter_asks_and_the_dossier_comes_back_to_the_door(ward: Ward) -> None:
    going = submitted(ward)
    assert refused(ask(going, "officer")).code == "NO_DOSSIER"
    done(ask(going, "reception"))
    assert Dossier.objects.get(pk=going.id).queue == Queue.PAUSED
    done(answer(going))
    assert going.state.status is Status.SUBMITTED
    assert_whole()


@pytest.mark.parametrize(
    ("who", "allowed"), [("reception", False), ("second", False), ("clerk", False), ("approver", False), ("head", True)]
)
def test_after_reception_only_who_works_on_it_asks_for_a_supplement(ward: Ward, who: str, allowed: bool) -> None:
    answered = ask(assigned(ward), who)
    assert isinstance(answered, c.Done) == allowed
    assert allowed or refused(answered).code == "NOT_ALLOWED"


def test_a_second_supplement_needs_the_unit_head_and_a_basis_and_a_third_is_never(ward: Ward) -> None:
    going = assigned(ward)
    done(ask(going))
    done(answer(going))
    again = refused(ask(going, "head"))
    assert (again.code, again.field) == ("SUPPLEMENT_TWICE", "override_basis")
    assert "02/03/2026" in again.message
    assert again.legal_basis
    by_officer = refused(ask(going, "officer", override_basis=BASIS))
    assert by_officer.code == "NOT_ALLOWED"
    assert "Lãnh đạo phòng" in by_officer.message
    done(ask(going, "head", override_basis=BASIS))
    assert [asked.override_basis for asked in going.state.supplements] == ["", BASIS]
    done(answer(going))
    assert refused(ask(going, "head", override_basis=BASIS)).legal_basis == "Điều 20 Nghị định 63/2010/NĐ-CP"
    assert_whole()


def test_a_basis_given_for_the_first_supplement_is_no_override(ward: Ward) -> None:
    going = assigned(ward)
    done(ask(going, "officer", override_basis=BASIS))
    assert going.state.supplements[0].override_basis == ""


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"key": "khong-co"}, "PAPER_NOT_PUBLISHED", "requirements"),
        ({"missing": " "}, "MISSING_UNSAID", "missing:{key}"),
        ({"remedy": ""}, "REMEDY_UNSAID", "remedy:{key}"),
        ({"data_exception": DataException.DATA_WRONG}, "EXCEPTION_EVIDENCE", "evidence:{key}"),
    ],
)
def test_a_demand_that_says_too_little_or_too_much_is_refused(ward: Ward, changes: dict[str, Any], code: str, field: str) -> None:
    going = assigned(ward)
    refusal = refused(ask(going, lacking=lacks(going, **changes)))
    assert (refusal.code, refusal.field) == (code, field.format(key=key(going, 1)))
    assert refusal.legal_basis


def test_an_empty_demand_and_one_without_reason_are_refused(ward: Ward) -> None:
    going = assigned(ward)
    officer = ward.actor("officer")
    assert refused(c.request_supplement(officer, going.id, [], "Thiếu", at=going.next())).code == "SUPPLEMENT_EMPTY"
    assert refused(c.request_supplement(officer, going.id, lacks(going), "  ", at=going.next())).code == "REASON_MISSING"


@pytest.fixture
def in_database(ward: Ward, tmp_path: Path) -> Going:
    """A dossier whose second requirement is read in the population database."""
    entry = procedure("1.000111", "Xác nhận cư trú")
    entry["cases"][0]["requirements"][1]["replaced_by_data"] = "CSDL quốc gia về dân cư"
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"), entry)
    at = vn("2026-03-02 09:00")
    no = done(c.receive_at_counter(ward.actor("reception"), intake(ward, "1.000111"), at=at)).dossier_id
    return Going(ward, no, at).assigned()


def test_what_a_database_holds_cannot_be_demanded(in_database: Going) -> None:
    refusal = refused(ask(in_database))
    assert refusal.code == "ALREADY_IN_DATABASE"
    assert "CSDL quốc gia về dân cư" in refusal.message
    assert refusal.legal_basis == "Nghị quyết 66.7/2025/NQ-CP"  # the decree that says so, too, is of August


def test_unless_the_database_failed_or_is_wrong_with_evidence(in_database: Going) -> None:
    excepted = lacks(in_database, data_exception=DataException.DATA_WRONG, evidence="Biên bản đối chiếu số 12")
    done(ask(in_database, lacking=excepted))
    demand = in_database.state.supplements[0].data_demands[0]
    assert (demand.key, demand.reason) == (key(in_database, 1), DataException.DATA_WRONG)
    assert_whole()


def test_the_window_for_a_supplement_ends_the_dossier_by_itself_but_not_before(ward: Ward) -> None:
    going = assigned(ward)
    done(ask(going, when="2026-03-04 09:00"))
    assert refused(c.expire_supplement(SYSTEM, going.id, at=vn("2026-04-03 16:59"))).code == "WINDOW_OPEN"
    done(c.expire_supplement(SYSTEM, going.id, at=vn("2026-04-03 17:01")))
    assert going.state.status is Status.STOPPED
    assert_whole()


def test_money_stops_the_clock_only_where_the_procedure_says_so(ward: Ward) -> None:
    going = assigned(ward)
    refusal = refused(c.pause_clock(ward.actor("officer"), going.id, PauseReason.FINANCIAL_OBLIGATION, "12/TB", at=going.next()))
    assert (refusal.code, refusal.field) == ("MONEY_RUNS_ON", "reason")


def test_the_clock_pauses_for_money_on_a_paper_and_runs_on(ward: Ward) -> None:
    going = received(ward, code="2.001406").assigned()
    officer = ward.actor("officer")
    money = PauseReason.FINANCIAL_OBLIGATION
    assert refused(c.pause_clock(officer, going.id, money, " ", at=going.next())).code == "EVIDENCE_MISSING"
    assert refused(c.pause_clock(officer, going.id, PauseReason.SUPPLEMENT, "5/TB", at=going.next())).code == "NOT_A_PAUSE"
    assert refused(c.resume_clock(officer, going.id, at=going.next())).code == "CLOCK_NOT_PAUSED"
    done(c.pause_clock(officer, going.id, money, "Thông báo thuế 12/TB", at=going.next("2026-03-03 08:00")))
    assert going.state.status is Status.AWAITING_PAYMENT
    paused = refused(c.forward(officer, going.id, at=going.next()))
    assert paused.code in {"NOT_IN_THIS_STATE", "CLOCK_PAUSED"}
    assert paused.legal_basis
    done(c.resume_clock(officer, going.id, at=going.next("2026-03-05 08:00")))
    assert going.state.legal_due_at == vn("2026-03-11 17:00")
    assert_whole()


@pytest.mark.parametrize("who", ["reception", "second", "clerk", "approver", "centre"])
def test_who_does_not_work_on_it_pauses_nothing(ward: Ward, who: str) -> None:
    going = assigned(ward)
    refusal = refused(c.pause_clock(ward.actor(who), going.id, PauseReason.FORCE_MAJEURE, "Công điện 5", at=going.next()))
    assert refusal.code == "NOT_ALLOWED"


def test_the_term_is_extended_once_in_time_on_a_basis_by_the_approver(ward: Ward) -> None:
    going = assigned(ward)
    approver = ward.actor("approver")
    for who in ("officer", "head", "reception", "centre", "clerk"):
        assert refused(c.extend_term(ward.actor(who), going.id, 3, BASIS, at=going.next())).code == "NOT_ALLOWED"
    assert refused(c.extend_term(approver, going.id, 3, " ", at=going.next())).code == "EXTENSION_BASIS"
    assert refused(c.extend_term(approver, going.id, 0, BASIS, at=going.next())).code == "EXTENSION_LENGTH"
    assert refused(c.extend_term(approver, going.id, 3, BASIS, at=vn("2026-03-09 17:01"))).code == "EXTENSION_TOO_LATE"
    done(c.extend_term(approver, going.id, 3, BASIS, at=going.next()))
    assert going.state.legal_due_at == vn("2026-03-12 17:00")
    assert going.state.original_due_at == vn("2026-03-09 17:00")
    assert refused(c.extend_term(approver, going.id, 3, BASIS, at=going.next())).code == "EXTENSION_TWICE"
    assert_whole()


def test_nothing_of_the_clock_is_done_before_work_began(ward: Ward) -> None:
    going = received(ward)
    refusal = refused(c.pause_clock(ward.actor("head"), going.id, PauseReason.FORCE_MAJEURE, "Công điện 5", at=going.next()))
    assert refusal.code in {"NO_DOSSIER", "NOT_ALLOWED", "NOT_IN_THIS_STATE"}
