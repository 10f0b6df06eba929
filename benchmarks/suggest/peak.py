"""Runs the command line, and tells at last the most memory in KiB that one of its processes has had.

The process tells it itself: what the system tells of a child holds that of the process which started it.
"""

from legitimate_targets.__main__ import main
from tests.support.socket_guard import peak

if __name__ == "__main__":
    try:
        main()
    finally:
        print(f"peak {peak()}")
