"""办文: an edition goes through the gates of its agency's law, each time by somebody who has not had it in hand."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from gongkai.affairs.documents import actions, course, gates, interpretation, normative, package, settling
from gongkai.affairs.documents.elements import KIND
from gongkai.affairs.documents.findings import open_findings
from gongkai.affairs.documents.models import Edition, Gate, State
from gongkai.affairs.documents.standing_in import authors
from gongkai.demo.cast import Act, Cast, chosen, moment
from gongkai.demo.course_texts import Returned
from gongkai.demo.texts import Text
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening.personal.identity import check_digit
from gongkai.kernel.clock import CHINA, today
from gongkai.kernel.flow import Refused

# Who is entrusted where a law asks for a gate that the agency has nobody for.
_ROLES: dict[str, str] = {
    Gate.SECRECY: "secrecy_reviewer",
    Gate.LEGALITY: "legality_reviewer",
    Gate.WORDING: "liaison",
    Gate.DISCLOSURE: "openness_office",
    Gate.JOINT: "approver",
}
# Why what screening finds may stand, by its kind.
_WHY = {
    "copy": "按期更新的目录、统计和格式文本，与上一期格式相同，内容已逐项核对更新。",
    "landline": "对外公开的办公和咨询电话，应当公开。",
    "": "已逐处核对，属于依法应当公开的内容。",
}
# A birthday and a sequence number in the text of a list: the identity number that the drafter has copied there.
_IDENTITY = re.compile(r"【身份证(\d{4})-(\d\d)-(\d\d)/(\d{3})】")
Find = Callable[[], Edition]


def clock(day: date, hour: int, minute: int, key: str) -> datetime:
    """A time of that day within twenty minutes from the one named, the same at every telling."""
    return datetime.combine(day, time(hour, minute), CHINA) + timedelta(minutes=chosen(20, key))


def seen_through(cast: Cast, text: Text, day: date, hour: int, find: Find) -> Iterator[Act]:
    """What is done with a draft on one day: sent up, reviewed, signed, and published at that hour."""
    yield Act(clock(day, 9, 35, text.slug), lambda: send_up(cast, text, find()))
    yield Act(clock(day, 10, 5, text.slug), lambda: review(cast, find()))
    yield Act(clock(day, 11, 30, text.slug), lambda: sign(cast, find()))
    yield Act(moment(day, hour, text.slug), partial(publish, cast, text, find))


def with_numbers(body: str, area: str) -> str:
    """The text as its drafter has it: with the identity numbers of people who do not exist, of no real area."""

    def number(match: re.Match[str]) -> str:
        first = area + "".join(match.groups())
        return first + check_digit(first)

    return _IDENTITY.sub(number, body)


def send_up(cast: Cast, text: Text, edition: Edition) -> None:
    """The drafter sends it up; what screening stops he masks, or keeps and says why, and sends it up again."""
    if edition.state != State.DRAFT:
        return
    first = cast.officers[edition.drafted_by]
    by = cast.who(Permission.DRAFT_DOCUMENTS, edition.document.agency, first)
    try:
        course.send_up(edition, by=by)
    except Refused:
        found = list(open_findings(edition))
        if not found:
            raise
        if masks := [one.pk for one in found if one.kind == "identity"]:
            settling.mask(edition, by=by, findings=masks)
        # A mask settles what else was found there: a name beside the number.
        for one in open_findings(edition):
            if one.pk not in masks:
                settling.keep(edition, by=by, findings=[one.pk], reason=_WHY.get(one.kind, _WHY[""]))
        course.send_up(edition, by=by)


def review(cast: Cast, edition: Edition) -> None:
    """Every gate that is open, each passed by another person."""
    if edition.state != State.REVIEWING:
        return
    for gate in gates.needed(edition):
        if not gate.passed:
            by = _reviewer(cast, edition, gate)
            course.pass_gate(edition, by=by, gate=gate.gate, checked=gate.checklist, agency=gate.agency)


def send_back(cast: Cast, edition: Edition, returned: Returned) -> None:
    """The reviewer at that gate sends it back and says why."""
    gate = next(one for one in gates.needed(edition) if one.gate == returned.gate)
    by = _reviewer(cast, edition, gate)
    course.send_back(edition, by=by, reason=returned.reason, gate=gate.gate, agency=gate.agency)


def sign(cast: Cast, edition: Edition) -> None:
    """The leader signs."""
    if edition.state == State.REVIEWING:
        agency = edition.document.agency
        by = cast.another(Permission.SIGN_DOCUMENTS, agency, "approver", authors(edition))
        course.sign(edition, by=by)


_CARRIER = "青原县人民政府门户网站规范性文件库"


def publish(cast: Cast, text: Text, find: Find) -> None:
    """The liaison publishes it; where the law wants the interpretation at the same time, that is signed before."""
    edition = find()
    if edition.state != State.SIGNED:
        return
    if package.brings_interpretation(edition):
        for one in interpretation.of(edition.document):
            send_up(cast, text, one)
            review(cast, _again(one))
            sign(cast, _again(one))
    agency = edition.document.agency
    by = cast.who(Permission.PUBLISH_DOCUMENTS, agency, cast.officers[text.officer])
    document = actions.publish(edition, by=by).document
    if document.kind == KIND:
        # Only what stands in the prescribed carrier may be cited as a basis (GD-20c).
        normative.note_carrier(document, by=by, carrier=_CARRIER, on=today())


def _again(edition: Edition) -> Edition:
    return Edition.objects.select_related("document__agency").get(pk=edition.pk)


def _reviewer(cast: Cast, edition: Edition, gate: gates.Needed) -> Officer:
    return cast.another(gate.permission, gate.agency, _ROLES[gate.gate], authors(_again(edition)))
