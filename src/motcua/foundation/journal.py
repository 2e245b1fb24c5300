"""The journal, as other rooms use it: streams of events (`chain`, `streams`) and the contents beside them (`contents`)."""

from __future__ import annotations

from motcua.foundation.chain import NewEvent, StoredEvent, Stream
from motcua.foundation.contents import ContentRef, StreamContentRow, erase_content, put_content, put_contents, read_contents
from motcua.foundation.streams import JournalError, StreamConflict, TimeRunsBackwards, append, read

__all__ = [
    "ContentRef",
    "JournalError",
    "NewEvent",
    "StoredEvent",
    "Stream",
    "StreamConflict",
    "StreamContentRow",
    "TimeRunsBackwards",
    "append",
    "erase_content",
    "put_content",
    "put_contents",
    "read",
    "read_contents",
]
