"""The project's settings, with a dataset and commands that can be killed at a moment: KILL_AT."""

from newscrawl.settings import *  # noqa: F403
from newscrawl.settings import EXTENSIONS as _OWN

KILL_AT = ""
COMMANDS_MODULE = "tests.killing.commands"
_SESSION = "newscrawl.extensions.run_session.RunSession"
EXTENSIONS = {name: order for name, order in _OWN.items() if name != _SESSION} | {
    "tests.killing.session.KilledSession": _OWN[_SESSION]
}
