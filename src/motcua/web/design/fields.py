"""What a form is made of. A field keeps what was typed, says what is wrong at its place, and names its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.law.procedure import Requirement
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence
from motcua.procedures.words import copy_words, original_words
from motcua.web.design.words import sentence
from motcua.web.refusals import Shown, shown

Said = Refusal | Sentence | str | None
TEXT_KINDS = frozenset({"text", "date", "tel", "email", "search", "password", "number", "file"})
KINDS = TEXT_KINDS | {"select", "radio", "textarea", "checkbox", "files"}
WIDTHS = frozenset({"", "short", "medium"})
DIGIT_KEYS = 9
MODES = {"tel": "tel", "email": "email", "number": "numeric", "search": "search"}


class Choice(msgspec.Struct, frozen=True):
    """One choice of a select or of radio buttons."""

    value: str
    label: str
    hint: str = ""
    is_chosen: bool = False


class PaperChoice(msgspec.Struct, frozen=True):
    """One required paper in the check list. `key` is "1" to "9", or "" beyond."""

    value: str
    name: str
    note: str
    is_given: bool
    is_required: bool
    key: str


class Mistake(msgspec.Struct, frozen=True):
    """One line of the error summary; `target` is the id of the field it belongs to, or ""."""

    target: str
    words: str


def field_id(name: str) -> str:
    """The id of the field with this name; error summaries link to it."""
    return f"f-{name}"


def field_context(name: str, label: str, kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Everything parts/field.html shows. `options` are the tag's keyword arguments."""
    if kind not in KINDS:
        raise ValueError(f"no field is of kind {kind}; there are {', '.join(sorted(KINDS))}")
    if options["width"] not in WIDTHS:
        raise ValueError(f"no field has the width {options['width']}; there are short and medium")
    error = sentence(options["error"])
    value = "" if options["value"] is None else str(options["value"])
    own = field_id(name)
    described = [f"{own}-{part}" for part, words in (("hint", options["hint"]), ("error", error)) if words]
    return {
        **options,
        "name": name,
        "label": label,
        "kind": kind,
        "id": own,
        "value": value,
        "error": error,
        "described_by": " ".join(described),
        "attributes": _attributes(kind, options, described, has_error=bool(error)),
        "choices": choices_of(options["options"], value),
    }


def _attributes(kind: str, options: Mapping[str, Any], described: Sequence[str], *, has_error: bool) -> SafeString:
    """What the control of a field says of itself to browsers, keys and screen readers; escaped."""
    is_select = kind == "select"
    return flatatt(
        {
            "aria-describedby": " ".join(described) or None,
            "aria-invalid": "true" if has_error else None,
            "aria-required": None if options["optional"] or is_select else "true",
            "aria-keyshortcuts": options["key"] or None,
            "data-key": options["key"] or None,
            "autocomplete": options["autocomplete"] or None,
            "placeholder": None if is_select else options["placeholder"] or None,
            "inputmode": options["mode"] or MODES.get(kind),
            "maxlength": options["limit"],
            "accept": options["accept"] or None,
            "multiple": kind == "files",
            "autofocus": bool(options["focus"]),
        }
    )


def choices_of(options: Iterable[Any] | Mapping[Any, Any] | None, value: str) -> list[Choice]:
    """Choices from `Choice`s, (value, label) or (value, label, hint) tuples, or a mapping value → label; the kept one is chosen."""
    pairs = options.items() if isinstance(options, Mapping) else options or ()
    return [_choice(option, value) for option in pairs]


def _choice(option: Choice | Sequence[Any], value: str) -> Choice:
    if isinstance(option, Choice):
        return Choice(option.value, option.label, option.hint, option.is_chosen or option.value == value)
    key, label, *more = option
    return Choice(str(key), str(label), str(more[0]) if more else "", str(key) == value)


def mistakes_in(refused: Shown | Refusal | Mapping[str, Said] | Said) -> list[Mistake]:
    """What the error summary lists: the fields of a shown refusal, or of a mapping name → sentence; else the sentence alone."""
    if refused is None or refused == "":
        return []
    if isinstance(refused, str | Sentence):
        return [Mistake("", sentence(refused))]
    if isinstance(refused, Refusal):
        return mistakes_in(shown(refused))
    if isinstance(refused, Shown):
        return mistakes_in(refused.fields) or [Mistake("", refused.sentence)]
    return [Mistake(field_id(name), sentence(said)) for name, said in refused.items() if said]


def paper_choices(papers: Iterable[Requirement], given: Iterable[str]) -> list[PaperChoice]:
    """The check list of a case's requirements; `given` holds the keys of those that are there. The first nine get the keys 1 to 9."""
    there = set(given)
    return [
        PaperChoice(
            value=paper.key,
            name=paper.name,
            note=_paper_note(paper),
            is_given=paper.key in there,
            is_required=paper.required,
            key=str(number) if number <= DIGIT_KEYS else "",
        )
        for number, paper in enumerate(papers, start=1)
    ]


def _paper_note(paper: Requirement) -> str:
    """How many of what: "01 bản chính · 02 bản sao · thay bằng dữ liệu"."""
    parts = [sentence(original_words(paper.originals))] if paper.originals else []
    parts += [sentence(copy_words(paper.copies))] if paper.copies else []
    parts += [gettext("thay được bằng dữ liệu: {source}").format(source=paper.replaced_by_data)] if paper.replaced_by_data else []
    return " · ".join(parts)
