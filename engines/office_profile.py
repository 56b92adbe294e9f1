"""The settings folder that LibreOffice runs with: nothing is executed, nothing is fetched."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_OFFICE = "/org.openoffice.Office"
_NOWHERE = "127.0.0.1"
_SETTINGS = (
    (f"{_OFFICE}.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_OFFICE}.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_OFFICE}.Common/Java", "Enable", "false"),
    (f"{_OFFICE}.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
"""

_ITEM = """\
<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>
"""

_profiles: dict[int, Path] = {}
"""By process: two programs must never run in one profile."""


def profile() -> Path:
    """This process's profile; it lasts as long as the process, since the first start in it is slow."""
    own = os.getpid()
    if own not in _profiles or not _profiles[own].exists():
        _profiles[own] = folder = Path(tempfile.mkdtemp(prefix="office-profile-"))
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(_registry(), "utf-8")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _profiles[own]


def drop_profile() -> None:
    """Forget a profile that a killed program may have left in disorder."""
    if (folder := _profiles.pop(os.getpid(), None)) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _registry() -> str:
    return _HEAD + "".join(_ITEM.format(*setting) for setting in _SETTINGS) + "</oor:items>\n"
