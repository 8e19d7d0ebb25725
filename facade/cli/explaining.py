"""Commands that show what Dépêche makes of a text or a name: ``analyze``, ``mentions``, ``spellings``."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.analyzers.steps import Word
    from depeche.core.model import Mention

__all__ = ["analyze", "mentions", "spellings"]


@click.command()
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
@json_option
def analyze(text: tuple[str, ...], as_json: bool) -> int:
    """Show what the analyzer makes of a text, step by step, with the offsets of each word."""
    from depeche.analyzers.chain import explain

    chunks = [(chunk, list(steps)) for chunk, steps in groupby(explain(" ".join(text)), key=lambda row: row[0])]
    if as_json:
        print_json([{"chunk": chunk, "steps": [_step(name, words) for _, name, words in steps]} for chunk, steps in chunks])
        return 0
    for chunk, steps in chunks:
        click.echo(safe(chunk, keep=""))
        for _, name, words in steps:
            click.echo(f"  {name:10} {safe('  '.join(map(_word_line, words)), keep='')}")
    return 0 if chunks else 1


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@click.option("--encoding", metavar="NAME", help="What a .txt file is in that is not UTF-8.")
@json_option
def mentions(file: str, encoding: str | None, as_json: bool) -> int:
    """List the places and actors that a file's dispatches name, with their offsets."""
    from depeche import Dispatch, read
    from depeche import mentions as find

    found, failed = 0, False
    for item in read([file], encoding=encoding):
        if not isinstance(item, Dispatch):
            click.echo(f"skipped: {safe(str(item), keep='')}", err=True)
            failed = True
            continue
        rows = find(item.text)
        found += len(rows)
        if as_json:
            print_json({"dispatch": item.id, "path": item.path, "mentions": [_mention(row) for row in rows]})
        for row in [] if as_json else rows:
            click.echo(safe(f"{row.start}-{row.end}\t{row.kind}\t{row.type}\t{row.surface}\t{row.label}\t{row.id}", keep="\t"))
    return 0 if found else 3 if failed else 1


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME...")
@archive_option
@json_option
@click.pass_context
def spellings(context: click.Context, name: tuple[str, ...], archive: str | None, as_json: bool) -> int:
    """List the spellings that the archive holds of a name, with the passages that have them and how probable they are."""
    from depeche.archive import open_archive

    asked = " ".join(name)
    with open_archive(archive_path(context, archive)) as opened:
        found = opened.snapshot().spellings(asked)
    rows = [{"spelling": s.term, "passages": s.passages, "probability": round(s.probability, 3)} for s in found]
    if as_json:
        print_json({"name": asked, "spellings": rows})
    for row in [] if as_json else rows:
        click.echo(f"{row['spelling']}\t{row['passages']}\t{row['probability']}")
    return 0 if rows else 1


def _step(name: str, words: Sequence["Word"]) -> dict[str, Any]:
    return {"step": name, "words": [_word(word) for word in words]}


def _word(word: "Word") -> dict[str, Any]:
    plain = ("text", "start", "end", "exact", "stem")
    return {key: getattr(word, key) for key in plain} | {"compound": list(word.compound)}


def _word_line(word: "Word") -> str:
    terms = " ".join(filter(None, (word.exact, f"~{word.stem}" if word.stem else "", *(f"+{form}" for form in word.compound))))
    return f"{word.text} [{word.start}-{word.end}]" + (f" {terms}" if terms else "")


def _mention(row: "Mention") -> dict[str, Any]:
    return {key: getattr(row, key) for key in ("start", "end", "surface", "kind", "type", "id", "label")}
