"""Rows of the agency tree, its people and its working time. Each row follows from the journal (streams "agency" and "officer")."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from motcua.agencies.unit_kinds import UnitKind
from motcua.law.roles import ROLE_NAMES

ROLE_CHOICES = [(role.value, name) for role, name in ROLE_NAMES.items()]


class CodeStatus(models.TextChoices):
    """Whether the agency code comes from a decision of the province, is a mark of the demonstration, or is not known."""

    OFFICIAL = "OFFICIAL", "mã định danh chính thức"
    DEMO = "DEMO", "mã minh hoạ"
    UNKNOWN = "UNKNOWN", "chưa có mã định danh"


class AgencyLevel(models.TextChoices):
    """The two levels of local government since 01/07/2025, and the district level for history."""

    PROVINCE = "PROVINCE", "cấp tỉnh"
    COMMUNE = "COMMUNE", "cấp xã"
    DISTRICT = "DISTRICT", "cấp huyện"


class AgencyKind(models.TextChoices):
    """What sort of body an agency is."""

    PROVINCE_COMMITTEE = "PROVINCE_COMMITTEE", "Ủy ban nhân dân tỉnh"
    COMMUNE_COMMITTEE = "COMMUNE_COMMITTEE", "Ủy ban nhân dân xã, phường"
    DISTRICT_COMMITTEE = "DISTRICT_COMMITTEE", "Ủy ban nhân dân huyện"
    DEPARTMENT = "DEPARTMENT", "sở, văn phòng"
    PUBLIC_SERVICE_CENTRE = "PUBLIC_SERVICE_CENTRE", "Trung tâm Phục vụ hành chính công"
    INSPECTORATE = "INSPECTORATE", "thanh tra"
    MANAGEMENT_BOARD = "MANAGEMENT_BOARD", "ban quản lý"
    PUBLIC_SERVICE_UNIT = "PUBLIC_SERVICE_UNIT", "đơn vị sự nghiệp công lập"
    VERTICAL = "VERTICAL", "cơ quan ngành dọc"
    PUBLIC_ENTERPRISE = "PUBLIC_ENTERPRISE", "doanh nghiệp cung cấp dịch vụ công"


class Agency(models.Model):
    """One agency (cơ quan). `id` and `no` are the same number; `no` is what goes into the leading bits of other ids.

    The columns repeat the latest period (`AgencyPeriod`); `valid_to` is the last day of its existence.
    """

    id = models.BigIntegerField(primary_key=True)
    no = models.PositiveSmallIntegerField(unique=True)
    slug = models.CharField(max_length=24, unique=True)
    code = models.CharField(max_length=24, blank=True, default="")
    code_status = models.CharField(max_length=8, choices=CodeStatus.choices, default=CodeStatus.UNKNOWN)
    name = models.CharField(max_length=255)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=AgencyKind.choices)
    level = models.CharField(max_length=8, choices=AgencyLevel.choices)
    vertical = models.BooleanField(default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    admin_code = models.CharField(max_length=8, blank=True, default="")
    phone = models.CharField(max_length=16, blank=True, default="")
    address = models.CharField(max_length=255, blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        db_table = "agency"
        verbose_name = verbose_name_plural = "cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code="") & models.Q(valid_to=None), name="agency_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyPeriod(models.Model):
    """What an agency was called and to whom it belonged from one day to another (both included)."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=255)
    short_name = models.CharField(max_length=120)
    code = models.CharField(max_length=24, blank=True, default="")
    parent = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "agency_period"
        verbose_name = verbose_name_plural = "thời kỳ của cơ quan"


class OrgUnit(models.Model):
    """A room, desk, leadership or vertical unit of an agency. Steps of a process are done in units."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in UnitKind])
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "org_unit"
        verbose_name = verbose_name_plural = "đơn vị thuộc cơ quan"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A position in a unit: what its holder is there for. Processes are bound to posts, never to persons."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    title = models.CharField(max_length=120)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "post"
        verbose_name = verbose_name_plural = "vị trí công tác"

    def __str__(self) -> str:
        return self.title


class Officer(models.Model):
    """A person in service. `id` is the id of the account; the name is kept in a content record, not in the journal."""

    id = models.BigIntegerField(primary_key=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer")
    full_name = models.CharField(max_length=200)
    folded = models.CharField(max_length=450, db_index=True)
    phone = models.CharField(max_length=16, blank=True, default="")
    email = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        db_table = "officer"
        verbose_name = verbose_name_plural = "cán bộ, công chức"

    def __str__(self) -> str:
        return self.full_name


class Appointment(models.Model):
    """An officer bound to a post through time (both days included); with `stand_in_for`, in place of that officer."""

    id = models.BigIntegerField(primary_key=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    stand_in_for = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="stand_ins")
    decision = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "appointment"
        verbose_name = verbose_name_plural = "phân công vị trí"


class CalendarDay(models.Model):
    """A day that differs from the plain week; `agency_id` 0 means the whole country (domain §8.2)."""

    id = models.BigIntegerField(primary_key=True)
    agency_id = models.BigIntegerField(db_index=True)
    date = models.DateField()
    kind = models.CharField(max_length=8, choices=[("OFF", "nghỉ"), ("WORK", "đi làm")])
    reason = models.CharField(max_length=200)
    notice = models.CharField(max_length=120, blank=True, default="")
    status = models.CharField(max_length=12, choices=[("OFFICIAL", "đã có thông báo"), ("PROVISIONAL", "tạm tính")])
    windows = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        db_table = "calendar_day"
        verbose_name = verbose_name_plural = "ngày trong lịch làm việc"


class OpeningHours(models.Model):
    """Hours of a weekday (0 = Monday) from one day to another, as `07:30-11:30 13:30-17:00`; empty means closed; agency 0: the country.

    `windows` count for deadlines; `reception` is when the door is open, where that differs (empty: the same hours).
    """

    id = models.BigIntegerField(primary_key=True)
    agency_id = models.BigIntegerField(db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    weekday = models.PositiveSmallIntegerField()
    windows = models.CharField(max_length=80, blank=True, default="")
    reception = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        db_table = "opening_hours"
        verbose_name = verbose_name_plural = "giờ làm việc"


class Revision(models.Model):
    """A random token that changes with every write: who has compiled a tree or a calendar sees whether it still holds.

    `scope` is "tree" or "calendar:<agency id>" (0 for the country). Random, because a counter that was rolled back
    could come again with another meaning.
    """

    TREE = "tree"

    scope = models.CharField(max_length=40, primary_key=True)
    token = models.BigIntegerField()

    class Meta:
        db_table = "revision"
        verbose_name = verbose_name_plural = "dấu thay đổi"

    @staticmethod
    def calendar(agency_id: int) -> str:
        """The scope of an agency's own calendar rows (0: of the country's)."""
        return f"calendar:{agency_id}"
