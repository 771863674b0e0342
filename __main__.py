"""`python -m volteface` is `volteface`."""

from .cli import main

if __name__ == "__main__":
    main()
