"""A Matplotlib backend that keeps every shown figure as SVG, the same bytes for the same figure."""

import io

import matplotlib
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_svg import FigureCanvasSVG as FigureCanvas  # noqa: F401

matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text
matplotlib.rcParams["svg.hashsalt"] = "knowledge-base"  # ids would be random otherwise
SHOWN = []
"""The figures shown since the last look, as SVG."""


def show(*args, **kwargs):
    """Keep all open figures and close them, as a notebook does."""
    for manager in Gcf.get_all_fig_managers():
        drawn = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        manager.canvas.figure.savefig(drawn, format="svg", metadata=nothing)
        SHOWN.append(drawn.getvalue())
    Gcf.destroy_all()
