"""Files of every kind → documents: one module a format, chosen by ; what they share of bytes, fields and lines."""
