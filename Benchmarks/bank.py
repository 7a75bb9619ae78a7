#!/usr/bin/env python3
"""A bank of 10 000 questions beside the shipped one, in one run on one machine, in turn.

Measures, in a pseudo-terminal of 80x24:
  first paint   from the start of the process to the last byte of Home's row of keys
  course        from there to the picture with the counts of the course
  search        from a typed letter to the last byte of the redrawn results
  keys          from a key on Home to the last byte of the screen that it opens
and by the clock: `stats` and `check`, each as a program of its own.

Usage: Benchmarks/bank.py [PROGRAM] [ROUNDS]
"""
import os
import statistics
import subprocess
import tempfile
import time

import start

WORDS = ["forget gate", "hidden", "pack_padded", "gradient norm", "遗忘门", "zzz"]
# On Home, and how to come back.
KEYS = {"quiz set-up": (b"t", b"\x1b"), "review": (b"r", b"\x1b"), "lessons": (b"l", b"\x1b")}


def first_paint(arguments):
    pid, descriptor, began = start.start([start.PROGRAM, *arguments])
    first = start.read_until(descriptor, lambda seen: b"quit" in seen)
    start.stop(pid, descriptor)
    return (first - began) * 1000


def session(arguments):
    """Milliseconds to the course, for each key of KEYS, and for each letter of a search."""
    pid, descriptor, _ = start.start([start.PROGRAM, *arguments])
    first = start.read_until(descriptor, lambda seen: b"quit" in seen)
    course = start.read_until(descriptor, start.shows_course, 120.0)
    time.sleep(0.5)
    keys = {}
    for name, (key, back) in KEYS.items():
        keys[name] = press(descriptor, key)
        press(descriptor, back)
    os.write(descriptor, b"/")
    start.read_until_quiet(descriptor, 0.3)
    letters = []
    for word in WORDS:
        for letter in word:
            letters.append(press(descriptor, letter.encode()))
        for _ in word:
            os.write(descriptor, b"\x7f")
        start.read_until_quiet(descriptor, 0.4)
    start.stop(pid, descriptor)
    return (course - first) * 1000, keys, letters


def press(descriptor, key):
    """Milliseconds from a key to the last byte of what it changes."""
    began = time.perf_counter()
    os.write(descriptor, key)
    return (start.read_until_quiet(descriptor, 0.6) - began) * 1000


def run(*arguments):
    """Seconds that the program takes, whatever it says."""
    began = time.perf_counter()
    subprocess.run([start.PROGRAM, *arguments], stdin=subprocess.DEVNULL, check=False,
                   env={**os.environ, "HOME": start.HOME},
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main():
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(start.ROOT, "Scripts/many-questions")
        subprocess.run([script, "10000", folder], check=True)
        banks = {"shipped": ["--content", os.path.join(start.ROOT, "Content")],
                 "10 000": ["--content", folder]}
        paints = {name: [] for name in banks}
        for _ in range(start.ROUNDS):
            for name, arguments in banks.items():
                paints[name].append(first_paint(arguments))
        ratio = statistics.median(b / a for a, b in zip(paints["shipped"], paints["10 000"]))
        for name, arguments in banks.items():
            course, keys, letters = session(arguments)
            letters.sort()
            print(f"{name:8}  first paint {statistics.median(paints[name]):6.1f} ms   "
                  f"course after {course:7.0f} ms   search: median "
                  f"{statistics.median(letters):5.1f} ms, slowest {letters[-1]:5.1f} ms")
            print("          " + "   ".join(f"{key} {ms:.1f} ms" for key, ms in keys.items())
                  + f"   stats {run('stats', '--plain', *arguments):.2f} s"
                  f"   check {run('check', arguments[1]):.1f} s")
        print(f"first paint, ratio {ratio:.2f} (at most 1.2 was asked for); "
              "search under 50 ms was asked for")


if __name__ == "__main__":
    main()
