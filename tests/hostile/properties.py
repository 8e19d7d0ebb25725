"""What holds whatever comes in: a function for each door, from raw bytes; it raises where something does not hold.

The tests give them what hypothesis makes (``test_any_bytes``), the fuzz driver what coverage leads to (``fuzz``). Not here:
where the bytes come from.
"""

import atexit
import json
import shutil
import struct
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

from depeche.analyzers import layout
from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer import user_table
from depeche.analyzers.mentions import mentions
from depeche.analyzers.passages import passages
from depeche.core.errors import ArchiveError, ArchiveFormatError, InputError, QuestionError, ReadingError
from depeche.core.model import Dispatch
from depeche.indexer import assembling, manifest, payload, saved_file
from depeche.indexer.engines.compression import decompressed, given
from depeche.indexer.engines.contract import Payload
from depeche.indexer.engines.tantivy.compression import Compression
from depeche.indexer.readers import READERS, Problem, Source
from depeche.search.answering.cursors import Cursor
from depeche.search.options import LARGEST, Request
from depeche.search.question.reading import read

__all__ = ["DOORS", "SEEDS", "WORDS", "scratch"]

_ENCODINGS = (None, "cp1252", "utf-16", "utf-32-le", "shift_jis", "utf-7", "utf-8-sig", "mac_roman")
_SUFFIXES = (".txt", ".jsonl")
_BLOCK = struct.pack(">II", 1, 0)
"""What stands before the rest of a block: the arrival, and no marks."""
_COMPRESSION = Compression()


@cache
def scratch() -> Path:
    """Return a folder of this process's own, for doors that are files; it is removed with the process."""
    made = tempfile.mkdtemp(prefix="hostile-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def text_of(data: bytes) -> str:
    """Return any bytes as a text that has all of them; what is not UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def readers(data: bytes) -> None:
    """A file of any bytes, its first one saying which kind, gives dispatches and problems; what is given back is exact."""
    kind, content = data[:1], data[1:]
    number = kind[0] if kind else 0
    suffix, encoding = _SUFFIXES[number % 2], _ENCODINGS[number // 2 % len(_ENCODINGS)]
    file = scratch() / f"a{suffix}"
    file.write_bytes(content)
    for item in READERS[suffix].read(Source(file, file.name, "a", encoding)):
        assert isinstance(item, Dispatch | Problem)
        _told(item) if isinstance(item, Problem) else _given_back(item, content, suffix)


def _told(problem: Problem) -> None:
    assert str(problem).isprintable()
    json.dumps(problem.to_dict(), ensure_ascii=False).encode()


def _given_back(dispatch: Dispatch, content: bytes, suffix: str) -> None:
    assert dispatch.id.strip()
    assert len(dispatch.id.encode()) <= 8000
    if suffix == ".txt":
        assert dispatch.bom + dispatch.text.encode(dispatch.encoding) == content
    else:
        line = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")[(dispatch.line or 1) - 1]
        row = json.loads(line)
        assert (dispatch.id, dispatch.text, dispatch.title) == (row["id"], row["text"], _meant(row.get("title")))
    for value in (dispatch.id, dispatch.text, dispatch.title, dispatch.url, dispatch.source):
        (value or "").encode()
    if dispatch.date:
        assert 10**8 <= dispatch.date.key < 10**12


def _meant(title: str | None) -> str | None:
    return title if title and title.strip() else None


def question(data: bytes) -> None:
    """Any text has a tree, with notes on places in it; strict refuses exactly where there are notes."""
    text = text_of(data)
    found = read(text)
    for note in found.noted:
        assert str(note)
        assert all(0 <= start <= end <= len(text) for start, end in note.places)
    try:
        assert read(text, strict=True).root == found.root
    except QuestionError:
        assert found.notes


def analyzer(data: bytes) -> None:
    """Any text has words in order, a layout, and passages that partition its prose."""
    text = text_of(data)
    tokens = list(analyze(text))
    assert all(0 <= token.start < token.end <= len(text) and token.exact for token in tokens)
    assert all(one.start <= other.start for one, other in pairwise(tokens))
    form = layout.read(text)
    found = passages(text, form.prose)
    assert form.prose.start <= found[0].start <= found[-1].end <= max(form.prose.end, found[0].start)
    assert all(one.end <= other.start and not text[one.end : other.start].strip() for one, other in pairwise(found))
    assert [one.ordinal for one in found] == list(range(len(found)))


def names(data: bytes) -> None:
    """Whatever a text names stands in it where it is said to."""
    text = text_of(data)
    for one in mentions(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.surface
        assert one.id
        assert one.label


def archive_manifest(data: bytes) -> None:
    """Any manifest is one, or an error of the archive's."""
    (scratch() / "manifest.json").write_bytes(data)
    with suppress(ArchiveError):
        assert isinstance(manifest.read(scratch()), manifest.Manifest)


def stored(data: bytes) -> None:
    """Any block is a passage, or damaged, also where only what is packed is; and any text comes back from its payloads."""
    for block in (data, _BLOCK + data, given(data, decompressed), given(data, _COMPRESSION.unpacked)):
        with suppress(ArchiveFormatError):
            assert isinstance(payload.decode(Payload(0, block)), payload.StoredPassage)
    dispatch = Dispatch("a", text_of(data), title=text_of(data[:40]), bom=data[:4])
    spans = passages(dispatch.text, layout.read(dispatch.text).prose)
    none = [None] * (len(spans) + 1)
    block = payload.marked(payload.packed(dispatch, (), spans, (), None), 1, none, none)
    assert assembling.assemble([payload.decode(Payload(one.ordinal, block)) for one in spans]) == dispatch


def cursor(data: bytes) -> None:
    """Any cursor is of this question, or refused."""
    with suppress(QuestionError):
        found = Cursor.of("c", Request("q", cursor=text_of(data)))
        assert 0 <= found.shown <= LARGEST


def saved(data: bytes) -> None:
    """Any file of saved questions is read or refused by line; one that is read takes another question and loses it again."""
    text = data.decode("utf-8", "replace")
    try:
        found = saved_file.parse(text, "saved.toml")
    except ReadingError as error:
        assert "saved.toml, line " in str(error)
        return
    added = saved_file.SavedQuestion("zyqx", "Deraa")
    if "zyqx" in found:
        return
    made = saved_file.with_question(text, added)
    with suppress(ReadingError):
        assert saved_file.parse(made, "") == found | {"zyqx": added}
        assert saved_file.parse(saved_file.without(made, "zyqx"), "") == found


def table(data: bytes) -> None:
    """Any table of the user's is read, or refused."""
    file = scratch() / "table.tsv"
    file.write_bytes(data)
    with suppress(InputError):
        for record in user_table.read(file, lambda: ()):
            assert record.id
            assert record.names


DOORS: Mapping[str, Callable[[bytes], None]] = {
    "readers": readers,
    "question": question,
    "analyzer": analyzer,
    "names": names,
    "manifest": archive_manifest,
    "payload": stored,
    "cursor": cursor,
    "saved": saved,
    "table": table,
}
"""What bytes may come in by, and what then holds."""

_TEXT = (
    "BEYROUTH, 31 juil 2018 (AFP) - L’armée syrienne a pris Deraa, selon l’OSDH.\n\n"
    "«Nous sommes là», dit M. Ez-Zor. (©AFP / 31 juillet 2018 16h39)"
)
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "readers": (
        b"\0\xef\xbb\xbfL'EI",
        "\2L’armée".encode("cp1252"),
        b"\4" + "à".encode("utf-16"),
        b'\1{"id": "1", "text": "a\\ud800", "title": "t", "date": "2018-07-31T16:39:05Z", "source": "afp", "url": "u"}\n{}\n',
    ),
    "question": tuple(
        one.encode()
        for one in (
            '"forces du régime"~3^2 AND (otages OR -Damas)',
            "title:(=Deraa ez-Zor*) ATLEAST3 e~1",
            "place:Syrie depuis:2018-07 AUMOINS2 (a b) PHRASE t?r",
        )
    ),
    "analyzer": (_TEXT.encode(), "درعا Deir ez-Zor e\u0301 pro-régime".encode()),
    "names": (_TEXT.encode(), "le village de Taftanaz, le général Souheil al-Hassan et les Casques blancs".encode()),
    "manifest": (
        b'{"format": 5, "engine": "tantivy", "engine_version": "0", "fingerprint": "f", "folder": "engine", "files": {}}',
    ),
    "payload": (
        b'[["a",null,"u","AFP","T","utf-8","efbbbf"],["2018-07","month","e"],["date"],"SY.deraa",[0,9],["SY"],[0,2,1]]\nDes mots.',
    ),
    "cursor": (b"YzptOjE6MQ", b"Yzo6MTAwOjEw"),
    "saved": ('[homs]\nquestion = "trêve" # c\nplace = ["Syrie"]\n[a]\nquestion = \'b\'\nseen = 3\n'.encode(),),
    "table": ("kind\tlabel\tnames\twithin\tlatitude\tlongitude\tflags\nplace\tKafr Nabl\tكفرنبل\tSY\t35.6\t36.5\tcue\n".encode(),),
}
"""An ordinary example or two of what comes in by each door."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "readers": ('"id"', '"text"', '"date"', '"title"', '"source"', "\\u0000", "\\ud800", "NaN", "1e999", "\\ufeff", "null"),
    "question": (
        *(" AND ", " OU ", "NOT ", "SAUF ", " PHRASE ", "ATLEAST", "AUMOINS2 ", "place:", "title:(", "date:2018", "~2", "^1,5"),
        *("»", "«", "“", "*", "?", "l'", "-(", "+", "=", "درعا", "e\u0301"),
    ),
    "analyzer": (" date 2018-07 ", "\r\n", "(AFP)", "l'", "\u00ad", "\u200d", "\u0301", "ﷺ", "İ", "ß", "«", "PAR ", "M. ", "1 000"),
    "names": (" le général ", "Deraa", " l'EI", " à ", "la ville de ", "Al-", "OSDH", "M. ", "Abou ", "31 juillet"),
    "manifest": ('"format"', '"engine"', '"fingerprint"', '"folder"', '"../"', "null"),
    "payload": ("null", "\\ud800", "[]", "{}", "1e9", "-1"),
    "cursor": (),
    "saved": ("[a]", "question = ", '"""', "'''", "[[a]]", "seen = ", "levels = ", 'a."b"', "1979-05-27", "nan", "{x=1}"),
    "table": ("kind", "label", "place", "actor", "\t", "|", "within", "flags", "\ufeff"),
}
"""Words that a fuzzer would be long in finding."""
