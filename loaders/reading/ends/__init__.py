"""Whom a phrase stands for: a name, an owner, a member of a list, or what a reference refers to."""
