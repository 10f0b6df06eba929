"""What an engine said where it gave up, for whoever asks."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from legitimate_targets.errors import LegitimateTargetsError


@contextmanager
def explained(verbose: bool) -> Iterator[None]:
    """Prints the causes of an error to standard error, when they are asked for, and lets it pass."""
    try:
        yield
    except LegitimateTargetsError:
        if verbose:
            traceback.print_exc(file=sys.stderr)
        raise
