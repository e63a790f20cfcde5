"""Reports of a case: the same content as text, Markdown, one HTML file or JSON."""

from advisor.report.rendering import BINARY, FORMATS, render, render_bytes

__all__ = ["BINARY", "FORMATS", "render", "render_bytes"]
