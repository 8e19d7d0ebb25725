"""What the README and the reference show is true: its commands and its Python run as they stand."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def commands(root: Path) -> list[str]:
    lines = "".join(blocks(root / "README.md", "console")).split("\n")
    return [line[2:] for line in lines if line.startswith("$ ")]


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    return tmp_path


def test_the_commands_of_the_readme_run_in_order_and_find_something(folder: Path, root: Path) -> None:
    *shown, last = commands(root)
    assert last.startswith("depeche watch ")
    shell = f'depeche() {{ "{sys.executable}" -c "from depeche.cli import main; main()" "$@"; }}\n'
    assert len(shown) > 5
    script = "set -e\n" + shell + "\n".join(shown)
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    for line in ("5 unchanged\n", "\nwhole\n", "\n1 dispatches removed from .depeche\n"):
        assert line in done.stdout
        assert line in blocks(root / "README.md", "console")[0]
    assert watched(last, folder).endswith("  1 new\n")


def watched(command: str, folder: Path) -> str:
    """Return the first line of a command that goes on until it is stopped."""
    words = [sys.executable, "-c", "from depeche.cli import main; main()", *command.split()[1:]]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    return line


def test_the_first_lines_that_the_readme_shows_are_those_printed(folder: Path, root: Path) -> None:
    command = [sys.executable, "-c", "from depeche.cli import main; main()"]
    subprocess.run([*command, "index", "seeds"], cwd=folder, check=True, capture_output=True)
    done = subprocess.run(
        [*command, "search", "-n", "1", "évacuation", "Daraa"], cwd=folder, check=True, capture_output=True, text=True
    )
    shown = blocks(root / "README.md", "console")[0]
    lines = done.stdout.split("\n")
    assert f"{lines[0]}\n" in shown
    assert f"{lines[2]}\n" in shown
    assert lines[2].startswith("   matched: Deraa (spelling of Daraa, .")
    assert "10 passages in 3 dispatches" in shown
    assert "10 passages in 3 dispatches" in done.stdout


@pytest.mark.parametrize("name", ["Suwayda", "Rami Abdulrahman"])
def test_the_spellings_that_the_documents_show_are_those_printed(name: str, folder: Path, root: Path) -> None:
    command = [sys.executable, "-c", "from depeche.cli import main; main()"]
    subprocess.run([*command, "index", "seeds"], cwd=folder, check=True, capture_output=True)
    done = subprocess.run([*command, "spellings", *name.split()], cwd=folder, check=True, capture_output=True, text=True)
    assert f"$ depeche spellings {name}\n{done.stdout}" in blocks(root / "README.md", "console")[0]


@pytest.mark.parametrize("at", range(2))
def test_the_python_of_the_readme_runs(at: int, folder: Path, root: Path) -> None:
    code = blocks(root / "README.md", "python")[at]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    command = next(block for block in blocks(root / "README.md", "sh") if "pytest" in block).strip()
    assert command in (root / ".ci" / "run").read_text("utf-8")


def test_files_that_the_documents_name_exist(root: Path) -> None:
    for document in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
        for link in re.findall(r"\]\(([^):#]+)\)", (root / document).read_text("utf-8")):
            assert (root / link).exists(), f"{document}: {link}"
