"""`python -m liangwen` is the command `liangwen`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="liangwen")
