"""The counter's pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from motcua.agencies.queries import one_look
from motcua.dossiers.commands import Done, receive, refuse_at_door
from motcua.dossiers.file_view import OpenedFile, find_id, open_dossier
from motcua.dossiers.lists import WorkList
from motcua.dossiers.queries import list_received, list_work
from motcua.foundation.access import Act
from motcua.foundation.idempotency import BAD_KEY
from motcua.law.calendar import business_date
from motcua.law.codes.identity import SEX_NAMES
from motcua.law.dossier.values import Status
from motcua.law.refusal import Refusal
from motcua.web.access import PageRequest, page, post_key
from motcua.web.counter.sheet import lay_out, search
from motcua.web.counter.steps import STEPS, Step, show
from motcua.web.counter.taking import REASONS, reason_of, take_in, turn_away
from motcua.web.counter.typed import BLANK, Typed, read_typed
from motcua.web.counter.waiting import lines_of, place_of, promise_for
from motcua.web.refusals import NOT_ALLOWED, shown

SHEET = "counter/counter.html"
PART = "counter/sheet.html"


@page(act=Act.INTAKE)
def counter(request: PageRequest) -> HttpResponse:
    """The sheet: blank, or after a round trip with everything that was typed."""
    if request.method != "POST":
        return _shown(request, Step(typed=BLANK, focus="card_line"))
    typed = read_typed(request.POST)
    act = request.POST.get("do", "")
    if act in ACTS:
        return ACTS[act](request, typed) if post_key(request) else _refused(request, typed, BAD_KEY)
    return _shown(request, STEPS.get(act, show)(request.actor, typed, request.at))


def _shown(request: PageRequest, step: Step, status: int = 200) -> HttpResponse:
    with one_look():  # nothing is written any more: the sheet and the frame around it see one moment
        return _drawn(request, step, status)


def _drawn(request: PageRequest, step: Step, status: int) -> HttpResponse:
    sheet = lay_out(request.actor, step.typed, request.at, known=step.known, refusal=step.refusal)
    context: dict[str, Any] = {"sheet": sheet, "at": {step.focus: True}, "goes_on_at": step.focus}
    context |= {"reasons": _reasons(), "sexes": {sex: gettext(name) for sex, name in SEX_NAMES.items()}}
    return render(request, PART if request.headers.get("HX-Request") == "true" else SHEET, context, status=status)


def _reasons() -> dict[str, str]:
    return {key: gettext(words) for key, words in REASONS.items()}


def _receive(request: PageRequest, typed: Typed) -> HttpResponse:
    done = take_in(request.actor, typed, at=request.at, key=post_key(request))
    if isinstance(done, Done):
        return redirect("counter_received_new", done.code)
    return _refused(request, typed, done)


def _refuse(request: PageRequest, typed: Typed) -> HttpResponse:
    done = turn_away(request.actor, typed, at=request.at, key=post_key(request))
    if isinstance(done, Refusal):
        return _refused(request, typed, done)
    messages.success(request, gettext("Đã ghi việc từ chối tiếp nhận. Nói rõ lý do và hướng dẫn người nộp việc cần làm tiếp."))
    return redirect("counter")


def _refused(request: PageRequest, typed: Typed, refusal: Refusal) -> HttpResponse:
    return _shown(request, Step(typed=typed, focus="", refusal=refusal), status=403 if refusal.code == NOT_ALLOWED else 422)


ACTS = {"receive": _receive, "refuse": _refuse}


@page(act=Act.INTAKE, methods=("GET",))
def find_procedure(request: PageRequest) -> HttpResponse:
    """What the type-ahead shows for ?q=."""
    found = search(request.GET.get("q", ""), business_date(request.at))
    return render(request, "counter/found.html", {"found": list(found)})


@page(act=Act.INTAKE, methods=("GET",))
def received(request: PageRequest, code: str, *, is_new: bool = False) -> HttpResponse:
    """A dossier of this door: its code, the appointment, the receipt to print."""
    opened = _opened(request, find_id(request.actor, code))
    if opened.file.state.received_at is None:
        raise Http404
    return render(request, "counter/received.html", {"opened": opened, "file": opened.file, "is_new": is_new})


def _opened(request: PageRequest, dossier_id: int | None) -> OpenedFile:
    opened = open_dossier(request.actor, dossier_id, at=request.at, why="quầy tiếp nhận") if dossier_id is not None else None
    if opened is None:
        raise Http404
    return opened


@page(act=Act.INTAKE, methods=("GET",))
def waiting(request: PageRequest) -> HttpResponse:
    """Dossiers filed elsewhere that wait for an answer at this door, least time left first."""
    found = list_work(request.actor, WorkList.INTAKE, place_of(request.GET.get("sau", "")))
    lines = list(lines_of(request.actor, found.lines, request.at))
    after = f"{found.after[0].isoformat()}~{found.after[1]}" if found.after else ""
    return render(request, "counter/waiting.html", {"lines": lines, "after": after})


@page(act=Act.RECEIVE)
def waiting_dossier(request: PageRequest, dossier_id: int) -> HttpResponse:
    """One dossier that waits at the door: receive it, or refuse it with the reason."""
    typed = read_typed(request.POST)
    answer = _answered(request, dossier_id, typed) if request.method == "POST" else None
    if isinstance(answer, Done):
        return redirect("counter_received_new", answer.code) if answer.code else _turned_away(request)
    opened = _opened(request, dossier_id)
    is_open = opened.file.state.status is Status.SUBMITTED
    context = {"opened": opened, "file": opened.file, "is_open": is_open, "reasons": _reasons(), "typed": typed}
    promised = promise_for(opened.file, request.at) if is_open else None
    said = shown(answer) if answer else None
    return render(request, "counter/waiting_dossier.html", {**context, "promise": promised, "refusal": said}, status=422 if said else 200)


def _answered(request: PageRequest, dossier_id: int, typed: Typed) -> Done | Refusal:
    key, seen = post_key(request), typed.number("seen")
    if not key:
        return BAD_KEY
    if request.POST.get("do") == "receive":
        return receive(request.actor, dossier_id, at=request.at, seen=seen, key=key)
    reason = reason_of(typed)
    if isinstance(reason, Refusal):
        return reason
    return refuse_at_door(request.actor, dossier_id, reason, at=request.at, seen=seen, key=key)


def _turned_away(request: PageRequest) -> HttpResponse:
    messages.success(request, gettext("Đã ghi việc từ chối tiếp nhận. Người nộp đọc được lý do khi tra cứu hồ sơ."))
    return redirect("counter_waiting")


@page(act=Act.INTAKE, methods=("GET",))
def today(request: PageRequest) -> HttpResponse:
    """What this door received today, the latest first."""
    day = business_date(request.at)
    lines, after = list_received(request.actor, day, request.GET.get("sau", ""))
    return render(request, "counter/today.html", {"lines": lines, "after": after, "day": day})
