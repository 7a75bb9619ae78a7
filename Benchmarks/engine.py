#!/usr/bin/env python3
"""The engine beside PyTorch and ONNX Runtime: one thread each, the same shapes, in turn.

Every program is a child process that times calls of its own (peers.py, Engine/). A round takes one
sample of about 50 ms from each in turn (A B A B ...) and gives one ratio, peer / engine, so that
whatever slows the machine down slows both. A sample of the peak (multiply-adds on registers) is
part of each round too. Standard library only.

Usage: Benchmarks/engine.py [--rounds 31] [--python PYTHON] [--engine PROGRAM]
  --python    the Python that has the peers; the one that runs this by default
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENGINE = os.path.join(ROOT, "Benchmarks/Engine/.build/release/EngineBenchmark")
PEERS = os.path.join(ROOT, "Benchmarks/peers.py")
SAMPLE_SECONDS = 0.05
ONE_THREAD = {name: "1" for name in [
    "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"]}


@dataclass(frozen=True)
class Case:
    """What is measured: the engine's case, and each peer's name and case."""

    title: str
    engine: str
    peers: dict
    # The faster of the peers has to take this many times as long as the engine.
    target: float
    # Multiply-adds of the matrix products in one call, counted as two
    flops: float


def step_flops(inputs, units):
    return 2 * 4 * units * (inputs + units)


def step(inputs, units, target):
    return Case(f"one step, {inputs} → {units}", "cell-step",
                {"PyTorch nn.LSTMCell": f"cell-step {inputs} {units}"}, target,
                step_flops(inputs, units))


def sequence(inputs, units, length, target):
    numbers = f"{inputs} {units} {length}"
    return Case(f"sequence of {length}, {inputs} → {units}", f"sequence {numbers}",
                {"PyTorch nn.LSTM": f"sequence {numbers}",
                 "ONNX Runtime LSTM": f"sequence-onnx {numbers}"},
                target, length * step_flops(inputs, units))


def training(inputs, units, length, batch, target):
    numbers = f"{inputs} {units} {length} {batch}"
    # Forwards W x and U h, back dW, dU and the gradient of h: none of x is wanted.
    flops = length * batch * (2 * step_flops(inputs, units) + 2 * 4 * units * units)
    return Case(f"training, T={length} B={batch} D={inputs} H={units}", f"train {numbers}",
                {"PyTorch nn.LSTM": f"train {numbers}"}, target, flops)


CASES = [
    step(16, 32, 40),
    sequence(16, 32, 100, 2),
    sequence(32, 128, 100, 1.2),
    training(8, 32, 100, 32, 2),
    training(8, 128, 100, 64, 1.2),
]


@dataclass(frozen=True)
class Spread:
    """The median and the quartiles of what the rounds gave."""

    median: float
    low: float
    high: float

    @staticmethod
    def of(values):
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return Spread(median, low, high)


@dataclass(frozen=True)
class Row:
    """What came out for a case and a peer."""

    case: Case
    peer: str
    engine_seconds: Spread
    peer_seconds: Spread
    ratio: Spread
    flops: float
    # The share of the peak that the products alone make use of
    share: float
    # What else the peer says of itself
    facts: dict


class Child:
    """A process that answers JSON with JSON, line by line."""

    def __init__(self, arguments):
        self.name = os.path.basename(arguments[-1])
        try:
            self.process = subprocess.Popen(
                arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                env=os.environ | ONE_THREAD)
        except OSError as error:
            raise SystemExit(f"cannot start {arguments[0]}: {error.strerror}") from error

    def ask(self, case, repeat=1):
        self.process.stdin.write(json.dumps({"case": case, "repeat": repeat}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended while it was asked for {case}")
        reply = json.loads(line)
        if "error" in reply:
            raise SystemExit(f"{self.name} cannot do {case}: {reply['error']}")
        return reply

    def repeats(self, case):
        """How many calls take about as long as a sample is to last."""
        repeat = 1
        while True:
            seconds = self.ask(case, repeat)["seconds"]
            if seconds > SAMPLE_SECONDS / 4:
                return max(1, round(repeat * SAMPLE_SECONDS / seconds))
            repeat *= max(2, min(50, int(SAMPLE_SECONDS / 2 / max(seconds, 1e-7))))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(case, engine, peers, rounds):
    """The rows of a case, the fastest peer first."""
    programs = [(engine, case.engine)] + [(peers, text) for text in case.peers.values()]
    repeats = [child.repeats(text) for child, text in programs]
    samples = []
    peaks = []
    facts = []
    for _ in range(rounds):
        replies = [child.ask(text, n) for (child, text), n in zip(programs, repeats)]
        facts = replies[1:]
        samples.append([reply["per_call"] for reply in replies])
        peaks.append(engine.ask("peak")["flops"])
    ours = [sample[0] for sample in samples]
    flops = case.flops / statistics.median(ours)
    share = statistics.median(
        case.flops / seconds / peak for seconds, peak in zip(ours, peaks))
    rows = []
    for index, peer in enumerate(case.peers):
        theirs = [sample[index + 1] for sample in samples]
        rows.append(Row(
            case, peer, Spread.of(ours), Spread.of(theirs),
            Spread.of([b / a for a, b in zip(ours, theirs)]), flops, share,
            {key: facts[index][key] for key in ["adam", "data"] if key in facts[index]}))
    return sorted(rows, key=lambda row: row.ratio.median)


def run(rounds, python, engine_path=ENGINE, report=lambda row: None):
    """Measures all cases; returns the rows, case by case, and what the programs say they are."""
    engine = Child([engine_path])
    peers = Child([python, PEERS])
    versions = peers.ask("versions") | engine.ask("versions")
    table = []
    for case in CASES:
        rows = measure(case, engine, peers, rounds)
        table.append(rows)
        for row in rows:
            report(row)
    engine.close()
    peers.close()
    return table, versions


def time_text(seconds):
    for unit, size in [("s", 1), ("ms", 1e-3), ("µs", 1e-6)]:
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def ratio_text(spread):
    return f"{spread.median:.2f} ({spread.low:.2f} to {spread.high:.2f})"


def verdict(rows):
    """Whether a case reaches its target beside the fastest of its peers."""
    target, ratio = rows[0].case.target, rows[0].ratio.median
    if ratio >= target:
        return f"met: at least {target:g} × was asked for, {ratio:.2f} × measured"
    return (f"missed by {100 * (1 - ratio / target):.0f} %: at least {target:g} × was asked for, "
            f"{ratio:.2f} × measured")


def arguments(description):
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=31, help="rounds of a case, at least 3")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--engine", default=ENGINE, help="the program of Benchmarks/Engine")
    return parser


def print_row(row):
    print(f"{row.case.title:34} {time_text(row.engine_seconds.median):>8}   {row.peer:20}"
          f"{time_text(row.peer_seconds.median):>8}   ratio {ratio_text(row.ratio):24}"
          f"{row.flops / 1e9:6.1f} GFLOP/s {100 * row.share:3.0f} % of peak", flush=True)


def main():
    options = arguments(__doc__).parse_args()
    if options.rounds < 3:
        raise SystemExit("--rounds is at least 3")
    table, _ = run(options.rounds, options.python, options.engine, print_row)
    for rows in table:
        print(f"{rows[0].case.title:34} {verdict(rows)}")


if __name__ == "__main__":
    main()
