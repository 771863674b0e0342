"""Who is named: dictionaries, names that the text introduces, titles and who holds them."""
