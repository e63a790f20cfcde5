"""Reports of a case: the same content as text, Markdown, one HTML file or JSON."""

from advisor.report.rendering import FORMATS, render

__all__ = ["FORMATS", "render"]
