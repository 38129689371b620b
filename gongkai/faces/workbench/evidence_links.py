"""Where evidence is shown 佐证所在: the page of what a case or a finding is about, if the reader may open it."""

from gongkai.affairs.applications.queries import applications_for
from gongkai.affairs.concerns.queries import concern_for
from gongkai.affairs.documents.queries import public_since
from gongkai.affairs.documents.reports_of_error import reports_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties.queries import duty_for
from gongkai.faces.workbench.about import page
from gongkai.oversight.inspection.queries import finding_for


def address_of(about: tuple[str, str], officer: Officer) -> str:
    """The address; empty where there is no page, or none for this officer."""
    kind, name = about
    number = int(name) if name.isascii() and name.isdigit() else 0
    match kind:
        case "document" if public_since(name):
            return page("portal:document", name)
        case "duty" if number and duty_for(officer, number):
            return page("workbench:duty", name)
        case "inspection_finding" if number and finding_for(officer, number):
            return page("workbench:inspection_finding", name)
        case "error_report" if number and reports_for(officer).filter(pk=number).exists():
            return page("workbench:error_report", name)
        case "concern" if number and concern_for(officer, number):
            return page("workbench:concern", name)
        case "application" if applications_for(officer).filter(number=name).exists():
            return page("workbench:application", name)
    return ""
