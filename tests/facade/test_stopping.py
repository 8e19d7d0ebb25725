"""Ctrl-C: one line, the code that shells give for it, and what was stored stays."""


def test_a_command_that_is_stopped_exits_130_with_one_line(cli, seeds, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    cli("index", seeds)
    with monkeypatch.context() as patch:
        patch.setattr("depeche.archive.Archive.add", stopped)
        answer = cli("index", seeds)
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "depeche: stopped")
    assert cli("stats", "--json").json["dispatches"] == 5
