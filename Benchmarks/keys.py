#!/usr/bin/env python3
"""From a key to the screen: the lab on a network of 256 units and 1000 timesteps beside htop and vim.

Every round presses one key in each program, in turn, in pseudo-terminals of 120x40, and waits for the
last byte that the key brings. The lab is pressed through moving, sub-steps, every lens and scrolling.

The bar is twice the time of htop's moving key, which repaints two rows, for every key of the lab. A
lens repaints the whole screen; for comparison keys of htop that do are measured beside it: F2 (setup,
left by F10), t (tree) and H (threads).

Usage: Benchmarks/keys.py [PROGRAM] [ROUNDS]
"""
import os
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time

import start

PROGRAM = start.PROGRAM
ROUNDS = start.ROUNDS if len(sys.argv) > 2 else 120
# Each of them redraws something; what the lab is asked for is told in the table. One walks a while in
# one direction and then back, as people do, so that pictures turn their pages as often as they do.
FORTH = [("step", "l"), ("substep", "."), ("unit", "j"), ("step", "l"), ("unit", "k"), ("lens", "\t")]
BACK = [("step", "h"), ("substep", ","), ("unit", "j"), ("step", "h"), ("unit", "k"), ("lens", "\t")]
WALK = FORTH * 7 + BACK * 7
# Longer than any gap between the writes of one picture, shorter than the time between the pictures of
# something that is being computed.
QUIET = 0.004


class Screen:
    """A program in a pseudo-terminal of 120x40 whose keys are timed."""

    def __init__(self, arguments):
        self.pid, self.descriptor, _ = start.start(arguments, rows=40, columns=120)
        start.read_until_quiet(self.descriptor, 0.5)

    def press(self, key):
        """Milliseconds from the key to the last byte that it brings; None when nothing comes."""
        # What a clock of the program has drawn meanwhile is not the key's.
        while select.select([self.descriptor], [], [], 0)[0]:
            os.read(self.descriptor, 1 << 16)
        began = time.perf_counter()
        os.write(self.descriptor, key.encode())
        last = None
        while True:
            ready, _, _ = select.select([self.descriptor], [], [], QUIET if last else 0.5)
            if not ready:
                return None if last is None else (last - began) * 1000
            os.read(self.descriptor, 1 << 16)
            last = time.perf_counter()

    def stop(self):
        start.stop(self.pid, self.descriptor)


def network(folder):
    """Weights of 256 units and a sequence of 1000 timesteps."""
    weights = os.path.join(folder, "network.safetensors")
    subprocess.run(
        [PROGRAM, "train", "adding", "--hidden", "256", "--length", "10", "--batch", "1", "--steps",
         "1", "--seed", "1", "--save", weights], check=True, capture_output=True)
    sequence = os.path.join(folder, "sequence.csv")
    dice = random.Random(1)
    with open(sequence, "w", encoding="utf-8") as file:
        for _ in range(1000):
            file.write(f"{dice.uniform(-1, 1):.4f},{dice.choice([0, 1])}\n")
    return weights, sequence


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


# What htop repaints its screen for, and the way back.
WHOLE = {"htop F2": ["\x1bOQ", "\x1b[21~"], "htop t": ["t", "t"], "htop H": ["H", "H"]}
# In the order in which Tab goes through them.
LENSES = ["gates", "flow", "cell", "heat", "units", "gradient", "weights"]


def row(name, values, note=""):
    print(f"{name:<13} median {statistics.median(values):6.2f} ms   "
          f"p99 {percentile(values, 0.99):6.2f} ms   ({len(values)} keys){note}")


def ratios(values, peer):
    """How many times as long as a peer: of the medians, and of the 99th percentiles."""
    return (statistics.median(values) / statistics.median(peer),
            percentile(values, 0.99) / percentile(peer, 0.99))


def beside(values, peer):
    return "   {:.2f} and {:.2f} of htop".format(*ratios(values, peer))


def measure(lab, peers):
    """Milliseconds by key of the lab, by lens that it was pressed to, and by peer."""
    ours = {name: [] for name, _ in FORTH}
    lenses = {name: [] for name in LENSES}
    times = {name: [] for name in peers}
    lens = 0
    for index in range(ROUNDS):
        name, key = WALK[index % len(WALK)]
        took = lab.press(key)
        lens += name == "lens"
        if took is not None:
            ours[name].append(took)
            if name == "lens":
                lenses[LENSES[lens % len(LENSES)]].append(took)
        for peer, (screen, keys) in peers.items():
            took = screen.press(keys[index % 2])
            if took is not None:
                times[peer].append(took)
    return ours, lenses, times


def main():
    with tempfile.TemporaryDirectory() as folder:
        weights, sequence = network(folder)
        text = os.path.join(folder, "text")
        with open(text, "w", encoding="utf-8") as file:
            file.writelines(f"line {number} of a text to move in\n" for number in range(5000))
        lab = Screen([PROGRAM, "lab", "--weights", weights, "--input", sequence, "--lang", "en"])
        peers = {"htop": (Screen(["htop"]), ["\x1b[B", "\x1b[A"]),
                 "vim": (Screen(["vim", "-u", "NONE", text]), ["\x04", "\x15"])}
        peers |= {name: (Screen(["htop"]), keys) for name, keys in WHOLE.items()}
        for key in ["}"] + ["h"] * 470:  # to the middle, when the run has arrived
            lab.press(key) if key == "}" else os.write(lab.descriptor, key.encode())
        start.read_until_quiet(lab.descriptor, 1.0)
        ours, lenses, times = measure(lab, peers)
        for screen in [lab] + [screen for screen, _ in peers.values()]:
            screen.stop()
    for name, values in times.items():
        row(name, values)
    for name, values in ours.items():
        row(f"lab {name}", values, beside(values, times["htop"]))
    for name, values in lenses.items():
        if values:
            print(f"    {name:<9} median {statistics.median(values):6.2f} ms   "
                  f"worst {max(values):6.2f} ms   ({len(values)} keys)")
    whole = [value for name in WHOLE for value in times[name]]
    print("lenses beside htop's keys for the whole screen: {:.2f} of their median, {:.2f} of their "
          "p99".format(*ratios(ours["lens"], whole)))
    missed = [name for name, values in ours.items() if max(ratios(values, times["htop"])) > 2]
    print("at most 2 of htop's moving key, median and p99, were asked for: "
          + ("missed by " + ", ".join(missed) if missed else "met"))


if __name__ == "__main__":
    main()
