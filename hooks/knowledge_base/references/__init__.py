"""What the pages rest on: `data/references.bib` in, numbered citations and a list of sources out."""
