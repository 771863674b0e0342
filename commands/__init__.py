"""The commands of `volteface`, by what they do: load, ask, write."""
