"""Sessions that have ended leave nothing behind."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from gongkai.engines.agencies.sessions import forget_ended
from gongkai.kernel.clock import now


@pytest.mark.django_db
def test_only_what_has_ended_is_deleted() -> None:
    Session.objects.create(session_key="over", session_data="x", expire_date=now() - timedelta(seconds=1))
    Session.objects.create(session_key="open", session_data="x", expire_date=now() + timedelta(hours=1))
    assert forget_ended() == 1
    assert [one.session_key for one in Session.objects.all()] == ["open"]
    assert forget_ended() == 0
