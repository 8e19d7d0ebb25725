"""The command line ``depeche``: the library's calls as commands.

Results go to stdout, everything else to stderr. Exit codes: 0 found or done, 1 nothing found, 2 usage, 3 input or archive error.
Not here: what the commands do (``depeche``), which each imports when it runs, so that ``--help`` starts no engine.
"""

from depeche.cli.group import main

__all__ = ["main"]
