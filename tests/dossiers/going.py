"""Dossiers brought to some point of their life, by the people who bring them there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.foundation.verify import verify
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion
from tests.dossiers.ward import Ward, done, intake, vn

MINUTE = timedelta(minutes=1)
RECEIVED = "2026-03-02 09:00"


@dataclass
class Going:
    """One dossier of a ward; each act a minute after the one before, unless told when."""

    ward: Ward
    id: int
    at: datetime

    def next(self, when: str = "") -> datetime:
        """The instant of the next act."""
        self.at = vn(when) if when else self.at + MINUTE
        return self.at

    @property
    def state(self) -> DossierState:
        return decode_state(Dossier.objects.get(pk=self.id).state)

    def assigned(self) -> Going:
        """With the case officer."""
        done(c.forward(self.ward.actor("reception"), self.id, at=self.next()))
        done(c.assign(self.ward.actor("head"), self.id, self.ward.people["officer"], at=self.next()))
        return self

    def for_signature(self) -> Going:
        """With the approver, from the case officer's step on."""
        done(c.record_examination(self.ward.actor("officer"), self.id, Conclusion.ELIGIBLE, "Đủ", at=self.next()))
        done(c.forward(self.ward.actor("officer"), self.id, at=self.next()))
        done(c.submit_for_approval(self.ward.actor("head"), self.id, "Giấy khai sinh", at=self.next()))
        return self

    def completed(self, when: str) -> Going:
        """The result at the counter, from the approver on."""
        done(c.approve(self.ward.actor("approver"), self.id, at=self.next()))
        done(c.issue(self.ward.actor("clerk"), self.id, at=self.next()))
        done(c.complete(self.ward.actor("clerk"), self.id, at=self.next(when)))
        return self


def received(ward: Ward, when: str = RECEIVED, code: str = "1.001193") -> Going:
    """At the counter, just received."""
    at = vn(when)
    return Going(ward, done(c.receive_at_counter(ward.actor("reception"), intake(ward, code), at=at)).dossier_id, at)


def submitted(ward: Ward, when: str = RECEIVED) -> Going:
    """At the door, waiting to be received."""
    at = vn(when)
    return Going(ward, done(c.submit(ward.actor("reception"), intake(ward), at=at)).dossier_id, at)


def assigned(ward: Ward, when: str = RECEIVED) -> Going:
    """Received and given to the case officer."""
    return received(ward, when).assigned()


def assert_whole() -> None:
    """Verification finds nothing."""
    assert [difference.sentence for difference in verify().differences] == []


def key(going: Going, no: int) -> str:
    """The key of the `no`-th requirement of the case."""
    return going.state.papers[no].key
