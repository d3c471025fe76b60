"""Code shown on a page has run and printed what the page prints."""
