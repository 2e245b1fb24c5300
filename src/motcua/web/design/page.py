"""The page of the design: every token and component with its states and the rule for its use."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from motcua.foundation.access import Act
from motcua.web.access import PageRequest, page
from motcua.web.design import colours, marks, samples


@page(act=Act.VIEW_DESIGN, methods=("GET",))
def design_page(request: PageRequest) -> HttpResponse:
    """Everything pages are made of."""
    context = {"samples": samples, "icons": marks.ICONS, "colours": colours.colours(), "pairs": colours.pairs()}
    return render(request, "motcua/design/page.html", context)


@page(act=Act.VIEW_DESIGN, methods=("GET",))
def design_options(request: PageRequest) -> HttpResponse:
    """What the type-ahead on the page of the design finds (?q=)."""
    return render(request, "motcua/parts/typeahead_options.html", {"options": samples.find_procedures(request.GET.get("q", ""))})
