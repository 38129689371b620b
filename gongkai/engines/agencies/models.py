"""Agencies, accounts, officers and the roles granted to them."""

from datetime import date
from typing import ClassVar, Protocol

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies import credit_code
from gongkai.engines.agencies.permissions import ROLES, Permission


def check_credit_code(code: str) -> None:
    """Django validator of a unified social credit code."""
    if sentence := credit_code.fault(code):
        raise ValidationError(sentence)


class AgencyKind(models.TextChoices):
    PROVINCE = "province", _("省级政府")
    CITY = "city", _("市级政府")
    COUNTY = "county", _("县级政府")
    DEPARTMENT = "department", _("部门")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("村（居）")
    # Known only as the issuer of documents that were taken over; owes nothing here.
    OTHER = "other", _("其他机关")


class Agency(models.Model):
    """An organ that owes openness; what `regulations art 12, 20(2)` wants published of it is here."""

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=50)
    kind = models.CharField(max_length=16, choices=AgencyKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Slugs from the root down, each closed by "/": everything below is one prefix.
    path = models.CharField(max_length=500, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    credit_code = models.CharField(
        max_length=18, unique=True, null=True, blank=True, validators=[check_credit_code]
    )
    # Opens every index number 索引号 of the agency: its organisation code, or its own code if none.
    index_code = models.CharField(max_length=16, unique=True)
    number_code = models.CharField(max_length=30, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    functions = models.TextField(blank=True)
    principal = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "agency"
        ordering = ["position", "path"]
        indexes = [models.Index(fields=["kind"], name="agency_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="agency_closed_after_opened",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("agency", self.slug)


class UserManager(BaseUserManager["User"]):
    """Finds an account by its user name, letter by letter."""


class User(AbstractBaseUser):
    """An account that signs in. What it may do follows from the officer behind it, never from here."""

    username = models.CharField(_("用户名"), max_length=150, unique=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.username


class Actor(Protocol):
    """Whoever acts: an officer, or the machine itself at the command line."""

    @property
    def handle(self) -> str:
        """The name that the ledger keeps."""

    def may(self, permission: Permission, agency: Agency) -> bool:
        """Whether the actor holds this permission for this agency."""


class Officer(models.Model):
    """A person in an agency."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="officer")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    # A part of the secret address of the officer's calendar feed; another one makes the old address useless.
    feed_key = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "officer"
        ordering = ["agency__position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="officer_until_after_since"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        return self.user.username

    @property
    def subject(self) -> tuple[str, str]:
        return ("officer", self.user.username)

    def may(self, permission: Permission, agency: Agency) -> bool:
        """Looked up in the grants that hold today; without one, no."""
        from gongkai.engines.agencies.queries import grants_in_force

        return any(grant.gives(permission, agency) for grant in grants_in_force(self))


class Grant(models.Model):
    """A role held by an officer at an agency for a time."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=32)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="grants")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "role_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "role", "agency"], condition=Q(until=None), name="grant_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="grant_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.role} @ {self.agency}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day; `until` is the first day it no longer is."""
        return self.since <= day and (self.until is None or day < self.until)

    def gives(self, permission: Permission, agency: Agency) -> bool:
        """Whether this role, where it was granted, carries the permission to that agency."""
        role = ROLES.get(self.role)
        if role is None or permission not in role.permissions:
            return False
        return agency.pk == self.agency_id or (role.below and agency.path.startswith(self.agency.path))


class Delegation(models.Model):
    """The roles of an officer, lent to a colleague while he is away; `until` is the first day they no longer are.

    What is lent is read from the grants of the day (`queries.grants_in_force`), so it never exceeds them.
    """

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="delegations")
    to = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "role_delegation"
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["to", "until"], name="delegation_held")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="delegation_has_days"),
            models.CheckConstraint(condition=~Q(to=F("officer")), name="delegation_to_another"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="delegation_ended_who_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} → {self.to}"


class SavedView(models.Model):
    """A list of the workbench that an officer keeps under a name: the page and its query."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=32)
    name = models.CharField(max_length=50)
    query = models.CharField(max_length=1000)

    class Meta:
        db_table = "saved_view"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["officer", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
