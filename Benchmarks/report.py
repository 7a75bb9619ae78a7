#!/usr/bin/env python3
"""Runs all benchmarks and writes their tables to Benchmarks/RESULTS.md.

Usage: Benchmarks/report.py [--rounds 31] [--python PYTHON] [--no-start-up] [--output FILE]
"""
import os
import subprocess
import sys

import engine

OUTPUT = os.path.join(engine.ROOT, "Benchmarks/RESULTS.md")


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return (done.stdout or done.stderr).splitlines()[0]


def lines_of(script):
    """The lines that a script of this folder prints, which are also shown."""
    done = subprocess.run(
        [sys.executable, os.path.join(engine.ROOT, "Benchmarks", script)], stdout=subprocess.PIPE,
        text=True, check=True)
    print(done.stdout, end="")
    return done.stdout


def system():
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("PRETTY_NAME="):
                return line.split("=", 1)[1].strip().strip('"')
    return "unknown"


def cells(*texts):
    return "| " + " | ".join(texts) + " |\n"


def machine(versions, rounds):
    yield cells("", "")
    yield cells("---", "---")
    yield cells("processor", f"{versions['processor']}, {os.cpu_count()} cores, "
                f"{os.uname().machine}")
    yield cells("system", system())
    yield cells("compiler", first_line("swift", "--version"))
    yield cells("kernels", versions["variant"])
    yield cells("peers", f"PyTorch {versions['torch']}, ONNX Runtime {versions['onnxruntime']}, "
                f"Python {versions['python']}, NumPy {versions['numpy']}")
    yield cells("editor", first_line("vim", "--version").split(" (")[0])
    yield cells("rounds", f"{rounds}, one thread for each program")


def engine_table(table):
    yield cells("case", "engine", "peer", "", "peer / engine (quartiles)", "target", "GFLOP/s",
                "of peak")
    yield cells("---", "---:", "---", "---:", "---:", "---:", "---:", "---:")
    for rows in table:
        for row in rows:
            is_fastest = row is rows[0]
            yield cells(
                row.case.title, engine.time_text(row.engine_seconds.median), row.peer,
                engine.time_text(row.peer_seconds.median), engine.ratio_text(row.ratio),
                f"≥ {row.case.target:g}" if is_fastest else "",
                f"{row.flops / 1e9:.1f}" if is_fastest else "",
                f"{100 * row.share:.0f} %" if is_fastest else "")


def peers_of_training(table):
    for row in (row for rows in table for row in rows if "adam" in row.facts):
        yield (f"- {row.case.title}: Adam ran in its form `{row.facts['adam']}`, the fastest here; "
               f"drawing the sequences takes {100 * row.facts['data']:.1f} % of the peer's time.\n")


def document(start, keys, table, versions, rounds):
    yield "# Benchmarks\n\n"
    yield ("Written by `make bench`. The programs run in turn (A B A B …) on one machine; times are "
           "medians of all\nrounds, ratios are medians of the rounds' ratios with their "
           "quartiles.\n\n")
    yield from machine(versions, rounds)
    yield "\n## Start-up beside vim\n\n"
    yield f"```\n{start}```\n" if start else "Left out of this run.\n"
    yield "\n## Keys in the lab beside htop and vim\n\n"
    yield ("A network of 256 units and 1000 timesteps in windows of 120×40; from the key to the last "
           "byte it brings.\n\n")
    yield f"```\n{keys}```\n" if keys else "Left out of this run.\n"
    yield "\n## The engine beside PyTorch and ONNX Runtime\n\n"
    yield from engine_table(table)
    yield ("\nGFLOP/s counts the matrix products alone; the peak is that of multiply-adds on "
           "registers, measured in each\nround. All networks are LSTMs in float32; a sequence is "
           "one, not a batch. The steps of PyTorch run in eager\nmode. An update of training draws "
           "a batch, runs it, goes backward, clips and steps Adam.\n\n")
    yield from peers_of_training(table)
    yield "\n### Targets\n\n"
    for rows in table:
        yield f"- {rows[0].case.title}: {engine.verdict(rows)}.\n"
    yield ("\n## Again\n\n```sh\nmake bench                         # everything, this file\n"
           "Benchmarks/start.py                # start-up alone\n"
           "Benchmarks/keys.py                 # keys alone\n"
           ".bench-venv/bin/python Benchmarks/engine.py --rounds 31\n```\n")


def main():
    parser = engine.arguments(__doc__)
    parser.add_argument(
        "--no-start-up", action="store_true",
        help="leave out what needs a terminal: the start beside vim, keys beside htop")
    parser.add_argument("--output", default=OUTPUT, help="the file to write")
    options = parser.parse_args()
    if options.rounds < 3:
        parser.error("--rounds is at least 3")
    start, keys = ("", "") if options.no_start_up else map(lines_of, ["start.py", "keys.py"])
    table, versions = engine.run(
        options.rounds, options.python, options.engine, engine.print_row)
    text = "".join(document(start, keys, table, versions, options.rounds))
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
