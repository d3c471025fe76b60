"""What the site is made with, apart from the generator.

Nothing in here knows MkDocs: every function takes text, paths or records and returns text, records
or findings. The files beside this package turn the generator's events into calls.
"""
