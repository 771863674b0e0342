"""The graph in Cypher: on the embedded engine (kglite), and on a Neo4j server, with the same answer."""
