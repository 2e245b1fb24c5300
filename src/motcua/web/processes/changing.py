"""Changing a process: its steps as rows, every fault at its row, and the decision that approves it as a new version."""

from __future__ import annotations

import re
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from motcua.foundation.access import Act
from motcua.law.refusal import Refusal
from motcua.procedures.processes.commands import Approval, RecordedProcess, approve_process
from motcua.procedures.processes.looking import faults_of
from motcua.web.access import PageRequest, page, post_key
from motcua.web.processes.draft import Row, read_rows, rows_of, steps_of_rows, with_row_after, without_row
from motcua.web.processes.finding import Chosen, choose
from motcua.web.processes.form import DECISION, form_context
from motcua.web.typed_days import day_of

UNPROCESSABLE = 422
ACT_FIELD, RECORD, LOOK = "lam", "ghi", "xem"
_ROW_ACT = re.compile(r"(them|bo)-(\d{1,3})", re.ASCII)
NO_DAY = "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/12/2026."


@page(act=Act.APPROVE_PROCESS)
@never_cache
def change(request: PageRequest, code: str, case_key: str) -> HttpResponse:
    """The steps to change, beginning with those that count (or version ?ban=): add and take away rows, look, record the approval."""
    chosen = choose(code, case_key, request.GET.get("ban", ""), request.at)
    if request.method != "POST":
        return _shown(request, chosen, rows_of(chosen.steps), (), is_looked=False)
    rows, act = read_rows(request.POST), request.POST.get(ACT_FIELD, LOOK)
    if on_row := _ROW_ACT.fullmatch(act):
        change_rows = with_row_after if on_row[1] == "them" else without_row
        return _shown(request, chosen, change_rows(rows, int(on_row[2])), (), is_looked=False)
    recorded = _recorded(request, chosen, rows) if act == RECORD else _looked(chosen, rows)
    if not isinstance(recorded, RecordedProcess):
        return _shown(request, chosen, rows, recorded, is_looked=True)
    messages.success(request, gettext("Đã ghi nhận bản số {no} của quy trình.").format(no=recorded.no))
    return redirect(f"{reverse('process', args=[code])}?truong-hop={case_key}&ban={recorded.no}")


def _looked(chosen: Chosen, rows: tuple[Row, ...]) -> tuple[Refusal, ...]:
    steps, unread = steps_of_rows(rows)
    return (*unread, *faults_of(steps, chosen.case.term))


def _recorded(request: PageRequest, chosen: Chosen, rows: tuple[Row, ...]) -> RecordedProcess | tuple[Refusal, ...]:
    """The new version, or everything that is wrong: unreadable places first, together with what the checks say of the rest."""
    steps, unread = steps_of_rows(rows)
    days = {name: day_of(request.POST.get(name, "")) for name in ("decision_date", "effective_from")}
    unread = (*unread, *(Refusal(code="NO_SUCH_DAY", template=NO_DAY, field=name) for name, day in days.items() if day is None))
    if unread:
        return (*unread, *faults_of(steps, chosen.case.term))
    approval = Approval(
        procedure_id=chosen.version.procedure_id,
        case_key=chosen.case.key,
        decision=request.POST.get("decision", ""),
        decision_date=days["decision_date"] or date.max,
        approved_by=request.POST.get("approved_by", ""),
        effective_from=days["effective_from"] or date.max,
        steps=steps,
    )
    answer = approve_process(request.actor, approval, request.at, key=post_key(request))
    return (answer.details or (answer,)) if isinstance(answer, Refusal) else answer


def _shown(request: PageRequest, chosen: Chosen, rows: tuple[Row, ...], faults: tuple[Refusal, ...], *, is_looked: bool) -> HttpResponse:
    decided = {name: request.POST.get(name, "") for name in DECISION}
    context = form_context(chosen, rows, decided, faults, is_looked=is_looked)
    return render(request, "processes/change.html", context, status=UNPROCESSABLE if faults else 200)
