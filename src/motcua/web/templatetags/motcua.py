"""`{% load motcua %}`: the components and formats of the design system, as tags and filters.

What each shows is said in motcua.web.design (formats, words, marks, fields) and seen on /design.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.law.procedure import Requirement
from motcua.law.refusal import Refusal
from motcua.web.access import KEY_FIELD
from motcua.web.design import fields, formats, marks, words
from motcua.web.refusals import Shown

register = template.Library()


def dash_for_missing(write: Callable[..., str]) -> Callable[..., str]:
    """A variable that a template does not find is "": it is written as what is not known."""

    @wraps(write)
    def written(value: Any, *options: Any) -> str:
        return formats.NOTHING if value == "" else write(value, *options)

    return written


for write in (
    formats.date_vn,
    formats.time_vn,
    formats.instant_vn,
    formats.instant_words,
    formats.number_vn,
    formats.percent_vn,
    formats.money_vn,
    formats.phone_vn,
):
    register.filter(write.__name__, dash_for_missing(write))

register.filter("sentence", words.sentence)
register.filter("status_name", words.status_name)
register.filter("late_words", words.late_words)

register.simple_tag(marks.icon)
register.simple_tag(marks.time_left_chip)
register.simple_tag(marks.status_mark)
register.simple_tag(marks.key_hint)
register.simple_tag(marks.qr)

# Django's levels of messages, and our own words for the four notices.
NOTICE_KINDS = {"success": "done", "error": "refused", "debug": "info"}
NOTICE_ICONS = {"info": "info", "done": "check", "warning": "warning", "refused": "warning"}


@register.simple_tag
def mark() -> SafeString:
    """The mark of the house: a door drawn with two strokes."""
    return marks.MARK


@register.simple_tag(takes_context=True)
def brand_name(context: Context) -> str:
    """The name of this installation: `brand.name` of the context, else the setting BRAND_NAME, else what the system is."""
    brand = context.get("brand")
    return getattr(brand, "name", "") or getattr(settings, "BRAND_NAME", "") or gettext("Hệ thống thông tin giải quyết thủ tục hành chính")


@register.simple_tag(takes_context=True)
def hotline(context: Context) -> SafeString:
    """The line to call, if this installation has one: `brand.hotline` of the context, else the setting HOTLINE."""
    number = getattr(context.get("brand"), "hotline", "") or getattr(settings, "HOTLINE", "")
    if not number:
        return SafeString("")
    return format_html(
        '<p class="foot-call">{} {} <a href="tel:{}">{}</a></p>',
        marks.icon("phone"),
        gettext("Cần hỗ trợ, gọi"),
        number,
        formats.phone_vn(number),
    )


@register.simple_tag
def form_key() -> SafeString:
    """The key that lets a form be answered once however often it arrives (read by `post_key`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, secrets.token_urlsafe(16))


@register.inclusion_tag("motcua/parts/field.html")
def field(
    name: str,
    label: str,
    kind: str = "text",
    *,
    value: Any = "",
    error: fields.Said = None,
    hint: str = "",
    options: Iterable[Any] | Mapping[Any, Any] | None = None,
    optional: bool = False,
    key: str = "",
    width: str = "",
    autocomplete: str = "",
    placeholder: str = "",
    mode: str = "",
    rows: int = 4,
    limit: int | None = None,
    focus: bool = False,
    code: bool = False,
    accept: str = "",
) -> dict[str, Any]:
    """A field with its label, hint, error at its place, kept value and key. See `fields.KINDS`."""
    given = {
        "value": value,
        "error": error,
        "hint": hint,
        "options": options,
        "optional": optional,
        "key": key,
        "width": width,
        "autocomplete": autocomplete,
        "placeholder": placeholder,
        "mode": mode,
        "rows": rows,
        "limit": limit,
        "focus": focus,
        "code": code,
        "accept": accept,
    }
    return fields.field_context(name, label, kind, given)


@register.inclusion_tag("motcua/parts/error_summary.html")
def error_summary(refused: Shown | Refusal | Mapping[str, fields.Said] | fields.Said, title: str = "") -> dict[str, Any]:
    """What must be mended, in front of the form, with a link to each field; nothing when nothing is wrong."""
    mistakes = fields.mistakes_in(refused)
    basis = refused.legal_basis if isinstance(refused, Shown | Refusal) else ""
    return {"mistakes": mistakes, "title": title, "legal_basis": basis}


@register.inclusion_tag("motcua/parts/paper_list.html")
def paper_list(
    papers: Iterable[Requirement], *, name: str = "papers", given: Iterable[str] = (), error: fields.Said = None, legend: str = ""
) -> dict[str, Any]:
    """The check list of required papers; each can be ticked with its key 1 to 9."""
    return {
        "papers": fields.paper_choices(papers, given),
        "name": name,
        "id": fields.field_id(name),
        "error": words.sentence(error),
        "legend": legend,
    }


@register.inclusion_tag("motcua/parts/typeahead.html")
def typeahead(
    name: str,
    label: str,
    address: str,
    *,
    text: str = "",
    value: str = "",
    hint: str = "",
    error: fields.Said = None,
    key: str = "",
    placeholder: str = "",
    focus: bool = False,
    submit: str = "",
) -> dict[str, Any]:
    """A combobox: what is typed is sent to `address` (?q=), which answers with motcua/parts/typeahead_options.html.

    The form gets `name`_text, what was typed, and `name`, the value of the chosen option. Without JavaScript the button
    (`submit`) sends the form, and the page shows the same options as radio buttons.
    """
    error_words = words.sentence(error)
    own = fields.field_id(name)
    described = [f"{own}-{part}" for part, said in (("hint", hint), ("error", error_words)) if said]
    return {
        "name": name,
        "id": own,
        "label": label,
        "address": address,
        "text": text,
        "value": value,
        "hint": hint,
        "error": error_words,
        "described_by": " ".join(described),
        "key": key,
        "placeholder": placeholder,
        "focus": focus,
        "submit": submit,
    }


@register.inclusion_tag("motcua/parts/notice.html")
def notice(text: Any, *, kind: str = "info", title: str = "") -> dict[str, Any]:
    """Something said in a box: info, done, warning, refused. A Refusal or shown refusal brings its legal basis."""
    kind = NOTICE_KINDS.get(kind, kind)
    spoken = text.sentence if isinstance(text, Shown) else words.sentence(text) if isinstance(text, Refusal) else text
    return {
        "text": spoken,
        "kind": kind,
        "icon_name": NOTICE_ICONS.get(kind, "info"),
        "title": title,
        "legal_basis": getattr(text, "legal_basis", ""),
    }
