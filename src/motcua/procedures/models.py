"""Rows of the catalogue. Each follows from the journal (streams "procedure", "sector", "process"); a version's body never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class GovernmentLevel(models.TextChoices):
    """Cấp thực hiện: where a procedure is carried out."""

    PROVINCE = "PROVINCE", "cấp tỉnh"
    COMMUNE = "COMMUNE", "cấp xã"


class OnlineService(models.TextChoices):
    """How far a procedure is served online (domain §4.5)."""

    FULL = "FULL", "Toàn trình"
    PARTIAL = "PARTIAL", "Một phần"
    INFO_ONLY = "INFO_ONLY", "Cung cấp thông tin"


class VersionStatus(models.TextChoices):
    """What became of a version."""

    PUBLISHED = "PUBLISHED", "đang công bố"
    REPLACED = "REPLACED", "đã được thay thế"
    ABOLISHED = "ABOLISHED", "đã bãi bỏ"


class Sector(models.Model):
    """Lĩnh vực. `code` is the national one (`G15-TP07`), empty where it is not known."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=16, blank=True, default="")
    name = models.CharField(max_length=160, unique=True)
    folded = models.CharField(max_length=162)

    class Meta:
        db_table = "sector"
        verbose_name = verbose_name_plural = "lĩnh vực"

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """One administrative procedure. In force on a day when valid_from ≤ day < valid_to (`valid_to`: ceases from that day)."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=1000)
    short_name = models.CharField(max_length=300, blank=True, default="")
    folded = models.TextField()
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="procedures")
    government_level = models.CharField(max_length=8, choices=GovernmentLevel.choices, db_index=True)
    online_service = models.CharField(max_length=9, choices=OnlineService.choices)
    internal = models.BooleanField(default=False)
    essential06 = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor_code = models.CharField(max_length=32, blank=True, default="")
    current_version = models.ForeignKey("ProcedureVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "procedure"
        verbose_name = verbose_name_plural = "thủ tục hành chính"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """One announced text of a procedure. `body` is canonical JSON (`procedures.body.ProcedureBody`), `sha256` its hash."""

    id = models.BigIntegerField(primary_key=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=VersionStatus.choices)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    decision = models.CharField(max_length=120, blank=True, default="")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "procedure_version"
        verbose_name = verbose_name_plural = "phiên bản thủ tục"
        constraints: ClassVar = [models.UniqueConstraint(fields=["procedure", "no"], name="procedure_version_no_once")]


class ApprovedProcess(models.Model):
    """One version of the electronic process of a procedure's case, approved by a decision. In force when valid_from ≤ day < valid_to.

    `steps` is the canonical JSON of its steps, `sha256` the hash of that; `approved_by` is an office, not a person.
    """

    id = models.BigIntegerField(primary_key=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="processes")
    case_key = models.CharField(max_length=80)
    no = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=120)
    decision_date = models.DateField()
    approved_by = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    steps = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "approved_process"
        verbose_name = verbose_name_plural = "quy trình điện tử đã phê duyệt"
        constraints: ClassVar = [models.UniqueConstraint(fields=["procedure", "case_key", "no"], name="approved_process_no_once")]
