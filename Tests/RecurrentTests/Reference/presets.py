"""Reference numbers for the hand-set one-cell machines, in float64.

Writes presets.json beside this file:

    python3 Tests/RecurrentTests/Reference/presets.py

Needs NumPy only. The weights are those of Content/labs, in PyTorch's layout: rows in the order
i, f, g, o. The step below is written from the equations and shares nothing with the Swift engine.
Random tapes come from fixed seeds and are stored as numbers, so the tests draw nothing.
"""

import json
import pathlib

import numpy as np

GATES = "ifgo"
ATANH_HALF = 0.5493061443  # as in Content/labs/counter.yaml; tanh of it is 0.5 to ten digits


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def machine(inputs, **gates):
    """One unit. A gate is (weights of x, weight of h, bias); a gate that is left out is zero."""
    blocks = [gates.get(letter, ([0] * inputs, 0, 0)) for letter in GATES]
    return {
        "weight_ih": [list(map(float, block[0])) for block in blocks],  # (4, D)
        "weight_hh": [[float(block[1])] for block in blocks],  # (4, 1)
        "bias": [float(block[2]) for block in blocks],  # (4,)
    }


def step(weights, x, h, c):
    a = (
        np.array(weights["weight_ih"]) @ np.array(x, dtype=np.float64)
        + np.array(weights["weight_hh"]) @ h
        + np.array(weights["bias"])
    )
    i, f, o = sigmoid(a[0:1]), sigmoid(a[1:2]), sigmoid(a[3:4])
    g = np.tanh(a[2:3])
    c = f * c + i * g
    return a, (i, f, g, o), c, o * np.tanh(c)


def trace(weights, tape):
    h, c = np.zeros(1), np.zeros(1)
    steps = []
    for x in tape:
        a, activations, c, h = step(weights, x, h, c)
        entry = {"pre_" + letter: a[k] for k, letter in enumerate(GATES)}
        entry |= {letter: activations[k][0] for k, letter in enumerate(GATES)}
        entry |= {"c": c[0], "tanh_c": np.tanh(c[0]), "h": h[0]}
        steps.append({name: float(value) for name, value in entry.items()})
    return steps


def run(weights, tape):
    """The final c and every h, without keeping the rest."""
    h, c, hs = np.zeros(1), np.zeros(1), []
    for x in tape:
        _, _, c, h = step(weights, x, h, c)
        hs.append(float(h[0]))
    return float(c[0]), hs


LATCH = machine(2, i=([0, 20], 0, -10), f=([0, -20], 0, 10), g=([5, 0], 0, 0), o=([0, 0], 0, 10))
READ_PORT = machine(
    3,
    i=([0, 20, 0], 0, -10),
    f=([0, -20, 0], 0, 10),
    g=([5, 0, 0], 0, 0),
    o=([0, 0, 20], 0, -10),
)
TOGGLE = machine(1, i=([20], 0, -10), f=([-20], 0, 10), g=([0], -10, 3), o=([0], 0, 10))
ACCUMULATOR = machine(
    2, i=([0, 0], 0, 10), f=([0, -20], 0, 10), g=([0.2, 0], 0, 0), o=([0, 0], 0, 10)
)


def counter(forget_bias=20.0):
    return machine(
        2,
        i=([0, 0], 0, 10),
        f=([0, 0], 0, forget_bias),
        g=([ATANH_HALF, -ATANH_HALF], 0, 0),
        o=([0, 0], 0, 10),
    )


A, B = [1, 0], [0, 1]
TAPES = {
    "latch": (
        LATCH,
        [[1, 1], [-1, 0], [-1, 1], [0.4, 0], [-0.7, 0], [0.9, 0], [-0.2, 0], [0.6, 0], [0.8, 1],
         [-0.9, 0], [0.3, 0], [-0.5, 0]],
    ),
    "read-port": (
        READ_PORT,
        [[1, 1, 0], [0, 0, 0], [-0.6, 0, 0], [0, 0, 1], [0.5, 0, 0], [-1, 1, 0], [0, 0, 0],
         [0.9, 0, 0], [0, 0, 1], [0, 0, 1], [1, 1, 1], [0, 0, 0]],
    ),
    "counter": (counter(), [A] * 6 + [B] * 6),
    "toggle": (TOGGLE, [[bit] for bit in [0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1]]),
    "accumulator": (
        ACCUMULATOR,
        [[1, 0], [0.5, 0], [-0.5, 0], [1, 0], [1, 0], [0.5, 0], [0, 1], [0.5, 0], [-1, 0],
         [-1, 0], [0.5, 0], [-0.5, 0]],
    ),
}


def latch_under_noise():
    """+1 is written, then comes noise with the write line at 0; c is kept at some steps."""
    noise = np.random.default_rng(1).uniform(-1, 1, 1000).round(3).tolist()
    steps = trace(LATCH, [[1, 1]] + [[d, 0] for d in noise])
    kept = [1, 11, 51, 101, 501, 1001]
    return {"noise": noise, "c": {str(t): steps[t - 1]["c"] for t in kept}}


def balance():
    """a^n b^n: the first step behind the first a at which |h| < tanh(0.25)."""
    rows = []
    for forget_bias in [20, 10, 3, 1]:
        for n in [3, 5, 10, 20, 50, 100]:
            c, h = run(counter(forget_bias), [A] * n + [B] * n)
            fires = next((t + 1 for t, v in enumerate(h) if abs(v) < np.tanh(0.25)), None)
            rows.append({"forget_bias": forget_bias, "n": n, "fires_at": fires, "c": c})
    return rows


def parity():
    """Odd iff h > 0.3; the number of steps at which that is wrong, and the last c."""
    rng = np.random.default_rng(4)
    rows = []
    for _ in range(20):
        bits = rng.integers(0, 2, 500).tolist()
        c, h = run(TOGGLE, [[bit] for bit in bits])
        odd = np.cumsum(bits) % 2 == 1
        errors = int(np.sum((np.array(h) > 0.3) != odd))
        rows.append({"bits": "".join(map(str, bits)), "errors": errors, "c": c})
    return rows


def silent_until_read():
    """Write +1, stay silent for 50 steps, read once, stay silent again."""
    tape = [[1, 1, 0]] + [[0, 0, 0]] * 50 + [[0, 0, 1]] + [[0, 0, 0]] * 5
    steps = trace(READ_PORT, tape)
    return {"tape": tape, "c": [s["c"] for s in steps], "h": [s["h"] for s in steps]}


def running_sum():
    """c / 0.2 beside the true sum since the last reset, over 100 noisy steps."""
    rng = np.random.default_rng(5)
    v = rng.uniform(-1, 1, 100).round(3)
    reset = (rng.uniform(0, 1, 100) < 0.05).astype(int)
    v[reset == 1] = 0
    steps = trace(ACCUMULATOR, np.stack([v, reset], axis=1).tolist())
    return {
        "tape": [[float(x), int(r)] for x, r in zip(v, reset)],
        "c": [s["c"] for s in steps],
    }


def main():
    result = {
        "presets": {
            name: {"weights": weights, "tape": tape, "steps": trace(weights, tape)}
            for name, (weights, tape) in TAPES.items()
        },
        "latch_under_noise": latch_under_noise(),
        "balance": balance(),
        "parity": parity(),
        "silent_until_read": silent_until_read(),
        "running_sum": running_sum(),
    }
    file = pathlib.Path(__file__).with_name("presets.json")
    file.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
