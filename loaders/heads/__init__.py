"""Heads and feet of documents: the day, place and title that they give, whatever way they are written."""
