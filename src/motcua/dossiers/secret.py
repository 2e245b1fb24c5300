"""The secret on the receipt that opens the look-up of one dossier to whoever holds the paper."""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

from motcua.foundation.secrets import installation_secret

LENGTH = 8
# Letters that people mistake for digits on paper are read as the digits they look like.
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


def lookup_secret(code: str) -> str:
    """Eight letters and digits that follow from the dossier code and the installation's key: nothing to store, the same for ever."""
    key = installation_secret(settings.KEYS, "lookup").encode()
    digest = hmac.new(key, code.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH]


def opens(code: str, typed: str) -> bool:
    """Whether `typed` (any case, with spaces or dashes) is the secret of `code`, in constant time."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOKALIKES)
    return hmac.compare_digest(plain.encode(), lookup_secret(code).encode())
