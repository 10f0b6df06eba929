"""Runs the command line, and at the end prints the peak memory in KiB of the largest of its processes.

The process measures itself, because the system's figure for a child includes the memory of the process that started it.
"""

from legitimate_targets.__main__ import main
from tests.support.socket_guard import peak

if __name__ == "__main__":
    try:
        main()
    finally:
        print(f"peak {peak()}")
