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
    for name, seconds, found in _rows(texts):
        rate = f"{size / seconds:6.2f} MB in a CPU second" if name != "load" else ""
        print(f"{name:<42} {seconds:7.2f} s  {rate}  {found:>8}")


def _texts(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix != ".jsonl":
        yield text
        return
    yield from (json.loads(line)["text"] for line in text.split("\n") if line)


def _rows(texts: list[str]) -> Iterator[tuple[str, float, int]]:
    """Yield the name of each measurement, the CPU seconds and what was found."""
    yield "load", *_timed(lambda: len(gazetteer()))
    known = gazetteer()
    yield "tokens", *_timed(lambda: sum(len(analyze(text)) for text in texts))
    yield "mentions, tokens given", *_given(texts, known)
    yield "mentions and tokens", *_timed(lambda: sum(len(extract(text, known=known).mentions) for text in texts))
    if importlib.util.find_spec("spacy") is None:
        print("spaCy is not installed: pip install spacy")
        return
    yield from _spacy_rows(texts, known)


def _given(texts: list[str], known: Gazetteer) -> tuple[float, int]:
    """Return the seconds of all but the making of tokens, which are let go text by text, as indexing does."""
    seconds, found = 0.0, 0
    for text in texts:
        tokens = analyze(text)
        one, count = _timed(lambda text=text, tokens=tokens: len(extract(text, tokens, known).mentions))
        seconds, found = seconds + one, found + count
    return seconds, found


def _spacy_rows(texts: list[str], known: Gazetteer) -> Iterator[tuple[str, float, int]]:
    import spacy
    from spacy.matcher import PhraseMatcher

    model = spacy.blank("fr")
    model.max_length = max(map(len, texts)) + 1
    matcher = PhraseMatcher(model.vocab)
    names = sorted({name for entity in known for name in entity.names})
    matcher.add("name", [model.make_doc(name) for name in names])
    made = [model.make_doc(text) for text in texts]
    yield f"PhraseMatcher, {len(names)} names, tokens given", *_timed(lambda: sum(len(matcher(doc)) for doc in made))
    yield "PhraseMatcher and tokens", *_timed(lambda: sum(len(matcher(model.make_doc(text))) for text in texts))


def _timed(way: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = way()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
