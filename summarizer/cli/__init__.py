"""One command a file; what a terminal shows."""

import sys


def main() -> None:
    """Run the command line and exit with its code. Ctrl-C is told from the first moment on, also while it loads."""
    try:
        from summarizer.cli.app import main as run_command_line  # noqa: PLC0415 - what takes its time to load

        run_command_line()
    except KeyboardInterrupt:
        sys.stderr.write("summarizer: Interrupted.\n")
        sys.exit(130)
