"""The story of the county 演示故事: told only through actions, on a frozen clock, in the order of the days."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from io import StringIO
from pathlib import Path

from django.contrib.auth.hashers import make_password

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.models import Document, Edition
from gongkai.demo.texts import County, TableFile, Text, load_county, load_texts
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import CHINA, frozen

OPENING = datetime(2024, 1, 2, 8, 30, tzinfo=CHINA)
# Everybody in the demo signs in with it; a demo holds nothing that is worth a secret.
PASSWORD = "qingyuan-2026"  # noqa: S105
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Act:
    """One thing that somebody does at a given moment."""

    at: datetime
    do: Callable[[], object]


def already_told() -> bool:
    """Whether the county stands in this database."""
    return Agency.objects.filter(kind="county").exists()


def tell(progress: Progress = lambda done, total: None) -> int:
    """Tell the whole story and return the number of its acts. `progress(done, total)` is called after each."""
    story = _Story(load_county())
    with frozen(OPENING) as clock:
        story.settle()
        acts = sorted(story.acts(load_texts(story.county)), key=lambda act: act.at)
        for done, act in enumerate(acts, 1):
            clock.move_to(act.at)
            act.do()
            progress(done, len(acts))
    return len(acts)


def write_site(path: Path) -> None:
    """Write the county's `site.toml`, unless there is one."""
    if path.exists():
        return
    facts = asdict(load_county().site)
    path.write_text("".join(f'{key} = "{value}"\n' for key, value in facts.items()), "utf-8")


class _Story:
    def __init__(self, county: County) -> None:
        self.county = county
        self.agencies: dict[str, Agency] = {}
        self.officers: dict[str, Officer] = {}
        self.documents: dict[str, Document] = {}

    def settle(self) -> None:
        """The agencies open and their people take office."""
        for position, (slug, one) in enumerate(self.county.agencies.items()):
            self.agencies[slug] = agencies.open_agency(
                by=SYSTEM,
                slug=slug,
                name=one.name,
                short_name=one.short_name,
                kind=one.kind,
                parent=self.agencies.get(one.parent or ""),
                position=position,
                credit_code=one.credit_code,
                number_code=one.code_word or "",
                aliases=list(one.aliases),
                functions=one.functions,
                principal=" ".join(filter(None, (one.head_title, one.head))),
                address=one.address,
                postcode=one.postcode,
                phone=one.phone,
                hours=one.office_hours,
                email=one.email,
            )
        password_hash = make_password(PASSWORD)
        for username, person in self.county.people.items():
            officer = agencies.appoint(
                by=SYSTEM,
                agency=self.agencies[person.agency],
                username=username,
                name=person.name,
                title=person.title,
                password_hash=password_hash,
            )
            for role in person.roles:
                place = self._place_of(role, officer)
                agencies.grant_role(officer, by=SYSTEM, role=role, agency=place)
            self.officers[username] = officer

    def _place_of(self, role: str, officer: Officer) -> Agency:
        """The openness office and the machine's keeper serve the whole county, the others their agency."""
        if role in {"openness_office", "evaluator", "administrator"}:
            return next(one for one in self.agencies.values() if one.kind == "county")
        return officer.agency

    def acts(self, texts: list[Text]) -> Iterator[Act]:
        for text in texts:
            yield Act(_moment(text.published_on, 9, text), partial(self._draft, text))
            # An interpretation follows its document, the same afternoon.
            hour = 16 if text.kind == "interpretation" else 15
            yield Act(_moment(text.published_on, hour, text), partial(self._publish, text))
            for number, change in enumerate(text.changes, 1):
                yield Act(_moment(change.on, 16, text), partial(self._change, text, number))
            if text.withdrawal is not None:
                yield Act(_moment(text.withdrawal.on, 17, text), partial(self._withdraw, text))

    def _draft(self, text: Text) -> None:
        by, agency = self.officers[text.officer], self.agencies[text.agency]
        edition = documents.draft(
            by=self._who(Permission.DRAFT_DOCUMENTS, agency, by),
            agency=agency,
            kind=text.kind,
            title=text.title,
            body=from_text(text.body),
            topics=text.topics,
            doc_number=text.doc_number or "",
            issuers=[agency.name],
            issued_on=text.issued_on,
            effective_on=text.effective_on,
            expires_on=text.expires_on,
        )
        for file in text.attachments:
            documents.attach(
                edition,
                by=self._who(Permission.DRAFT_DOCUMENTS, agency, by),
                name=file.name,
                data=_file(file),
                text="\n".join(" ".join(row) for row in file.rows),
            )
        self.documents[text.slug] = edition.document

    def _publish(self, text: Text) -> None:
        document = self.documents[text.slug]
        publisher = self._who(Permission.PUBLISH_DOCUMENTS, document.agency, self.officers[text.officer])
        for relation in text.relations:
            documents.relate(
                document,
                by=self._who(Permission.DRAFT_DOCUMENTS, document.agency, self.officers[text.officer]),
                type=relation.type,
                target=self.documents[relation.target],
            )
        documents.publish(document.editions.get(state="draft"), by=publisher)

    def _change(self, text: Text, number: int) -> None:
        document = self.documents[text.slug]
        documents.correct(
            document,
            by=self._who(Permission.CORRECT_DOCUMENTS, document.agency, self.officers[text.officer]),
            note=text.changes[number - 1].note,
            body=from_text(text.body_after(number)),
        )

    def _withdraw(self, text: Text) -> Edition:
        document = self.documents[text.slug]
        assert text.withdrawal is not None and text.withdrawal.reason is not None
        return documents.withdraw(
            document,
            by=self._who(Permission.WITHDRAW_DOCUMENTS, document.agency, self.officers[text.officer]),
            reason=text.withdrawal.reason,
        )

    def _who(self, permission: Permission, agency: Agency, first: Officer) -> Officer:
        """The drafter himself where he may, else a colleague, else the openness office."""
        people = [first, *(o for o in self.officers.values() if o.agency == agency), *self.officers.values()]
        return next(officer for officer in people if officer.may(permission, agency))


def _moment(day: date, hour: int, text: Text) -> datetime:
    """A time of day in office hours, the same at every telling, not the same for every document."""
    minutes = sum(text.slug.encode()) % 55
    return datetime.combine(day, time(hour), CHINA) + timedelta(minutes=minutes)


def _file(file: TableFile) -> bytes:
    """The table as comma-separated text that spreadsheet programs open in the right encoding."""
    out = StringIO()
    csv.writer(out).writerows(file.rows)
    return out.getvalue().encode("utf-8-sig")
