"""The WSGI door as `motcua run` opens it: embedded (SQLite), the background work runs as a thread of the same process."""

from __future__ import annotations

from motcua.project.wsgi import application

__all__ = ["application"]
