#!/usr/bin/env python3
"""What a journal of 100 000 events costs, in one run on one machine, in turn (A B A B ...).

  first paint   with the journal beside the same program without one
  progress      from Home's first picture to the picture with what is due
  stats         `lstm-tutor stats --json` with the journal

Usage: Benchmarks/journal.py [PROGRAM] [ROUNDS]
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

import start

EVENTS = 100_000


def run(*arguments):
    """Runs a verb to its end; returns milliseconds."""
    began = time.perf_counter()
    subprocess.run(
        [start.PROGRAM, *arguments], check=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={"HOME": start.HOME, "LANG": "C.UTF-8", "PATH": os.environ["PATH"]})
    return (time.perf_counter() - began) * 1000


def first_paint(data):
    """Milliseconds to the first picture, and from there to what is due."""
    pid, descriptor, began = start.start([start.PROGRAM, "--data-dir", data])
    first = start.read_until(descriptor, lambda seen: b"quit" in seen)
    due = start.read_until(descriptor, lambda seen: b"readiness" in seen)
    start.stop(pid, descriptor)
    return (first - began) * 1000, (due - first) * 1000


def main():
    folder = tempfile.mkdtemp(prefix="lstm-tutor-journal-")
    full, empty = os.path.join(folder, "full"), os.path.join(folder, "empty")
    events = os.path.join(folder, "events.jsonl")
    subprocess.run(
        [os.path.join(start.ROOT, "Scripts/many-events"), events, "--events", str(EVENTS)],
        check=True)
    imported = run("progress", "import", events, "--data-dir", full)
    run("stats", "--json", "--data-dir", empty)

    rounds = [(*first_paint(full), *first_paint(empty)) for _ in range(start.ROUNDS)]
    ratios = sorted(with_journal / without for with_journal, _, without, _ in rounds)
    stats = statistics.median(run("stats", "--json", "--data-dir", full) for _ in range(5))
    print(f"import        {imported:6.0f} ms for {EVENTS} events")
    print(f"first paint   {statistics.median(r[0] for r in rounds):6.1f} ms with the journal")
    print(f"              {statistics.median(r[2] for r in rounds):6.1f} ms without")
    print(f"ratio         {statistics.median(ratios):6.2f}    "
          f"(quartiles {ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f})")
    print(f"counts        {statistics.median(r[1] for r in rounds):6.1f} ms after the first paint "
          f"({statistics.median(r[3] for r in rounds):.1f} without)")
    print(f"stats         {stats:6.0f} ms "
          f"(under 1000 ms was asked for: {'met' if stats < 1000 else 'missed'})")


if __name__ == "__main__":
    main()
