"""What every page for a browser shares: escaping, the shell, the colours.

A page holds all it needs, runs no script and fetches nothing. Whatever a text says is escaped; marks of direction stay, a
browser needs them, but steer no more than their own piece (``bdi``). Not here: what a page shows.
"""

import re
from html import escape

__all__ = ["STYLE", "document", "text"]

_LINE_END = re.compile(r"\r\n?")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, which have no place in a page."""
_SURROGATE = re.compile("[\ud800-\udfff]")

STYLE = """
.depeche { color-scheme: light dark; --line: #ccc; --faint: #666 }
.depeche { --one: #c9ecd0; --two: #e3f0b5; --three: #fbe6a8; --four: #ead6f7; --five: #cfe6f5 }
@media (prefers-color-scheme: dark) {
  .depeche { --line: #444; --faint: #aaa }
  .depeche { --one: #1f4a2a; --two: #3c4a17; --three: #57450f; --four: #472a5c; --five: #1d4157 }
}
.depeche { font: 1.05rem/1.6 Georgia, serif; background: Canvas; color: CanvasText }
.depeche { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem }
.depeche h1 { font-size: 1.5rem; overflow-wrap: anywhere }
.depeche h2 { font-size: 1.1rem; margin-bottom: .3rem }
.depeche main { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 2.5rem }
.depeche main { border-top: 1px solid var(--line); padding-top: 1rem }
.depeche aside { font-size: .9rem }
.depeche ul { list-style: none; padding: 0; margin: 0 }
.depeche small { color: var(--faint) }
.depeche mark { color: inherit; border-radius: .2em; padding: 0 .1em }
@media (max-width: 50rem) { .depeche main { display: block } }
"""
"""The style that all pages and pieces of pages have, below an element of the class ``depeche``."""


def text(value: str) -> str:
    """Return `value` escaped for a page or a value in double quotes, without what has no place in one."""
    return escape(_SURROGATE.sub("\ufffd", _UNSEEN.sub("", _LINE_END.sub("\n", value))))


def document(title: str, style: str, body: str) -> str:
    """Return a page with that title, the style of its own that it has, and the markup that stands in its body."""
    return (
        f'<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{text(title)}</title>\n'
        f'<style>{STYLE}{style}</style>\n</head>\n<body class="depeche">\n{body}</body>\n</html>\n'
    )
