"""Reference numbers for the mistakes of Sources/Recurrent/Faults, in float64.

Writes faults.json beside this file:

    python3 Tests/RecurrentTests/Reference/faults.py

Needs NumPy only. Every step is written as the mistaken code has it and shares nothing with the
Swift engine: where the engine moves the rows of a matrix, this script cuts the sums in the wrong
order. Weights are drawn as multiples of 1/64; the two one-cell machines are those of Content/labs.

`fixtures` holds the networks and their inputs, `runs` one entry for each mistake that can be made
with each fixture: where the run first leaves the right one, and all of its h and c, by timestep
and by layer and direction (layer-major, forward before reverse).
"""

import json
import math
import pathlib
import platform
import zlib

import numpy as np

ATANH_HALF = 0.5493061443
PADDING = 3

EVERY = ["state-not-carried", "state-not-reset", "unmasked-padding", "time-reversed"]
BIASES = ["bias-twice", "bias-forgotten"]
FORGET_BIAS = ["forget-bias-zero", "forget-bias-twice"]
RECURRENT = ["recurrent-forgotten"]
SQUARE = ["recurrent-transposed"]  # H > 1, no projection
SPLIT = ["interleaved-split"]  # H > 1
IN_PLACE = ["h-in-place"]  # H > 1, no projection
GATE_ORDER = ["gate-order-ifog", "gate-order-iofg"]
LSTM = GATE_ORDER + [
    "tanh-gates", "sigmoid-candidate", "no-input-gate", "no-forget-gate", "coupled-gates",
    "forget-polarity", "product-for-sum", "tanh-on-cell", "no-output-tanh", "h-from-old-c",
    "output-gate-on-cell",
]
CELL_AND_HIDDEN = ["gates-see-c", "h-and-c-swapped"]  # no projection
GRU = ["gate-order-zrn", "tanh-gates", "sigmoid-candidate", "z-flipped", "reset-ignored"]
GRU_AFTER = ["reset-before-product", "biases-merged"]
WRONG_END = ["wrong-end"]
COMMON = EVERY + RECURRENT + WRONG_END
WIDE_LSTM = COMMON + LSTM + CELL_AND_HIDDEN + SQUARE + SPLIT

FAULTS = {
    "lstm": WIDE_LSTM + BIASES + FORGET_BIAS + IN_PLACE,
    "lstm-no-bias": WIDE_LSTM + IN_PLACE,
    "lstm-projected": COMMON + BIASES + FORGET_BIAS + LSTM + SPLIT,
    "lstm-two-layers": [
        fault for fault in WIDE_LSTM + BIASES + FORGET_BIAS + IN_PLACE if fault != "wrong-end"
    ],
    "lstm-both-directions": WIDE_LSTM + BIASES + FORGET_BIAS + IN_PLACE,
    "lstm-peephole": WIDE_LSTM + BIASES + FORGET_BIAS + ["peephole-sees-old-c"],
    "gru": COMMON + BIASES + GRU + GRU_AFTER + SQUARE + SPLIT + IN_PLACE,
    "gru-v1": COMMON + BIASES + GRU + SQUARE + SPLIT,
    "rnn-tanh": COMMON + BIASES + SQUARE + IN_PLACE + ["no-activation", "relu-for-tanh"],
    "rnn-relu": COMMON + BIASES + SQUARE + IN_PLACE + ["no-activation"],
    "latch": COMMON + BIASES + FORGET_BIAS + LSTM + CELL_AND_HIDDEN,
    "counter": COMMON + BIASES + FORGET_BIAS + LSTM + CELL_AND_HIDDEN,
}


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def biases(w, fault):
    b_ih, b_hh = w["bias_ih"], w["bias_hh"]
    H = len(b_ih) // w["blocks"]
    if fault == "bias-forgotten":
        return 0 * b_ih, 0 * b_hh
    if fault == "bias-twice":
        return b_ih + b_ih, b_hh + b_hh
    if fault == "forget-bias-zero":
        b_ih, b_hh = b_ih.copy(), b_hh.copy()
        b_ih[H:2 * H] = 0
        b_hh[H:2 * H] = 0
    if fault == "forget-bias-twice":
        total = b_ih + b_hh
        b_ih, b_hh = total.copy(), 0 * b_hh
        b_ih[H:2 * H] += total[H:2 * H]
    if fault == "biases-merged":
        b_ih, b_hh = b_ih.copy(), b_hh.copy()
        b_ih[2 * H:] += b_hh[2 * H:]
        b_hh[2 * H:] = 0
    return b_ih, b_hh


def recurrent(w, h, b_hh, fault):
    U = w["weight_hh"]
    if fault == "recurrent-forgotten":
        return np.zeros(len(U))
    if fault == "recurrent-transposed":
        return np.concatenate([h @ block for block in np.split(U, w["blocks"])]) + b_hh
    return U @ h + b_hh


def cut(a, letters, fault):
    """The sums by gate. `letters` is the order in which the rows are stored."""
    if fault == "interleaved-split":
        table = a.reshape(-1, len(letters))
        return {letter: table[:, k] for k, letter in enumerate(letters)}
    order = {
        "gate-order-ifog": "ifog", "gate-order-iofg": "iofg", "gate-order-zrn": "zrn",
    }.get(fault, letters)
    return dict(zip(order, np.split(a, len(letters))))


def lstm(w, x, s, fault):
    h, c_old = s["h"], s["c"]
    if fault == "state-not-carried":
        h, c_old = np.zeros_like(h), np.zeros_like(c_old)
    if fault == "h-and-c-swapped":
        h, c_old = c_old, h
    if fault == "h-in-place":
        return lstm_in_place(w, x, h.copy(), c_old)
    b_ih, b_hh = biases(w, fault)
    a = w["weight_ih"] @ x + b_ih
    a = a + recurrent(w, c_old if fault == "gates-see-c" else h, b_hh, fault)
    a = cut(a, "ifgo", fault)
    peepholes = np.split(w["weight_peephole"], 3) if "weight_peephole" in w else None
    if peepholes:
        a["i"] = a["i"] + peepholes[0] * c_old
        a["f"] = a["f"] + peepholes[1] * c_old
    squash = np.tanh if fault == "tanh-gates" else sigmoid
    i, f = squash(a["i"]), squash(a["f"])
    g = sigmoid(a["g"]) if fault == "sigmoid-candidate" else np.tanh(a["g"])
    if fault == "coupled-gates":
        i = 1 - f
    c = f * c_old + i * g
    if fault == "no-input-gate":
        c = f * c_old + g
    if fault == "no-forget-gate":
        c = c_old + i * g
    if fault == "forget-polarity":
        c = (1 - f) * c_old + i * g
    if fault == "product-for-sum":
        c = (f * c_old) * (i * g)
    if fault == "tanh-on-cell":
        c = np.tanh(c)
    if peepholes:
        a["o"] = a["o"] + peepholes[2] * (c_old if fault == "peephole-sees-old-c" else c)
    o = squash(a["o"])
    shown = np.tanh(c)
    if fault == "no-output-tanh":
        shown = c
    if fault == "h-from-old-c":
        shown = np.tanh(c_old)
    y = o * shown
    if fault == "output-gate-on-cell":
        c = o * np.tanh(c)
    entry = {"pre_" + letter: a[letter] for letter in "ifgo"}
    entry |= {"i": i, "f": f, "g": g, "o": o, "c": c, "tanh_c": shown, "h": y}
    if "weight_hr" in w:
        entry |= {"o_tanh_c": y, "h": w["weight_hr"] @ y}
    return entry


def lstm_in_place(w, x, h, c_old):
    H = len(h)
    entry = {key: np.zeros(H) for key in
             ["pre_i", "pre_f", "pre_g", "pre_o", "i", "f", "g", "o", "c", "tanh_c"]}
    for k in range(H):
        a = {}
        for block, letter in enumerate("ifgo"):
            row = block * H + k
            a[letter] = w["weight_ih"][row] @ x + w["weight_hh"][row] @ h
            a[letter] += w["bias_ih"][row] + w["bias_hh"][row]
            entry["pre_" + letter][k] = a[letter]
            entry[letter][k] = np.tanh(a[letter]) if letter == "g" else sigmoid(a[letter])
        entry["c"][k] = entry["f"][k] * c_old[k] + entry["i"][k] * entry["g"][k]
        entry["tanh_c"][k] = np.tanh(entry["c"][k])
        h[k] = entry["o"][k] * entry["tanh_c"][k]
    return entry | {"h": h}


def gru(w, x, s, fault, before=False):
    h = np.zeros_like(s["h"]) if fault == "state-not-carried" else s["h"]
    if fault == "h-in-place":
        return gru_in_place(w, x, h.copy())
    b_ih, b_hh = biases(w, fault)
    from_x = cut(w["weight_ih"] @ x + b_ih, "rzn", fault)
    from_h = cut(recurrent(w, h, b_hh, fault), "rzn", fault)
    squash = np.tanh if fault == "tanh-gates" else sigmoid
    pre_r, pre_z = from_x["r"] + from_h["r"], from_x["z"] + from_h["z"]
    r, z = squash(pre_r), squash(pre_z)
    if fault == "reset-ignored":
        r = np.ones_like(r)
    if before or fault == "reset-before-product":
        seen = cut(recurrent(w, r * h, b_hh, fault), "rzn", fault)["n"]
        pre_n = from_x["n"] + seen
    else:
        seen = from_h["n"]
        pre_n = from_x["n"] + r * seen
    n = sigmoid(pre_n) if fault == "sigmoid-candidate" else np.tanh(pre_n)
    h_new = z * n + (1 - z) * h if fault == "z-flipped" else (1 - z) * n + z * h
    return {"pre_r": pre_r, "pre_z": pre_z, "r": r, "z": z, "recurrent_n": seen, "pre_n": pre_n,
            "n": n, "h": h_new}


def gru_before(w, x, s, fault):
    return gru(w, x, s, fault, before=True)


def gru_in_place(w, x, h):
    H = len(h)
    entry = {key: np.zeros(H) for key in ["pre_r", "pre_z", "r", "z", "recurrent_n", "pre_n", "n"]}
    for k in range(H):
        from_x = [w["weight_ih"][b * H + k] @ x + w["bias_ih"][b * H + k] for b in range(3)]
        from_h = [w["weight_hh"][b * H + k] @ h + w["bias_hh"][b * H + k] for b in range(3)]
        entry["pre_r"][k], entry["pre_z"][k] = from_x[0] + from_h[0], from_x[1] + from_h[1]
        entry["r"][k], entry["z"][k] = sigmoid(entry["pre_r"][k]), sigmoid(entry["pre_z"][k])
        entry["recurrent_n"][k] = from_h[2]
        entry["pre_n"][k] = from_x[2] + entry["r"][k] * from_h[2]
        entry["n"][k] = np.tanh(entry["pre_n"][k])
        h[k] = (1 - entry["z"][k]) * entry["n"][k] + entry["z"][k] * h[k]
    return entry | {"h": h}


def rnn(activation):
    def step(w, x, s, fault):
        h = np.zeros_like(s["h"]) if fault == "state-not-carried" else s["h"].copy()
        squash = {"no-activation": lambda a: a, "relu-for-tanh": lambda a: np.maximum(a, 0)}.get(
            fault, activation)
        b_ih, b_hh = biases(w, fault)
        if fault == "h-in-place":
            a = np.zeros(len(h))
            for k in range(len(h)):
                a[k] = w["weight_ih"][k] @ x + b_ih[k] + w["weight_hh"][k] @ h + b_hh[k]
                h[k] = squash(a[k])
        else:
            a = w["weight_ih"] @ x + b_ih + recurrent(w, h, b_hh, fault)
            h = squash(a)
        return {"pre_g": a, "h": h}
    return step


CELLS = {
    "lstm": (lstm, 4), "lstm-peephole": (lstm, 4), "gru": (gru, 3), "gru-v1": (gru_before, 3),
    "rnn-tanh": (rnn(np.tanh), 1), "rnn-relu": (rnn(lambda a: np.maximum(a, 0)), 1),
}
LSTM_ORDER = ["pre_i", "pre_f", "pre_g", "pre_o", "i", "f", "g", "o", "c", "tanh_c", "o_tanh_c", "h"]
GRU_ORDER = ["pre_r", "pre_z", "r", "z", "recurrent_n", "pre_n", "n", "h"]
ORDERS = {
    "lstm": LSTM_ORDER, "gru": GRU_ORDER, "gru-v1": GRU_ORDER, "rnn-tanh": ["pre_g", "h"],
    "rnn-relu": ["pre_g", "h"],
    "lstm-peephole": ["pre_i", "pre_f", "pre_g", "i", "f", "g", "c", "pre_o", "o", "tanh_c", "h"],
}


class Net:
    """Layers of one or two directions."""

    def __init__(self, cell, weights, layers, directions, h_0, c_0):
        self.cell, self.weights = cell, weights
        self.layers, self.directions = layers, directions
        self.start = [
            {"h": h, "c": None if c_0 is None else c_0[k]} for k, h in enumerate(h_0)
        ]

    def run(self, x, fault=None, start=None, mask=None):
        """The entries by timestep and layer, and the states at the end.

        Where `mask` is false, gates are computed and the state stays as it was.
        """
        start = start or self.start
        step = CELLS[self.cell][0]
        entries = [[None] * len(self.weights) for _ in x]
        final = list(start)
        inputs = list(x)
        for layer in range(self.layers):
            for direction in range(self.directions):
                k = layer * self.directions + direction
                state = start[k]
                order = range(len(x)) if direction == 0 else reversed(range(len(x)))
                for t in order:
                    entry = step(self.weights[k], inputs[t], state, fault)
                    if mask is not None and not mask[t]:
                        entry["h"] = state["h"]
                        if state["c"] is not None:
                            entry |= {"c": state["c"], "tanh_c": np.tanh(state["c"])}
                    entries[t][k] = entry
                    state = {"h": entry["h"], "c": entry.get("c")}
                final[k] = state
            low = layer * self.directions
            inputs = [
                np.concatenate([e["h"] for e in row[low:low + self.directions]]) for row in entries
            ]
        return entries, final


def first_difference(net, reference, found):
    """Stops where a difference is neither clearly one nor clearly none."""
    T = len(reference)
    if net.directions == 1:
        places = [(t, k) for t in range(T) for k in range(net.layers)]
    else:
        places = []
        for layer in range(net.layers):
            places += [(t, 2 * layer) for t in range(T)]
            places += [(t, 2 * layer + 1) for t in reversed(range(T))]
    for t, k in places:
        for signal in ORDERS[net.cell]:
            if signal not in reference[t][k]:
                continue
            for unit, (a, b) in enumerate(zip(reference[t][k][signal], found[t][k][signal])):
                difference = abs(a - b) / max(1, abs(a), abs(b))
                assert difference < 5e-6 or difference > 1.5e-5, (signal, t, a, b)
                if difference > 1e-5:
                    return {"t": t + 1, "layer": k // net.directions,
                            "direction": ["forward", "reverse"][k % net.directions],
                            "signal": signal, "unit": unit, "reference": a, "found": b}
    return None


def run_fault(net, x, fault):
    zeros = np.zeros((PADDING, x.shape[1]))
    readout = None
    reference, final = net.run(x)
    if fault == "unmasked-padding":
        padded = np.concatenate([x, zeros])
        mask = [True] * len(x) + [False] * PADDING
        reference, _ = net.run(padded, mask=mask)
        found, _ = net.run(padded)
    elif fault == "time-reversed":
        found, _ = net.run(x[::-1])
    elif fault == "state-not-reset":
        found, _ = net.run(x, start=final)
    elif fault == "wrong-end":
        if net.directions == 1:
            c_0 = None if net.start[0]["c"] is None else [s["c"] for s in net.start] * 2
            net = Net(net.cell, net.weights * 2, 1, 2, [s["h"] for s in net.start] * 2, c_0)
            reference, final = net.run(x)
        found = reference
        readout = {"reference": np.concatenate([s["h"] for s in final[-2:]]),
                   "found": np.concatenate([e["h"] for e in reference[-1][-2:]])}
    else:
        found, _ = net.run(x, fault)
    if readout:
        half = len(readout["found"]) // 2
        gaps = np.abs(readout["reference"] - readout["found"])
        assert np.all(gaps[:half] == 0) and gaps.max() > 1e-4
        at = int(np.argmax(gaps > 1e-4))
        divergence = {"t": len(x), "layer": net.layers - 1, "direction": "reverse", "signal": "h",
                      "unit": at - half, "reference": readout["reference"][at],
                      "found": readout["found"][at]}
    else:
        divergence = first_difference(net, reference, found)

    def states(entries, key):
        return [np.concatenate([e[key] for e in row]) for row in entries]

    entry = {"fault": fault, "divergence": divergence, "h": states(found, "h"),
             "reference_h": states(reference, "h")}
    if "c" in found[0][0]:
        entry["c"] = states(found, "c")
    return entry | ({"readout": readout} if readout else {})


def draw(name, *shape, scale=1.0):
    source = np.random.default_rng(zlib.crc32(name.encode()))
    return np.round(source.uniform(-scale, scale, shape) * 64) / 64


def drawn(name, cell, D=3, H=2, T=6, layers=1, directions=1, P=0, bias=True, starts=False,
          seed=""):
    blocks = CELLS[cell][1]
    R, S = blocks * H, P or H
    weights = []
    for k in range(layers * directions):
        inputs = D if k < directions else S * directions
        label = f"{name}{seed} {k} "
        w = {"weight_ih": draw(label + "W", R, inputs, scale=1.5),
             "weight_hh": draw(label + "U", R, S, scale=1.5)}
        if bias:
            w |= {"bias_ih": draw(label + "b", R), "bias_hh": draw(label + "d", R)}
        if P:
            w["weight_hr"] = draw(label + "P", P, H)
        if cell == "lstm-peephole":
            w["weight_peephole"] = draw(label + "p", 3 * H)
        weights.append(w)
    count = layers * directions
    h_0 = draw(name + " h", count, S) if starts else np.zeros((count, S))
    c_0 = None
    if cell.startswith("lstm"):
        c_0 = draw(name + " c", count, H) if starts else np.zeros((count, H))
    return fixture(name, cell, weights, draw(name + " x", T, D, scale=1.5), h_0, c_0, H=H, P=P,
                   layers=layers, directions=directions, bias=bias)


def fixture(name, cell, weights, x, h_0, c_0, H, P=0, layers=1, directions=1, bias=True):
    tensors = {}
    for k, w in enumerate(weights):
        suffix = f"_l{k // directions}" + ("_reverse" if k % directions else "")
        for key, value in w.items():
            tensors[key + suffix] = {"shape": list(value.shape), "values": value.flatten()}
    stored = {"name": name, "cell": cell, "input_size": x.shape[1], "hidden_size": H,
              "proj_size": P, "num_layers": layers, "bidirectional": directions == 2,
              "bias": bias, "state_dict": tensors, "x": x, "h_0": h_0}
    if c_0 is not None:
        stored["c_0"] = c_0
    for w in weights:
        w["blocks"] = CELLS[cell][1]
        w.setdefault("bias_ih", np.zeros(len(w["weight_ih"])))
        w.setdefault("bias_hh", np.zeros(len(w["weight_ih"])))
    return stored, Net(cell, weights, layers, directions, h_0, c_0), x


def machine(name, rows, tape):
    """One LSTM unit; a row of i, f, g, o is (weights of x, bias)."""
    w = {"weight_ih": np.array([row[0] for row in rows], dtype=float),
         "weight_hh": np.zeros((4, 1)),
         "bias_ih": np.array([row[1] for row in rows], dtype=float), "bias_hh": np.zeros(4)}
    return fixture(name, "lstm", [w], np.array(tape, dtype=float), np.zeros((1, 1)),
                   np.zeros((1, 1)), H=1)


FIXTURES = [
    drawn("lstm", "lstm"),
    drawn("lstm-no-bias", "lstm", bias=False),
    drawn("lstm-projected", "lstm", H=3, P=2),
    drawn("lstm-two-layers", "lstm", layers=2, starts=True),
    drawn("lstm-both-directions", "lstm", layers=2, directions=2, starts=True),
    drawn("lstm-peephole", "lstm-peephole"),
    drawn("gru", "gru"),
    drawn("gru-v1", "gru-v1"),
    drawn("rnn-tanh", "rnn-tanh"),
    drawn("rnn-relu", "rnn-relu", seed=" c"),
    machine("latch", [([0, 20], -10), ([0, -20], 10), ([5, 0], 0), ([0, 0], 10)],
            [[1, 1], [-1, 0], [-1, 1], [0.4, 0], [-0.7, 0], [0.9, 0]]),
    machine("counter",
            [([0, 0], 10), ([0, 0], 20), ([ATANH_HALF, -ATANH_HALF], 0), ([0, 0], 10)],
            [[1, 0]] * 4 + [[0, 1]] * 3),
]


def plain(value):
    """Ten significant digits; a whole number without its point."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(member) for member in value]
    if isinstance(value, (float, np.floating)):
        assert math.isfinite(value)
        short = float(f"{value:.10g}")
        return int(short) if short.is_integer() and abs(short) < 1e9 else short
    return value


def distance(a, b):
    """How far two runs of the same fixture are apart, in h, c or what is read off them."""
    return max(
        float(np.abs(np.array(a[key]) - np.array(b[key])).max())
        if np.shape(a[key]) == np.shape(b[key]) else math.inf
        for key in ("h", "c") if key in a)


def main():
    runs = []
    for stored, net, x in FIXTURES:
        name = stored["name"]
        faults = FAULTS[name]
        assert len(set(faults)) == len(faults), name
        entries = [run_fault(net, x, fault) for fault in faults]
        # A one-cell machine with open or shut gates does not show every mistake.
        if len(net.start[0]["h"]) > 1:
            for k, a in enumerate(entries):
                assert a["divergence"], f"{name}: {a['fault']} changes nothing"
                for b in entries[:k]:
                    gap = distance(a, b)
                    assert gap >= 1e-3, f"{name}: {a['fault']} and {b['fault']} look alike"
        runs += [{"fixture": name} | entry for entry in entries]
    content = {"made_with": {"python": platform.python_version(), "numpy": np.__version__},
               "padding": PADDING, "fixtures": [stored for stored, _, _ in FIXTURES],
               "runs": runs}
    text = json.dumps(plain(content), separators=(",", ":"), allow_nan=False) + "\n"
    (pathlib.Path(__file__).parent / "faults.json").write_text(text, encoding="utf-8")
    print(f"faults.json: {len(text)} bytes, {len(runs)} runs")


if __name__ == "__main__":
    main()
