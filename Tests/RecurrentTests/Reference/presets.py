"""Reference numbers for the hand-set machines, in float64.

Writes presets.json beside this file:

    python3 Tests/RecurrentTests/Reference/presets.py

Needs NumPy only. The weights are those of Content/labs, in PyTorch's layout: rows in the order
i, f, g, o. The step below is written from the equations and shares nothing with the Swift engine.
Random tapes come from fixed seeds and are stored as numbers, so the tests draw nothing.

`presets` holds the one-cell machines; each other key is one machine or one run of it. A machine of
H units has `weight_ih` (4H x D), `weight_hh` (4H x H), `bias` (4H), and `weight_peephole` (3H, rows
i, f, o) where it has peepholes. Initial states are zero. Numbers have all their digits.
"""

import json
import pathlib
import platform

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


def layer(inputs, units, peephole=None, **gates):
    """Several units. A gate is, for every unit, (weights of x, weights of h, bias)."""
    blocks = [row for letter in GATES for row in gates[letter]]
    assert all(len(row[0]) == inputs and len(row[1]) == units for row in blocks)
    weights = {
        "weight_ih": [list(map(float, row[0])) for row in blocks],  # (4H, D)
        "weight_hh": [list(map(float, row[1])) for row in blocks],  # (4H, H)
        "bias": [float(row[2]) for row in blocks],  # (4H,)
    }
    return weights if peephole is None else weights | {"weight_peephole": peephole}


def layer_states(weights, tape):
    """Every c and every h, each a row of H numbers."""
    w_ih, w_hh = np.array(weights["weight_ih"]), np.array(weights["weight_hh"])
    bias, units = np.array(weights["bias"]), w_hh.shape[1]
    p_i, p_f, p_o = np.split(np.array(weights.get("weight_peephole", [0.0] * 3 * units)), 3)
    h, c, cs, hs = np.zeros(units), np.zeros(units), [], []
    for x in tape:
        a_i, a_f, a_g, a_o = np.split(w_ih @ np.array(x, dtype=np.float64) + w_hh @ h + bias, 4)
        c = sigmoid(a_f + p_f * c) * c + sigmoid(a_i + p_i * c) * np.tanh(a_g)
        h = sigmoid(a_o + p_o * c) * np.tanh(c)
        cs.append(c.tolist())
        hs.append(h.tolist())
    return cs, hs


ADDING = machine(2, i=([0, 20], 0, -10), f=([0, 0], 0, 10), g=([0.1, 0], 0, 0), o=([0, 0], 0, 10))


def one_cell_adding():
    """y = 10 h after the last step is the sum of two marked numbers, one in each half.

    The summary is that of 2000 sequences with v uniform in -1..1; other draws come close to it.
    """
    rng = np.random.default_rng(6)

    def sequence(length):
        half = length // 2
        mark = np.zeros(length, dtype=int)
        mark[[rng.integers(0, half), rng.integers(half, length)]] = 1
        return rng.uniform(-1, 1, length).round(3), mark

    errors = []
    for _ in range(2000):
        v, mark = sequence(100)
        _, h = run(ADDING, np.stack([v, mark], axis=1).tolist())
        errors.append(10 * h[-1] - float(v @ mark))
    errors = np.array(errors)
    tapes = []
    for length in [8, 12, 20]:
        v, mark = sequence(length)
        tape = [[float(number), int(bit)] for number, bit in zip(v, mark)]
        steps = trace(ADDING, tape)
        tapes.append({
            "tape": tape, "sum": round(float(v @ mark), 3), "y": 10 * steps[-1]["h"],
            "c": [s["c"] for s in steps], "h": [s["h"] for s in steps],
        })
    return {
        "weights": ADDING, "sequences": 2000, "length": 100, "mse": float(np.mean(errors**2)),
        "max_error": float(np.max(np.abs(errors))),
        "solved": float(np.mean(np.abs(errors) < 0.04)), "tapes": tapes,
    }


def peephole_timer():
    """The output gate opens when c reaches 1; without a view of c it never does."""
    tape = [[0]] * 16
    result = {"tape": tape}
    for name, u_o, p_o in [("peephole", 0, 200.0), ("blind", 0, 0.0), ("recurrent", 200, 0.0)]:
        weights = layer(
            1, 1, peephole=[0.0, 0.0, p_o], i=[([0], [0], 10)], f=[([0], [0], 20)],
            g=[([0], [0], float(np.arctanh(0.1)))], o=[([0], [u_o], -190)])
        c, h = layer_states(weights, tape)
        fires = next((t + 1 for t, row in enumerate(h) if row[0] > 0.5), None)
        result[name] = {
            "weights": weights, "fires_at": fires, "c": [row[0] for row in c],
            "h": [row[0] for row in h],
        }
    return result


CHARACTERS = ['"', "(", ")", "\n"]  # and a fifth input for every other one
TEXT = 'she wrote "f(x)"\n(see ((1))) and "then (his'


def karpathy_cells():
    """Inside quotes, depth of brackets, position in the line: one cell each."""
    none, quiet = [0] * 5, [0, 0, 0]
    weights = layer(
        5, 3,
        i=[([20, 0, 0, 0, 0], quiet, -10), (none, quiet, 10), ([0, 0, 0, -20, 0], quiet, 10)],
        f=[([-20, 0, 0, 0, 0], quiet, 10), (none, quiet, 20), ([0, 0, 0, -40, 0], quiet, 20)],
        g=[(none, [-10, 0, 0], 3), ([0, ATANH_HALF, -ATANH_HALF, 0, 0], quiet, 0),
           (none, quiet, float(np.arctanh(0.02)))],
        o=[(none, quiet, 10)] * 3)
    kinds = [CHARACTERS.index(k) if k in CHARACTERS else 4 for k in TEXT]
    c, h = layer_states(weights, [[int(k == kind) for k in range(5)] for kind in kinds])
    quoted, depth, position = [], [], []
    for t in range(len(TEXT)):
        before = TEXT[: t + 1]
        quoted.append(before.count('"') % 2 == 1)
        depth.append(before.count("(") - before.count(")"))
        position.append(t - before.rfind("\n"))
        assert (h[t][0] > 0.3) == quoted[t]
        assert round(c[t][1] / 0.5) == depth[t]
        assert round(c[t][2] / 0.02) == position[t]
    return {
        "weights": weights, "text": TEXT, "c": c, "h": h, "quoted": quoted, "depth": depth,
        "position": position,
    }


NEGATIONS = ["never", "no", "not"]
PUNCTUATION = [",", ".", "but", "..."]
LEXICON = {"brilliant": 1, "good": 1, "great": 1, "bad": -1, "boring": -1, "dull": -1}
SENTENCES = [
    "good", "not good", "not bad at all", "never boring , and the cast was great",
    "brilliant start but the ending was dull", "not the plot , the acting was good",
]


def sentiment():
    """A negation latch decides which of two accumulators hears the next word that counts."""
    none, quiet = [0] * 4, [0, 0, 0]
    weights = layer(
        4, 3,
        i=[([0, 0, 20, 0], quiet, -10), ([0, 20, 0, 0], [-40, 0, 0], -10),
           ([0, 20, 0, 0], [40, 0, 0], -40)],
        f=[([0, -20, -20, -20], quiet, 10), (none, quiet, 10), (none, quiet, 10)],
        g=[(none, quiet, 5), ([ATANH_HALF, 0, 0, 0], quiet, 0),
           ([-ATANH_HALF, 0, 0, 0], quiet, 0)],
        o=[(none, quiet, 10)] * 3)
    sentences = []
    for text in SENTENCES:
        tape = []
        for word in text.split():
            s = LEXICON.get(word, 0)
            tape.append([s, abs(s), int(word in NEGATIONS), int(word in PUNCTUATION)])
        c, h = layer_states(weights, tape)
        score = [row[1] + row[2] for row in h]
        sentences.append({"text": text, "tape": tape, "c": c, "h": h, "score": score})
    return {
        "weights": weights, "lexicon": LEXICON, "negations": NEGATIONS,
        "punctuation": PUNCTUATION, "sentences": sentences,
    }


def rnn_latch():
    """h = tanh(2 h + x), x = 3 and then noise: the bit stays, its gradient does not.

    `product` is that of 2 (1 - h^2) over the steps after the first, dh_t/dh_0 of the noisy run.
    """
    noise = np.random.default_rng(10).normal(0, 0.2, 100).round(3)
    result = {"weights": {"weight_ih": [[1.0]], "weight_hh": [[2.0]], "bias": [0.0]},
              "first": 3, "noise": noise.tolist()}
    for name, tape in [("", noise), ("_without_noise", np.zeros(100))]:
        hs = [np.tanh(3.0)]
        for x in tape:
            hs.append(np.tanh(2 * hs[-1] + x))
        slopes = 2 * (1 - np.array(hs[1:]) ** 2)
        result["h" + name] = [float(h) for h in hs]
        result["product" + name] = {
            str(t): float(np.prod(slopes[:t])) for t in [1, 5, 10, 20, 50]
        }
    keep = sigmoid(10.0)
    result["lstm_forget_product"] = {str(t): float(keep**t) for t in [10, 50, 100, 1000]}
    return result


def exploding():
    """dc_t/dc_0 through h as well, beside what the forget gates alone let through."""
    weights = machine(1, i=([0], 0, 5), f=([0], 0, 0), g=([0], 6, 0), o=([0], 0, 5))
    i, f, o = sigmoid(5.0), sigmoid(0.0), sigmoid(5.0)
    # At h = c = 0 all of tanh' are 1, and the gates do not move.
    dh, dc, true, direct = 0.0, 1.0, [], []
    for t in range(1, 11):
        dc = f * dc + i * 6 * dh
        dh = o * dc
        true.append(float(dc))
        direct.append(float(f**t))

    def c_after(t, c):
        h, c = np.zeros(1), np.array([c])
        for _ in range(t):
            _, _, c, h = step(weights, [0], h, c)
        return c[0]

    for t in range(1, 11):
        slope = (c_after(t, 1e-12) - c_after(t, -1e-12)) / 2e-12
        assert abs(slope / true[t - 1] - 1) < 1e-6
    return {"weights": weights, "dc_dc0": true, "forget_product": direct}


def main():
    result = {
        "made_with": {"python": platform.python_version(), "numpy": np.__version__},
        "presets": {
            name: {"weights": weights, "tape": tape, "steps": trace(weights, tape)}
            for name, (weights, tape) in TAPES.items()
        },
        "latch_under_noise": latch_under_noise(),
        "balance": balance(),
        "parity": parity(),
        "silent_until_read": silent_until_read(),
        "running_sum": running_sum(),
        "one_cell_adding": one_cell_adding(),
        "peephole_timer": peephole_timer(),
        "karpathy_cells": karpathy_cells(),
        "sentiment": sentiment(),
        "rnn_latch": rnn_latch(),
        "exploding": exploding(),
    }
    file = pathlib.Path(__file__).with_name("presets.json")
    file.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
