"""Reading: a document's prose → statements. `volteface.loaders.reading.reader.Reader` is the way in."""
