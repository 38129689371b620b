"""Saved views: kept under a name, by whoever keeps them, not without end."""

import pytest

from gongkai.engines.agencies import saved_views
from gongkai.kernel.flow import Refused
from tests.county import County


def test_kept_changed_and_dropped_by_their_owner(county: County) -> None:
    kept = saved_views.keep_view(county.zhou_min, page="documents", name=" 草稿 ", query="state=draft")
    again = saved_views.keep_view(county.zhou_min, page="documents", name="草稿", query="state=live")
    assert (again.pk, again.query) == (kept.pk, "state=live")
    saved_views.keep_view(county.tang_ke, page="documents", name="草稿", query="")
    saved_views.drop_view(county.tang_ke, kept.pk)
    assert [one.name for one in saved_views.views_of(county.zhou_min, "documents")] == ["草稿"]
    assert saved_views.views_of(county.zhou_min, "duties") == []
    saved_views.drop_view(county.zhou_min, kept.pk)
    assert saved_views.views_of(county.zhou_min, "documents") == []


def test_a_view_needs_a_name_and_there_is_a_limit(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="请填写视图名称"):
        saved_views.keep_view(county.zhou_min, page="documents", name=" ", query="")
    monkeypatch.setattr(saved_views, "MOST", 1)
    saved_views.keep_view(county.zhou_min, page="documents", name="一", query="")
    with pytest.raises(Refused, match="最多保存1个视图"):
        saved_views.keep_view(county.zhou_min, page="documents", name="二", query="")
    saved_views.keep_view(county.zhou_min, page="documents", name="一", query="a=1")
