"""The book of slips: every number of a kind from one day to another, the void ones too, and printing many of them at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from motcua.dossiers.history import title_of
from motcua.foundation.access import Act
from motcua.foundation.idempotency import BAD_KEY
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose, form_set_at
from motcua.papers.chosen import PRINTABLE, Chosen
from motcua.papers.commands import MOST_SLIPS, print_slips
from motcua.papers.queries import SlipPage, count_to_print, list_slips
from motcua.web.access import PageRequest, page, post_key
from motcua.web.books.spans import AGENCY, FIRST, LAST, Span, agencies_for, read_span
from motcua.web.desk.cursor import read_cursor, write_cursor
from motcua.web.opening import number_of
from motcua.web.refusals import refused, shown

KIND, NEW, TICKED, AFTER = "loai", "chua-in", "phieu", "sau"
NONE_TICKED = Refusal(code="NONE_TICKED", template="Chọn ít nhất một phiếu để in.", field="chosen")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of which book the page shows."""

    agencies: dict[int, str]
    span: Span
    purpose: FormPurpose
    only_new: bool

    @property
    def chosen(self) -> Chosen:
        """The part of the book."""
        days = {"first_day": self.span.first_day, "last_day": self.span.last_day}
        return Chosen(agency=self.span.agency, purpose=self.purpose, only_new=self.only_new, **days)

    @property
    def filter(self) -> dict[str, str]:
        """The same as an address says it."""
        kept = {AGENCY: str(self.span.agency), KIND: self.purpose.value, FIRST: self.span.first_text, LAST: self.span.last_text}
        return kept | ({NEW: "1"} if self.only_new else {})


@page(act=Act.PRINT_SLIPS)
@never_cache
def slip_book(request: PageRequest) -> HttpResponse:
    """A page of a book; sent, the ticked slips, or all of the part that is shown, go to the worker as one job."""
    asked = _asked(request, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return render(request, "books/slip_book.html", _context(request, asked))
    made = _printed(request, asked)
    if isinstance(made, Refusal):
        return refused(request, made, "books/slip_book.html", _context(request, asked))
    return redirect("print-job", made)


def _asked(request: PageRequest, sent: QueryDict) -> Asked:
    agencies = agencies_for(request.actor, Act.PRINT_SLIPS)
    purpose = next((one for one in PRINTABLE if one.value == sent.get(KIND)), FormPurpose.RECEIPT)
    return Asked(agencies=agencies, span=read_span(sent, agencies, request.at), purpose=purpose, only_new=NEW in sent)


def _printed(request: PageRequest, asked: Asked) -> int | Refusal:
    key, ticked = post_key(request), [number_of(text) for text in request.POST.getlist(TICKED)]
    if not key:
        return BAD_KEY
    if asked.span.refusal:
        return asked.span.refusal
    if request.POST.get("do") != "all" and not ticked:
        return NONE_TICKED
    only = () if request.POST.get("do") == "all" else ticked[:MOST_SLIPS]
    return print_slips(request.actor, asked.chosen, only, at=request.at, key=key)


def _context(request: PageRequest, asked: Asked) -> dict[str, Any]:
    """What the page shows; at most five queries besides the rail."""
    sent = request.GET if request.method != "POST" else request.POST
    found = SlipPage((), None) if asked.span.refusal else list_slips(request.actor, asked.chosen, read_cursor(sent.get(AFTER, "")))
    count = 0 if asked.span.refusal else count_to_print(request.actor, asked.chosen, MOST_SLIPS)
    here, cursor = f"{reverse('slip-book')}?{urlencode(asked.filter)}", write_cursor(found.after)
    context = {
        "asked": asked,
        "kinds": kind_names(request),
        "entries": found.entries,
        "ticked": {number_of(text) for text in request.POST.getlist(TICKED)},
        "next_address": f"{here}&{urlencode({AFTER: cursor})}" if cursor else "",
        "first_address": here if sent.get(AFTER) else "",
        "count": min(count, MOST_SLIPS),
        "is_more": count > MOST_SLIPS,
    }
    return context | ({"refusal": shown(asked.span.refusal)} if asked.span.refusal else {})


def kind_names(request: PageRequest) -> dict[str, str]:
    """The kinds of slips by their names in the circular of today."""
    form_set = form_set_at(business_date(request.at))
    forms = ((purpose, form_set.form(purpose)) for purpose in PRINTABLE)
    return {purpose.value: gettext(title_of(form_set.key, form.key)) for purpose, form in forms if form}
