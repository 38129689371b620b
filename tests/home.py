"""A pytest plugin, loaded before Django's settings: every test run has a data folder of its own."""

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="gongkai-tests-")
os.environ["GONGKAI_HOME"] = _FOLDER.name
Path(_FOLDER.name, "static").mkdir()  # WhiteNoise warns of a missing one
for variable in (
    "GONGKAI_NOTICES", "GONGKAI_PACKS", "GONGKAI_OIDC", "GONGKAI_HOSTS", "GONGKAI_ORIGIN", "GONGKAI_CLAMD",
    "GONGKAI_FONTS", "GONGKAI_WEBHOOKS", "GONGKAI_APPLICANT_KEYS",
):  # fmt: skip
    os.environ.pop(variable, None)
