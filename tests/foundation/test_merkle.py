from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.merkle import leaf_hash, proof_of, root_by_proof, root_of

contents = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1, written down as it stands there."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + root_by_definition(leaves[:split]) + root_by_definition(leaves[split:])).digest()


@given(contents)
def test_the_root_read_once_is_that_of_the_definition(found: list[bytes]) -> None:
    leaves = [leaf_hash(content) for content in found]
    assert root_of(iter(leaves)) == root_by_definition(leaves)


@given(contents, st.data())
def test_every_leaf_can_be_proved_and_no_other(found: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(content) for content in found]
    place = data.draw(st.integers(0, len(leaves) - 1))
    proof = proof_of(leaves, place)
    assert root_by_proof(leaves[place], proof) == root_of(leaves)
    assert root_by_proof(leaf_hash(found[place] + b"!"), proof) != root_of(leaves)


def test_a_node_can_not_pass_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != root_of([left, right])


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == hashlib.sha256(b"").digest()


def test_there_is_no_proof_of_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        proof_of([leaf_hash(b"a")], 1)
