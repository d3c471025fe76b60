"""Notebooks as pages: run like snippets, rendered through Markdown, as light as any page."""
