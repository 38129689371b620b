"""Filters and tags of every template (a builtin library: no {% load %} needed)."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from gongkai.engines.search.highlight import highlight
from gongkai.kernel.clock import default_calendar, today
from gongkai.kernel.hanzi import titles

register = template.Library()

_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/x-ole-storage": "Office",
    "application/zip": "ZIP",
    "image/png": "PNG",
    "image/jpeg": "JPG",
    "image/gif": "GIF",
    "text/csv": "CSV",
    "text/plain": "TXT",
}


def english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


@register.filter
def within(title: str) -> str:
    """A title for between book-title marks: 关于印发〈…办法〉的通知."""
    return titles.within(title)


@register.filter
def zh_date(day: date | datetime | None) -> str:
    """2016年3月8日; 8 March 2016 on English pages; empty for none. An instant counts by its day in China."""
    if not day:
        return ""
    if isinstance(day, datetime):
        day = localtime(day).date()
    if english():
        return date_format(day, "j F Y")
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def zh_instant(at: datetime | None) -> str:
    """2016年3月8日 09:30."""
    return f"{zh_date(at)} {localtime(at):%H:%M}" if at else ""


@register.filter
def iso(day: date | datetime | None) -> str:
    """2016-03-08, for lists and for `datetime` attributes; an instant with its time and offset."""
    if not day:
        return ""
    return localtime(day).isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


@register.filter
def short_day(day: date | None) -> str:
    """03-08 in a day of this year, 2016-03 in others: for narrow lists."""
    if not day:
        return ""
    return f"{day:%m-%d}" if day.year == today().year else f"{day:%Y-%m}"


@register.filter
def workdays_after(day: date | None, start: date | None) -> int | None:
    """How many working days `day` lies after `start`; None when one is missing or it lies before."""
    if not day or not start or day < start:
        return None
    return default_calendar().working_days_between(start, day)


@register.filter
def filesize(size: int) -> str:
    """38 KB, 1.4 MB: in units of 1024."""
    if size < 1024:
        return ngettext("%(n)d 字节", "%(n)d 字节", size) % {"n": size}
    if size < 1024**2:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024**2:.1f} MB"


@register.filter
def type_name(media_type: str) -> str:
    """PDF, DOCX …: what a media type is called by people."""
    return _TYPES.get(media_type) or gettext("文件")


@register.filter
def translated(text: str) -> str:
    """A word of the data (the title of a kind, a topic) in the language of the page."""
    return gettext(text) if text else ""


@register.filter
def share(part: int, whole: int) -> int:
    """`part` of `whole` in percent, for the length of a bar; 0 when there is no whole."""
    return round(100 * part / whole) if whole else 0


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file; the plain one where nothing was collected yet, so no page breaks."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def marked(text: str, terms: Iterable[str], width: int | None = None) -> SafeString:
    """The text, escaped, found words in <mark>; with `width`, only the passage that shows most of them."""
    segments = highlight(text, terms, width=width)
    return format_html_join("", "{}", ((_segment(segment.text, segment.marked),) for segment in segments))


def _segment(text: str, is_marked: bool) -> SafeString:
    return format_html("<mark>{}</mark>" if is_marked else "{}", text)


@register.filter
def as_typed(text: str) -> SafeString:
    """What a reader typed, escaped, its Chinese characters as numbers: the traditional-script view of a page
    turns characters only, so a name goes back as it was written."""
    return SafeString("".join(c if c.isascii() and c not in "<>&\"'" else f"&#{ord(c)};" for c in text))


@register.filter
def scrollable(body: str) -> str:
    """A sanitised body with each table in a box of its own that scrolls on narrow screens.

    The box can be reached by the keyboard, so that it can be scrolled with it.
    """
    label = gettext("表格，可左右滚动")
    start = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table'
    return body.replace("<table", start).replace("</table>", "</table></div>")


@register.filter
def split_words(text: str) -> list[str]:
    """The words of a text, parted by blanks."""
    return text.split()


_VALIDITY_TAGS = {"current": "ok", "not_yet": "soon", "lapsed": "off", "repealed": "off"}


@register.filter
def validity_class(value: str) -> str:
    """The class of the tag that says a validity; the word in it says it too."""
    return _VALIDITY_TAGS.get(value, "")
