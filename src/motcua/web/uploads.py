"""Long requests are read only for pages that take files, and from somebody who is logged in: nobody else fills the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class OnlyWhereAsked(MemoryFileUploadHandler):
    """The first of Django's handlers, which refuses (400) before anything is read. A page says `@page(uploads=…)`, in bytes."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> None:  # noqa: N803
        """Refuse a request longer than the page takes, fields included."""
        if content_length > _most(self.request) + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("longer than this page takes")
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)


def _most(request: Any) -> int:
    match = request.resolver_match
    opening = getattr(match.func, "access", None) if match else None
    most = getattr(opening, "uploads", 0)
    return most if most and request.session.get(auth.SESSION_KEY) else 0
