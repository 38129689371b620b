"""Rules 规则: what the law pack of the organ decides where the regulations leave it open; reads only."""

from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import Application
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack

UNSERVED, UNFOUNDED, TRANSFER = "unserved_opinion", "unfounded_objection", "transfer_of_applications"


def rule(application: Application, name: str) -> object:
    """What the pack of the application's organ says today."""
    return load_pack(pack_name(application.agency, today())).setting(name, on=today()).value
