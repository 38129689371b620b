"""讲述文件: the county's documents are drafted, reviewed, signed, published, corrected, withdrawn on their days."""

import csv
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from io import StringIO

from gongkai.affairs.documents import actions, course, interpretation
from gongkai.affairs.documents.assembly import name_joint_agencies
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.consultation import note_consultation
from gongkai.affairs.documents.interpreting import describe_interpretation
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.standing_in import authors
from gongkai.affairs.documents.withheld import Verdict, look_again
from gongkai.affairs.negative_list.queries import entries
from gongkai.demo.cast import Act, Cast, moment
from gongkai.demo.seeing import clock, seen_through, send_back, send_up, with_numbers
from gongkai.demo.texts import TableFile, Text
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.hanzi.titles import within

# What every interpretation tells of, when nobody has got further than that.
OUTLINE = """一、背景依据

{title}已经起草完成，现就出台的背景和依据作初步说明。

二、主要目的

说明文件要解决的问题和预期的效果。

三、起草过程

说明调研、征求意见、审核的经过。

四、主要内容

逐条说明对群众办事有影响的措施。

五、下一步工作

说明实施的时间安排和咨询方式。
"""


def acts(cast: Cast, texts: list[Text]) -> Iterator[Act]:
    """What is done about these documents."""
    days = {text.slug: text.published_on for text in texts}
    for text in texts:
        yield from _first_edition(cast, text, days)
        for number, change in enumerate(text.changes, 1):
            yield Act(clock(change.on, 8, 35, text.slug), partial(_revise, cast, text, number))
            yield from seen_through(cast, text, change.on, 16, partial(_newest, cast, text))
        if text.withdrawal is not None:
            yield Act(moment(text.withdrawal.on, 17, text.slug), partial(_withdraw, cast, text))


def _first_edition(cast: Cast, text: Text, days: dict[str, date]) -> Iterator[Act]:
    newest = partial(_newest, cast, text)
    day, withheld, returned = text.published_on, text.way.withheld, text.way.returned
    # The interpretation is drafted with its document, which is not signed without one.
    interpreted = [days[one.target] for one in text.relations if one.type == "interprets"]
    hour, minute = (9, 5) if interpreted else (8, 35)
    begun = returned.on if returned else withheld.on if withheld else min(interpreted, default=day)
    yield Act(clock(begun, hour, minute, text.slug), partial(_draft, cast, text))
    if returned is not None:
        yield Act(clock(begun, 9, 35, text.slug), lambda: send_up(cast, text, newest()))
        yield Act(clock(begun, 15, 5, text.slug), lambda: send_back(cast, newest(), returned))
        yield Act(clock(day, 8, 35, text.slug), lambda: _mend(cast, text))
    if withheld is not None:
        yield from list(seen_through(cast, text, begun, 15, newest))[:-1]
        yield Act(clock(begun, 15, 5, text.slug), lambda: _withhold(cast, text))
        yield Act(clock(day, 8, 35, text.slug), lambda: _look_again(cast, text))
    yield Act(clock(day, 9, 25, text.slug), lambda: _outline(cast, text))
    # An interpretation follows its document, the same afternoon.
    yield from seen_through(cast, text, day, 16 if interpreted else 15, newest)


def _newest(cast: Cast, text: Text) -> Edition:
    found = cast.documents[text.slug].editions.select_related("document__agency").order_by("-number").first()
    assert found is not None
    return found


def _drafter(cast: Cast, text: Text) -> Officer:
    return cast.who(Permission.DRAFT_DOCUMENTS, cast.agencies[text.agency], cast.officers[text.officer])


def _body(cast: Cast, text: Text, changes: int = 0) -> str:
    return from_text(with_numbers(text.body_after(changes), cast.county.area_code))


def _draft(cast: Cast, text: Text) -> None:
    agency, drafter = cast.agencies[text.agency], _drafter(cast, text)
    body, returned = _body(cast, text), text.way.returned
    if returned is not None:
        body = from_text(text.body.replace(returned.then, returned.first))
    edition = actions.draft(
        by=drafter,
        agency=agency,
        kind=text.kind,
        title=text.title,
        body=body,
        topics=text.topics,
        doc_number=text.doc_number or "",
        issuers=[one.name for one in (agency, *(cast.agencies[slug] for slug in text.way.joint))],
        issued_on=text.issued_on,
        effective_on=text.effective_on,
        expires_on=text.expires_on,
    )
    for file in text.attachments:
        actions.attach(
            edition,
            by=drafter,
            name=file.name,
            data=_file(file),
            text="\n".join(" ".join(row) for row in file.rows),
        )
    document = cast.documents[text.slug] = edition.document
    for relation in text.relations:
        actions.relate(document, by=drafter, type=relation.type, target=cast.documents[relation.target])
    if text.way.joint:
        name_joint_agencies(edition, by=drafter, agencies=[cast.agencies[slug] for slug in text.way.joint])
    if text.way.consultation is not None:
        note_consultation(edition, by=drafter, **asdict(text.way.consultation))
    if text.way.reading is not None:
        describe_interpretation(edition, by=drafter, **asdict(text.way.reading))
    if text.way.withheld is not None:
        _classify(cast, text, edition, drafter)


def _outline(cast: Cast, text: Text) -> None:
    """Where the law asks for an interpretation and nobody has written one, it is begun: the same draft for all."""
    edition = _newest(cast, text)
    if not interpretation.is_required(edition) or interpretation.of(edition.document):
        return
    by = _drafter(cast, text)
    outline = actions.draft(
        by=by,
        agency=edition.document.agency,
        kind=interpretation.KIND,
        title=f"《{within(text.title)}》解读",
        body=from_text(OUTLINE.format(title=text.title)),
        topics=text.topics,
    )
    actions.relate(outline.document, by=by, type="interprets", target=edition.document)


def _mend(cast: Cast, text: Text) -> None:
    edition = _newest(cast, text)
    actions.edit(edition, by=_drafter(cast, text), version=edition.version, body=_body(cast, text))


def _classify(cast: Cast, text: Text, edition: Edition, by: Officer) -> None:
    withheld = text.way.withheld
    assert withheld is not None
    entry = entries(edition.document.agency).get(code=withheld.entry)
    course.classify(
        edition, by=by, attribute="exempt", ground=entry.ground, entry=entry, reason=withheld.reason
    )


def _withhold(cast: Cast, text: Text) -> None:
    edition = _newest(cast, text)
    agency = edition.document.agency
    course.withhold(edition, by=cast.who(Permission.PUBLISH_DOCUMENTS, agency, cast.officers[text.officer]))


def _look_again(cast: Cast, text: Text) -> None:
    edition, withheld = _newest(cast, text), text.way.withheld
    assert withheld is not None
    agency = edition.document.agency
    by = cast.another(Permission.REVIEW_DISCLOSURE, agency, "openness_office", authors(edition))
    look_again(by=by, agency=agency, verdicts={edition: Verdict(reopen=True, reason=withheld.opened)})


def _revise(cast: Cast, text: Text, number: int) -> None:
    document = cast.documents[text.slug]
    by = cast.who(Permission.CORRECT_DOCUMENTS, document.agency, cast.officers[text.officer])
    actions.revise(document, by=by, note=text.changes[number - 1].note, body=_body(cast, text, number))


def _withdraw(cast: Cast, text: Text) -> Edition:
    document = cast.documents[text.slug]
    assert text.withdrawal is not None and text.withdrawal.reason is not None
    return actions.withdraw(
        document,
        by=cast.who(Permission.WITHDRAW_DOCUMENTS, document.agency, cast.officers[text.officer]),
        reason=text.withdrawal.reason,
    )


def _file(file: TableFile) -> bytes:
    """The table as comma-separated text that spreadsheet programs open in the right encoding."""
    out = StringIO()
    csv.writer(out).writerows(file.rows)
    return out.getvalue().encode("utf-8-sig")
