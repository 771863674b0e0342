"""Sentences → trees: the spaCy pipeline, its words, and its usual errors put right."""
