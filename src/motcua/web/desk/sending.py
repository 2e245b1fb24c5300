"""Reading an act that was sent, and where to go when it is done."""

from __future__ import annotations

import re
from typing import BinaryIO, cast
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.urls import reverse

from motcua.dossiers.attached import Attached
from motcua.dossiers.commands import Done
from motcua.dossiers.lists import WorkList
from motcua.law.dossier.acts import fulfils_a_duty
from motcua.web.access import PageRequest, post_key
from motcua.web.context import ACT_FIELD, FROM_DUTIES, LIST_FIELD, PLACE_FIELD
from motcua.web.desk.acts import BY_SLUG
from motcua.web.desk.lines import chosen_list, dossier_address, next_line
from motcua.web.desk.sent import DeskAct, Sent
from motcua.web.opening import number_of

APPROVALS, COUNTER, DUTIES = "phe-duyet", "tra-ket-qua", FROM_DUTIES
"""The pages besides that of the dossier from which acts are sent."""
NEXT_FIELD = "tiep"
_NAME = re.compile(r"[\w.-]{1,60}", re.ASCII)


def act_called(slug: str) -> DeskAct:
    """The act with this address, or 404."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def sent_act(request: PageRequest, dossier_id: int, act: DeskAct) -> Sent:
    """What the form sent. A form without `seen` has seen nothing, so everything that happened counts as news."""
    return Sent(
        actor=request.actor,
        dossier_id=dossier_id,
        typed=request.POST,
        at=request.at,
        seen=number_of(request.POST.get("seen", "")),
        key=post_key(request),
        prefix=act.prefix,
        files={name: [_attached(file) for file in request.FILES.getlist(name)] for name in request.FILES},
    )


def _attached(file: UploadedFile[bytes]) -> Attached:
    return Attached(file.name or "", cast(BinaryIO, file))


def place_after(request: PageRequest, act: DeskAct, done: Done) -> str:
    """The page to go to after an act: where it was sent from, which offers what comes next."""
    place = request.POST.get(PLACE_FIELD, "")
    if place == APPROVALS:
        return reverse("approvals")
    if place == COUNTER:
        return reverse("hand_over")
    if place == DUTIES:
        return reverse("duties") if fulfils_a_duty(act.command) else f"{_page_of(done)}?{urlencode({ACT_FIELD: ''})}"
    which = chosen_list(request.actor, request.GET.get(LIST_FIELD, ""))
    address = dossier_address(_name_of(done), which)
    following = next_line(request.actor, which, done.dossier_id)
    return f"{address}&{urlencode({NEXT_FIELD: following})}" if following else address


def _name_of(done: Done) -> str:
    return done.code or str(done.dossier_id)


def _page_of(done: Done) -> str:
    return reverse("dossier", args=[_name_of(done)])


def next_address(request: PageRequest, which: WorkList | None) -> tuple[str, str]:
    """Code and page of the dossier that was named as the next one when the last act was done; empty without one."""
    name = request.GET.get(NEXT_FIELD, "")
    return (name, dossier_address(name, which)) if _NAME.fullmatch(name) else ("", "")
