"""Nothing that a file, a question or a name says reaches a terminal so that it could steer it, whatever command prints it.

Controls (C0 but line feed and tab, C1) and marks that change the direction of text are shown as escapes, on a terminal by
every command and in every form, elsewhere by all that is for people. Colours and what moves the bar are ours, and are told apart
by being known.
"""

import json
import os
import re
import subprocess
import sys

import pytest

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
OURS = re.compile(
    r"\x1b\[(?:0|[1-9][0-9]?|38;5;[0-9]+|[0-9]{1,2}(?:;[0-9]{1,2})*)?m|\x1b\[(?:2K|1A|\?25[lh])|\r(?=\n|\x1b|$)|\x1b\[3J"
)
EVIL = "\x1b[5;33mX\x1b]0;titre\x07\x9b2J\u202egauche\u202c\u2066ici\u2069\x7f\x85"
MARK = "5;33mX"
"""A piece of EVIL that stays readable in it, so that one sees that it was printed."""

TEXT = f"L’armée {EVIL} a pris Deraa, selon l’OSDH.\n\nLe village de Taf{EVIL}tanaz et M. Al{EVIL}-Zahr ont été cités à Damas."
ROW = {
    "id": "../../é",
    "title": f"Titre {EVIL}",
    "text": TEXT,
    "source": f"AFP {EVIL}",
    "url": f"http://{EVIL}",
    "date": "2018-07-31",
}
OTHER = ROW | {"id": "-rf", "text": TEXT.replace("Damas", "Homs"), "date": f"hier {EVIL}"}
TABLE = "kind\tid\tlabel\tnames\tflags\nplace\tx:1\tDeraa \u202egauche\u202c\tDamas\topen\n"

COMMANDS = [
    ["index", f"in/d{EVIL}.txt"],
    ["-v", "index", "in", "--strict"],
    ["index", f"nulle part {EVIL}"],
    ["search", "armée"],
    ["-v", "search", "armée", "--all", "--explain", "--full", "--no-pager"],
    ["search", "armée", "--group", "2", "--no-pager"],
    ["search", "Deraa", "--facet-limit", "100", "--dispatches", "--no-pager"],
    *(["search", "armée", "--format", form] for form in ("json", "jsonl", "csv", "html", "trec")),
    ["search", "armée", "--format", "trec", "--passages"],
    ["search", f"armée {EVIL} place:{EVIL} {EVIL}: ATLEAST{EVIL}"],
    ["search", f"date:{EVIL}"],
    ["search", "armée", "--cursor", EVIL],
    ["search", "armée", "--place", EVIL],
    ["search", "armée", "--strict", f'"{EVIL}'],
    ["search", f"--{EVIL}", "armée"],
    ["search", "armee", "-n", EVIL],
    ["like", ROW["id"]],
    ["like", f"rien {EVIL}"],
    *(["show", ROW["id"], *form] for form in ([], ["--plain"], ["--json"], ["--raw"], ["--html"])),
    ["show", f"rien {EVIL}"],
    ["stats"],
    ["stats", "--json"],
    ["export"],
    ["analyze", TEXT],
    ["analyze", TEXT, "--json"],
    ["analyze", "--name", f"Deraa{EVIL}", f"{EVIL}Daraa"],
    ["mentions", f"in/{EVIL}.jsonl"],
    ["mentions", f"in/{EVIL}.jsonl", "--json"],
    ["spellings", "Taftanaz", EVIL],
    ["spellings", "Deraa", "--json"],
    ["run", "topics.tsv", "--tag", EVIL],
    ["run", "topics.tsv", "--json"],
    ["eval", "topics.tsv", "topics.tsv"],
    ["saved", "add", "a", f"armée {EVIL}", "--source", f"AFP {EVIL}", "--replace"],
    ["saved", "add", EVIL, "armée"],
    ["saved", "list"],
    ["saved", "run", "a"],
    ["saved", "run", "--all"],
    ["saved", "remove", EVIL],
    ["gazetteer", "add", f"{EVIL}.tsv"],
    ["gazetteer", "list"],
    ["gazetteer", "remove", EVIL],
    ["check"],
    ["remove", f"rien {EVIL}"],
    ["-a", f"nulle part {EVIL}", "search", "armée"],
    [EVIL],
    ["completion", EVIL],
]
PRINTING = """
import json, sys
from depeche.cli.group import run
for name in ("stdout", "stderr"):
    getattr(sys, name).reconfigure(errors="backslashreplace")
for number, arguments in enumerate(json.loads(sys.argv[1])):
    print(f"<<{number}>>", flush=True)
    run(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A folder with an archive, and its files, all of which try to steer a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    lines = [
        json.dumps(ROW),
        json.dumps(OTHER),
        json.dumps(ROW),
        "{" + EVIL,
        json.dumps(ROW | {"id": "\ud800"}),
        json.dumps(ROW | {"id": EVIL}),
    ]
    (folder / "in" / f"{EVIL}.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "in" / f"d{EVIL}.txt").write_bytes(b"caf\xe9")
    (folder / "in" / f"e{EVIL}.txt").write_text(f"Autre texte {EVIL} de Deraa.")
    (folder / "topics.tsv").write_text(f"{EVIL}\tarmée\n{EVIL} sans question\n{EVIL}\tencore\nz\tplace:{EVIL}\n", "utf-8")
    (folder / f"{EVIL}.tsv").write_text(TABLE, "utf-8")
    done = printed_by(folder, [["gazetteer", "add", f"{EVIL}.tsv"], ["index", "in"]])
    assert "dispatches stored" in done
    return folder


def printed_by(folder, commands, **streams):
    """Return what the commands print, one after the other in one process, to stdout and stderr together."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DEPECHE_ARCHIVE", "NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "160", "PAGER": "cat", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PRINTING, json.dumps(commands)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    return done.stdout.decode()


def shown_by(folder, commands):
    """Return what the commands print on a terminal, without its own carriage returns."""
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("DEPECHE_ARCHIVE", "NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "160", "PAGER": "cat", "LESS": ""}
    process = subprocess.Popen(
        [sys.executable, "-c", PRINTING, json.dumps(commands)],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=side, stderr=side,
    )  # fmt: skip
    os.close(side)
    pieces = []
    while True:
        try:
            piece = os.read(main, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(main)
    assert process.wait() == 0, b"".join(pieces)[-3000:].decode()
    return b"".join(pieces).decode().replace("\r\n", "\n")


def by_command(printed):
    """Return what was printed by each command, by its number."""
    parts = re.split(r"<<(\d+)>>\n", printed)[1:]
    return dict(zip(map(int, parts[::2]), parts[1::2], strict=True))


def steered(text):
    """Return what would steer a terminal, with what stands around it."""
    return [text[max(found.start() - 30, 0) : found.end() + 30] for found in STEERING.finditer(OURS.sub("", text))]


def test_no_command_lets_anything_steer_a_terminal(hostile):
    shown = by_command(shown_by(hostile, COMMANDS))
    assert {" ".join(COMMANDS[number])[:60]: steered(text) for number, text in shown.items() if steered(text)} == {}
    assert len(shown) == len(COMMANDS)
    assert sum(MARK in text for text in shown.values()) > len(COMMANDS) // 2
    assert not [text for text in shown.values() if "Traceback" in text]


FOR_PROGRAMS = ({"--json", "--raw", "--html"}, {"json", "jsonl", "csv", "html", "trec"}, {"export"})
"""What is printed for programs is as it is, where it does not go to a terminal: JSON escapes what JSON must."""


def test_what_is_printed_for_people_steers_nothing_anywhere(hostile):
    commands = [one for one in COMMANDS if not any(set(one) & kind for kind in FOR_PROGRAMS) and one[0] != "run"]
    printed = by_command(printed_by(hostile, commands))
    assert {" ".join(commands[number])[:60]: steered(text) for number, text in printed.items() if steered(text)} == {}


def test_json_for_programs_gives_everything_back_and_holds_no_control(hostile):
    commands = [["show", ROW["id"], "--json"], ["export"], ["search", "armée", "--jsonl"]]
    printed = by_command(printed_by(hostile, commands))
    for text in printed.values():
        assert not re.search("[\x00-\x08\x0b-\x1f]", text)
    assert json.loads(printed[0])["text"] == TEXT
    assert {json.loads(line)["text"] for line in printed[1].split("\n")[:-1]} == {TEXT, OTHER["text"]}
