"""A Merkle tree as in RFC 6962: one root stands for many heads, and a short proof shows that one head is under it.

leaf = SHA-256(00 ‖ content), node = SHA-256(01 ‖ left ‖ right): the two prefixes keep a leaf from being passed off as a node. Of n
leaves the left subtree takes the largest power of two below n. The root of nothing is SHA-256 of nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple


class ProofStep(NamedTuple):
    """The neighbour's hash (hex) on the way to the root, and on which side it stands."""

    side: Literal["left", "right"]
    hash: str


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in their order, read once, with memory for one hash per level."""
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, carried = 1, leaf
        while peaks and peaks[-1][0] == size:
            carried = _node(peaks.pop()[1], carried)
            size *= 2
        peaks.append((size, carried))
    if not peaks:
        return hashlib.sha256().digest()
    root = peaks.pop()[1]
    while peaks:
        root = _node(peaks.pop()[1], root)
    return root


def proof_of(leaves: Sequence[bytes], index: int) -> list[ProofStep]:
    """The steps from leaf number `index` (from 0) up to the root. Raises IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*proof_of(leaves[:split], index), ProofStep("right", root_of(leaves[split:]).hex())]
    return [*proof_of(leaves[split:], index - split), ProofStep("left", root_of(leaves[:split]).hex())]


def root_by_proof(leaf: bytes, proof: Iterable[ProofStep]) -> bytes:
    """The root that `leaf` (its hash) and `proof` lead to; equal to the sealed root, the leaf is under the seal."""
    reached = leaf
    for step in proof:
        neighbour = bytes.fromhex(step.hash)
        reached = _node(neighbour, reached) if step.side == "left" else _node(reached, neighbour)
    return reached
