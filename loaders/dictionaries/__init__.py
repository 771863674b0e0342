"""What is known of actors before a text is read, as data: one TOML file for each sort of actor; `volteface.loaders.dictionary` reads them.

A table's name is the kind of its actor: `[[state]]`, `[[territory]]`, `[[leader]]`, `[[person]]`, `[[outlet]]`, `[[corridor]]`,
`[[organization]]`.

| field | of | holds |
|---|---|---|
| `name` | all | the name as English news writes it; with the table's name, the actor's identity |
| `aliases` | all | other names, official names, abbreviations, transliterations |
| `wikidata` | all | `Q…` |
| `ambiguous` | all | those of its names that mean something else as often: a reader asks for context |
| `from`, `until` | all | the dates between which it existed; its capitals and metonyms count only between them |
| `iso3` | state, territory | ISO 3166 alpha-3 |
| `demonyms` | state, territory, organization | adjectives and nouns of nationality or membership, plurals too |
| `capitals`, `metonyms` | state, territory, organization | cities, seats and organs that stand for its government |
| `chief` | state | the office whose holder "the … leader" is, where that is not the highest one (`offices.toml`) |
| `surname` | leader, person | used alone; the last word of the name where not given, `""` where none is |
| `offices` | leader, person | `{of, office, from, until}`; `office` is a name in `offices.toml` |
| `of` | territory, outlet, organization, person | what it belongs to or acts for: an outlet's home, an organ's state, a spokesman's |
| `state_controlled` | outlet | true where a state owns it or decides what it says |
| `connects` | corridor | the states and territories that it links or runs through |
| `members` | organization | member states by ISO code, as of the file's `as_of` |

Each name in a list is a text, or `{text, from, until}` where it holds only for a time ("Zaire", "Constantinople"); `of` may be a
list of those, where a party changed hands (TASS: the Soviet Union's until 1991). Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`;
states are named by name or ISO code. Users' files have the same form: docs/dictionaries.md.

`nobody.toml` lists names that hold a party's name and are none ("Treaty of Rome"), `offices.toml` offices and their titles.

Write the files plainly, `key = value` with double quotes (`tables.py` says how): that is read four times faster, and a test insists.
"""
