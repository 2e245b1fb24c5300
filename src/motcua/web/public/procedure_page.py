"""The page of one procedure: its parts in the order a citizen asks for them, what is uncertain marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from django.urls import reverse

from motcua.law.procedure import ProcedureCase
from motcua.law.sentence import Sentence
from motcua.procedures.models import Procedure
from motcua.procedures.queries import ProcedurePage, get_procedure, get_version
from motcua.procedures.queries.public_page import CaseWords, PaperLine
from motcua.web.design.formats import date_vn
from motcua.web.public.catalogue import plain_title, standing

SURE = "K"


class Link(msgspec.Struct, frozen=True):
    """Another procedure of the catalogue."""

    code: str
    title: str
    address: str


class ShownCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case: what to hand in, what only if one has it, what the State looks up itself, and which papers are forms."""

    words: CaseWords
    anchor: str
    to_bring: tuple[PaperLine, ...]
    if_any: tuple[PaperLine, ...]
    looked_up: tuple[PaperLine, ...]
    forms: tuple[str, ...]


class ShownProcedure(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page. `unsure` names the parts whose source is not certain (P or U), so that the page can say it there."""

    page: ProcedurePage
    title: str
    notice: Sentence | None
    standing: str
    successor: Link | None
    cases: tuple[ShownCase, ...]
    children: tuple[Link, ...]
    unsure: frozenset[str]


def show_procedure(code: str, day: date) -> ShownProcedure | None:
    """The page of a procedure for citizens; None when there is none, or when it is between state bodies only. At most four queries."""
    page = get_procedure(code)
    if page is None or page.internal:
        return None
    body = get_version(page.version_id).body
    linked = _links([*page.child_procedures, page.successor_code])
    successor = linked.get(page.successor_code)
    return ShownProcedure(
        page=page,
        title=plain_title(page.short_name or page.name),
        notice=_notice(page, day),
        standing=standing(page.valid_from, page.valid_to, day),
        successor=successor,
        cases=tuple(_case(words, case, place) for place, (words, case) in enumerate(zip(page.cases, body.cases, strict=True), 1)),
        children=tuple(linked.get(child, Link(child, "", "")) for child in page.child_procedures),
        unsure=frozenset(part for part, certainty in body.field_confidence.items() if certainty != SURE),
    )


def procedure_document(code: str, day: date) -> tuple[dict[str, Any], str] | None:
    """The procedure for programs, and the SHA-256 of its text; None as for `show_procedure`. At most two queries."""
    page = get_procedure(code)
    if page is None or page.internal:
        return None
    version = get_version(page.version_id)
    return {
        "code": page.code,
        "version": version.no,
        "sha256": version.sha256,
        "in_force": page.in_force(day),
        "valid_from": page.valid_from,
        "valid_to": page.valid_to,
        "successor": page.successor_code,
        "procedure": msgspec.to_builtins(version.body),
    }, version.sha256


def _notice(page: ProcedurePage, day: date) -> Sentence | None:
    """What must be known before reading on: not yet, no longer, or not for long."""
    if page.valid_from is not None and page.valid_from > day:
        return Sentence("Thủ tục này có hiệu lực từ ngày {day}. Trước ngày đó chưa nhận hồ sơ.", {"day": date_vn(page.valid_from)})
    if page.valid_to is None:
        return None
    if page.valid_to <= day:
        return Sentence("Thủ tục này đã hết hiệu lực từ ngày {day}, không còn nhận hồ sơ.", {"day": date_vn(page.valid_to)})
    return Sentence("Thủ tục này hết hiệu lực từ ngày {day}.", {"day": date_vn(page.valid_to)})


def _links(codes: Iterable[str]) -> dict[str, Link]:
    """Procedures by code, as links. One query, none for no codes."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = Procedure.objects.filter(code__in=wanted, internal=False).values_list("code", "name", "short_name")
    return {code: Link(code, plain_title(short or name), reverse("procedure", args=[code])) for code, name, short in rows}


def _case(words: CaseWords, case: ProcedureCase, place: int) -> ShownCase:
    papers: Sequence[PaperLine] = words.papers
    handed = [paper for paper in papers if not paper.replaced_by]
    return ShownCase(
        words=words,
        anchor=f"truong-hop-{place}",
        to_bring=tuple(paper for paper in handed if paper.required),
        if_any=tuple(paper for paper in handed if not paper.required),
        looked_up=tuple(paper for paper in papers if paper.replaced_by),
        forms=tuple(requirement.name for requirement in case.requirements if requirement.kind == "EFORM"),
    )
