"""The truth about translations: the Korean page has what the English one has."""
