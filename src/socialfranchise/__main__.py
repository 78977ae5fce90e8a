"""``python -m socialfranchise``."""

from socialfranchise.cli.main import main

if __name__ == "__main__":
    main()
