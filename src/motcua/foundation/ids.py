"""Ids that say where a record lives: the agency leads, so that partitions and distributed engines place by agency."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
AGENCY_BITS, SECOND_BITS, RANDOM_BITS = 15, 32, 16


def new_id(agency_no: int, at: datetime) -> int:
    """A positive 63-bit id: 15 bits agency number, 32 bits seconds since 2020, 16 random bits.

    `at` is an aware instant. Raises ValueError when agency number or instant do not fit. Two ids of one agency and second
    collide once in 65,536 pairs: the primary key notices, the caller draws again.
    """
    seconds = int((at - EPOCH).total_seconds())
    if not 0 <= agency_no < 1 << AGENCY_BITS:
        raise ValueError(f"agency number {agency_no} does not fit into {AGENCY_BITS} bits")
    if not 0 <= seconds < 1 << SECOND_BITS:
        raise ValueError(f"instant {at.isoformat()} does not fit into {SECOND_BITS} bits of seconds since 2020")
    return agency_no << (SECOND_BITS + RANDOM_BITS) | seconds << RANDOM_BITS | secrets.randbits(RANDOM_BITS)


def agency_no_of(record_id: int) -> int:
    """The agency number in the leading bits of an id made by `new_id`."""
    return record_id >> (SECOND_BITS + RANDOM_BITS)
