"""Sessions 会话: those that have ended are deleted, of officers and of visitors alike."""

from django.contrib.sessions.models import Session

from gongkai.kernel.clock import now


def forget_ended() -> int:
    """Delete the sessions whose time is over, and whatever they held; a worker calls it. Returns how many."""
    return Session.objects.filter(expire_date__lt=now()).delete()[0]
