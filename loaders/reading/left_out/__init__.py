"""Parties that a sentence leaves out, by what the document has told."""
