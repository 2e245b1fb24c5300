"""Opening one dossier for an officer, by code or id."""

from __future__ import annotations

from django.http import Http404

from motcua.dossiers.file_view import OpenedFile, find_id, open_dossier
from motcua.web.access import PageRequest

LARGEST_ID = (1 << 63) - 1
"""The largest number that can be an id: both databases keep them in 63 bits."""
MOST_DIGITS = len(str(LARGEST_ID))


def number_of(text: str) -> int:
    """A number that came with a form; 0 for anything else, which no officer and no dossier has."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS else 0
    return number if number <= LARGEST_ID else 0


def id_of(request: PageRequest, name: str) -> int:
    """The id of the dossier with this code or id. 404 for a code that does not exist or may not be seen; an id is not asked yet."""
    dossier_id = number_of(name) or find_id(request.actor, name)
    if not dossier_id:
        raise Http404
    return dossier_id


def open_or_404(request: PageRequest, name: str, why: str) -> OpenedFile:
    """The dossier with this code or id; what may not be seen does not exist. The reading leaves a trace with `why`."""
    opened = open_dossier(request.actor, number_of(name) or name, at=request.at, why=why)
    if opened is None:
        raise Http404
    return opened
