"""Speech corpora and training mixes: records in, tables and pages out."""
