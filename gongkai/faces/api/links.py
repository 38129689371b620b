"""Links 链接: from the answers to the pages for people, always the ones in simplified Chinese."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def page(name: str, *args: object) -> str:
    """The full address of a page of the portal."""
    # Addresses carry the language of the reader; the API's answers must not depend on who asks.
    with override(settings.LANGUAGE_CODE):
        return f"{settings.GONGKAI_ORIGIN}{reverse(name, args=args)}"
