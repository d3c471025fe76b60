"""What the pages rest on: `references.bib` in, numbered citations and a list of sources out."""
