"""What runs inside the separate process: the cells of one page, in order, in one namespace.

Started as `python -I child.py`. Reads one JSON document from standard input: a list of cells, each
with `kind` (`python` or `pycon`), `code` and `filename`. Writes one JSON line an event to the
standard output it was started with; what the cells print is caught and never mixes with that.

Events: `start` before each statement, then one of
  `printed`   a statement ended; `output` is what it printed, `figures` what it showed as SVG
  `raised`    a statement raised; `type`, `message`, and the cell is over
  `differed`  an example of a doctest session printed something else; `want`, `got`
and `done` at the end. Lines are counted from 1 within the cell.
"""

import __future__

import ast
import contextlib
import doctest
import functools
import io
import json
import operator
import os
import re
import signal
import sys
import traceback

FUTURES = functools.reduce(
    operator.or_,
    (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names),
)
"""Flags by which a `from __future__ import` holds for the statements after it."""
MOST_OUTPUT = 100_000
"""Characters of output kept of one statement; the rest is dropped."""


def limit(seconds, megabytes):
    """Bound processor time, memory and the size of files, where the system can."""
    try:
        import resource  # noqa: PLC0415 (not everywhere)
    except ImportError:  # Windows
        return
    bounds = {
        "RLIMIT_CPU": seconds,
        "RLIMIT_AS": megabytes << 20,
        "RLIMIT_FSIZE": megabytes << 20,
        "RLIMIT_CORE": 0,
    }
    for name, bound in bounds.items():
        # macOS knows RLIMIT_AS and refuses to set it.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (bound, bound))


def shown_figures():
    """Return the figures that the Matplotlib backend beside this file has kept, and forget them."""
    backend = sys.modules.get("figures")
    figures = backend.SHOWN[:] if backend else []
    if backend:
        backend.SHOWN.clear()
    return figures


def without_frames(text):
    """Return the exception that a traceback ends with; its frames are those of this file."""
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if line.startswith("Traceback (")]
    if not starts:
        return text
    return "".join(lines[: starts[0]] + [li for li in lines[starts[-1] + 1 :] if li[:1] != " "])


class Cells:
    """Runs the cells of a page and tells what happened."""

    def __init__(self, channel):
        self.channel = channel
        self.namespace = {"__name__": "__main__"}
        self.futures = 0
        # One stream for the whole page: code may keep it, or put another in its place.
        self.stream = sys.stdout = sys.stderr = io.StringIO()

    def printed(self):
        """Return what was printed since the last look."""
        if self.stream.closed:
            self.stream = sys.stdout = sys.stderr = io.StringIO()
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return text[:MOST_OUTPUT]

    def tell(self, cell, event, **more):
        self.channel.write(json.dumps({"cell": cell, "event": event, **more}) + "\n")
        self.channel.flush()

    def python(self, cell, code, filename):
        try:
            statements = ast.parse(code, filename).body
        except SyntaxError as error:
            kind = type(error).__name__
            self.tell(cell, "raised", line=error.lineno or 1, type=kind, message=error.msg)
            return
        for statement in statements:
            line, end = statement.lineno, statement.end_lineno
            for decorator in getattr(statement, "decorator_list", []):
                line = min(line, decorator.lineno)
            self.tell(cell, "start", line=line, end=end)
            try:
                compiled = compile(ast.Module([statement], []), filename, "exec", self.futures)
                self.futures |= compiled.co_flags & FUTURES
                exec(compiled, self.namespace)
            except BaseException as error:  # SystemExit as well: a page must not end the run
                frames = [
                    f for f in traceback.extract_tb(error.__traceback__) if f.filename == filename
                ]
                self.tell(
                    cell,
                    "raised",
                    line=frames[-1].lineno if frames else line,
                    end=end,
                    output=self.printed(),
                    type=type(error).__name__,
                    message=str(error)[:500],
                )
                return
            self.tell(
                cell,
                "printed",
                line=line,
                end=end,
                output=self.printed(),
                figures=shown_figures(),
            )

    def pycon(self, cell, code, filename):
        try:
            examples = doctest.DocTestParser().get_examples(code, filename)
        except ValueError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else 1
            self.tell(cell, "raised", line=line, type="ValueError", message=str(error))
            return
        test = doctest.DocTest(examples, {}, filename, filename, 0, code)
        test.globs = self.namespace
        tell = self.tell

        class Runner(doctest.DocTestRunner):
            def report_start(self, out, test, example):
                tell(cell, "start", line=example.lineno + 1)

            def report_failure(self, out, test, example, got):
                if example.exc_msg is not None:
                    got = without_frames(got)
                want = example.exc_msg or example.want
                tell(cell, "differed", line=example.lineno + 1, want=want, got=got)

            def report_unexpected_exception(self, out, test, example, exc_info):
                got = "".join(traceback.format_exception_only(*exc_info[:2]))
                tell(cell, "differed", line=example.lineno + 1, want=example.want, got=got)

        Runner(verbose=False).run(test, out=lambda _: None, clear_globs=False)
        for example in examples:
            self.tell(cell, "printed", line=example.lineno + 1, output=example.want)


def main():
    job = json.load(sys.stdin)
    # A page may print to the file descriptor itself; events go to a copy it does not know.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sink = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(sink, descriptor)
    limit(job["seconds"], job["megabytes"])
    if hasattr(signal, "alarm"):  # should the one who waits be gone
        signal.alarm(job["seconds"] + 1)
    if not job["packages"]:
        os.environ.clear()  # Python itself puts the locale there
    else:
        sys.path.append(os.path.dirname(__file__))  # noqa: PTH120 (for the Matplotlib backend)
    cells = Cells(channel)
    for number, cell in enumerate(job["cells"]):
        getattr(cells, cell["kind"])(number, cell["code"], cell["filename"])
    cells.tell(len(job["cells"]), "done")


main()
