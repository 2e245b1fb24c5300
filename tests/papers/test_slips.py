"""Slips of real dossiers besides the receipt: what calls for each, what it says, its number, its paper for ever."""

from __future__ import annotations

import pytest

from motcua.agencies.queries import get_agency
from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.dossiers.slip_kinds import SlipKind
from motcua.foundation.access import SYSTEM
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_form, issue_receipt
from motcua.papers.kinds import APOLOGY_LETTER, KINDS, RECEIPT_SLIP, REFUSAL_SLIP, STOP_NOTICE, SUPPLEMENT_SLIP
from motcua.papers.particulars import signing_titles
from tests.dossiers.going import Going, assigned, received, submitted
from tests.dossiers.ward import Ward, done, intake, make_ward, vn
from tests.papers.occasions import BASIS, answer, apologise, ask, refuse, said, slips, stop, withdraw, work


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
