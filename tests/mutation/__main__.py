"""Runs mutants of the rules, faults of the data and drawn packages, and fails if one survives that may not.

Arguments are the parts to run (rules, data, referees); without arguments, all of them run.
"""

import sys
from collections.abc import Callable, Mapping
from time import perf_counter

from tests.mutation import data, drawing, rules, tallies, verdicts


def main() -> None:
    """Run the parts and print what they found; exit with 1 if there is a survivor."""
    names = sys.argv[1:] or list(PARTS)
    found = [_timed(name) for name in names]
    sys.exit(0 if all(found) else 1)


def _timed(name: str) -> bool:
    print(f"\n## {name}\n", flush=True)
    start = perf_counter()
    good = PARTS[name]()
    print(f"\n{name}: {'good' if good else 'NOT GOOD'}, {perf_counter() - start:.0f} s", flush=True)
    return good


def _rules() -> bool:
    mutants = rules.mutants()
    found = verdicts.verdicts(mutants)
    stale = sorted(set(verdicts.equivalents()) - {verdict.id for verdict in found if verdict.by is None})
    print("\n".join(verdicts.by_rule(found)), verdicts.by_sort(found), sep="\n\n")
    print(*(f"no longer equivalent: {mutant}" for mutant in stale), sep="\n")
    return not stale and all(verdict.state != "alive" for verdict in found)


def _data() -> bool:
    found = data.answers(list(data.faults()))
    alive = tallies.survivors(found)
    print(tallies.by_operator(found), tallies.by_table(found), tallies.unseen(found), *alive, sep="\n\n")
    return not alive


def _referees() -> bool:
    count, said = drawing.drawn()
    print(f"{count} packages drawn, {len(said)} disagreements", *said[:20], sep="\n")
    return not said and count >= drawing.EXAMPLES


PARTS: Mapping[str, Callable[[], bool]] = {"rules": _rules, "data": _data, "referees": _referees}

if __name__ == "__main__":
    main()
