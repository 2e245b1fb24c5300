"""What had happened before a journey begins: `python -m tests.journeys.past late|asked` makes it through the commands and prints the code.

Runs in the installation's own environment; journeys then walk on from today, so nobody waits for days to pass.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

import django

django.setup()

from motcua.agencies.queries import actor_of, calendar_of, find_agency, officers_of_unit  # noqa: E402
from motcua.dossiers import commands as c  # noqa: E402
from motcua.dossiers.commands import Asked, Done, Intake  # noqa: E402
from motcua.dossiers.commands.opinions import usual_unit  # noqa: E402
from motcua.dossiers.tending import look_at_due  # noqa: E402
from motcua.foundation import clock  # noqa: E402
from motcua.foundation.access import Actor  # noqa: E402
from motcua.foundation.models import Account  # noqa: E402
from motcua.law.applicant import Applicant, ApplicantKind  # noqa: E402
from motcua.law.dossier.values import DossierPaper, PaperStatus  # noqa: E402
from motcua.law.refusal import Refusal  # noqa: E402
from motcua.law.roles import Role  # noqa: E402
from motcua.procedures.models import Procedure  # noqa: E402
from motcua.procedures.queries import get_version  # noqa: E402

BIRTH, WARD, DAY = "1.001193", "14329", 8 * 60
APPLICANT = Applicant(
    kind=ApplicantKind.CITIZEN,
    full_name="Nguyễn Thị Chờ Lâu",
    personal_id="037190001234",
    birth_date="1990-05-17",
    sex="FEMALE",
    phone="+84912000111",
    address="Phố Vân Giang, phường Hoa Lư, tỉnh Ninh Bình",
)


def who(username: str, at: datetime) -> Actor:
    """An officer of the demonstration."""
    return actor_of(Account.objects.get(username=username).pk, at)


def done(answer: Done | Refusal) -> Done:
    """The answer of a command that must not be refused."""
    assert not isinstance(answer, Refusal), answer.message
    return answer


def assigned(days_ago: int) -> tuple[Done, datetime]:
    """A birth received so many working days ago, with the case officer; and when that was."""
    ward = find_agency(WARD)
    assert ward is not None
    at = calendar_of(ward.id).subtract(clock.now(), days_ago * DAY)
    row = Procedure.objects.get(code=BIRTH)
    version = get_version(row.current_version_id or 0)
    case = version.cases[0]
    papers = tuple(
        DossierPaper(key=r.key, status=PaperStatus.FROM_DATA if r.replaced_by_data else PaperStatus.GIVEN, originals=1)
        for r in case.requirements
        if r.required
    )
    brought = Intake(version_id=version.id, case_key=case.key, receiving_agency=ward.id, applicant=APPLICANT, papers=papers)
    received = done(c.receive_at_counter(who("tiepnhan.hoalu", at), brought, at=at))
    officer = who("thuly.hoalu", at)
    done(c.forward(who("tiepnhan.hoalu", at), received.dossier_id, at=at + timedelta(minutes=5)))
    return done(c.assign(who("truongphong.hoalu", at), received.dossier_id, officer.id, at=at + timedelta(minutes=10))), at


def late() -> str:
    """Received long ago and not finished; the hourly look has seen it."""
    dossier, _ = assigned(days_ago=9)
    look_at_due(clock.now())
    return dossier.code


def asked() -> str:
    """The department was asked for its opinion, and the day by which it should have answered has passed."""
    dossier, at = assigned(days_ago=6)
    department = find_agency("SNV")
    assert department is not None
    calendar = calendar_of(department.id)
    question = Asked(
        agency=department.id, question="Đề nghị xác minh quá trình công tác của cha cháu bé.", due_at=calendar.add(at, 3 * DAY)
    )
    done(c.ask_opinions(who("thuly.hoalu", at), dossier.dossier_id, [question], at=at + timedelta(hours=1)))
    look_at_due(clock.now())
    return dossier.code


def who_answers() -> str:
    """The log-in name of a case officer of the department that was asked."""
    department = find_agency("SNV")
    assert department is not None
    unit = usual_unit(department.id)
    assert unit is not None
    officer = officers_of_unit(unit.id, Role.CASE_OFFICER, clock.now())[0]
    return Account.objects.get(pk=officer.id).username


if __name__ == "__main__":
    sys.stdout.write({"late": late, "asked": asked, "who-answers": who_answers}[sys.argv[1]]() + "\n")
