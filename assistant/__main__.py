"""`python -m assistant`."""

import gc
import sys

# What a start builds is kept: looking through it for cycles again and again would cost it a twentieth of its time.
gc.set_threshold(50_000)


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
