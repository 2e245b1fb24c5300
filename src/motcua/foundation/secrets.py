"""Secrets of one installation, made on first use and kept in files only the owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def installation_secret(folder: Path, name: str = "secret") -> str:
    """Return the secret called `name`, making it (256 bits, hex) the first time. Raises OSError when the folder can't be written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(32))
    return path.read_text()
