"""Events and states as canonical text and back. Old versions of an event are read for ever through pure up-casters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from motcua.law.dossier.events import EVENT_TYPES, Event
from motcua.law.dossier.state import DossierState


def type_name(kind: type[Event]) -> str:
    """The journal's name of an event class: `StepEntered` → `step_entered`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


NAMES: dict[type[Event], str] = {kind: type_name(kind) for kind in EVENT_TYPES}
VERSIONS: dict[str, int] = dict.fromkeys(NAMES.values(), 1)
# (type, version) → function that turns a payload of that version into one of the next.
UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}

_encoder = msgspec.json.Encoder(order="sorted")
_decoders = {name: msgspec.json.Decoder(kind) for kind, name in NAMES.items()}
_kinds = {name: kind for kind, name in NAMES.items()}
_state_decoder = msgspec.json.Decoder(DossierState)


def encode_event(event: Event) -> tuple[str, int, str]:
    """`(type, version, canonical payload)` for the journal."""
    name = NAMES[type(event)]
    return name, VERSIONS[name], _encoder.encode(event).decode()


def decode_event(name: str, version: int, payload: str) -> Event:
    """The event of a stored payload of any version. KeyError for an unknown type, msgspec.ValidationError for a broken one."""
    if version == VERSIONS[name]:
        return _decoders[name].decode(payload)
    body: dict[str, Any] = msgspec.json.decode(payload)
    for step in range(version, VERSIONS[name]):
        body = UPCASTERS[name, step](body)
    return msgspec.convert(body, _kinds[name])


def encode_state(state: DossierState) -> str:
    """The state as canonical text, for the row beside the journal."""
    return _encoder.encode(state).decode()


def decode_state(text: str) -> DossierState:
    """The state of a row's text."""
    return _state_decoder.decode(text)
