"""CPU seconds that finding places and actors takes with the whole gazetteer; beside spaCy's PhraseMatcher, if installed.

``python benchmarks/mention_speed.py FILE [--texts N]``: FILE holds a JSON object with a ``text`` a line (``.jsonl``), or is one
text. spaCy's matcher gets the same names and the same texts in the same run (``pip install spacy``); it only finds where names
stand, so the times are not of the same work: ours also decides which count, finds unknown ones and says what is meant.
"""

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer import Gazetteer, gazetteer
from depeche.analyzers.mentions import extract

__all__ = ["main"]


def main() -> None:
    """Print a line for each way: MB of text, CPU seconds, MB in a second, how many were found."""
    parser = argparse.ArgumentParser(description="CPU seconds that finding places and actors takes.")
    parser.add_argument("file", type=Path, help="a .jsonl file with a text a line, or a text")
    parser.add_argument("--texts", type=int, help="only the first so many")
    arguments = parser.parse_args()
    texts = list(_texts(arguments.file))[: arguments.texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} texts, {size:.2f} MB")
    for name, way in _ways(texts):
        seconds, found = _timed(way)
        rate = f"{size / seconds:6.2f} MB in a CPU second" if name != "load" else ""
        print(f"{name:<42} {seconds:7.2f} s  {rate}  {found:>8}")


def _texts(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix != ".jsonl":
        yield text
        return
    yield from (json.loads(line)["text"] for line in text.split("\n") if line)


def _ways(texts: list[str]) -> Iterator[tuple[str, Callable[[], int]]]:
    yield "load", lambda: len(gazetteer())
    known = gazetteer()
    tokens = [analyze(text) for text in texts]
    pairs = list(zip(texts, tokens, strict=True))
    yield "mentions, tokens given", lambda: sum(len(extract(text, found, known).mentions) for text, found in pairs)
    yield "mentions and tokens", lambda: sum(len(extract(text, known=known).mentions) for text in texts)
    if importlib.util.find_spec("spacy") is None:
        print("spaCy is not installed: pip install spacy")
        return
    yield from _spacy_ways(texts, known)


def _spacy_ways(texts: list[str], known: Gazetteer) -> Iterator[tuple[str, Callable[[], int]]]:
    import spacy
    from spacy.matcher import PhraseMatcher

    model = spacy.blank("fr")
    model.max_length = max(map(len, texts)) + 1
    matcher = PhraseMatcher(model.vocab)
    names = sorted({name for entity in known for name in entity.names})
    matcher.add("name", [model.make_doc(name) for name in names])
    made = [model.make_doc(text) for text in texts]
    yield f"PhraseMatcher, {len(names)} names, tokens given", lambda: sum(len(matcher(doc)) for doc in made)
    yield "PhraseMatcher and tokens", lambda: sum(len(matcher(model.make_doc(text))) for text in texts)


def _timed(way: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = way()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
