"""`python -m volteface` is `volteface`."""

from .cli import main

main()
