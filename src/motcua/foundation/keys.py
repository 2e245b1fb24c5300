"""The installation's Ed25519 key, with which seals are signed; made on first use, readable by its owner only."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from motcua.foundation.secrets import installation_secret

KEY_FILE = "seal.ed25519"
TRUSTED_FILE = "seal-trusted.txt"
"""Public keys (hex, one per line) of keys used before, for an installation that had to change its key."""


def signing_key() -> Ed25519PrivateKey:
    """The installation's private key. Raises OSError when the key folder can't be read or written."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(installation_secret(settings.KEYS, KEY_FILE)))


def public_key() -> str:
    """The installation's public key, hex."""
    return signing_key().public_key().public_bytes_raw().hex()


def trusted_public_keys() -> frozenset[str]:
    """The installation's own public key and those it used before."""
    earlier = settings.KEYS / TRUSTED_FILE
    return frozenset([public_key(), *(earlier.read_text().split() if earlier.exists() else [])])


def is_signed(message: str, signature: str, key: str) -> bool:
    """Whether `signature` is that of the bytes of `message` under the public `key` (all hex); what is malformed is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), bytes.fromhex(message))
    except (InvalidSignature, ValueError):
        return False
    return True
