"""Commands for those who measure: ``run`` writes what many questions find, ``eval`` says how good that is.

Not here: the lines of a run (``tabular``), the measures (``depeche.cli.measuring``).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from depeche.cli.formats import write
from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import as_json, print_json, safe
from depeche.cli.tabular import passage_id, trec_lines
from depeche.core.errors import InputError, QuestionError
from depeche.indexer.readers import files
from depeche.search.options import LARGEST

if TYPE_CHECKING:
    from depeche.archive import Archive

__all__ = ["evaluate", "run"]


@click.command()
@click.argument("topics", type=click.Path(exists=True, dir_okay=False), metavar="TOPICS.tsv")
@archive_option
@json_option
@click.option("--passages", is_flag=True, help="List passages, not dispatches.")
@click.option(
    "--depth", type=click.IntRange(1, LARGEST), default=1000, show_default=True, help="How many are listed of each topic at most."
)
@click.option("--tag", default="depeche", show_default=True, help="What the run is called, in its last column.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where the run goes; else to stdout.")
@click.pass_context
def run(
    context: click.Context,
    /,
    topics: str,
    archive: str | None,
    as_json: bool,
    passages: bool,
    depth: int,
    tag: str,
    output: str | None,
) -> int:
    """Ask many questions, a line each (id TAB question), and write what they find as a TREC run.

    Lines that cannot be used and questions that cannot be understood are named on stderr and skipped. Exits 1 if nothing is found.
    """
    from depeche.archive import open_archive

    form = _json if as_json else _trec
    found = 0

    def lines(opened: "Archive") -> Iterator[str]:
        nonlocal found
        for topic, listed in _asked(opened, topics, depth, passages=passages):
            found += len(listed)
            yield from form(topic, listed, tag, passages=passages)

    with open_archive(archive_path(context, archive)) as opened:
        write(lines(opened), output)
    return 0 if found else 1


_Listed = list[tuple[str, int, float]]


def _asked(opened: "Archive", topics: str, depth: int, *, passages: bool) -> Iterator[tuple[str, _Listed]]:
    """Yield each topic's id with the dispatches or passages that it finds: id, ordinal and score, the best first."""
    for line, topic, question in _topics(Path(topics)):
        try:
            yield topic, opened.run(question, depth, passages=passages)
        except QuestionError as error:
            _skipped(topics, line, str(error))


def _topics(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the usable lines of a file of topics: number, id, question. Blank lines are passed over, others named on stderr."""
    seen: set[str] = set()
    with path.open("rb") as file:
        for number, data in enumerate(files.lines(file), 1):
            try:
                topic, question = _topic(data, "utf-8-sig" if number == 1 else "utf-8", seen)
            except ValueError as error:
                _skipped(str(path), number, str(error))
                continue
            if question:
                yield number, topic, question


def _topic(data: bytes | None, encoding: str, seen: set[str]) -> tuple[str, str]:
    """Return id and question of a line, both empty where that is blank; ValueError with what is wrong with it."""
    if data is None:
        raise ValueError(files.REASON)
    line = data.decode(encoding)
    topic, question = (part.strip() for part in line.partition("\t")[::2])
    if not line.strip():
        return "", ""
    if "\t" not in line or not topic:
        raise ValueError("no id TAB question")
    if topic in seen:
        raise ValueError(f"the id {topic!r} stands on a line before")
    seen.add(topic)
    return topic, question


def _skipped(path: str, line: int, reason: str) -> None:
    click.echo(safe(f"skipped: {path}:line {line}: {reason}", keep=""), err=True)


def _trec(topic: str, listed: _Listed, tag: str, *, passages: bool) -> Iterator[str]:
    ids = ((passage_id(id_, ordinal) if passages else id_, score) for id_, ordinal, score in listed)
    return trec_lines(topic, ids, tag)


def _json(topic: str, listed: _Listed, tag: str, *, passages: bool) -> Iterator[str]:  # noqa: ARG001  # as _trec
    found = [{"dispatch": id_, "ordinal": ordinal, "score": round(score, 4)} for id_, ordinal, score in listed]
    yield as_json({"topic": topic, "found": found}) + "\n"


@click.command("eval")
@click.argument("qrels", type=click.Path(exists=True, dir_okay=False))
@click.argument("run", type=click.Path(exists=True, dir_okay=False))
@json_option
@click.option("--per-topic", is_flag=True, help="Say it of each topic too.")
def evaluate(qrels: str, run: str, as_json: bool, per_topic: bool) -> int:
    """Say how good a TREC run is by judgements: nDCG@10, RR@10 (whose mean is MRR@10) and R@100.

    Means are over the topics that QRELS judges; one that the run does not have counts as 0. Needs ir-measures.
    """
    from depeche.cli.measuring import measured

    topics, means = measured(qrels, run)
    if not topics:
        raise InputError(f"{qrels} judges no topic")
    if as_json:
        print_json({"topics": len(topics), **means} | ({"per_topic": topics} if per_topic else {}))
        return 0
    for topic, values in topics.items() if per_topic else ():
        click.echo(safe("\t".join([topic, *(f"{name}\t{value:.4f}" for name, value in values.items())]), keep="\t"))
    for name, value in means.items():
        click.echo(f"{name}\t{value:.4f}")
    click.echo(f"topics\t{len(topics)}")
    return 0
