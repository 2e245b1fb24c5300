"""The dossier's row: the shadow of its stream, with the columns that work lists, look-ups and search need.

Every column follows from the events and their content records (`projection.row_of`); `motcua verify` compares them.
"""

from __future__ import annotations

from django.db import models

from motcua.dossiers.visibility import visible_filter
from motcua.foundation.access import Actor


class Queue(models.TextChoices):
    """Where a dossier waits, as work lists count it."""

    INTAKE = "INTAKE", "Chờ tiếp nhận"
    WORK = "WORK", "Đang giải quyết"
    SIGN = "SIGN", "Chờ ký duyệt"
    PAUSED = "PAUSED", "Tạm dừng thời hạn"
    HAND_OVER = "HAND_OVER", "Chờ trả kết quả"
    CLOSED = "CLOSED", "Đã kết thúc"


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers, always asked for as somebody."""

    def visible_to(self, actor: Actor) -> DossierQuerySet:
        """Only what `actor` may see (design §5): the own agencies' dossiers, or all for those who watch the province."""
        return self.filter(visible_filter(actor, DossierUnit.objects.all()))


class Dossier(models.Model):
    """One request by one applicant for one procedure. `id` carries the competent agency in its leading bits."""

    id = models.BigIntegerField(primary_key=True)
    seq = models.IntegerField()
    status = models.CharField(max_length=24)
    queue = models.CharField(max_length=12, choices=Queue.choices)
    code = models.CharField(max_length=40, null=True, unique=True)
    register_book = models.CharField(max_length=20, null=True)
    register_no = models.IntegerField(null=True)
    """Its line in the intake register of the receiving agency; both None before reception."""
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    receiving_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("agencies.OrgUnit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey("agencies.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    step_no = models.IntegerField(null=True)
    step_role = models.CharField(max_length=24, blank=True)
    step_name = models.CharField(max_length=200, blank=True)
    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    case_key = models.CharField(max_length=40)
    channel = models.CharField(max_length=8)
    delivery = models.CharField(max_length=8)
    applicant_name = models.CharField(max_length=400)
    applicant_phone = models.CharField(max_length=20, blank=True)
    applicant_number = models.CharField(max_length=20, blank=True)
    search_text = models.TextField()
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    original_due_at = models.DateTimeField(null=True)
    legal_due_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    processing_ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    duties_check_at = models.DateTimeField(null=True)
    """When time alone may next change what is owed for it; None when nothing will (`owed`)."""
    state = models.TextField()

    objects = DossierQuerySet.as_manager()

    class Meta:
        db_table = "dossier"
        verbose_name = verbose_name_plural = "hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["receiving_agency", "register_book", "register_no"],
                condition=models.Q(register_no__isnull=False),
                name="dossier_register_line",
            )
        ]
        # Each work list reads one of these from its start: agency or unit first, then by time left (keyset paging).
        indexes = [
            models.Index(fields=["unit", "queue", "due_at", "id"], name="dossier_unit_queue"),
            models.Index(fields=["holder", "queue", "due_at", "id"], name="dossier_holder_queue"),
            models.Index(fields=["agency", "queue", "due_at", "id"], name="dossier_agency_queue"),
            models.Index(fields=["receiving_agency", "queue", "due_at", "id"], name="dossier_door_queue"),
            # A person's earlier results: what the e-archive offers again.
            models.Index(fields=["applicant_number", "status"], name="dossier_owner"),
            models.Index(fields=["duties_check_at", "id"], condition=models.Q(duties_check_at__isnull=False), name="dossier_duties_check"),
        ]


class QueueSum(models.Model):
    """How many dossiers wait where and until which day: kept in the command's own transaction, never counted.

    `receiving_agency_id` is the receiving agency; `unit_id` and `holder_id` are 0 where nobody holds the dossier. `due_on` is the
    Vietnamese date of `due_at`.
    """

    queue = models.CharField(max_length=12)
    agency_id = models.BigIntegerField()
    receiving_agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    holder_id = models.BigIntegerField()
    step_role = models.CharField(max_length=24, blank=True)
    due_on = models.DateField()
    dossiers = models.IntegerField()

    class Meta:
        db_table = "queue_sum"
        verbose_name = verbose_name_plural = "số hồ sơ đang chờ"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "queue", "unit_id", "holder_id", "step_role", "receiving_agency_id", "due_on"], name="queue_sum_key"
            )
        ]


class DossierUnit(models.Model):
    """A unit through which a dossier went: who had it may still see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("agencies.OrgUnit", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "dossier_unit"
        verbose_name = verbose_name_plural = "đơn vị hồ sơ đã qua"
        constraints = [models.UniqueConstraint(fields=["unit", "dossier"], name="dossier_unit_key")]
        indexes = [models.Index(fields=["dossier", "unit"], name="dossier_unit_dossier")]


class DossierSlip(models.Model):
    """A slip in the book of its agency, kind and year: numbered without gaps, and still there when its number is void (domain §3.3).

    `no` is its place in the dossier; `purpose` is what it is for, whichever number the circular gives its form.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    no = models.IntegerField()
    agency_id = models.BigIntegerField()
    purpose = models.CharField(max_length=16)
    year = models.IntegerField()
    number = models.IntegerField()
    form_set = models.CharField(max_length=16)
    form = models.CharField(max_length=16)
    issued_at = models.DateTimeField()
    file = models.CharField(max_length=64, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_slip"
        verbose_name = verbose_name_plural = "phiếu trong sổ"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "no"], name="dossier_slip_key"),
            models.UniqueConstraint(fields=["agency_id", "purpose", "year", "number"], name="dossier_slip_number"),
        ]
        # A page of a book reads this from its start.
        indexes = [models.Index(fields=["agency_id", "purpose", "issued_at", "id"], name="dossier_slip_book")]


class DossierDuty(models.Model):
    """What somebody owes for a dossier now: apology, explanation, opinion … as `law.dossier.duties` says, in work lists by due date.

    `holder_id` and `unit_id` are 0 where it falls to any holder of the post. `told_role` of `told_agency_id` is the head before whom
    it came last because it was overdue (`level` 0: none yet); `reminded_at`: when somebody last reminded whoever owes it. `no` tells
    opinions and explanations apart.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=24)
    no = models.IntegerField()
    role = models.CharField(max_length=24)
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    holder_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    level = models.IntegerField()
    told_role = models.CharField(max_length=24, blank=True)
    told_agency_id = models.BigIntegerField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_duty"
        verbose_name = verbose_name_plural = "việc phải làm"
        constraints = [models.UniqueConstraint(fields=["dossier", "kind", "no"], name="dossier_duty_key")]
        # Each part of a person's list reads one of these from its start.
        indexes = [
            models.Index(fields=["holder_id", "due_at", "id"], name="dossier_duty_holder"),
            models.Index(fields=["agency_id", "role", "unit_id", "due_at", "id"], name="dossier_duty_post"),
            models.Index(fields=["told_agency_id", "told_role", "due_at", "id"], name="dossier_duty_told"),
        ]


class AskedOpinion(models.Model):
    """One opinion asked of an agency, as its own lateness counts (domain §2.5): until when, and when it answered."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    no = models.IntegerField()
    agency_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "asked_opinion"
        verbose_name = verbose_name_plural = "ý kiến được hỏi"
        constraints = [models.UniqueConstraint(fields=["dossier", "no"], name="asked_opinion_key")]
        indexes = [models.Index(fields=["agency_id", "due_at", "id"], name="asked_opinion_agency")]


class LateSum(models.Model):
    """How many dossiers of an agency and sector, due in a month, are late; how many of them still open, apologised for, explained.

    Kept in the transactions that make a dossier late, so that a head's shares are sums and never scans.
    """

    agency_id = models.BigIntegerField()
    sector = models.CharField(max_length=160)
    due_month = models.DateField()
    late = models.IntegerField()
    open_late = models.IntegerField()
    apologised = models.IntegerField()
    explained = models.IntegerField()

    class Meta:
        db_table = "late_sum"
        verbose_name = verbose_name_plural = "số hồ sơ quá hạn"
        constraints = [models.UniqueConstraint(fields=["agency_id", "sector", "due_month"], name="late_sum_key")]


class LateDossier(models.Model):
    """One dossier that the sums of late dossiers count, so that each number leads to the dossiers behind it.

    Written beside the sums, in the same statements' turn. `due_at` is the legal due date it missed.
    """

    dossier = models.OneToOneField(Dossier, primary_key=True, on_delete=models.PROTECT, related_name="+")
    agency_id = models.BigIntegerField()
    sector = models.CharField(max_length=160)
    due_at = models.DateTimeField()
    is_open = models.BooleanField()
    is_apologised = models.BooleanField()
    is_explained = models.BooleanField()

    class Meta:
        db_table = "late_dossier"
        verbose_name = verbose_name_plural = "hồ sơ quá hạn"
        # A head's lists read the first from their agency's start, those of the province the second.
        indexes = [
            models.Index(fields=["agency_id", "due_at", "dossier"], name="late_dossier_agency"),
            models.Index(fields=["due_at", "dossier"], name="late_dossier_due"),
        ]
