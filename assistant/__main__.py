"""`python -m assistant`."""

import sys


def run() -> int:
    """Run the command line; an interruption while it is being loaded ends in a sentence too."""
    try:
        from assistant.cli import main

        return main()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("Interrompu.\n")
        return 2


if __name__ == "__main__":
    sys.exit(run())
