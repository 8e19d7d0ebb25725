"""The command line ``depeche``: the library's calls as commands.

Results go to stdout, everything else to stderr. Exit codes: 0 found or done, 1 nothing found, 2 usage, 3 input or archive error.
Not here: what the commands do (``depeche``), which each imports when it runs, so that ``--help`` starts no engine.
"""

import gc

__all__ = ["main"]

_RARELY = 100_000
"""Objects after which garbage is looked for: more than what a search imports, among which there is none."""


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_RARELY)
    from depeche.cli import group

    try:
        group.main()
    finally:
        gc.freeze()  # what is left ends with the process: nobody need look for garbage in it
