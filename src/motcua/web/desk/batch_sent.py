"""Reading a form that asks for one act on several dossiers."""

from __future__ import annotations

from django.http import Http404

from motcua.dossiers.batch import Batch, Chosen
from motcua.web.access import PageRequest
from motcua.web.desk.batch_words import BY_SLUG
from motcua.web.opening import number_of

ACT_FIELD, DOSSIER_FIELD, READ_FIELD = "viec", "hs", "da-doc"


def sent_batch(request: PageRequest) -> Batch:
    """What was ticked and which act was chosen; 404 for an act nobody knows. A tick without `seen` has seen nothing."""
    slug = request.POST.get(ACT_FIELD, "")
    if slug not in BY_SLUG:
        raise Http404
    ticks = tuple(_chosen(text) for text in request.POST.getlist(DOSSIER_FIELD))
    return Batch(act=BY_SLUG[slug], chosen=ticks, holder=number_of(request.POST.get("holder", "")))


def was_read(request: PageRequest) -> bool:
    """Whether the form comes from the page on which the drafts were read."""
    return request.POST.get(READ_FIELD) == "1"


def _chosen(text: str) -> Chosen:
    """One tick: the id of a dossier and how many of its events the page had shown, "34350745151411097:6"."""
    no, _, seen = text.partition(":")
    return Chosen(number_of(no), number_of(seen))
