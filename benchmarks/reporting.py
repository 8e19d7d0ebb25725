"""What a comparison found, as JSON, as a Markdown table and as a plot over the size of the index.

Not here: measuring (``compare``).
"""

import json
from pathlib import Path
from typing import Any

__all__ = ["report"]

_RATE = "MB per CPU s"
_SHOWN = ("or3, top", "or3, facets")


def report(found: dict[str, Any], folder: Path | None) -> str:
    """Return the table of `found`; write it, the figures and the plot into `folder`, if there is one."""
    text = _page(found)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "comparison.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
        (folder / "comparison.md").write_text(text + "\n", "utf-8")
        _plot(found["contestants"], folder / "comparison.png")
    return text


_MEANING = """
Each at the largest size it was given. CPU time of all threads. Milliseconds are medians / 95th percentiles of one question:
*top* asks for the ten best and their total; *facets* has four facets counted as well (one, of the others: the month);
*distinct* has dispatches counted exactly too, of the total and of each value. *alone* is tantivy asked directly for the
passages of our archive, by the words and their stems; nothing is fetched or shown.
"""
_COSTS = (_RATE, "archive / text", "MiB after indexing")


def _page(found: dict[str, Any]) -> str:
    made, names = found["made"], list(found["contestants"])
    versions = ", ".join(f"{name} {number}" for name, number in made["versions"].items())
    made_by = f"Made on {made['date']} by `{made['command']}`, with {versions}; {made['machine']}."
    head = f"# Comparison\n\n{made_by}\n{made['remark']}\n{_MEANING}"
    columns = [f"| | {' | '.join(names)} | alone |", "|---" * (len(names) + 2) + "|"]
    return "\n".join([head, *columns, *_lines(found["contestants"])])


def _lines(contestants: dict[str, Any]) -> list[str]:
    last = {name: (size, one["sizes"][size]) for name, one in contestants.items() for size in [list(one["sizes"])[-1]]}
    alone = next((one["tantivy alone"] for one in contestants.values() if "tantivy alone" in one), {})
    ways = dict.fromkeys(way for _, figures in last.values() for way in figures["queries"])
    rows: list[list[object]] = [["dispatches", *(f"{int(size):,}" for size, _ in last.values()), None]]
    rows += [[name, *(figures[name] for _, figures in last.values()), None] for name in _COSTS]
    rows.append(["MiB at the end", *(one["peak MiB"] for one in contestants.values()), None])
    rows += [[way, *(figures["queries"].get(way) for _, figures in last.values()), alone.get(way)] for way in ways]
    rows += [[f"process, {name}", *(one["process"][name] for one in contestants.values()), None] for name in ("CPU ms", "MiB")]
    rows.append(["process on a terminal, CPU ms", *(one.get("terminal") for one in contestants.values()), None])
    return [f"| {' | '.join(map(_cell, row))} |" for row in rows]


def _cell(figure: object) -> str:
    if isinstance(figure, dict):
        return f"{figure['median']:.3g} / {figure['p95']:.3g}"
    return f"{figure:.3g}" if isinstance(figure, float) else str("" if figure is None else figure)


def _plot(contestants: dict[str, Any], path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13, 4), layout="constrained")
    panels = figure.subplots(1, 1 + len(_SHOWN))
    for panel, title in zip(panels, (_RATE, *(f"{way}: CPU ms" for way in _SHOWN)), strict=True):
        panel.set(xscale="log", yscale="log", title=title, xlabel="dispatches in the index")
        panel.grid(visible=True, which="both", alpha=0.3)
    for name, one in contestants.items():
        sizes = [int(size) for size in one["sizes"]]
        panels[0].plot(sizes, [figures[_RATE] for figures in one["sizes"].values()], marker="o", label=name)
        for panel, way in zip(panels[1:], _SHOWN, strict=True):
            panel.plot(sizes, [figures["queries"][way]["median"] for figures in one["sizes"].values()], marker="o", label=name)
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize="small")
    figure.savefig(path, dpi=120)
