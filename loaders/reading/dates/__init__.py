"""When: date expressions, what they mean on the day of the document, and which of them governs a relation."""
