"""申请的经过: the steps of a case, each taken through its action by whoever of the agency may take it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape

from django.db.models import Q

from gongkai.affairs.applications import clocks
from gongkai.affairs.applications.actions import (
    charging,
    closing,
    consulting,
    correcting,
    deciding,
    delivering,
    extending,
    grouping,
    opening,
    privacy,
    rating,
    receiving,
    remedies,
)
from gongkai.affairs.applications.identity import APPLICANT, Identity
from gongkai.affairs.applications.models import (
    Addressee,
    Application,
    Channel,
    Consultation,
    Delivery,
    Letter,
    Remedy,
)
from gongkai.demo.applications_texts import Course, Step, Subject
from gongkai.demo.cast import OFFICE, Cast, chosen
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.files import Official, to_docx
from gongkai.kernel.clock import default_calendar, today


@dataclass(frozen=True)
class Case:
    """One thing that somebody asks of an agency, and what he says about how he wants it."""

    key: str
    subject: Subject
    one: str  # of subject.of
    course: Course
    identity: Identity
    kind: str
    channel: str
    delivery: str
    medium: str

    @property
    def wanted(self) -> str:
        return self.subject.wanted.format(self.one)


@dataclass
class Tale:
    """A case as far as it has gone: its applications by the letters that steps call them by."""

    cast: Cast
    case: Case
    applications: dict[str, Application] = field(default_factory=dict)
    asked: dict[str, Consultation] = field(default_factory=dict)
    remedy: Remedy | None = None

    def take(self, step: Step) -> None:
        """Take a step of the case's course."""
        verb = f"_{step.verb}"
        doing: Callable[..., None] = getattr(self, verb)
        doing(step.whose, *step.words)

    def deliver(self, whose: str) -> None:
        """The letters to the applicant that have not arrived yet do: the way that he has chosen."""
        application, way = self.applications[whose], self.case.delivery
        letters = self._letters(application, Addressee.APPLICANT)
        if way == Delivery.WEB:
            # He reads the last one there; the page itself told him what the others say.
            delivering.open_letter(letters[-1], by=APPLICANT)
        else:
            for letter in letters:
                self._arrive(letter, way)

    def serve(self, whose: str) -> None:
        """The letters to those who are asked arrive by registered mail."""
        for to in (Addressee.THIRD_PARTY, Addressee.CO_MAKER):
            for letter in self._letters(self.applications[whose], to):
                self._arrive(letter, Delivery.POST)

    def rate(self, whose: str, stars: int, words: str) -> None:
        """The applicant says how he was served."""
        rating.rate(self.applications[whose], by=APPLICANT, stars=stars, words=words)

    def archive(self, whose: str) -> None:
        """The file goes into the archive."""
        closing.archive(self.applications[whose], by=self._registrar(self._place(whose)))

    # Who does it.

    def _place(self, whose: str) -> Agency:
        return self.applications[whose].agency if whose in self.applications else self._agency

    @property
    def _agency(self) -> Agency:
        return self.cast.agencies[self.case.subject.agency]

    def _registrar(self, agency: Agency) -> Officer:
        return holding(self.cast, agency, "liaison")

    def _handler(self, whose: str) -> Officer:
        return holding(self.cast, self._place(whose), "undertaker", "liaison")

    def _head(self, whose: str) -> Officer:
        return holding(self.cast, self._place(whose), "disclosure_head")

    def _signer(self, whose: str) -> Officer:
        return holding(self.cast, self._place(whose), "approver")

    # The receipt.

    def _submit(self, whose: str) -> None:
        """The first asks for what the case is about, another one for what `also` says, or the same again."""
        case, agency = self.case, self._agency
        also = "" if whose == "a" else self._said("also").format(case.one)
        found = receiving.submit(
            by=APPLICANT if case.channel == Channel.WEB else self._registrar(agency),
            agency=agency,
            kind=case.kind,
            identity=case.identity,
            wanted=also or case.wanted,
            medium=case.medium,
            delivery=case.delivery,
            channel=case.channel,
            suggests_publication=case.one in case.subject.suggests,
        )
        self.applications[whose] = found.application

    def _confirm(self, whose: str) -> None:
        application = self.applications[whose]
        receiving.confirm_receipt(application, by=self._registrar(application.agency))

    def _entrust(self, whose: str) -> None:
        agency, handler = self._place(whose), self._handler(whose)
        receiving.entrust(
            self.applications[whose], by=self._registrar(agency), undertaker=agency, officer=handler
        )

    def _accept(self, whose: str) -> None:
        receiving.accept(self.applications[whose], by=self._handler(whose))

    def _ask_correction(self, whose: str, days: str = "10") -> None:
        by = self._handler(whose)
        items = self._said("items").split("|")
        correcting.ask_correction(
            self.applications[whose], by=by, items=items, correct_by=_working_days_from_now(days)
        )

    def _corrected(self, whose: str) -> None:
        by = APPLICANT if self.case.channel == Channel.WEB else self._registrar(self._place(whose))
        wanted = f"{self.case.wanted}（{self._said('corrected')}）"
        correcting.take_correction(self.applications[whose], by=by, wanted=wanted)

    def _lapse_uncorrected(self, whose: str) -> None:
        correcting.lapse_uncorrected(self.applications[whose], by=self._handler(whose))

    # What happens on the way.

    def _third_party(self, whose: str) -> None:
        by = self._handler(whose)
        self.asked["third_party"] = consulting.ask_third_party(
            self.applications[whose], by=by, party=self._said("party"), about=self._said("about")
        )

    def _co_maker(self, whose: str, slug: str) -> None:
        by, agency = self._handler(whose), self.cast.agencies[slug]
        self.asked["co_maker"] = consulting.ask_co_maker(
            self.applications[whose], by=by, agency=agency, about=self._said("about")
        )

    def _opinion(self, whose: str, kind: str, answer: str) -> None:
        reasons = self._said("objection") if answer != "agrees" else ""
        consulting.note_opinion(self.asked[kind], by=self._handler(whose), answer=answer, reasons=reasons)

    def _propose(self, whose: str) -> None:
        extending.propose_extension(
            self.applications[whose], by=self._handler(whose), reason=self._said("why")
        )

    def _consent(self, whose: str) -> None:
        extending.consent_extension(self.applications[whose], by=self._head(whose))

    def _decline(self, whose: str) -> None:
        reason = self._said("declined")
        extending.decline_extension(self.applications[whose], by=self._head(whose), reason=reason)

    def _ask_reasons(self, whose: str) -> None:
        question = self._said("question")
        extending.ask_reasons(self.applications[whose], by=self._handler(whose), question=question)

    def _note_reasons(self, whose: str) -> None:
        answer = self._said("answer")
        extending.note_reasons(self.applications[whose], by=self._handler(whose), reasons=answer)

    def _delay(self, whose: str, days: str) -> None:
        extending.delay(
            self.applications[whose], by=self._head(whose), answer_by=_working_days_from_now(days)
        )

    def _fee(self, whose: str, way: str, pages: str = "0") -> None:
        charging.notice_fee(self.applications[whose], by=self._handler(whose), way=way, pages=int(pages))

    def _paid(self, whose: str) -> None:
        charging.note_payment(self.applications[whose], by=self._handler(whose))

    def _waive(self, whose: str) -> None:
        reason = self._said("waiver")
        charging.waive_fee(self.applications[whose], by=self._handler(whose), reason=reason)

    def _lapse_unpaid(self, whose: str) -> None:
        charging.lapse_unpaid(self.applications[whose], by=self._handler(whose))

    def _split(self, whose: str) -> None:
        parts = [part.format(self.case.one) for part in self._said("parts").split("|")]
        by = self._registrar(self._place(whose))
        made = grouping.split(self.applications[whose], by=by, parts=parts)
        self.applications |= dict(zip("abcd", made, strict=False))

    def _merge(self, whose: str, into: str) -> None:
        by = self._handler(whose)
        grouping.merge(self.applications[whose], by=by, into=self.applications[into])

    def _urge(self, whose: str) -> None:
        application = self.applications[whose]
        assert clocks.days_late(clocks.reply_of(application)) > 0, f"{self.case.key} is urged when it is late"
        remedies.urge(application, by=holding(self.cast, self.cast.agencies[OFFICE], "openness_office"))

    def _reissue(self, whose: str) -> None:
        privacy.reissue_code(self.applications[whose], by=self._registrar(self._place(whose)))

    # How it ends.

    def _search(self, whose: str, found: str) -> None:
        agency = self._place(whose)
        deciding.note_search(
            self.applications[whose],
            by=self._handler(whose),
            place=self._said("where").format(agency.short_name),
            words=self.case.one,
            found=found == "found",
            result=self._said("result"),
        )

    def _draft(self, whose: str) -> None:
        course, subject = self.case.course, self.case.subject
        earlier = self.applications["a"] if course.outcome == "np_repeat" else None
        if earlier is not None:
            earlier.refresh_from_db()
        # A course that says how an applicant asks again tells of the first answer too.
        first = earlier is not None and whose == "a"
        gives = (course.outcome, course.variant) in (("granted", "provided"), ("partial", "redacted"))
        deciding.draft_reply(
            self.applications[whose],
            by=self._handler(whose),
            outcome="granted" if first else course.outcome,
            variant="provided" if first else course.variant,
            ground=course.ground,
            reasons=course.reasons or (subject.reasons if course.outcome != "granted" else ""),
            link=self._link_to_document() if course.variant == "already_public" else "",
            organ=self._said("organ"),
            earlier=None if first else earlier,
            public_interest=self._said("interest"),
            files=[self._file(course.variant == "redacted")] if first or gives else (),
        )

    def _link_to_document(self) -> str:
        return self.cast.documents[self.case.subject.document].index_number

    def _return(self, whose: str) -> None:
        deciding.return_draft(self.applications[whose], by=self._signer(whose), reason=self._said("returned"))

    def _sign(self, whose: str) -> None:
        deciding.sign(self.applications[whose], by=self._signer(whose))

    def _withdraw(self, whose: str) -> None:
        closing.withdraw(self.applications[whose], by=APPLICANT)

    def _transfer(self, whose: str, slug: str) -> None:
        """The application at the other agency is called b."""
        by = self._registrar(self._place(whose))
        self.applications["b"] = closing.transfer(
            self.applications[whose], by=by, to=self.cast.agencies[slug]
        )

    def _remedy(self, whose: str, kind: str, body: str) -> None:
        self.remedy = remedies.note_remedy(
            self.applications[whose],
            by=self._registrar(self._place(whose)),
            kind=kind,
            body=body,
            filed_on=today(),
        )

    def _result(self, whose: str, result: str) -> None:
        assert self.remedy is not None, f"{self.case.key}: a remedy is filed before it ends"
        remedies.note_remedy_result(self.remedy, by=self._registrar(self._place(whose)), result=result)

    def _open(self, whose: str, kind: str) -> None:
        body = "".join(f"<p>{escape(line)}</p>" for line in self._said("opened").split("|"))
        opening.open_proactively(
            self.applications[whose],
            by=self._handler(whose),
            title=self._said("title").format(self.case.one),
            kind=kind,
            body=body,
        )

    def _link(self, whose: str) -> None:
        document = self.cast.documents[self.case.subject.document]
        opening.link_document(self.applications[whose], by=self._handler(whose), document=document)

    # What is written and sent.

    def _said(self, name: str) -> str:
        """What the subject, or else the course, says in that place; empty where neither does."""
        return self.case.subject.words.get(name) or self.case.course.words.get(name, "")

    def _file(self, redacted: bool) -> deciding.File:
        """What is handed over; redacted: the names in it are masked."""
        gives = self.case.subject.gives or "有关材料"
        name = f"{self.case.one}{gives}"
        lines = [f"以下内容按照申请，从{self._agency.name}保存的档案中复制。", name]
        if redacted:
            lines.append("经办人员姓名：■■■；联系电话：■■■■■■■■（依法作区分处理）")
        paper = Official(
            title=name,
            html_body="".join(f"<p>{line}</p>" for line in lines),
            issuer=self._agency.name,
            signers=(self._agency.name,),
            date=today(),
        )
        mark = "（区分处理）" if redacted else ""
        return deciding.File(name=f"{name}{mark}.docx", data=to_docx(paper), redacted=redacted)

    def _letters(self, application: Application, to: Addressee) -> list[Letter]:
        """What has not arrived of an application and of those that are answered with it."""
        his = Q(application=application) | Q(application__merged_into=application)
        found = Letter.objects.filter(his, to=to, deliveries=None).select_related(
            "application__agency", "consultation"
        )
        return list(found.order_by("pk"))

    def _arrive(self, letter: Letter, way: str) -> None:
        note = f"挂号信XA{chosen(10**8, letter.number):08d}" if way == Delivery.POST else ""
        by = self._registrar(letter.application.agency)
        delivering.record_delivery(letter, by=by, way=way, note=note)


def holding(cast: Cast, agency: Agency, *roles: str) -> Officer:
    """Who holds the first of these roles for the agency that anybody there holds, as the county's list has it."""
    for role in roles:
        for name, one in cast.county.people.items():
            there = one.agency == agency.slug and role in one.roles
            if there or f"{role}@{agency.slug}" in one.roles:
                return cast.officers[name]
    raise LookupError(f"county.toml: nobody is {' or '.join(roles)} of {agency.slug}, give somebody the role")


def _working_days_from_now(days: str) -> date:
    return default_calendar().add_working_days(today(), int(days))
