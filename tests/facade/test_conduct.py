"""How the command line behaves: where archives are, options and words, exit codes, errors, streams, bytes."""

import json
import os
import subprocess
import sys

import pytest

import depeche
from depeche import Dispatch
from depeche.cli.group import run
from depeche.cli.printing import safe

COMMAND = [sys.executable, "-c", "from depeche.cli import main; main()"]


def spawned(*arguments, **options):
    """Run the command line in a process of its own."""
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False, **options)


@pytest.fixture
def seeds_path(seed_archives):
    return seed_archives["tantivy"].path


@pytest.fixture
def odd(tmp_path):
    """An archive with a dispatch that tries to steer a terminal."""
    text = "Un \u202emot\u202c \x1b[31mrouge\x07 \x9b2J \u2066ici\u2069 fin."
    with depeche.create(tmp_path / "odd") as archive:
        archive.add([Dispatch("a", text, source="S\x1b[2J", title="T\u202e", path="p\u202e.txt")])
    return tmp_path / "odd"


def steering(text):
    return [c for c in text if c not in "\n\t" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u202c\u2066\u2069")]


@pytest.mark.parametrize("where", ["before", "after", "long", "equals"])
def test_the_archive_is_named_before_or_after_the_command(cli, seeds_path, where):
    arguments = {
        "before": ["-a", seeds_path, "search", "Daraa"],
        "after": ["search", "Daraa", "-a", seeds_path],
        "long": ["search", "--archive", seeds_path, "Daraa"],
        "equals": ["search", f"--archive={seeds_path}", "Daraa"],
    }
    assert cli(*arguments[where]).code == 0


def test_the_archive_named_last_counts_then_the_environment_then_the_folder_here(cli, seeds_path, monkeypatch, tmp_path):
    assert cli("stats").code == 3
    monkeypatch.setenv("DEPECHE_ARCHIVE", str(seeds_path))
    assert cli("stats", "--json").json["dispatches"] == 5
    assert cli("-a", seeds_path, "stats", "-a", "missing").code == 3
    assert cli("-a", "missing", "stats", "-a", seeds_path).code == 0
    assert cli("-a", "missing", "stats").code == 3
    monkeypatch.delenv("DEPECHE_ARCHIVE")
    (tmp_path / "a.txt").write_text("Un mot.")
    cli("index", "a.txt")
    assert (tmp_path / ".depeche" / "manifest.json").exists()
    assert cli("stats", "--json").json["dispatches"] == 1


def total(answer):
    return answer.json["total"]["passages"]


def test_a_question_may_begin_with_a_hyphen(asked):
    everything = total(asked("search", "--json", "-zyqx"))
    assert total(asked("search", "-Damas", "--json")) == everything - total(asked("search", "Damas", "--json"))
    assert asked("search", "--json", "otages", "-Damas").json["query"] == "otages -Damas"
    assert asked("search", "--json", "--", "-n", "--json").json["query"] == "-n --json"


@pytest.mark.parametrize(
    "arguments",
    [
        ["-n", "1", "--json", "Damas"],
        ["Damas", "-n", "1", "--json"],
        ["Damas", "-n1", "--json"],
        ["--json", "Damas", "--limit=1"],
    ],
)
def test_options_may_stand_before_or_after_the_words(asked, arguments):
    found = asked("search", *arguments).json
    assert (found["query"], len(found["passages"])) == ("Damas", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--rien"],
        ["rien"],
        ["search"],
        ["search", "--rien", "Damas"],
        ["search", "Damas", "-n"],
        ["search", "Damas", "-a"],
        ["search", "Damas", "-n", "x"],
        ["search", "Damas", "-n", "-1"],
        ["search", "Damas", "date:hier"],
        ["search", "Damas", "--cursor", "x"],
        ["show"],
        ["show", "a", "b"],
        ["index"],
        ["index", "missing.txt"],
        ["stats", "--rien"],
        ["mentions", "missing.txt"],
    ],
)
def test_what_cannot_be_understood_exits_2_with_nothing_on_stdout(asked, arguments):
    answer = asked(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("command", [["search", "Damas"], ["show", "a"], ["spellings", "Damas"], ["stats"], ["export"]])
def test_a_missing_archive_is_one_line_on_stderr_and_exit_3(cli, command, tmp_path):
    for answer in (cli(*command), cli("-a", "nulle part", *command)):
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.startswith("depeche: ")
        assert answer.err.endswith(" holds no archive; `depeche index` makes one\n")
        assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_is_one_line_on_stderr_and_exit_3(cli, tmp_path):
    (tmp_path / ".depeche").mkdir()
    (tmp_path / ".depeche" / "manifest.json").write_text("{\n\n")
    for command in (["search", "Damas"], ["stats"], ["export"], ["index", tmp_path]):
        answer = cli(*command)
        assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("content", [b"du texte", None])
def test_an_archive_is_not_made_where_something_else_is(cli, seeds, tmp_path, content):
    place = tmp_path / "place"
    if content is None:
        place.mkdir()
        (place / "notes").write_text("à garder")
    else:
        place.write_bytes(content)
    answer = cli("index", "-a", place, seeds)
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize(("option", "value"), [("--engine", "sqlite"), ("--encoding", "klingon")])
def test_an_unknown_engine_or_encoding_makes_no_archive(cli, seeds, tmp_path, option, value):
    answer = cli("index", option, value, seeds)
    assert answer.code in (2, 3)
    assert (answer.out, answer.err.count("\n")) == ("", 1)
    assert value in answer.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_skipped_is_listed_on_stderr_and_strict_makes_it_exit_3(cli, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Un mot.")
    (tmp_path / "in" / "b.txt").write_bytes(b"caf\xe9")
    (tmp_path / "in" / "c.jsonl").write_text('{"id": "a", "text": "Double."}\nrien\n')
    answer = cli("index", "in")
    assert (answer.code, answer.out) == (0, "1 dispatches stored in .depeche, as 1 passages\n")
    lines = answer.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["skipped"] * 3
    assert lines[0].startswith("skipped: in/b.txt: byte 3: ")
    assert "in/c.jsonl:line 1: the id 'a' is already that of in/a.txt" in lines[1]
    assert lines[2].startswith("skipped: in/c.jsonl:line 2: ")
    strict = cli("index", "in", "--strict")
    assert (strict.code, strict.err) == (3, answer.err)
    assert strict.out == "0 dispatches stored in .depeche, as 0 passages: 1 unchanged\n"


def test_a_date_that_cannot_be_read_is_a_warning_that_strict_lets_pass(cli, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Un mot.", "date": "hier"}')
    answer = cli("index", "a.jsonl", "--strict")
    assert (answer.code, answer.err.split(": ")[0]) == (0, "warning")


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("L’armée à Deraa.\n".encode(), []),
        ("L’armée à Deraa.\n".encode("cp1252"), ["--encoding", "cp1252"]),
        (b"\xef\xbb\xbf" + "L’armée à Deraa.".encode(), []),
        ("L’armée\r\n\r\nà Deraa.\r\n".encode(), []),
        ("L’armée\rà Deraa.\n\r".encode(), []),
        ("L’armée".encode("utf-16"), ["--encoding", "utf-16"]),
        (b"", []),
        ("\0\x1a\x1b[31m e\u0301 \u2028".encode(), []),
    ],
    ids=["utf-8", "cp1252", "bom", "crlf", "cr", "utf-16", "empty", "controls"],
)
def test_show_raw_gives_the_bytes_of_the_file(capfdbinary, tmp_path, data, options):
    (tmp_path / "a.txt").write_bytes(data)
    archive = ["-a", str(tmp_path / "archive")]
    assert run([*archive, "index", str(tmp_path / "a.txt"), "--strict", *options]) == 0
    capfdbinary.readouterr()
    assert run([*archive, "show", "a", "--raw"]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == data


def test_show_raw_gives_the_bytes_of_each_seed(seeds, seeds_path):
    for file in sorted(seeds.glob("*.txt")):
        shown = spawned("-a", seeds_path, "show", "--raw", file.stem)
        assert (shown.returncode, shown.stdout, shown.stderr) == (0, file.read_bytes(), b"")


def test_only_results_are_on_stdout(asked, seeds_path):
    for arguments in (["-v", "search", '"Deraa', "--json"], ["search", "le otages", "--json"], ["show", "rien", "--json"]):
        answer = asked(*arguments)
        assert answer.err
        if answer.out:
            json.loads(answer.out)


def test_verbose_says_what_is_used(asked, seeds_path):
    assert f"{seeds_path}, tantivy" in asked("-v", "search", "Deraa").err


def test_help_starts_no_engine():
    code = "import sys; from depeche.cli.group import run; run(['--help']); run(['search', '--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split("\n")[-2].split())
    assert "click" in modules
    assert not modules & {"tantivy", "whoosh", "rich", "depeche.archive"}


def test_the_version_is_printed(cli):
    assert cli("--version")[:2] == (0, f"depeche {depeche.__version__}\n")


def test_a_pipe_that_nobody_reads_is_no_error(seeds_path):
    for arguments in (["search", "le", "-n", "1000"], ["export"], ["show", "000_91850bdc69bfff43", "--raw"], ["--help"]):
        process = subprocess.Popen([*COMMAND, "-a", str(seeds_path), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        stderr = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), stderr) == (0, b"")


def test_the_exit_codes_are_those_of_the_process(seeds_path, tmp_path):
    codes = [
        spawned("-a", archive, "search", question, cwd=tmp_path).returncode
        for archive, question in ((seeds_path, "Daraa"), (seeds_path, "zyqx"), (seeds_path, "date:x"), ("missing", "Daraa"))
    ]
    assert codes == [0, 1, 2, 3]


def test_characters_of_a_text_that_steer_a_terminal_are_shown_as_escapes(cli, odd):
    for arguments in (["search", "mot"], ["show", "a"], ["search", "zyqx OR mot", "-n", "1"], ["stats"]):
        answer = cli("-a", odd, *arguments)
        assert answer.code == 0
        assert steering(answer.out + answer.err) == []
    assert "\\u202emot" in cli("-a", odd, "show", "a").out.replace("*", "")
    assert "\\u001b[31m" in cli("-a", odd, "search", "mot").out


def test_paths_and_names_that_steer_a_terminal_are_shown_as_escapes(cli, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\u202e\x1b[31m.txt").write_bytes(b"caf\xe9")
    assert steering(cli("index", "in").err) == []
    assert steering(cli("analyze", "a\u202eb", "\x1b[31m").out) == []


def test_messages_and_notes_show_what_was_typed_as_escapes(asked):
    for arguments in (["show", "\x1b[31m\u202erien"], ["search", "Damas", "place:\u202ezyqx"], ["search", "date:\u202ehier"]):
        answer = asked(*arguments)
        assert "\\u202e" in answer.err
        assert steering(answer.err) == []


def test_json_escapes_controls_and_gives_the_text_back(cli, odd):
    answer = cli("-a", odd, "search", "mot", "--json")
    assert "\x1b" not in answer.out
    assert answer.json["passages"][0]["text"].startswith("Un \u202emot")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Deraa", "Deraa"),
        ("état «é» درعا 😀 \u00a0", "état «é» درعا 😀 \u00a0"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\x1bb", "a\\u001bb"),
        ("\u202e\u2069", "\\u202e\\u2069"),
        ("\x85\x9b\x7f", "\\u0085\\u009b\\u007f"),
        ("\ud800", "\\ud800"),
        ("bien\u00adtôt", "bientôt"),
    ],
)
def test_safe_escapes_what_steers_and_nothing_else(text, shown):
    assert safe(text) == shown


def on_a_terminal(arguments, **environment):
    """Return what a command prints on a pseudo-terminal."""
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    variables |= {"TERM": "xterm-256color", "COLUMNS": "200"} | environment
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=side, stderr=side, env=variables)
    os.close(side)
    pieces = []
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(main)
    assert process.wait() == 0
    return b"".join(pieces).decode()


def test_a_terminal_gets_colour_unless_no_color_is_set(seeds_path):
    arguments = ["-a", seeds_path, "search", "Daraa", "-n", "1", "--no-pager"]
    coloured = on_a_terminal(arguments)
    plain = on_a_terminal(arguments, NO_COLOR="1")
    assert "\x1b[1;33mDeraa\x1b[0m" in coloured
    assert "\x1b[1;33m" not in plain
    assert "\x1b[33m" not in plain
    assert "5 passages in 3 dispatches" in plain


def test_a_terminal_is_not_steered_by_a_text(odd):
    shown = on_a_terminal(["-a", odd, "search", "mot"])
    assert "\x1b[31m" not in shown
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    assert "\u202e" not in shown


def test_a_pipe_gets_no_colour(seeds_path):
    assert b"\x1b" not in spawned("-a", seeds_path, "search", "Daraa").stdout


def test_an_argument_that_is_no_text_is_no_traceback(seeds_path):
    for command in ("search", "show", "spellings"):
        done = subprocess.run([*COMMAND, "-a", str(seeds_path), command, b"\xff"], capture_output=True, check=False)
        assert done.returncode in (1, 2, 3)
        assert b"Traceback" not in done.stderr


def test_an_output_of_another_encoding_still_holds_json(odd, tmp_path):
    with depeche.create(tmp_path / "emoji") as archive:
        archive.add([Dispatch("a", "Un mot 😀 é ’ درعا.")])
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = spawned("-a", tmp_path / "emoji", "search", "mot", "--json", env=environment)
    assert json.loads(done.stdout.decode("latin-1"))["passages"][0]["text"] == "Un mot 😀 é ’ درعا."


@pytest.mark.skipif(os.name != "posix", reason="closes a stream as shells do")
@pytest.mark.parametrize(
    "command", ["search EI", "search --json EI", "stats", "show --raw 003_a8ba4618b9080f0a", "export", "--help"]
)
def test_a_closed_stdout_is_no_traceback(seeds_path, command):
    script = f'"{sys.executable}" -c "from depeche.cli import main; main()" -a "{seeds_path}" {command} >&-'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_file_that_cannot_be_read_is_an_input_error_for_mentions(cli, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    answer = cli("mentions", "a.txt")
    assert (answer.code, answer.out) == (3, "")
    assert "byte 3" in answer.err


def test_words_are_read_as_utf_8_in_a_locale_that_is_not(seeds_path):
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = spawned("-a", seeds_path, "search", "--json", "évacuation", env=environment)
    assert json.loads(done.stdout)["total"]["passages"] > 0
