"""Points 分值: exact fractions as official figures, at most two decimals."""

from decimal import Decimal
from fractions import Fraction

from django import template

from gongkai.oversight.assessment.scoring import rounded

register = template.Library()


@register.filter
def points(value: Fraction | Decimal | int | None) -> str:
    """7.5, 33.33, 10; a dash where there is none."""
    if value is None:
        return "—"
    found = rounded(Fraction(value)).normalize()
    return f"{found:f}"
