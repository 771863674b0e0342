"""Who does what to whom: the lexicon's classes over clauses, one module a kind of predicate or construction."""
