"""Wiring 接线: who listens to which event; the only place that says so."""

from gongkai.affairs.documents import cleanup as clean_up
from gongkai.affairs.documents import following
from gongkai.affairs.documents import queries as documents
from gongkai.affairs.documents import search as documents_search
from gongkai.affairs.gazette import search as gazette_search
from gongkai.affairs.registers import queries as registers
from gongkai.affairs.registers import search as registers_search
from gongkai.engines.duties import actions as duties
from gongkai.engines.ledger.actions import subscribe
from gongkai.engines.notices.naming import register_names, register_page
from gongkai.engines.notices.news import register_news
from gongkai.engines.search.sources import register_source
from gongkai.oversight.inspection import queries as inspection
from gongkai.oversight.tasks import names as tasks


def connect() -> None:
    """Connect every listener and source. Calling it again changes nothing."""
    register_source(
        "document",
        load=documents_search.entries,
        all_ids=documents_search.identifiers,
        touched=documents_search.touched,
    )
    register_source(
        gazette_search.KIND,
        load=gazette_search.entries,
        all_ids=gazette_search.identifiers,
        touched=gazette_search.touched,
    )
    register_source(
        registers_search.KIND,
        load=registers_search.entries,
        all_ids=registers_search.identifiers,
        touched=registers_search.touched,
    )
    subscribe("*", duties.follow)
    # After the duties: what it records must come to them after the publication that it follows.
    subscribe("*", clean_up.follow)
    register_names("document", documents.titles)
    register_names("task", tasks.contents)
    register_names("register_record", registers.names)
    register_page("duty", "workbench:duty")
    register_page("document", "portal:document")
    register_page("draft", "workbench:document")
    register_page("register_record", "workbench:register_record")
    register_page("concern", "workbench:concern")
    register_names("inspection_finding", inspection.places)
    register_page("inspection_finding", "workbench:inspection_finding")
    for line in following.LINES:
        register_news(line)
