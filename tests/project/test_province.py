from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from motcua.agencies.models import Agency, Appointment, Officer, Post
from motcua.agencies.queries import actor_of, find_agency, officers_of_unit, tree
from motcua.foundation.models import Account
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES, Role
from motcua.procedures.models import Procedure
from motcua.procedures.queries import competent_agency, get_version, plan_steps
from motcua.project.demo.accounts import DEMO_ACCOUNTS, PASSWORD
from motcua.project.demo.province import Province, load_province
from tests.agencies.samples import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> Province:
    done = load_province(NOW)
    assert isinstance(done, Province), done
    return done


def test_the_province_loads_and_verifies(db: None) -> None:
    done = load_province(NOW)
    assert isinstance(done, Province), done
    assert (done.procedures, done.people, len(tree().on(TODAY))) == (180, 60, 160)
    assert done.officers == Officer.objects.count() == Account.objects.count()
    assert verify().differences == []


def test_every_step_of_every_procedure_has_somebody_to_do_it(loaded: Province) -> None:
    ward, centre = find_agency("14329"), find_agency("TTPVHCC")
    assert ward is not None
    assert centre is not None
    manned = set(Appointment.objects.values_list("post__unit_id", "post__role"))
    for procedure in Procedure.objects.all():
        version = get_version(procedure.current_version_id or 0)
        competent = competent_agency(version, centre.id, ward.id)
        assert isinstance(competent, int), (procedure.code, competent)
        for case in version.cases:
            steps = plan_steps(version, case.key, competent, centre.id)
            assert not isinstance(steps, Refusal), (procedure.code, steps)
            missing = [step for step in steps if (step.unit, step.role) not in manned]
            assert missing == [], procedure.code


def test_every_post_is_filled_and_nobody_has_two_agencies(loaded: Province) -> None:
    assert Post.objects.filter(appointments=None).count() == 0
    places = Appointment.objects.values_list("officer_id", "post__agency_id")
    assert len({officer for officer, _ in places}) == len(set(places))


def test_accounts_shown_to_visitors_open_with_the_shown_password(loaded: Province) -> None:
    for shown in DEMO_ACCOUNTS:
        account = Account.objects.get(username=shown.username)
        assert check_password(PASSWORD, account.password)
        [role] = actor_of(account.id, NOW).roles
        assert shown.role.split(" ")[0] in ROLE_NAMES[role]


def test_roles_of_the_province_are_there(loaded: Province) -> None:
    roles = set(Appointment.objects.values_list("post__role", flat=True))
    assert roles >= {
        Role.CONTROL_OFFICER,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_AUDITOR,
        Role.INSPECTOR,
        Role.CENTRE_LEADER,
        Role.CASHIER,
    }


def test_invented_codes_are_marked_and_the_official_one_is_not(loaded: Province) -> None:
    statuses = dict(Agency.objects.filter(valid_to=None).values_list("slug", "code_status"))
    assert [slug for slug, status in statuses.items() if status == "OFFICIAL"] == ["UBND-T"]
    assert set(statuses.values()) == {"OFFICIAL", "DEMO"}
    assert Agency.objects.get(slug="14329").code.startswith("H42.")


def test_second_loading_is_refused_and_changes_nothing(loaded: Province) -> None:
    refusal = load_province(NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "AGENCIES_EXIST"
    assert verify().differences == []


def test_ward_s_counter_has_two_people(loaded: Province) -> None:
    ward = find_agency("14329")
    assert ward is not None
    [centre] = [unit for unit in tree().units_of(ward.id) if unit.kind == "SERVICE_CENTRE"]
    assert len(officers_of_unit(centre.id, Role.RECEPTION, NOW)) == 2
