"""Filters of the workbench's own templates."""

from collections.abc import Mapping

from django import template
from django.forms import BaseForm

from gongkai.engines.agencies import queries as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.notices import queries as notices
from gongkai.faces.ui.context import Site
from gongkai.faces.ui.context import site_facts as facts_of_site
from gongkai.faces.workbench import figures

register = template.Library()


@register.simple_tag
def site_facts() -> Site:
    """The site's own facts, on pages where the sign-in machinery calls something else `site`."""
    return facts_of_site()


@register.filter
def summary(form: BaseForm) -> list[dict[str, str]]:
    """What `ui/errors.html` shows: each fault as a sentence, linked to the field where it is mended.

    A fault of the whole form leads to its first field.
    """
    visible = [bound for bound in form if not bound.is_hidden]
    first = visible[0].id_for_label if visible else ""
    faults = [{"field": first, "sentence": str(sentence)} for sentence in form.non_field_errors()]
    for bound in visible:
        # Radio buttons and tick boxes have no one label: there the fieldset is the place.
        place = bound.id_for_label or bound.auto_id
        faults += [{"field": place, "sentence": str(sentence)} for sentence in bound.errors]
    return faults


@register.simple_tag
def person(people: Mapping[str, str], handle: str) -> str:
    """The name behind a user name; the user name itself where there is none, as for the system."""
    return people.get(handle, handle)


@register.filter
def percent(share: float | None) -> str:
    """A share of what was owed, as a page shows it."""
    return figures.percent(share)


@register.filter
def oversees(officer: object) -> bool:
    """Whether he sees the duties of more agencies than one; False for nobody."""
    return isinstance(officer, Officer) and agencies.oversees(officer, Permission.READ_DUTIES)


@register.filter
def holds(officer: object, permissions: str) -> bool:
    """Whether he holds any of these permissions, parted by blanks, for some agency today; False for nobody."""
    wanted = set(permissions.split())
    return isinstance(officer, Officer) and any(
        wanted & ROLES[grant.role].permissions
        for grant in agencies.grants_in_force(officer)
        if grant.role in ROLES
    )


@register.filter
def unread(officer: object) -> str:
    """How many notices he has not read, “99+” for more; empty for none and for nobody."""
    count = notices.unseen_count(officer) if isinstance(officer, Officer) else 0
    return "" if not count else f"{notices.MOST_COUNTED}+" if count > notices.MOST_COUNTED else str(count)
