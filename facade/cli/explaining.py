"""Commands that show what Dépêche makes of a text or a name: ``analyze``, ``mentions``, ``spellings``."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from depeche.cli.options import archive_option, archive_path, json_option, settings
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.analyzers.gazetteer import Gazetteer
    from depeche.analyzers.names.explaining import Change, Comparison, ReadName, Weighing
    from depeche.analyzers.steps import Word
    from depeche.core.model import Dispatch, Mention

__all__ = ["analyze", "mentions", "spellings"]

_CUT = 0.5
_SCRIPTS = {"LL": "both Latin", "LA": "Latin with Arabic or Hebrew", "AA": "Arabic or Hebrew"}


@click.command()
@click.argument("text", nargs=-1, metavar="[TEXT...]")
@click.option(
    "--name", "names", nargs=2, metavar="A B", help="Show how two names are compared instead, and how likely they are one."
)
@json_option
def analyze(text: tuple[str, ...], names: tuple[str, str] | None, as_json: bool) -> int:
    """Show what the analyzer makes of a text, step by step, with the offsets of each word; or how two names are compared."""
    if bool(text) == (names is not None):
        raise click.UsageError("Give either TEXT or --name A B.")
    return _analyze_names(*names, as_json=as_json) if names else _analyze_text(" ".join(text), as_json=as_json)


def _analyze_text(text: str, *, as_json: bool) -> int:
    from depeche.analyzers.chain import explain

    chunks = [(chunk, list(steps)) for chunk, steps in groupby(explain(text), key=lambda row: row[0])]
    if as_json:
        print_json([{"chunk": chunk, "steps": [_step(name, words) for _, name, words in steps]} for chunk, steps in chunks])
        return 0
    for chunk, steps in chunks:
        click.echo(safe(chunk, keep=""))
        for _, name, words in steps:
            click.echo(f"  {name:10} {safe('  '.join(map(_word_line, words)), keep='')}")
    return 0 if chunks else 1


def _analyze_names(a: str, b: str, *, as_json: bool) -> int:
    from depeche.analyzers.names import explain

    found = explain(a, b)
    if as_json:
        print_json(found.to_dict())
    names = _columns(list(map(_name_cells, found.names)))
    for line in [] if as_json else (*names, *map(_change_line, found.steps), *_verdict_lines(found)):
        click.echo(safe(line, keep=""))
    return 0 if found.probability >= _CUT else 1


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@click.option("-a", "--archive", metavar="DIR", help="The archive whose user tables count too; before or after the command.")
@click.option("--encoding", metavar="NAME", help="What a .txt file is in that is not UTF-8.")
@json_option
@click.pass_context
def mentions(context: click.Context, file: str, archive: str | None, encoding: str | None, as_json: bool) -> int:
    """List the places, actors and dates that a file's dispatches name, with their offsets."""
    from depeche import Dispatch, read

    known = _gazetteer(archive or settings(context).archive)
    found, failed = 0, False
    for item in read([file], encoding=encoding):
        if not isinstance(item, Dispatch):
            click.echo(f"skipped: {safe(str(item), keep='')}", err=True)
            failed = True
            continue
        rows = _mentions(item, known)
        found += len(rows)
        if as_json:
            print_json({"dispatch": item.id, "path": item.path, "mentions": [row.to_dict() for row in rows]})
        for row in [] if as_json else rows:
            cells = (row.kind, row.type, row.surface, row.label, row.id)
            click.echo("\t".join([f"{row.start}-{row.end}", *(safe(cell, keep="") for cell in cells)]))
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
        click.echo(f"{safe(str(row['spelling']), keep='')}\t{row['passages']}\t{row['probability']}")
    return 0 if rows else 1


def _step(name: str, words: Sequence["Word"]) -> dict[str, Any]:
    return {"step": name, "words": [_word(word) for word in words]}


def _word(word: "Word") -> dict[str, Any]:
    plain = ("text", "start", "end", "exact", "stem")
    return {key: getattr(word, key) for key in plain} | {"compound": list(word.compound)}


def _word_line(word: "Word") -> str:
    terms = " ".join(filter(None, (word.exact, f"~{word.stem}" if word.stem else "", *(f"+{form}" for form in word.compound))))
    return f"{word.text} [{word.start}-{word.end}]" + (f" {terms}" if terms else "")


def _gazetteer(archive: str | None) -> "Gazetteer":
    from depeche.analyzers.gazetteer import gazetteer
    from depeche.archive import open_archive

    if archive is None:
        return gazetteer()
    with open_archive(archive) as opened:
        return opened.gazetteer.load()


def _mentions(dispatch: "Dispatch", known: "Gazetteer") -> list["Mention"]:
    from depeche.analyzers.mentions import mentions

    return mentions(dispatch.text, known=known, published=dispatch.date)


def _columns(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _name_cells(name: "ReadName") -> list[str]:
    """Return the name, its units, their kinds and its skeletons, with bars between words."""
    units = " | ".join(" ".join(word.units) for word in name.words)
    kinds = " | ".join(" ".join(word.kinds) for word in name.words)
    skeletons = " | ".join(", ".join(key or "-" for key in word.skeletons) for word in name.words)
    whole = f"; whole: {', '.join(name.skeletons) or 'none'}" if len(name.words) > 1 else ""
    article = " (without its article)" if name.without_article else ""
    return [name.name + article, units, kinds, f"skeletons: {skeletons or 'none'}{whole}"]


def _change_line(word: Sequence["Change"]) -> str:
    return "  ".join(one if one == other else f"{one}~{other} {cost:.2f}" for one, other, cost in map(astuple, word))


def _verdict_lines(found: "Comparison") -> Iterator[str]:
    if found.verdict != "unread":
        article = f" (a glued article {found.article:.2f})" if found.article else ""
        yield f"costs {found.cost:.2f}{article}, allowed {found.allowed:.2f} ({_evidence(found.weighing)})"
    common = " and ".join(name.name for name in found.names if name.common)
    reasons = {
        "common": f"common vocabulary: {common}",
        "apart": "other numbers, or other acronyms",
        "unread": "refused unread, no skeleton meets",
        "alike": "they read the same",
    }
    reason = f" ({reasons[found.verdict]})" if found.verdict in reasons else ""
    yield f"{found.probability:.3f}: {'' if found.probability >= _CUT else 'not '}the same name{reason}"


def _evidence(by: "Weighing") -> str:
    scripts = _SCRIPTS["".join(sorted(by.scripts, reverse=True))]
    amounts = f"consonants {by.consonants}, units {by.units}, words {by.words}, {scripts}: {by.evidence:.2f}"
    return f"{amounts}; how telling the units are: {by.telling:.2f}"
