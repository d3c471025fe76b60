"""Term pairs of `data/glossary.yaml`: the glossary page is made from them."""
