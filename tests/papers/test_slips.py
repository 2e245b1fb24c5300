"""Slips of real dossiers besides the receipt: what calls for each, what it says, its number, its paper for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from motcua.agencies.queries import get_agency
from motcua.dossiers import commands as c
from motcua.dossiers.models import DossierSlip
from motcua.dossiers.queries import get_state
from motcua.dossiers.slip_kinds import SlipKind
from motcua.foundation import files, outbox
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.foundation.verify import verify
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.values import DossierPaper, PaperStatus, Slip
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_form, issue_receipt
from motcua.papers.kinds import APOLOGY_LETTER, KINDS, RECEIPT_SLIP, REFUSAL_SLIP, STOP_NOTICE, SUPPLEMENT_SLIP
from motcua.papers.particulars import signing_titles
from motcua.papers.queries import open_receipt
from motcua.papers.setting import set_slip
from tests.dossiers.going import Going, assigned, key, received, submitted
from tests.dossiers.ward import Ward, done, import_catalogue, intake, make_ward, procedure, vn
from tests.papers.samples import text_of

BASIS = "Khoản 2 Điều 7 Thông tư 01/2018/TT-VPCP"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    return home


def work() -> None:
    """The worker does everything that waits, and nothing fails."""
    while outbox.run_once():
        pass
    assert outbox.list_failures() == []


def slips(going: Going, form: str) -> list[Slip]:
    return [slip for slip in get_state(going.id).slips if slip.form == form]


def said(going: Going, slip: Slip) -> str:
    """The words of the stored paper, which is the one its stored words give."""
    assert hashlib.sha256(set_slip(going.id, slip)).hexdigest() == slip.file
    assert slip.file in " ".join(event.payload for event in read(Stream("dossier", going.id)))
    with files.open(slip.file) as stored:
        return text_of(stored.read())


def ask(going: Going, who: str, basis: str = "") -> None:
    line = c.Lacking(key=key(going, 1), missing="Giấy chứng sinh bị mờ số", remedy="Xin bệnh viện cấp lại bản rõ số")
    done(c.request_supplement(going.ward.actor(who), going.id, [line], "Chưa đủ căn cứ", at=going.next(), override_basis=basis))


def answer(going: Going) -> None:
    paper = DossierPaper(key=key(going, 1), status=PaperStatus.GIVEN, originals=1)
    done(c.answer_supplement(going.ward.actor("reception"), going.id, [paper], at=going.next()))


def refuse(going: Going) -> None:
    done(c.refuse_at_door(going.ward.actor("reception"), going.id, "Nơi cư trú không thuộc phường", at=going.next()))


def apologise(going: Going) -> None:
    reason, at = "Hồ sơ cần xác minh thêm", going.next("2026-03-06 09:00")
    done(c.apologise(going.ward.actor("approver"), going.id, reason, vn("2026-03-13 17:00"), at=at))


def stop(going: Going, who: str = "approver") -> None:
    done(c.stop(going.ward.actor(who), going.id, "Người được khai sinh đã được đăng ký nơi khác", at=going.next()))


def withdraw(going: Going) -> None:
    confirmed = (WithdrawalCause.NO_LONGER_NEEDED, "Không còn nhu cầu", Confirmation.OTP, "OTP-88121")
    done(c.withdraw(going.ward.actor("reception"), going.id, *confirmed, at=going.next()))


def assert_printed(words: str, *expected: str) -> None:
    for one in expected:
        assert one in words


# Refusal


def test_a_refusal_at_the_door_is_a_numbered_slip_with_its_reason_and_the_way_of_complaint(ward: Ward) -> None:
    going = submitted(ward)
    refuse(going)
    work()
    (slip,) = slips(going, "FORM_03")
    assert (slip.number, slip.form_set) == ("1", "TT03_2025")
    assert_printed(
        said(going, slip),
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Đỗ Đình Đăng",
        "Thủ tục đăng ký khai sinh",
        "không tiếp nhận hồ sơ này, với lý do cụ thể như sau: Nơi cư trú không thuộc phường.",
        "khiếu nại đến Chủ tịch Ủy ban nhân dân phường Hoa Lư",
        "Nguyễn Văn B",
    )
    assert [difference.sentence for difference in verify(with_files=True).differences] == []


def test_a_refusal_on_the_merits_is_signed_by_the_head_of_the_agency(ward: Ward) -> None:
    going = assigned(ward)
    done(c.return_not_eligible(ward.actor("approver"), going.id, "Cha mẹ không cư trú tại phường", at=going.next()))
    work()
    (slip,) = slips(going, "FORM_03")
    words = said(going, slip)
    assert_printed(words, "không giải quyết hồ sơ này", "Cha mẹ không cư trú tại phường", "TM. ỦY BAN NHÂN DÂN")
    assert words.index("NGƯỜI TIẾP NHẬN HỒ SƠ") < words.index("Nguyễn Văn B")
    assert "Nguyễn Văn H" in words


# Supplement


def test_a_request_for_supplement_says_everything_that_lacks_and_until_when(ward: Ward) -> None:
    going = assigned(ward)
    ask(going, "officer")
    work()
    (slip,) = slips(going, "FORM_02")
    assert_printed(
        said(going, slip),
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "H42.101-260302-0001",
        "Giấy chứng sinh",
        "Còn thiếu, chưa đúng: Giấy chứng sinh bị mờ số.",
        "Cách bổ sung, hoàn thiện: Xin bệnh viện cấp lại bản rõ số.",
        "Thành phần hồ sơ của thủ tục 1.001193, công bố tại Quyết định số 163/",
        "Lý do: Chưa đủ căn cứ.",
        "Thời hạn bổ sung: chậm nhất ngày 01 tháng 4 năm 2026",
        "NGƯỜI HƯỚNG DẪN",
        "HEAD",
    )


def test_the_last_day_on_the_slip_is_the_last_day_of_the_window(ward: Ward) -> None:
    going = assigned(ward)
    ask(going, "officer")
    in_time = c.expire_supplement(ward.actor("reception"), going.id, at=vn("2026-04-01 16:59"))
    assert isinstance(in_time, Refusal)
    done(c.expire_supplement(ward.actor("reception"), going.id, at=vn("2026-04-01 17:01")))
    work()
    (slip,) = slips(going, "FORM_05")
    assert_printed(said(going, slip), "Quá thời hạn bổ sung mà người nộp chưa bổ sung giấy tờ.")


def test_each_request_for_supplement_has_its_own_slip_and_the_second_its_basis(ward: Ward) -> None:
    going = assigned(ward)
    ask(going, "officer")
    work()
    answer(going)
    ask(going, "head", BASIS)
    work()
    first, second = slips(going, "FORM_02")
    assert (first.number, second.number) == ("1", "2")
    assert BASIS not in said(going, first)
    assert_printed(said(going, second), "lần yêu cầu bổ sung thứ hai", BASIS)


def test_at_the_door_the_request_has_no_code_and_no_head(ward: Ward) -> None:
    going = submitted(ward)
    ask(going, "reception")
    work()
    (slip,) = slips(going, "FORM_02")
    words = said(going, slip)
    assert_printed(words, "hồ sơ chưa đủ điều kiện để tiếp nhận", "Thời hạn giải quyết được tính từ khi hồ sơ đầy đủ")
    assert "Mã hồ sơ" not in words


# Apology


def test_the_apology_is_signed_by_who_apologised_and_names_the_one_new_appointment(ward: Ward) -> None:
    going = assigned(ward)
    apologise(going)
    work()
    (slip,) = slips(going, "FORM_04")
    assert_printed(
        said(going, slip),
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Số: 01/PXL",
        "Kính gửi: - Ông/Bà Đỗ Đình Đăng; - Trung tâm Phục vụ hành chính công.",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 09 tháng 3 năm 2026.",
        "Lý do: Hồ sơ cần xác minh thêm.",
        "gia hạn thời gian giải quyết hồ sơ thêm 04 ngày làm việc, chỉ một lần",
        "17 giờ 00 phút, ngày 13 tháng 3 năm 2026",
        "TM. ỦY BAN NHÂN DÂN",
        "Nguyễn Văn H",
    )
    assert [difference.sentence for difference in verify(with_files=True).differences] == []


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("Chủ tịch UBND", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch UBND", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ],
)
def test_a_deputy_signs_for_the_head_and_both_for_the_committee(ward: Ward, title: str, titles: tuple[str, ...]) -> None:
    agency = get_agency(ward.id)
    assert agency is not None
    assert signing_titles(agency, title) == titles


# Stop


def test_a_stop_by_the_head_says_why_how_far_it_came_and_which_papers_go_back(ward: Ward) -> None:
    going = assigned(ward)
    stop(going)
    work()
    (slip,) = slips(going, "FORM_05")
    assert_printed(
        said(going, slip),
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "mã hồ sơ H42.101-260302-0001, về việc: Thủ tục đăng ký khai sinh",
        "Lý do: Người được khai sinh đã được đăng ký nơi khác.",
        "đang ở bước “Thẩm tra” tại Văn phòng HĐND và UBND.",
        "Giấy chứng sinh bản chính 01",
        "Phí, lệ phí: không thu phí, lệ phí.",
        "Nguyễn Văn H",
    )


def test_a_withdrawal_is_a_stop_at_the_applicants_wish_and_the_head_has_still_to_sign(ward: Ward) -> None:
    going = assigned(ward)
    withdraw(going)
    work()
    (slip,) = slips(going, "FORM_05")
    words = said(going, slip)
    assert_printed(words, "Ông/Bà đề nghị dừng giải quyết hồ sơ. Lý do Ông/Bà nêu: Không còn nhu cầu.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH")
    assert "OTP-88121" not in words
    assert "Nguyễn Văn H" not in words


def test_what_is_withdrawn_at_the_door_has_no_code_to_name(ward: Ward) -> None:
    going = submitted(ward)
    withdraw(going)
    work()
    (slip,) = slips(going, "FORM_05")
    words = said(going, slip)
    assert_printed(words, "chưa tiếp nhận, đang chờ tại Trung tâm Phục vụ hành chính công", "hành chính công, về việc: Thủ tục")
    assert "mã hồ sơ" not in words.lower()


def test_a_dossier_that_stops_again_after_it_was_opened_again_has_a_second_notice(ward: Ward) -> None:
    going = assigned(ward)
    stop(going)
    work()
    done(c.reopen(ward.actor("centre"), going.id, "Dừng nhầm", at=going.next()))
    stop(going)
    work()
    assert [slip.number for slip in slips(going, "FORM_05")] == ["1", "2"]


def test_before_the_circular_of_2025_a_stop_has_no_form(ward: Ward) -> None:
    going = received(ward, "2025-07-02 09:00").assigned()
    stop(going)
    work()
    receipt, control = get_state(going.id).slips
    assert (receipt.form, control.form, control.form_set) == ("FORM_01", "FORM_05", "TT01_2018")
    assert "PHIẾU KIỂM SOÁT" in said(going, control)


# All of them


def test_the_worker_that_hears_of_an_event_twice_issues_nothing_twice(ward: Ward) -> None:
    going = assigned(ward)
    ask(going, "officer")
    stop(going)
    work()
    before = get_state(going.id).slips
    for kind in KINDS:
        assert isinstance(issue_form(SYSTEM, going.id, kind, at=get_state(going.id).last_at), tuple)
    assert get_state(going.id).slips == before


def test_slips_of_the_worker_bear_the_last_instant_of_the_dossier(ward: Ward) -> None:
    going = assigned(ward)
    apologise(going)
    work()
    assert {slip.issued_at for slip in get_state(going.id).slips} == {going.at}


def test_each_form_has_its_own_numbers_without_gaps_in_each_house(ward: Ward) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    begun = [(submitted(house), refuse) for house in (ward, ward, other)] + [(assigned(ward), stop) for _ in range(2)]
    for going, act in begun:
        act(going)
    work()
    assert [slips(going, "FORM_03")[0].number for going, act in begun if act is refuse] == ["1", "2", "1"]
    assert [slips(going, "FORM_05")[0].number for going, act in begun if act is stop] == ["1", "2"]


@pytest.mark.parametrize(
    ("kind", "act"), [(REFUSAL_SLIP, "refuse"), (SUPPLEMENT_SLIP, "ask"), (APOLOGY_LETTER, "apologise"), (STOP_NOTICE, "stop")]
)
def test_the_counter_has_the_slip_at_once_and_nobody_else(ward: Ward, kind: SlipKind, act: str) -> None:
    going = submitted(ward) if act == "refuse" else assigned(ward)
    {"refuse": refuse, "ask": lambda one: ask(one, "officer"), "apologise": apologise, "stop": stop}[act](going)
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102").actor("reception")
    assert isinstance(issue_form(stranger, going.id, kind, at=going.at), Refusal)
    issued = issue_form(ward.actor("reception"), going.id, kind, at=going.next())
    assert not isinstance(issued, Refusal)
    assert [(slip.number, bool(slip.file)) for slip in issued] == [("1", True)]


def test_what_did_not_happen_has_no_slip(ward: Ward) -> None:
    going = submitted(ward)
    no_receipt = issue_receipt(ward.actor("reception"), going.id, at=going.next())
    assert isinstance(no_receipt, Refusal)
    assert no_receipt.message
    for kind in KINDS:
        assert issue_form(ward.actor("reception"), going.id, kind, at=going.next()) == ()
    assert RECEIPT_SLIP in KINDS
    assert get_state(going.id).slips == ()


def test_who_is_refused_at_the_counter_takes_the_slip_home(ward: Ward) -> None:
    at = vn("2026-03-02 09:00")
    no = done(c.refuse_at_counter(ward.actor("reception"), intake(ward), "Không thuộc thẩm quyền", at=at)).dossier_id
    work()
    assert "Không thuộc thẩm quyền" in said(Going(ward, no, at), slips(Going(ward, no, at), "FORM_03")[0])


# Void numbers


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
