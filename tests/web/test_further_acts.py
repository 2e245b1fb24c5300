"""The acts besides the straight way, by the desk's pages: offered to whom they are for, refused at their field, shown in their place."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.foundation import clock
from motcua.law.calendar import business_date, national_calendar
from motcua.law.dossier.values import DossierPaper, PaperStatus, Status
from motcua.procedures.queries import get_version
from tests.dossiers.ward import Ward, done, import_catalogue, make_ward, procedure
from tests.web.desks import MOST_QUERIES, NINE, act, at_step, browsers, form_of, offered, queries_of, said

ASKING, ANSWERING = "yeu-cau-bo-sung", "nhan-bo-sung"
REGISTER = "CSDL quốc gia về dân cư"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư; of the papers for a birth the second lies in a database."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    birth = procedure("1.001193", "Thủ tục đăng ký khai sinh")
    birth["cases"][0]["requirements"][1]["replaced_by_data"] = REGISTER
    birth["financial_clock"] = "Thời gian thực hiện nghĩa vụ tài chính không tính vào thời hạn"
    import_catalogue(tmp_path, birth)
    return home


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def keys_of(no: int) -> list[str]:
    """The keys of the papers that the dossier's case requires."""
    state = get_state(no)
    case = get_version(state.procedure_version).case(state.case_key)
    assert case is not None
    return [requirement.key for requirement in case.requirements]


def lacking(key: str, **typed: str) -> dict[str, str]:
    """What is typed to ask for one paper, and why."""
    asked = {f"bs-tick:{key}": "1", f"bs-missing:{key}": "Thiếu chữ ký", f"bs-remedy:{key}": "Ký vào cuối trang", "bs-reason": "Thiếu"}
    return {**asked, **{f"bs-{name.replace('__', ':')}": words for name, words in typed.items()}}


def ask(client: Client, no: int) -> Any:
    """Ask for the first paper."""
    return act(client, no, ASKING, **lacking(keys_of(no)[0]))


# Supplement


def test_a_supplement_is_asked_for_and_taken_in_by_the_pages(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    assert ask(people["officer"], no).status_code == 302
    assert get_state(no).status is Status.SUPPLEMENT_REQUESTED
    waits = said(people["officer"].get(f"/ho-so/{no}/"))
    assert "Đang chờ người nộp bổ sung giấy tờ." in waits
    assert "Thiếu chữ ký → Ký vào cuối trang" in waits
    counter = people["reception"].get(f"/ho-so/{no}/")
    assert offered(counter)[0] == ANSWERING
    assert b'data-key="Ctrl+Enter"' in counter.content
    key = keys_of(no)[0]
    typed = {f"nbs-tick:{key}": "1", f"nbs-status:{key}": "SHOWN", f"nbs-originals:{key}": "1", f"nbs-copies:{key}": "0"}
    assert act(people["reception"], no, ANSWERING, **typed).status_code == 302
    state = get_state(no)
    assert state.status is not Status.SUPPLEMENT_REQUESTED
    assert next(paper.status for paper in state.papers if paper.key == key) is PaperStatus.SHOWN
    assert "đã bổ sung" in said(people["officer"].get(f"/ho-so/{no}/"))


def test_what_was_typed_into_a_refused_supplement_stays_at_its_papers(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    key = keys_of(no)[0]
    answer = act(people["officer"], no, ASKING, **lacking(key, **{f"remedy__{key}": " "}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="f-bs-remedy:{key}-error"' in page
    assert "Ghi cách khắc phục cho giấy tờ “Tờ khai đăng ký khai sinh”" in said(answer)
    assert "Thiếu chữ ký</textarea>" in page
    assert get_state(no).status is Status.ASSIGNED


def test_a_supplement_without_a_paper_is_refused_at_the_list(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["officer"], no, ASKING, **{"bs-reason": "Thiếu giấy tờ"})
    assert answer.status_code == 422
    assert 'id="f-bs-requirements-error"' in answer.content.decode()


def test_what_a_database_holds_is_shown_as_there_and_asked_for_only_with_evidence(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    key = keys_of(no)[1]
    page = people["officer"].get(f"/ho-so/{no}/")
    assert f"Đã có trong {REGISTER}; cơ quan tự khai thác." in said(page)
    assert f'name="bs-tick:{key}"' not in page.content.decode()
    forced = people["officer"].post(f"/ho-so/{no}/viec/{ASKING}/", {**form_of(page, ASKING), **lacking(key)})
    assert forced.status_code == 422
    assert "không yêu cầu người dân nộp" in said(forced)
    unproven = act(people["officer"], no, ASKING, **lacking(key, **{f"exception__{key}": "DATA_WRONG"}))
    assert f'id="f-bs-evidence:{key}-error"' in unproven.content.decode()
    proven = lacking(key, **{f"exception__{key}": "DATA_WRONG", f"evidence__{key}": "Biên bản 12, sai ngày sinh"})
    assert act(people["officer"], no, ASKING, **proven).status_code == 302


def bring(ward: Ward, no: int) -> None:
    """The applicant brings all that was asked for."""
    state = get_state(no)
    papers = [DossierPaper(key=key, status=PaperStatus.GIVEN, originals=1) for key in state.supplements[-1].requirements]
    done(c.answer_supplement(ward.actor("reception"), no, papers, at=state.last_at + timedelta(minutes=1)))


def test_a_second_supplement_needs_the_head_and_a_basis(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    ask(people["officer"], no)
    bring(ward, no)
    again = lacking(keys_of(no)[0], override_basis="Khoản 2 Điều 17")
    assert act(people["officer"], no, ASKING, **again).status_code == 403
    unfounded = act(people["head"], no, ASKING, **lacking(keys_of(no)[0]))
    assert unfounded.status_code == 422
    assert 'id="f-bs-override_basis-error"' in unfounded.content.decode()
    assert act(people["head"], no, ASKING, **again).status_code == 302
    assert "Khoản 2 Điều 17" in said(people["head"].get(f"/ho-so/{no}/"))


def test_nothing_taken_in_is_no_answer_to_a_supplement(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    ask(people["officer"], no)
    answer = act(people["reception"], no, ANSWERING)
    assert answer.status_code == 422
    assert 'id="f-nbs-papers-error"' in answer.content.decode()
    assert get_state(no).status is Status.SUPPLEMENT_REQUESTED


# Other ends


def test_a_dossier_is_withdrawn_only_with_the_applicants_own_confirmation(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    typed = {"rut-cause": "NO_LONGER_NEEDED", "rut-reason": "Đã làm ở nơi khác"}
    unconfirmed = act(people["reception"], no, "rut-ho-so", **typed)
    assert unconfirmed.status_code == 422
    assert 'id="f-rut-confirmation-error"' in unconfirmed.content.decode()
    assert "Đã làm ở nơi khác</textarea>" in unconfirmed.content.decode()
    unproven = act(people["reception"], no, "rut-ho-so", **typed, **{"rut-confirmation": "SIGNED_PAPER"})
    assert 'id="f-rut-evidence-error"' in unproven.content.decode()
    proven = {"rut-confirmation": "SIGNED_PAPER", "rut-evidence": "Đơn ngày 02/03/2026"}
    assert act(people["reception"], no, "rut-ho-so", **typed, **proven).status_code == 302
    assert get_state(no).status is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("who", "slug", "prefix", "ends"),
    [
        ("head", "dung-giai-quyet", "dung", Status.STOPPED),
        ("approver", "dung-giai-quyet", "dung", Status.STOPPED),
        ("approver", "khong-du-dieu-kien", "kdk", Status.RETURNED_NOT_ELIGIBLE),
    ],
)
def test_other_ends_need_a_reason_that_stays_to_be_read(
    ward: Ward, people: dict[str, Client], who: str, slug: str, prefix: str, ends: Status
) -> None:
    no = at_step(ward, "assigned")
    silent = act(people[who], no, slug)
    assert silent.status_code == 422
    assert f'id="f-{prefix}-reason-error"' in silent.content.decode()
    assert act(people[who], no, slug, **{f"{prefix}-reason": "Trẻ đã được đăng ký tại nơi khác"}).status_code == 302
    assert get_state(no).status is ends
    assert "Trẻ đã được đăng ký tại nơi khác" in said(people[who].get(f"/ho-so/{no}/"))


# The clock


def test_the_clock_is_stopped_on_a_paper_and_runs_on_as_the_one_way(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    without = act(people["officer"], no, "tam-dung", **{"td-reason": "FINANCIAL_OBLIGATION"})
    assert without.status_code == 422
    assert 'id="f-td-evidence-error"' in without.content.decode()
    typed = {"td-reason": "FINANCIAL_OBLIGATION", "td-evidence": "Thông báo thuế 15, ngày 02/03/2026"}
    assert act(people["officer"], no, "tam-dung", **typed).status_code == 302
    assert get_state(no).status is Status.AWAITING_PAYMENT
    page = people["officer"].get(f"/ho-so/{no}/")
    assert offered(page)[0] == "tinh-tiep"
    assert b'data-key="Ctrl+Enter"' in page.content
    assert "Thông báo thuế 15, ngày 02/03/2026" in said(page)
    assert act(people["officer"], no, "tinh-tiep").status_code == 302
    assert get_state(no).pause is None


def test_no_clock_is_stopped_for_a_reason_that_is_not_listed(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["officer"], no, "tam-dung", **{"td-reason": "SUPPLEMENT", "td-evidence": "Phiếu 1"})
    assert answer.status_code == 422
    assert 'id="f-td-reason-error"' in answer.content.decode()
    assert 'value="SUPPLEMENT"' not in people["officer"].get(f"/ho-so/{no}/").content.decode()


def test_the_approver_extends_on_a_basis_before_the_term_is_over(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned", clock.now() - timedelta(hours=1))
    due = get_state(no).legal_due_at
    endless = act(people["approver"], no, "gia-han", **{"gh-working_days": "1000", "gh-basis": "Khoản 3 Điều 7"})
    assert endless.status_code == 422
    assert 'id="f-gh-working_days-error"' in endless.content.decode()
    assert act(people["approver"], no, "gia-han", **{"gh-working_days": "3", "gh-basis": "Khoản 3 Điều 7"}).status_code == 302
    moved = get_state(no).legal_due_at
    assert due
    assert moved
    assert moved > due
    page = people["approver"].get(f"/ho-so/{no}/")
    assert "Khoản 3 Điều 7" in said(page)
    assert "gia-han" not in offered(page)


# Opinions


def test_agencies_are_asked_at_once_and_answer_by_their_own_people(ward: Ward, people: dict[str, Client]) -> None:
    other, third = make_ward("14330", "Tây Hoa Lư", "H42.102"), make_ward("14331", "Nam Hoa Lư", "H42.103")
    no = at_step(ward, "assigned")
    typed = {"yk-agency:0": "UBND", "yk-due:0": "32/13/2030", "yk-question": "Trẻ đã được đăng ký ở phường chưa?"}
    unknown = act(people["officer"], no, "lay-y-kien", **typed)
    assert unknown.status_code == 422
    assert 'id="f-yk-agency:0-error"' in unknown.content.decode()
    assert "Trẻ đã được đăng ký ở phường chưa?</textarea>" in unknown.content.decode()
    named = {f"yk-agency:{row}": f"Ủy ban nhân dân phường {name}" for row, name in enumerate(("Tây Hoa Lư", "Nam Hoa Lư"))}
    no_day = act(people["officer"], no, "lay-y-kien", **{**typed, **named})
    assert 'id="f-yk-due:0-error"' in no_day.content.decode()
    assert act(people["officer"], no, "lay-y-kien", **{**typed, **named, "yk-due:0": ""}).status_code == 302
    assert [opinion.agency for opinion in get_state(no).opinions] == [other.id, third.id]
    asked = browsers(other)["officer"]
    assert offered(asked.get(f"/ho-so/{no}/")) == ["tra-loi-y-kien"]
    silent = act(asked, no, "tra-loi-y-kien", **{"tl-no": "1"})
    assert 'id="f-tl-answer-error"' in silent.content.decode()
    assert act(asked, no, "tra-loi-y-kien", **{"tl-no": "2", "tl-answer": "Chưa"}).status_code in {403, 422}
    assert act(asked, no, "tra-loi-y-kien", **{"tl-no": "1", "tl-answer": "Chưa đăng ký"}).status_code == 302
    assert offered(asked.get(f"/ho-so/{no}/")) == []
    page = said(people["officer"].get(f"/ho-so/{no}/"))
    assert "Chưa đăng ký" in page
    assert "Chờ trả lời." in page


def test_nobody_asked_is_refused_at_the_agencies(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["officer"], no, "lay-y-kien", **{"yk-question": "Có đúng không?"})
    assert answer.status_code == 422
    assert 'id="f-yk-asked-error"' in answer.content.decode()


def test_an_asked_agency_is_reminded_and_the_whole_exchange_is_shown(ward: Ward, people: dict[str, Client]) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    no = at_step(ward, "assigned")
    due = NINE + timedelta(hours=7)
    done(
        c.ask_opinions(
            ward.actor("officer"), no, [c.Asked(agency=other.id, question="Có trùng không?", due_at=due)], at=NINE.replace(hour=10)
        )
    )
    nobody = act(people["officer"], no, "nhac-y-kien", **{"ny-no": "7"})
    assert nobody.status_code == 422
    unchosen = act(people["officer"], no, "nhac-y-kien", **{"ny-no": ""})
    assert 'id="f-ny-no-error"' in unchosen.content.decode()
    assert act(people["officer"], no, "nhac-y-kien", **{"ny-no": "1"}).status_code == 302
    assert len(get_state(no).opinions[0].reminded_at) == 1
    waiting = said(people["head"].get(f"/ho-so/{no}/"))
    for part in ("phường Tây Hoa Lư Văn phòng HĐND và UBND", "quá hạn", "hạn trả lời 16:00, 02/03/2026", "nhắc ", "Chờ trả lời."):
        assert part in waiting, part
    assert act(browsers(other)["officer"], no, "tra-loi-y-kien", **{"tl-no": "1", "tl-answer": "Không trùng"}).status_code == 302
    answered = people["head"].get(f"/ho-so/{no}/")
    assert "trả lời muộn" in said(answered)
    assert "Không trùng" in said(answered)
    assert "nhac-y-kien" not in offered(answered)


# Late


def test_a_late_dossier_is_apologised_for_explained_and_concluded_and_stays_late(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    explained = {"gt-cause": "WORKLOAD", "gt-words": "Nghỉ ốm, đã bố trí người thay"}
    silent = act(people["officer"], no, "giai-trinh", **{"gt-cause": "WORKLOAD"})
    assert silent.status_code == 422
    assert 'id="f-gt-words-error"' in silent.content.decode()
    assert act(people["officer"], no, "giai-trinh", **explained).status_code == 302
    page = people["approver"].get(f"/ho-so/{no}/")
    assert "Chờ người đứng đầu kết luận." in said(page)
    chosen = {"kl-no": "1", "kl-conclusion": "SELF_REVIEW", "kl-remark": "Kiểm điểm trong tháng"}
    undecided = act(people["approver"], no, "ket-luan", **{**chosen, "kl-conclusion": ""})
    assert 'id="f-kl-conclusion-error"' in undecided.content.decode()
    assert "Kiểm điểm trong tháng</textarea>" in undecided.content.decode()
    assert act(people["approver"], no, "ket-luan", **chosen).status_code == 302
    late = said(people["head"].get(f"/ho-so/{no}/"))
    assert [
        words for words in ("Khối lượng công việc lớn", "Yêu cầu kiểm điểm", "Kiểm điểm trong tháng", "quá hạn") if words not in late
    ] == []


@pytest.mark.parametrize("day", ["", "ngày mai", "31/02/2026", "01/01/2999"])
def test_a_new_appointment_that_is_no_day_is_refused_at_its_field(ward: Ward, people: dict[str, Client], day: str) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["approver"], no, "xin-loi", **{"xl-reason": "Chờ xác minh", "xl-appointment_at": day})
    assert answer.status_code == 422
    assert 'id="f-xl-appointment_at-error"' in answer.content.decode()
    assert "Chờ xác minh</textarea>" in answer.content.decode()


def test_the_approver_apologises_once_with_a_new_appointment(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    day = national_calendar().working_day_after(business_date(clock.now()), 3)
    past = act(people["approver"], no, "xin-loi", **{"xl-reason": "Chờ xác minh", "xl-appointment_at": "04/03/2026"})
    assert 'id="f-xl-appointment_at-error"' in past.content.decode()
    typed = {"xl-reason": "Chờ xác minh ở nơi sinh", "xl-appointment_at": f"{day:%d/%m/%Y}"}
    assert act(people["approver"], no, "xin-loi", **typed).status_code == 302
    page = people["approver"].get(f"/ho-so/{no}/")
    assert "Chờ xác minh ở nơi sinh" in said(page)
    assert "Chưa ghi việc gửi thư xin lỗi." in said(page)
    assert "xin-loi" not in offered(page)


def test_the_delivery_of_an_apology_is_recorded_once_with_its_channel(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    assert "gui-xin-loi" not in offered(people["reception"].get(f"/ho-so/{no}/"))
    day = national_calendar().working_day_after(business_date(clock.now()), 3)
    act(people["approver"], no, "xin-loi", **{"xl-reason": "Chờ xác minh", "xl-appointment_at": f"{day:%d/%m/%Y}"})
    unchosen = act(people["reception"], no, "gui-xin-loi", **{"gx-channel": "PIGEON"})
    assert unchosen.status_code == 422
    assert 'id="f-gx-channel-error"' in unchosen.content.decode()
    assert act(people["reception"], no, "gui-xin-loi", **{"gx-channel": "POST"}).status_code == 302
    page = people["approver"].get(f"/ho-so/{no}/")
    assert "Đã gửi người nộp : Bưu chính" in said(page).replace("nộp:", "nộp :")
    for who in ("reception", "clerk", "centre"):
        assert "gui-xin-loi" not in offered(people[who].get(f"/ho-so/{no}/"))


def test_a_supervisor_opens_an_ended_dossier_again_with_a_reason(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    act(people["head"], no, "dung-giai-quyet", **{"dung-reason": "Trẻ đã được đăng ký"})
    for who in ("officer", "head", "reception", "clerk"):
        assert "mo-lai" not in offered(people[who].get(f"/ho-so/{no}/"))
    silent = act(people["approver"], no, "mo-lai")
    assert silent.status_code == 422
    assert 'id="f-ml-reason-error"' in silent.content.decode()
    assert act(people["approver"], no, "mo-lai", **{"ml-reason": "Dừng nhầm hồ sơ"}).status_code == 302
    assert get_state(no).reopened == 1
    assert "Dừng nhầm hồ sơ" in said(people["officer"].get(f"/ho-so/{no}/"))


# Who may


@pytest.mark.parametrize(
    ("step", "who"), [("assigned", "approver"), ("submitted", "approver"), ("assigned", "head"), ("assigned", "reception")]
)
def test_each_reason_on_a_page_has_a_name_of_its_own(ward: Ward, people: dict[str, Client], who: str, step: str) -> None:
    no = at_step(ward, step)
    done(c.request_correction(ward.actor("reception"), no, "full_name", "Đỗ Đình Đằng", "Gõ nhầm", at=get_state(no).last_at))
    page = people[who].get(f"/ho-so/{no}/").content.decode()
    reasons = re.findall(r"<label[^>]*><span>(Lý do[^<]*)</span>", page)
    assert len(reasons) >= 2
    assert len(reasons) == len(set(reasons))
    assert "Lý do" not in reasons


def test_the_further_acts_are_offered_to_whom_they_are_for(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    assert ASKING in offered(people["officer"].get(f"/ho-so/{no}/"))
    assert ASKING in offered(people["head"].get(f"/ho-so/{no}/"))
    for who in ("reception", "second", "clerk", "approver"):
        assert ASKING not in offered(people[who].get(f"/ho-so/{no}/")), who


@pytest.mark.parametrize("who", ["officer", "head", "approver", "reception"])
def test_a_page_with_all_its_acts_takes_few_queries(ward: Ward, people: dict[str, Client], who: str) -> None:
    no = at_step(ward, "assigned", NINE - timedelta(days=60))
    ask(people["officer"], no)
    bring(ward, no)
    assert queries_of(people[who], f"/ho-so/{no}/?danh-sach=mine") <= MOST_QUERIES
