"""The control slip of a real dossier: a tracking copy on its way, a numbered slip that never changes at its end."""

from __future__ import annotations

import hashlib

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Delivery, Slip
from motcua.papers.printing import control_to_print
from motcua.papers.setting import set_slip
from tests.dossiers.going import Going, assigned, received, submitted
from tests.dossiers.ward import Ward, done, make_ward
from tests.papers.occasions import work
from tests.papers.samples import text_of

TRACKED = "Bản theo dõi, lập lúc"


def handed_over(ward: Ward) -> Going:
    going = assigned(ward).for_signature().completed("2026-03-05 10:00")
    receiver = "Đỗ Đình Đăng, căn cước 037061008541"
    done(c.hand_over(ward.actor("reception"), going.id, receiver, Delivery.COUNTER, at=going.next()))
    return going


def control_slips(going: Going) -> list[Slip]:
    return [slip for slip in get_state(going.id).slips if slip.form == "FORM_06"]


def words(going: Going, who: str = "officer") -> str:
    paper = control_to_print(going.ward.actor(who), going.id, at=going.at)
    assert paper is not None
    with paper:
        return text_of(paper.read())


def test_on_its_way_it_is_a_tracking_copy_without_number_that_is_kept_nowhere(ward: Ward) -> None:
    going = assigned(ward)
    work()
    before = get_state(going.id).slips
    said = words(going)
    for part in (
        f"{TRACKED} 09 giờ 02 phút, ngày 02 tháng 3 năm 2026; chưa cấp số.",
        "1. Giao: Trung tâm Phục vụ hành chính công 2. Nhận: Văn phòng HĐND và UBND 1. 09 giờ 01 phút, ngày 02/03/2026",
        "Đang giữ: Văn phòng HĐND và UBND",
        "trong hạn",
        "Nguyễn Văn E",
    ):
        assert part in said
    assert "Số:" not in said
    assert get_state(going.id).slips == before


def test_handed_over_it_is_numbered_and_says_the_whole_way(ward: Ward) -> None:
    going = handed_over(ward)
    work()
    (slip,) = control_slips(going)
    assert (slip.number, slip.form_set) == ("1", "TT03_2025")
    assert hashlib.sha256(set_slip(going.id, slip)).hexdigest() == slip.file
    said = words(going)
    assert TRACKED not in said
    for part in ("Số: 01", "Có kết quả", "Trả kết quả", "Nhận: Người nộp hồ sơ", "Đỗ Đình Đăng, căn cước 037061008541", "trước hạn"):
        assert part in said
    assert [difference.sentence for difference in verify(with_files=True).differences] == []


def test_until_the_worker_has_come_the_end_is_seen_as_a_tracking_copy(ward: Ward) -> None:
    going = handed_over(ward)
    assert TRACKED in words(going)
    assert control_slips(going) == []


@pytest.mark.parametrize("who", ["approver", "centre"])
def test_stopped_and_opened_again_it_is_tracked_again_and_has_a_second_slip_at_its_second_end(ward: Ward, who: str) -> None:
    going = assigned(ward)
    done(c.stop(ward.actor("approver"), going.id, "Đã đăng ký nơi khác", at=going.next()))
    done(c.reopen(ward.actor(who), going.id, "Dừng nhầm", at=going.next()))
    work()
    (first,) = control_slips(going)
    assert "Mở lại hồ sơ" not in text_of(set_slip(going.id, first))
    assert TRACKED in words(going)
    assert "Mở lại hồ sơ" in words(going)
    done(c.stop(ward.actor("approver"), going.id, "Đã đăng ký nơi khác", at=going.next()))
    work()
    assert [slip.number for slip in control_slips(going)] == ["1", "2"]
    assert control_slips(going)[0] == first
    assert "Số: 02" in words(going)


def test_what_never_was_received_has_none(ward: Ward) -> None:
    going = submitted(ward)
    done(c.refuse_at_door(ward.actor("reception"), going.id, "Không thuộc thẩm quyền", at=going.next()))
    work()
    assert [slip.form for slip in get_state(going.id).slips] == ["FORM_03"]
    assert control_to_print(ward.actor("reception"), going.id, at=going.at) is None


def test_it_is_set_in_the_form_of_the_day_it_is_printed(ward: Ward) -> None:
    going = received(ward, "2025-09-10 09:00")
    assert "Mẫu số 05 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in words(going, "reception")
    going.next("2025-09-16 09:00")
    assert "Mẫu số 06, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in words(going, "reception")


def test_what_was_asked_on_the_way_stands_in_the_notes(ward: Ward) -> None:
    going = assigned(ward)
    line = c.Lacking(key=going.state.papers[1].key, missing="Bị mờ số", remedy="Xin cấp lại")
    done(c.request_supplement(ward.actor("officer"), going.id, [line], "Chưa đủ căn cứ", at=going.next()))
    assert "Yêu cầu bổ sung 02/03/2026, chưa nhận đủ" in words(going)


def test_who_may_not_see_the_dossier_has_no_control_slip_of_it(ward: Ward) -> None:
    going = assigned(ward)
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert control_to_print(stranger.actor("reception"), going.id, at=going.at) is None
    assert control_to_print(ward.actor("officer"), 7, at=going.at) is None
