"""Elements of XML as values and their text: all that a drawing and a BPMN file need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_ESCAPES = str.maketrans(_ESCAPED)


class Element(msgspec.Struct, frozen=True):
    """One element: its name as written, attributes in order, then either words or parts."""

    name: str
    attributes: Mapping[str, str | int]
    parts: tuple[Element, ...] = ()
    words: str = ""


def element(name: str, /, *parts: Element, words: str = "", **attributes: str | int) -> Element:
    """An element; in names of attributes `_` stands for `-`, a trailing one is dropped (`class_`)."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Element(name, named, parts, words)


def written(top: Element) -> str:
    """The element as XML text, one element a line, without a declaration. Characters that XML cannot hold are left out."""
    return "".join(f"{line}\n" for line in _lines(top, ""))


def _lines(one: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {key}="{_escaped(str(value))}"' for key, value in one.attributes.items())
    if one.parts:
        yield f"{indent}<{one.name}{attributes}>"
        for part in one.parts:
            yield from _lines(part, indent + "  ")
        yield f"{indent}</{one.name}>"
    elif one.words:
        yield f"{indent}<{one.name}{attributes}>{_escaped(one.words)}</{one.name}>"
    else:
        yield f"{indent}<{one.name}{attributes}/>"


def _escaped(words: str) -> str:
    return _FORBIDDEN.sub("", words).translate(_ESCAPES)
