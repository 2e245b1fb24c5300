"""What an applicant is told of a dossier: everything that concerns them, nothing that does not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from motcua.agencies.queries import tree
from motcua.dossiers import commands as c
from motcua.dossiers.file_view import DossierFile, look_up
from motcua.dossiers.secret import lookup_secret
from motcua.dossiers.timeline import ENDINGS, Mark, Places, TimeLine, Tone, masked, time_line
from motcua.foundation.contents import StreamContentRow
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.content import ContentRef
from motcua.law.dossier.values import (
    Channel,
    Conclusion,
    Delivery,
    Opinion,
    Pause,
    PauseReason,
    Status,
    Supplement,
)
from tests.dossiers.ward import APPLICANT, Ward, done, intake, vn

NINE = vn("2026-03-02 09:00")
NOTE, DRAFT, REWORK = "nghi ngờ giấy chứng sinh", "bản nháp giấy khai sinh", "viết lại cho đúng tên"
REASON = ContentRef(id=-7, hash="")


def received(ward: Ward) -> str:
    return done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).code


def opened(code: str, at: datetime) -> DossierFile:
    file = look_up(code, lookup_secret(code), at=at)
    assert file is not None
    return file


def told(file: DossierFile) -> TimeLine:
    known = tree()
    units = {unit.id: unit.name for unit in known.units.values()}
    return time_line(file, Places(units, {agency.id: agency.name for agency in known.agencies.values()}))


def changed(file: DossierFile, **state: Any) -> DossierFile:
    """The file as if its events had led to this state; `reason` words lie in its contents."""
    words = StreamContentRow(REASON.id, "reason", '"Không đúng thẩm quyền"', "", None)
    return replace(file, state=replace(file.state, **state), contents={**file.contents, REASON.id: words})


def all_words(line: TimeLine) -> str:
    parts = [str(line.headline), str(line.where or ""), line.reason, line.applicant, str(line.clock or "")]
    parts += [f"{moment.what} {moment.words} {' '.join(moment.items)}" for moment in line.moments]
    return " | ".join(parts)


def marks(line: TimeLine) -> list[tuple[str, str]]:
    return [(str(stage.name), stage.mark.value) for stage in line.stages]


def worked(ward: Ward, *, until: str = "") -> str:
    """Walked through the house with a rework on the way, up to the act `until`."""
    code = received(ward)
    no = opened(code, NINE).id
    people = {name: ward.actor(name) for name in ward.people}
    acts: list[tuple[str, Any]] = [
        ("forward", lambda at: c.forward(people["reception"], no, at=at)),
        ("assign", lambda at: c.assign(people["head"], no, ward.people["officer"], at=at)),
        ("examine", lambda at: c.record_examination(people["officer"], no, Conclusion.ELIGIBLE, NOTE, at=at)),
        ("forward", lambda at: c.forward(people["officer"], no, at=at)),
        ("submit", lambda at: c.submit_for_approval(people["head"], no, DRAFT, at=at)),
        ("rework", lambda at: c.return_for_rework(people["approver"], no, REWORK, at=at)),
        ("forward again", lambda at: c.forward(people["officer"], no, at=at)),
        ("submit again", lambda at: c.submit_for_approval(people["head"], no, DRAFT, at=at)),
        ("approve", lambda at: c.approve(people["approver"], no, at=at)),
        ("issue", lambda at: c.issue(people["clerk"], no, at=at)),
        ("complete", lambda at: c.complete(people["clerk"], no, at=at)),
        ("hand over", lambda at: c.hand_over(people["reception"], no, "Đỗ Đình Đăng", at=at)),
    ]
    for minute, (name, act) in enumerate(acts, 1):
        done(act(NINE.replace(minute=minute)))
        if name == until:
            break
    return code


def test_a_dossier_just_received_is_being_worked_on_and_says_when_the_result_comes(ward: Ward) -> None:
    line = told(opened(received(ward), NINE))
    assert marks(line) == [("Đã nộp", "done"), ("Đang giải quyết", "now"), ("Có kết quả", "next"), ("Đã trả", "next")]
    assert str(line.where) == "Đang ở Trung tâm Phục vụ hành chính công."
    assert line.appointment_at == vn("2026-03-09 17:00")
    assert (str(line.clock), line.tone) == ("Còn 5 ngày làm việc.", Tone.CALM)
    assert [str(moment.what) for moment in line.moments] == [
        "Nộp và được tiếp nhận tại Trung tâm Phục vụ hành chính công",
        "Hẹn trả kết quả",
    ]


def test_the_way_of_a_dossier_is_told_without_what_officers_write_to_each_other(ward: Ward) -> None:
    line = told(opened(worked(ward), vn("2026-03-03 10:00")))
    assert [str(moment.what) for moment in line.moments] == [
        "Nộp và được tiếp nhận tại Trung tâm Phục vụ hành chính công",
        "Chuyển đến Văn phòng HĐND và UBND",
        "Chuyển đến Lãnh đạo UBND",
        "Kết quả đã được ký duyệt",
        "Kết quả đã vào sổ, đóng dấu",
        "Đã có kết quả tại Trung tâm Phục vụ hành chính công",
        "Đã trả kết quả tại quầy",
    ]
    words = all_words(line)
    for secret in (NOTE, DRAFT, REWORK, "làm lại", "Thẩm tra", "Nguyễn Văn", "037061008541", "+84812539825", "Chất Bình", "Đỗ Đình"):
        assert secret not in words
    assert (str(line.clock), line.tone) == ("Giải quyết trước hạn.", Tone.GOOD)
    assert marks(line)[-1] == ("Đã trả", "now")


def test_rework_leaves_no_trace_while_it_lasts(ward: Ward) -> None:
    line = told(opened(worked(ward, until="rework"), vn("2026-03-03 10:00")))
    assert not [moment for moment in line.moments if "lại" in str(moment.what)]
    assert str(line.where) == "Đang ở Văn phòng HĐND và UBND."


def test_a_result_that_waits_invites_to_the_counter(ward: Ward) -> None:
    line = told(opened(worked(ward, until="complete"), vn("2026-03-03 10:00")))
    assert line.need is not None
    assert line.need.is_good_news
    assert line.need.at_counter
    assert str(line.need.what) == "Mời Ông/Bà đến nhận kết quả tại Trung tâm Phục vụ hành chính công"
    assert marks(line)[2] == ("Có kết quả", "now")


@pytest.mark.parametrize(("delivery", "words"), [(Delivery.POST, "bưu chính"), (Delivery.ONLINE, "trực tuyến")])
def test_a_result_that_comes_by_itself_sends_nobody_to_the_counter(ward: Ward, delivery: Delivery, words: str) -> None:
    line = told(changed(opened(worked(ward, until="complete"), NINE), delivery=delivery))
    assert line.need is not None
    assert not line.need.at_counter
    assert words in str(line.need.what)


def test_an_open_dossier_past_its_day_says_how_late_it_is(ward: Ward) -> None:
    line = told(opened(received(ward), vn("2026-03-11 10:00")))
    assert (str(line.clock), line.tone) == ("Đã quá hạn 2 ngày làm việc.", Tone.LATE)


def test_late_over_a_week_end_only_is_late_without_a_number(ward: Ward) -> None:
    assert str(told(opened(received(ward), vn("2026-03-09 18:00"))).clock) == "Đã quá hạn."


def test_the_last_day_is_said_as_today(ward: Ward) -> None:
    assert str(told(opened(received(ward), vn("2026-03-09 08:00"))).clock) == "Đến hạn hôm nay."


def test_a_supplement_says_what_to_bring_and_by_when(ward: Ward) -> None:
    file = opened(received(ward), NINE)
    asked = Supplement(
        requirements=(file.case.requirements[1].key,),
        request=REASON,
        requested_at=NINE,
        after_reception=True,
        resume_status=Status.APPRAISING,
    )
    pause = Pause(reason=PauseReason.SUPPLEMENT, started_at=NINE, by="officer:1", evidence="")
    line = told(replace(changed(file, status=Status.SUPPLEMENT_REQUESTED, supplements=(asked,), pauses=(pause,)), left=None))
    assert line.need is not None
    assert line.need.items == ("Giấy chứng sinh",)
    assert line.need.words == "Không đúng thẩm quyền"
    assert "30 ngày" in str(line.need.hint)
    assert str(line.clock) == "Thời hạn đang tạm dừng: chờ bổ sung giấy tờ."
    assert [str(moment.what) for moment in line.moments][1] == "Đề nghị Ông/Bà bổ sung giấy tờ"
    assert "officer:1" not in all_words(line)


def test_waiting_for_money_is_needed_from_the_applicant(ward: Ward) -> None:
    file = opened(received(ward), NINE)
    pause = Pause(reason=PauseReason.FINANCIAL_OBLIGATION, started_at=NINE, by="officer:1", evidence="TB-01")
    line = told(replace(changed(file, status=Status.AWAITING_PAYMENT, pauses=(pause,)), left=None))
    assert line.need is not None
    assert "nghĩa vụ tài chính" in str(line.need.what)
    assert "TB-01" not in all_words(line)


def test_an_opinion_names_the_agency_and_keeps_the_question(ward: Ward, other_ward: Ward) -> None:
    file = opened(received(ward), NINE)
    opinion = Opinion(no=1, agency=other_ward.id, question=REASON, asked_at=NINE, due_at=vn("2026-03-05 17:00"))
    line = told(changed(file, status=Status.CONSULTING, opinions=(opinion,)))
    assert str(line.where) == "Đang hỏi ý kiến Ủy ban nhân dân phường Tây Hoa Lư."
    assert "Không đúng thẩm quyền" not in all_words(line)


@pytest.mark.parametrize("status", list(ENDINGS))
def test_an_end_without_result_is_said_plainly_with_its_reason(ward: Ward, status: Status) -> None:
    line = told(changed(opened(received(ward), NINE), status=status, end_reason=REASON, processing_ended_at=NINE, runs=()))
    assert line.reason == "Không đúng thẩm quyền"
    assert line.headline == ENDINGS[status][1]
    assert [stage.mark for stage in line.stages] == [Mark.DONE, Mark.DONE, Mark.NOW]
    assert line.moments[-1].mark is Mark.NOW
    assert line.need is None
    assert not line.is_open


def test_a_dossier_refused_at_the_door_was_never_worked_on(ward: Ward) -> None:
    file = opened(received(ward), NINE)
    state = {"received_at": None, "legal_due_at": None, "original_due_at": None, "appointment_at": None, "plan": (), "runs": ()}
    line = told(replace(changed(file, status=Status.REJECTED, end_reason=REASON, **state), left=None, verdict=None))
    assert marks(line) == [("Đã nộp", "done"), ("Không tiếp nhận", "now")]
    assert line.clock is None


def test_an_online_dossier_is_filed_first_and_received_later(ward: Ward) -> None:
    line = told(changed(opened(received(ward), NINE), channel=Channel.ONLINE, submitted_at=vn("2026-03-01 22:00")))
    assert [str(moment.what) for moment in line.moments][:2] == [
        "Nộp hồ sơ trực tuyến",
        "Trung tâm Phục vụ hành chính công tiếp nhận hồ sơ, thời hạn bắt đầu tính",
    ]


def test_a_dossier_that_waits_at_the_door_says_by_when_it_is_answered(ward: Ward) -> None:
    file = opened(received(ward), NINE)
    state = {"received_at": None, "legal_due_at": None, "original_due_at": None, "appointment_at": None, "plan": (), "runs": ()}
    line = told(replace(changed(file, status=Status.SUBMITTED, channel=Channel.ONLINE, **state), left=None, verdict=None))
    assert str(line.headline) == "Hồ sơ đang chờ tiếp nhận"
    assert line.moments[-1].at == file.state.answer_due_at
    assert marks(line)[0] == ("Đã nộp", "now")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_every_state_has_one_present_station_and_one_present_moment(ward: Ward, status: Status) -> None:
    line = told(changed(opened(received(ward), NINE), status=status))
    assert [stage.mark for stage in line.stages].count(Mark.NOW) == 1
    assert [moment.mark for moment in line.moments].count(Mark.NOW) == 1


def person(name: str, kind: ApplicantKind = ApplicantKind.CITIZEN) -> Applicant:
    return replace(APPLICANT, full_name=name, kind=kind)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Đỗ Đình Đăng", "Đ** Đ*** Đăng"), ("Nguyễn Thị Phượng Uyên", "N***** T** P***** Uyên"), ("Ksor", "K***"), ("Y Moan", "Y** Moan")],
)
def test_names_are_partly_masked(name: str, shown: str) -> None:
    assert masked(person(name)) == shown


def test_an_organisation_has_no_personal_name() -> None:
    assert masked(person("Công ty TNHH Tràng An", ApplicantKind.ORGANISATION)) == "Công ty TNHH Tràng An"


def test_an_erased_name_is_no_name() -> None:
    assert masked(None) == ""


@given(st.lists(st.text(alphabet="abcdđêơNguyễnTh", min_size=2, max_size=8), min_size=1, max_size=6))
def test_no_word_but_the_last_is_ever_readable(words: list[str]) -> None:
    shown = masked(person(" ".join(words))).split()
    assert len(shown) == len(words)
    assert all(set(word[1:]) == {"*"} for word in shown[:-1])
    if len(words) == 1:
        assert set(shown[0][1:]) == {"*"}
