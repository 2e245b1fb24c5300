"""Several papers bound into one file to print: the pages of each as they were set, under one title, still PDF/A-2b.

What makes the first file PDF/A (its colour profile, its metadata) stands for the whole; every page brings its own fonts. The reading
order that each file carries for itself (tags) is left out, because it cannot be joined; PDF/A-2b does not ask for it.
"""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from typing import Any, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

_TITLE = re.compile(r"(<dc:title>.*?<rdf:li[^>]*>).*?(</rdf:li>)", re.DOTALL)
_COUNT = re.compile(r"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)")
_TAGS_OF_FILE = ("/StructTreeRoot", "/MarkInfo", "/PageLabels", "/Outlines")
_TAGS_OF_PAGE = ("/StructParents", "/Tabs")


class Binder:
    """Takes papers one after the other; in memory, about as much as the files are large together and as much again."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._writer: PdfWriter | None = None
        self.pages = 0

    def add(self, pdf: bytes) -> int:
        """Put a paper behind the others and say how many pages it has. Raises pypdf.errors.PdfReadError when it is no PDF."""
        read = PdfReader(BytesIO(pdf))
        count = len(read.pages)
        if self._writer is None:
            self._writer = PdfWriter(clone_from=read)
        else:
            self._writer.append(read, import_outline=False)
        self.pages += count
        return count

    def bound(self) -> bytes:
        """The whole as one file. Raises ValueError when there is nothing in it."""
        if self._writer is None:
            raise ValueError("nothing to bind")
        catalogue = cast(Any, self._writer).root_object
        for name in _TAGS_OF_FILE:
            catalogue.pop(name, None)
        for page in self._writer.pages:
            for name in _TAGS_OF_PAGE:
                page.pop(name, None)
        self._entitle(catalogue)
        out = BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _entitle(self, catalogue: Any) -> None:
        """The title in the metadata, which alone says it: what an old-style information entry says would have to be the same."""
        metadata: StreamObject = catalogue["/Metadata"].get_object()
        words = metadata.get_data().decode()
        words = _TITLE.sub(lambda found: f"{found[1]}{escape(self._title, quote=False)}{found[2]}", words, count=1)
        words = _COUNT.sub(lambda found: f"{found[1]}{self.pages}{found[2]}", words, count=1)
        metadata.set_data(words.encode())
        assert self._writer is not None  # noqa: S101 - something was added
        self._writer.metadata = None
