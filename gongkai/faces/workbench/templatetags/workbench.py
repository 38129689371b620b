"""Filters of the workbench's own templates."""

from django import template
from django.forms import BaseForm

from gongkai.faces.ui.context import Site
from gongkai.faces.ui.context import site_facts as facts_of_site

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
        faults += [{"field": bound.id_for_label, "sentence": str(sentence)} for sentence in bound.errors]
    return faults
