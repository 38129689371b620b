"""Render 版式: a letter as an official document, in Word and PDF; the name is handed in by whoever may know it."""

from html import escape

from gongkai.affairs.applications.models import Addressee, Letter
from gongkai.engines.files import Official, to_docx, to_pdf
from gongkai.kernel.clock import day_of

# Where the name is not known, or not to be shown.
UNNAMED = {
    Addressee.APPLICANT: "申请人",
    Addressee.THIRD_PARTY: "有关单位（个人）",
    Addressee.CO_MAKER: "有关机关",
}


def as_pdf(letter: Letter, name: str = "") -> bytes:
    """The letter as a tagged PDF; name: of its addressee, from `actions.delivering.open_letter`.

    FileRefused where the machine has no Chinese font.
    """
    return to_pdf(official(letter, name))


def as_docx(letter: Letter, name: str = "") -> bytes:
    """The same as a .docx."""
    return to_docx(official(letter, name))


def official(letter: Letter, name: str = "") -> Official:
    """What is set on paper: head of the organ, number, title, addressee, text, files, name of the organ and day."""
    files = () if letter.decision is None else tuple(file.name for file in letter.decision.files.all())
    return Official(
        title=letter.title,
        html_body="".join(f"<p>{escape(line)}</p>" for line in lines_of(letter)),
        issuer=letter.agency.name,
        number=letter.number,
        addressee=name or known_name(letter) or UNNAMED[Addressee(letter.to)],
        signers=(letter.agency.name,),
        date=day_of(letter.made_at),
        attachments=files if letter.to == Addressee.APPLICANT else (),
        masthead=letter.agency.name,
        letter=True,
    )


def lines_of(letter: Letter) -> list[str]:
    """Its paragraphs, for a page too; a part of several lines is as many."""
    return [line.strip() for part in letter.parts for line in part["text"].splitlines() if line.strip()]


def file_name(letter: Letter, extension: str) -> str:
    """What the file is called when it is saved: title and number, without a name."""
    return f"{letter.title}（{letter.number}）.{extension}"


def known_name(letter: Letter) -> str:
    """The addressee where it is an organ known here, which is nobody's secret; else empty."""
    if letter.to == Addressee.ORGAN:
        return letter.application.agency.name
    asked = letter.consultation.agency if letter.consultation is not None else None
    return asked.name if asked is not None else ""
