"""Reports of a case: the same content as text, Markdown, one HTML file, PDF, and as JSON and CSV for other programs."""

from advisor.report.earlier import Earlier, earlier_of
from advisor.report.measured import Measured
from advisor.report.rendering import FORMATS, render, render_bytes

__all__ = ["FORMATS", "Earlier", "Measured", "earlier_of", "render", "render_bytes"]
