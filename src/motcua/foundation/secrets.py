"""Secrets of one installation, made on first use and kept in files only the owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def installation_secret(folder: Path, name: str = "secret") -> str:
    """Return the secret called `name`, making it (256 bits, hex) the first time. Raises OSError when the folder can't be written.

    Two processes starting together get the same secret: it is written aside and linked into place, which one of them wins.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        _create(path)
    return path.read_text()


def _create(path: Path) -> None:
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(32))
            out.flush()
            os.fsync(out.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        aside.unlink()
