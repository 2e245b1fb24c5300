"""Reading an act that was sent, and where to go when it is done."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from motcua.dossiers.commands import Done
from motcua.web.access import PageRequest, post_key
from motcua.web.context import LIST_FIELD
from motcua.web.desk.acts import BY_SLUG, DeskAct, Sent, number_of

PLACE_FIELD = "noi"
APPROVALS, COUNTER = "phe-duyet", "tra-ket-qua"
"""The pages besides that of the dossier from which acts are sent."""
DONE_FIELD = "xong"


def act_called(slug: str) -> DeskAct:
    """The act with this address, or 404."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def sent_act(request: PageRequest, dossier_id: int) -> Sent:
    """What the form sent. A form without `seen` has seen nothing, so everything that happened counts as news."""
    return Sent(
        actor=request.actor,
        dossier_id=dossier_id,
        typed=request.POST,
        at=request.at,
        seen=number_of(request.POST.get("seen", "")),
        key=post_key(request),
    )


def place_after(request: PageRequest, done: Done) -> str:
    """The page to go to after an act: where it was sent from, which offers what comes next."""
    place = request.POST.get(PLACE_FIELD, "")
    if place == APPROVALS:
        return reverse("approvals")
    if place == COUNTER:
        return reverse("hand_over")
    which = request.GET.get(LIST_FIELD, "")
    query = {LIST_FIELD: which, DONE_FIELD: "1"} if which else {DONE_FIELD: "1"}
    return f"{reverse('dossier', args=[done.code or str(done.dossier_id)])}?{urlencode(query)}"
