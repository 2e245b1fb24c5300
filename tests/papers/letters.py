"""Slips other than the receipt that the tests print: one dossier that lacks a paper, is late, is stopped, is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from motcua.papers.apology import ApologyLetter
from motcua.papers.control import ControlSlip, HandOver
from motcua.papers.letterhead import Contact, Letterhead, Matter, Signer
from motcua.papers.refusal import Redirect, RefusalGround, RefusalSlip
from motcua.papers.register import IntakeRegister, RegisterLine
from motcua.papers.render import FORMS, render
from motcua.papers.stop import AgencyDecision, ApplicantRequest, ReturnedPaper, StopNotice
from motcua.papers.supplement import MissingPaper, SupplementSlip

ISSUED_AT = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
UNIT = "Trung tâm Phục vụ hành chính công phường Hoa Lư"
WARD = "Ủy ban nhân dân phường Hoa Lư"
PROVINCE = "Ủy ban nhân dân tỉnh Ninh Bình"

AT_THE_DOOR = Letterhead(superiors=(PROVINCE, WARD), issuer=UNIT, number=7, symbol="HDHS", issued_on=date(2026, 3, 6), place="Hoa Lư")
OF_THE_HEAD = Letterhead(superiors=(PROVINCE,), issuer=WARD, number=12, symbol="PXL", issued_on=date(2026, 3, 6), place="Hoa Lư")
HEAD = Signer(titles=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Phạm Hồng Quảng")
CONTACT = Contact(name="Trần Văn Đức, Trung tâm Phục vụ hành chính công", phone="0229 3871 234", place="quầy số 3")

MATTER = Matter(
    dossier_code="H42.15-260302-0007",
    applicant_name="Nguyễn Thị Phượng Uyên",
    identity_label="Số định danh cá nhân",
    identity_no="037190001234",
    address="Số 12, đường Đinh Tiên Hoàng, tổ dân phố Phúc Chỉnh 1, phường Hoa Lư, tỉnh Ninh Bình",
    phone="0912 345 678",
    email="phuonguyen@ninhbinh.example",
    procedure_name="Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
    procedure_code="1.009994",
    case_name="Công trình trong khu dân cư đô thị",
)

SUPPLEMENT = SupplementSlip(
    form_set="TT03_2025",
    letterhead=AT_THE_DOOR,
    matter=MATTER,
    one_stop_unit=UNIT,
    arrived_at=datetime(2026, 3, 2, 2, 20, tzinfo=UTC),
    after_reception=True,
    missing=(
        MissingPaper(
            name="Bản vẽ thiết kế xây dựng",
            missing="Thiếu bản vẽ mặt bằng móng và mặt cắt móng",
            remedy="Nộp 02 bộ bản vẽ có chữ ký của chủ trì thiết kế",
            legal_basis="Điều 46 Nghị định số 175/2024/NĐ-CP",
        ),
        MissingPaper(
            name="Giấy tờ chứng minh quyền sử dụng đất",
            missing="Bản chụp mờ, không đọc được số thửa",
            remedy="Nộp bản sao có chứng thực hoặc bản chụp kèm bản chính để đối chiếu",
            legal_basis="Điều 46 Nghị định số 175/2024/NĐ-CP",
        ),
    ),
    reason="Chưa đủ căn cứ để thẩm tra việc đáp ứng điều kiện cấp giấy phép xây dựng",
    answer_by=date(2026, 4, 5),
    contact=CONTACT,
    officer_name="Trần Văn Đức",
    head=Signer(titles=("TRƯỞNG PHÒNG",), name="Vũ Thị Ngọc Ánh"),
)

REFUSAL = RefusalSlip(
    form_set="TT03_2025",
    letterhead=msgspec.structs.replace(AT_THE_DOOR, symbol="TCHS", number=3),
    matter=msgspec.structs.replace(MATTER, dossier_code=""),
    one_stop_unit=UNIT,
    arrived_at=datetime(2026, 3, 6, 2, 20, tzinfo=UTC),
    grounds=(
        RefusalGround(
            code="SAI_THAM_QUYEN",
            reason="Công trình thuộc thẩm quyền cấp giấy phép xây dựng của Sở Xây dựng",
            legal_basis="Điều 103 Luật Xây dựng, được sửa đổi, bổ sung năm 2020",
        ),
    ),
    redirect=Redirect(agency="Trung tâm Phục vụ hành chính công tỉnh Ninh Bình", place="số 3, đường Lê Hồng Phong", phone="0229 3888 999"),
    complaint_to="Chủ tịch Ủy ban nhân dân phường Hoa Lư",
    contact=CONTACT,
    officer_name="Trần Văn Đức",
)

APOLOGY = ApologyLetter(
    form_set="TT03_2025",
    letterhead=OF_THE_HEAD,
    matter=MATTER,
    one_stop_unit=UNIT,
    received_at=datetime(2026, 3, 2, 2, 20, tzinfo=UTC),
    appointment_at=datetime(2026, 3, 9, 10, 0, tzinfo=UTC),
    reason="Cơ quan phối hợp chậm cho ý kiến về chỉ giới đường đỏ, Ủy ban nhân dân phường chưa đủ căn cứ để cấp giấy phép",
    extension="04 ngày làm việc",
    new_appointment_at=datetime(2026, 3, 13, 10, 0, tzinfo=UTC),
    result_place="tại quầy số 3, Trung tâm Phục vụ hành chính công phường Hoa Lư",
    contact=CONTACT,
    copies=("Văn phòng Ủy ban nhân dân tỉnh (để báo cáo)",),
    signer=HEAD,
)

STOP = StopNotice(
    form_set="TT03_2025",
    letterhead=msgspec.structs.replace(OF_THE_HEAD, symbol="", number=4),
    matter=MATTER,
    one_stop_unit=UNIT,
    received_at=datetime(2026, 3, 2, 2, 20, tzinfo=UTC),
    ground=ApplicantRequest(asked_on=date(2026, 3, 5), reason="Gia đình thay đổi thiết kế, chưa xây dựng trong năm nay"),
    stopped_at=datetime(2026, 3, 6, 3, 0, tzinfo=UTC),
    stage="đang thẩm tra tại Phòng Kinh tế, Hạ tầng và Đô thị",
    papers=(
        ReturnedPaper(name="Giấy chứng nhận quyền sử dụng đất", kind="bản chính", count=1),
        ReturnedPaper(name="Bản vẽ thiết kế xây dựng", kind="bản chính", count=2),
    ),
    papers_place="tại quầy số 3, từ ngày 09/03/2026",
    fees="hoàn trả 75.000 đồng lệ phí cấp giấy phép xây dựng đã nộp",
    contact=CONTACT,
    signer=HEAD,
)

BY_DECISION = AgencyDecision(
    decision="Quyết định số 125/QĐ-UBND ngày 06/03/2026",
    reason="Thửa đất đang có tranh chấp, Tòa án đã thụ lý",
    legal_basis="Điều 43 Nghị định số 175/2024/NĐ-CP",
)

CONTROL = ControlSlip(
    form_set="TT03_2025",
    letterhead=msgspec.structs.replace(AT_THE_DOOR, symbol="", number=7),
    matter=MATTER,
    one_stop_unit=UNIT,
    received_at=datetime(2026, 3, 2, 2, 20, tzinfo=UTC),
    appointment_at=datetime(2026, 3, 9, 10, 0, tzinfo=UTC),
    hand_overs=(
        HandOver(
            giver=UNIT,
            giver_name="Trần Văn Đức",
            given_at=datetime(2026, 3, 2, 3, 5, tzinfo=UTC),
            receiver="Phòng Kinh tế, Hạ tầng và Đô thị",
            receiver_name="Vũ Thị Ngọc Ánh",
            received_at=datetime(2026, 3, 2, 3, 40, tzinfo=UTC),
            outcome="đúng hạn",
        ),
        HandOver(
            giver="Phòng Kinh tế, Hạ tầng và Đô thị",
            giver_name="Vũ Thị Ngọc Ánh",
            given_at=datetime(2026, 3, 6, 2, 0, tzinfo=UTC),
            receiver="Lãnh đạo Ủy ban nhân dân phường",
            receiver_name="Phạm Hồng Quảng",
            received_at=datetime(2026, 3, 6, 2, 15, tzinfo=UTC),
            outcome="trước hạn",
            note="Đã có ý kiến của Sở Xây dựng",
        ),
        HandOver(
            giver="Lãnh đạo Ủy ban nhân dân phường",
            giver_name="Phạm Hồng Quảng",
            given_at=datetime(2026, 3, 9, 9, 0, tzinfo=UTC),
            receiver=UNIT,
            outcome="quá hạn",
        ),
    ),
)

ALL = (SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL)


def line(seq: int) -> RegisterLine:
    """One reception; every third has its result, every tenth has gone to nobody yet."""
    received = datetime(2026, 3, 2, 2, 20, tzinfo=UTC) + timedelta(days=seq // 20)
    done = seq % 3 == 0
    return RegisterLine(
        seq=seq,
        dossier_code=f"H42.15-2603{received.day:02}-{seq:04}",
        procedure_name="Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ" if seq % 2 else "Đăng ký khai sinh",
        sets=1,
        name="Nguyễn Thị Phượng Uyên" if seq % 2 else "Công ty TNHH Xây dựng Đại Phát",
        address=f"Số {seq}, đường Đinh Tiên Hoàng, phường Hoa Lư",
        phone="0912 345 678",
        competent_agency=WARD,
        received_at=received,
        appointment_at=received + timedelta(days=7),
        forwarded_at=None if seq % 10 == 0 else received,
        result_in_at=received + timedelta(days=6) if done else None,
        returned_at=received + timedelta(days=7) if done else None,
        return_method="trực tiếp" if done else "",
        signed_by="Nguyễn Thị Phượng Uyên" if done else "",
        note="" if seq % 7 else "Nộp qua bưu chính",
    )


def register(count: int, form_set: str = "TT03_2025") -> IntakeRegister:
    """A book with so many lines."""
    return IntakeRegister(
        form_set=form_set,
        superiors=(PROVINCE, WARD),
        one_stop_unit=UNIT,
        book="01/2026",
        year=2026,
        first_day=date(2026, 1, 2),
        last_day=date(2026, 3, 31),
        lines=tuple(line(seq) for seq in range(1, count + 1)),
    )


def changed(slip: Any, **values: Any) -> Any:
    """A slip with some of its values changed."""
    return msgspec.structs.replace(slip, **values)


def form_of(slip: Any) -> Any:
    """The form of a slip's own form set."""
    return next(form for (form_set, _), form in FORMS.items() if form_set == slip.form_set and form.data_type is type(slip))


def printed(slip: Any, issued_at: datetime = ISSUED_AT) -> bytes:
    """The PDF of any slip, in its own form set."""
    return render(form_of(slip), slip, issued_at)
