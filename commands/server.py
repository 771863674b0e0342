"""Signing in to a Neo4j server: the options and the question that every command which needs one shares."""

from __future__ import annotations

import sys

import click

user_option = click.option("--user", metavar="NAME", help="Who you are there.  [default: $VOLTEFACE_NEO4J_USER, $NEO4J_USERNAME or neo4j]")
database_option = click.option("--database", default="neo4j", show_default=True, metavar="NAME", help="The database of the server.")


def signed_in(user: str | None) -> tuple[str, str]:
    """User and password: from the environment, or on a terminal asked for. Raises UsageError where there is no way to one."""
    from ..graph.cypher.server import credentials

    return credentials(user, ask=ask if sys.stdin.isatty() else None)


def ask(question: str) -> str:
    return str(click.prompt(question, hide_input=True, default="", show_default=False, err=True))
