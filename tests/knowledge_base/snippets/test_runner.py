"""Code runs in a process of its own and says what happened at each statement."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Literal

import pytest

from knowledge_base.snippets.runner import Cell, Event, run

MINUTE = 60
"""Seconds that no run here needs: a busy machine must not end one early."""
SHORT = 2
"""Seconds for what never ends: long enough for a process to start on a busy machine."""


def cells(*codes: str, kind: Literal["python", "pycon"] = "python") -> list[Cell]:
    return [Cell(kind, code, f"<fence {number}>") for number, code in enumerate(codes)]


def told(*codes: str, kind: Literal["python", "pycon"] = "python") -> list[Event]:
    """Events of a run, without those that only say that a statement begins."""
    events = run(cells(*codes, kind=kind), seconds=MINUTE)
    return [event for event in events if event.event != "start"]


def printed(*codes: str) -> str:
    """All that a run printed, where it came to its end."""
    events = told(*codes)
    assert {event.event for event in events} == {"printed", "done"}, events
    return "".join(event.output for event in events)


def test_every_statement_tells_that_it_starts_and_what_it_printed() -> None:
    assert run(cells("x = 1\nprint(x,\n  2)\n"), seconds=MINUTE) == [
        Event(0, "start", line=1, end=1),
        Event(0, "printed", line=1, end=1),
        Event(0, "start", line=2, end=3),
        Event(0, "printed", line=2, end=3, output="1 2\n"),
        Event(1, "done"),
    ]


@pytest.mark.parametrize("codes", [(), ("",), ("# a comment\n",)])
def test_nothing_to_run_is_done_at_once(codes: tuple[str, ...]) -> None:
    assert run(cells(*codes), seconds=MINUTE) == [Event(len(codes), "done")]


def test_cells_share_one_namespace_and_keep_their_own_lines() -> None:
    assert told("x = 1\n", "\nprint(x)\n") == [
        Event(0, "printed"),
        Event(1, "printed", line=2, end=2, output="1\n"),
        Event(2, "done"),
    ]


def test_sessions_and_fences_share_one_namespace() -> None:
    both = [Cell("pycon", ">>> x = 1\n", "<a>"), Cell("python", "print(x)\n", "<b>")]
    both += [Cell("pycon", ">>> x + 1\n2\n", "<c>")]
    events = run(both, seconds=MINUTE)
    assert [event.output for event in events if event.cell == 1] == ["", "1\n"]
    assert [event for event in events if event.event in ("differed", "raised", "died")] == []


def test_a_decorated_definition_begins_at_its_decorator() -> None:
    events = told("import functools\n\n@functools.cache\ndef f():\n    return 1\n")
    assert [(event.line, event.end) for event in events[:-1]] == [(1, 1), (3, 5)]


def test_a_raise_ends_its_cell_and_the_next_one_runs() -> None:
    assert told("print('a')\n{}['b']\nprint('c')\n", "print('d')\n") == [
        Event(0, "printed", output="a\n"),
        Event(0, "raised", line=2, end=2, type="KeyError", message="'b'"),
        Event(1, "printed", output="d\n"),
        Event(2, "done"),
    ]


def test_what_a_statement_printed_before_it_raised_is_told() -> None:
    (raised, _) = told("for n in 1, 0:\n    print(1 // n)\n")
    assert (raised.event, raised.output) == ("raised", "1\n")
    assert (raised.line, raised.end, raised.type) == (2, 2, "ZeroDivisionError")


def test_a_raise_in_a_function_stands_at_the_innermost_line_of_the_cell() -> None:
    events = told("def f():\n    raise ValueError('a')\n\nf()\n", "\nf()\n")
    assert [(e.cell, e.line) for e in events if e.event == "raised"] == [(0, 2), (1, 2)]


def test_a_raise_below_the_cell_stands_at_the_line_that_called() -> None:
    (_, raised, _) = told("import json\njson.loads('')\n")
    assert (raised.event, raised.line, raised.type) == ("raised", 2, "JSONDecodeError")


@pytest.mark.parametrize(
    ("code", "type_", "line"),
    [
        ("x = 1\nx = = 2\n", "SyntaxError", 2),
        ("x = 1\nreturn x\n", "SyntaxError", 2),
        ("if True:\nx = 1\n", "IndentationError", 2),
        ("if True:\n        x = 1\n\tx = 2\n", "TabError", 3),
        ("import sys\nsys.exit('a')\n", "SystemExit", 2),
        ("raise KeyboardInterrupt\n", "KeyboardInterrupt", 1),
        ("x = 1\nraise BaseExceptionGroup('a', [KeyError()])\n", "ExceptionGroup", 2),
        ("def f():\n    f()\n\nf()\n", "RecursionError", 2),
    ],
)
def test_an_exception_has_its_own_name_and_its_line(code: str, type_: str, line: int) -> None:
    (raised,) = (event for event in told(code) if event.event == "raised")
    assert (raised.type, raised.line) == (type_, line)


def test_an_exit_does_not_end_the_page() -> None:
    events = told("import sys\nsys.exit()\n", "print('a')\n")
    assert [(event.cell, event.event) for event in events] == [
        (0, "printed"),
        (0, "raised"),
        (1, "printed"),
        (2, "done"),
    ]


def test_a_process_that_ends_early_died_at_the_statement_under_way() -> None:
    events = told("import os\n", "print('a')\nos._exit(0)\n", "print('b')\n")
    assert events[-2:] == [
        Event(1, "printed", output="a\n"),
        Event(1, "died", line=2),
    ]


@pytest.mark.parametrize("loop", ["while True:\n    pass\n", "import time\ntime.sleep(1000)\n"])
def test_what_does_not_end_is_ended(loop: str) -> None:
    events = run(cells("x = 1\n", loop, "x = 2\n"), seconds=SHORT)
    line = 1 if loop.startswith("while") else 2
    assert events[-1] == Event(1, "timeout", line=line)


def test_what_was_printed_before_the_time_was_up_is_kept() -> None:
    events = run(cells("print('a')\nwhile True:\n    pass\n"), seconds=SHORT)
    assert [event.output for event in events if event.event == "printed"] == ["a\n"]


@pytest.mark.skipif(sys.platform != "linux", reason="macOS refuses to bound memory")
def test_memory_is_bounded() -> None:
    (raised, _) = told("x = bytearray(4 << 30)\n")
    assert (raised.event, raised.type) == ("raised", "MemoryError")


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("print()\n", "\n"),
        ("print('a', end='')\n", "a"),
        ("print('가\\n\\n나')\n", "가\n\n나\n"),
        ("print('x' * 200_000)\n", "x" * 100_000),
        ("for i in range(3):\n    print(i)\n", "0\n1\n2\n"),
        ("import sys\nsys.stdout.write('a')\n", "a"),
        ("import sys\nprint('a', file=sys.stderr)\n", "a\n"),
        ('print(\'{"cell": 0, "event": "died"}\')\n', '{"cell": 0, "event": "died"}\n'),
        ("print(__name__)\n", "__main__\n"),
        ("1 + 1\n", ""),
    ],
)
def test_what_is_printed_is_told_as_it_is(code: str, output: str) -> None:
    assert printed(code) == output


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.write(1, b'a')\n",
        "import sys\nprint('a', file=sys.__stdout__, flush=True)\n",
        "import os\nos.system('echo a')\n",
    ],
)
def test_what_goes_to_the_file_descriptor_mixes_with_nothing(code: str) -> None:
    assert printed(code) == ""


def test_a_subclassed_stdout_prints_as_it_would_anywhere() -> None:
    code = """
import contextlib
import io

class Loud(io.StringIO):
    def write(self, text):
        return super().write(text.upper())

with contextlib.redirect_stdout(Loud()) as loud:
    print("a")

print(loud.getvalue() + "b")
"""
    assert printed(code) == "A\nb\n"


def test_stdout_may_be_subclassed_itself() -> None:
    code = """
import sys

class Twice(type(sys.stdout)):
    def write(self, text):
        return super().write(text + text)

twice = Twice()
print("a", end="", file=twice)
print(twice.getvalue())
"""
    assert printed(code) == "aa\n"


def test_stdout_stays_replaced_until_it_is_put_back() -> None:
    code = """
import io
import sys

kept, sys.stdout = sys.stdout, io.StringIO()
print("a")
caught, sys.stdout = sys.stdout.getvalue(), kept
print(caught.upper())
"""
    assert printed(code) == "A\n\n"


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nout = sys.stdout\nprint('a', file=out)\n",
        "import sys\nwrite = sys.stdout.write\nn = write('a\\n')\n",
        "import sys\ndef say(text, out=sys.stdout):\n    print(text, file=out)\n\nsay('a')\n",
        "import logging, sys\nlogging.basicConfig(format='%(message)s')\nlogging.warning('a')\n",
    ],
    ids=["name", "method", "default", "logging"],
)
def test_a_stream_kept_by_an_earlier_statement_still_prints(code: str) -> None:
    assert printed(code) == "a\n"


def test_a_stream_kept_by_an_earlier_cell_still_prints() -> None:
    assert printed("import sys\nout = sys.stdout\n", "print('a', file=out)\n") == "a\n"


def test_a_future_import_holds_for_the_statements_after_it() -> None:
    assert printed("from __future__ import annotations\nx: Unknown = 1\nprint(x)\n") == "1\n"


def test_the_environment_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "a")
    assert printed("import os\nprint(dict(os.environ))\n") == "{}\n"


def test_the_secrets_of_the_caller_are_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "a")
    assert printed("import os\nprint(os.environ.get('SECRET'))\n") == "None\n"


def test_the_working_directory_is_an_empty_one_and_goes_away() -> None:
    before = Path.cwd()
    place, files = printed("import os\nprint(os.getcwd())\nprint(os.listdir())\n").splitlines()
    assert files == "[]"
    assert Path(place) != before
    assert not Path(place).exists()


def test_there_is_nothing_to_read_on_standard_input() -> None:
    (raised, _) = told("input()\n")
    assert (raised.event, raised.type) == ("raised", "EOFError")


def test_pages_use_the_standard_library_only() -> None:
    (raised, _) = told("import yaml\n")
    assert (raised.event, raised.type) == ("raised", "ModuleNotFoundError")


def test_the_code_of_the_project_is_out_of_reach() -> None:
    (raised, _) = told("import child\n")
    assert (raised.event, raised.type) == ("raised", "ModuleNotFoundError")


def test_packages_can_be_allowed() -> None:
    code = "import yaml\nprint(yaml.safe_load('a: 1'))\n"
    events = run(cells(code), seconds=MINUTE, packages=True)
    assert "".join(event.output for event in events) == "{'a': 1}\n"


def test_a_shown_figure_is_kept_as_svg_the_same_every_time() -> None:
    code = "import matplotlib.pyplot as plt\nline = plt.plot([1, 2])\nplt.show()\nx = 1\n"
    one, two = (run(cells(code), seconds=MINUTE, packages=True) for _ in range(2))
    figures = [len(event.figures) for event in one if event.event == "printed"]
    assert figures == [0, 0, 1, 0]
    assert one == two
    (figure,) = (figure for event in one for figure in event.figures)
    assert figure.startswith("<?xml")
    assert "<svg " in figure


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_page_leaves_running_is_ended() -> None:
    code = """
import subprocess
import sys

sleep = "import time; time.sleep(1000)"
print(subprocess.Popen([sys.executable, "-c", sleep]).pid)
"""
    pid = int(printed(code))
    for _ in range(1000):
        if state_of(pid) in ("", "X", "Z"):
            return
        time.sleep(0.01)  # the signal is on its way
    pytest.fail(f"process {pid} is still there")


def state_of(pid: int) -> str:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[0]


def test_a_session_that_agrees_tells_no_difference() -> None:
    session = (
        ">>> x = [1,\n...      2]\n>>> x\n[1, 2]\n\n>>> print('a\\n\\nb')\na\n<BLANKLINE>\nb\n"
    )
    events = told(session, kind="pycon")
    assert [(event.event, event.line) for event in events] == [
        ("printed", 1),
        ("printed", 3),
        ("printed", 6),
        ("done", 1),
    ]


def test_a_session_may_expect_an_exception() -> None:
    session = ">>> {}['a']\nTraceback (most recent call last):\n  ...\nKeyError: 'a'\n>>> 1\n1\n"
    assert [event.event for event in told(session, kind="pycon")] == ["printed", "printed", "done"]


@pytest.mark.parametrize(
    ("session", "line", "want", "got"),
    [
        (">>> 1\n1\n>>> 1 + 1\n3\n", 3, "3\n", "2\n"),
        (">>> print('a')\n", 1, "", "a\n"),
        (">>> x = 1\n1\n", 1, "1\n", ""),
        (">>> {}['a']\n1\n", 1, "1\n", "KeyError: 'a'\n"),
        (">>> import sys\n>>> sys.exit('a')\n", 2, "", "SystemExit: a\n"),
    ],
    ids=["value", "output not shown", "nothing printed", "raised", "exit"],
)
def test_a_session_that_differs_tells_where_and_how(
    session: str, line: int, want: str, got: str
) -> None:
    differed = [event for event in told(session, kind="pycon") if event.event == "differed"]
    assert differed == [Event(0, "differed", line=line, want=want, got=got)]


def test_a_session_that_raises_something_else_differs() -> None:
    session = ">>> x = 1\n>>> {}['a']\nTraceback (most recent call last):\nKeyError: 'b'\n"
    (differed,) = (event for event in told(session, kind="pycon") if event.event == "differed")
    assert (differed.line, differed.want.splitlines()[-1]) == (2, "KeyError: 'b'")
    assert differed.got.splitlines()[-1] == "KeyError: 'a'"


def test_a_session_goes_on_after_a_difference() -> None:
    events = told(">>> 1\n2\n>>> x = 3\n>>> x\n3\n", kind="pycon")
    assert [event.line for event in events if event.event == "differed"] == [1]


def test_a_session_that_cant_be_read_does_not_end_the_page() -> None:
    events = told(">>>1\n1\n", ">>> 1\n1\n", kind="pycon")
    assert events[-1] == Event(2, "done")
    assert {event.cell for event in events if event.event not in ("printed", "done")} == {0}
