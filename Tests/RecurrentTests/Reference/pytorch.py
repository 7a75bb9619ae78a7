"""Reference numbers of nn.RNN, nn.LSTM and nn.GRU, forward and backward, in float64.

Writes pytorch.json beside this file:

    python3 Tests/RecurrentTests/Reference/pytorch.py

Needs NumPy and PyTorch. Every case is computed by torch.nn in float64, again in float32, and a
third time by the loops below, which also yield the gates; the script stops when they disagree.

`cases` holds one sequence each: `x` is T x D, `h_0`, `c_0`, `h_n`, `c_n` have one row per layer and
direction (layer-major, forward before reverse), `output` is T x (directions * size of h).
`steps[t]` lists the layers and directions at position t, so an entry of the reverse direction is
that direction's state at position t, not after t steps. `gradients` are those of
L = sum(R * output) + sum(Q_h * h_n) + sum(Q_c * c_n), with R, Q_h, Q_c in `loss_weights`; they are
stored in the form of what they belong to. `sum_h_T` belongs to the target sum(output[T-1]): the
gradients that retain_grad reports on the last layer's states, and the Frobenius norms of the
Jacobians of its last states (both directions at position T as one vector). `direct` is the product
of the forget gates after t alone, what is left of dc_T/dc_t without the way through h.

`batches` holds three sequences of lengths 4, 2, 1 each: `x` is batch x T x D and not zero behind
the end of a sequence, where nothing may read it; `output` is batch x T x ..., zero there; the
states are (layer and direction) x batch x size.
"""

import itertools

import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from reference import (
    Draw, check, gradient, last_state_gradients, leaf, made_with, rows, shortened, state, write,
)

D, H, T = 2, 3, 4
LENGTHS = [4, 2, 1]
MODULES = {
    "rnn-tanh": (torch.nn.RNN, {"nonlinearity": "tanh"}),
    "rnn-relu": (torch.nn.RNN, {"nonlinearity": "relu"}),
    "lstm": (torch.nn.LSTM, {}),
    "gru": (torch.nn.GRU, {}),
}


def rnn_step(squash):
    def step(x, h, c, w):
        pre = w.ih @ x + w.b_ih + w.hh @ h + w.b_hh
        h = squash(pre)
        return h, None, {"pre": pre, "h": h}

    return step


def lstm_step(x, h, c, w):
    pre = dict(zip("ifgo", torch.chunk(w.ih @ x + w.b_ih + w.hh @ h + w.b_hh, 4)))
    i, f, o = (torch.sigmoid(pre[letter]) for letter in "ifo")
    g = torch.tanh(pre["g"])
    c = f * c + i * g
    tanh_c = torch.tanh(c)
    h = o * tanh_c
    if w.hr is not None:
        h = w.hr @ h
    return h, c, {"pre": pre, "i": i, "f": f, "g": g, "o": o, "c": c, "tanh_c": tanh_c, "h": h}


def gru_step(x, h, c, w):
    from_x = torch.chunk(w.ih @ x + w.b_ih, 3)
    from_h = torch.chunk(w.hh @ h + w.b_hh, 3)
    pre = {"r": from_x[0] + from_h[0], "z": from_x[1] + from_h[1]}
    r, z = torch.sigmoid(pre["r"]), torch.sigmoid(pre["z"])
    pre["n"] = from_x[2] + r * from_h[2]
    n = torch.tanh(pre["n"])
    h = (1 - z) * n + z * h
    return h, None, {"pre": pre, "recurrent_n": from_h[2], "r": r, "z": z, "n": n, "h": h}


STEPS = {
    "rnn-tanh": rnn_step(torch.tanh),
    "rnn-relu": rnn_step(torch.relu),
    "lstm": lstm_step,
    "gru": gru_step,
}


class Weights:
    """The matrices of one layer and direction, by PyTorch's names."""

    def __init__(self, parameters, layer, direction):
        suffix = f"_l{layer}" + ("_reverse" if direction else "")
        self.ih, self.hh = parameters["weight_ih" + suffix], parameters["weight_hh" + suffix]
        zero = torch.zeros(len(self.ih), dtype=self.ih.dtype)
        self.b_ih = parameters.get("bias_ih" + suffix, zero)
        self.b_hh = parameters.get("bias_hh" + suffix, zero)
        self.hr = parameters.get("weight_hr" + suffix)


def unroll(case, parameters, x, h_0, c_0):
    """The loops: output, h_n, c_n, and every entry by (layer, direction, position)."""
    directions = 2 if case["bidirectional"] else 1
    entries, h_n, c_n = {}, [], []
    values = list(x)
    for layer in range(case["num_layers"]):
        for direction in range(directions):
            weights = Weights(parameters, layer, direction)
            row = layer * directions + direction
            h, c = h_0[row], None if c_0 is None else c_0[row]
            for t in reversed(range(len(values))) if direction else range(len(values)):
                h, c, entry = STEPS[case["cell"]](values[t], h, c, weights)
                entries[layer, direction, t] = entry
            h_n.append(h)
            c_n.append(c)
        values = [
            torch.cat([entries[layer, direction, t]["h"] for direction in range(directions)])
            for t in range(len(values))
        ]
    c_n = None if c_0 is None else torch.stack(c_n)
    return torch.stack(values), torch.stack(h_n), c_n, entries


def module(case, dtype):
    kind, options = MODULES[case["cell"]]
    if case["proj_size"]:
        options = options | {"proj_size": case["proj_size"]}
    return kind(
        D, H, case["num_layers"], bias=case["bias"], bidirectional=case["bidirectional"],
        dtype=dtype, **options,
    )


def library(case, parameters, x, h_0, c_0, dtype, lengths=None):
    """torch.nn itself on leaves of the given type: its results and the leaves by name."""
    net = module(case, dtype)
    net.load_state_dict({name: value.to(dtype) for name, value in parameters.items()})
    leaves = {"x": leaf(x.to(dtype)), "h_0": leaf(h_0.to(dtype))}
    start = leaves["h_0"]
    if c_0 is not None:
        leaves["c_0"] = leaf(c_0.to(dtype))
        start = (start, leaves["c_0"])
    data = leaves["x"]
    if lengths is not None:
        data = pack_padded_sequence(data, lengths, batch_first=True, enforce_sorted=False)
    output, last = net(data, start)
    if lengths is not None:
        output, _ = pad_packed_sequence(output, batch_first=True, total_length=T)
    h_n, c_n = last if c_0 is not None else (last, None)
    return (output, h_n, c_n), leaves | dict(net.named_parameters())


def loss(results, loss_weights):
    return sum((result * loss_weights[name]).sum() for name, result in results.items())


def draw_case(case, name, batch=None):
    draw = Draw(name)
    net = module(case, torch.float64)
    parameters = {key: draw(*value.shape) for key, value in net.named_parameters()}
    directions = 2 if case["bidirectional"] else 1
    size = case["proj_size"] or H
    states = [directions * case["num_layers"]] + ([batch] if batch else [])
    times = ([batch] if batch else []) + [T]
    has_cell = case["cell"] == "lstm"
    x, h_0 = draw(*times, D), draw(*states, size)
    c_0 = draw(*states, H) if has_cell else None
    loss_weights = {"output": draw(*times, directions * size), "h_n": draw(*states, size)}
    if has_cell:
        loss_weights["c_n"] = draw(*states, H)
    return parameters, x, h_0, c_0, loss_weights


def draw_lively_case(case, name):
    """The first draw in which no pre-activation of a ReLU is 0, where the derivative would be a
    convention, and at least a third of them are above it."""
    for attempt in itertools.count():
        drawn = draw_case(case, f"{name} {attempt}")
        if case["cell"] != "rnn-relu":
            return drawn
        entries = unroll(case, *drawn[:4])[3]
        pre = torch.cat([entry["pre"] for entry in entries.values()])
        if pre.abs().min() > 1e-4 and (pre > 0).double().mean() > 1 / 3:
            return drawn


def named(output, h_n, c_n):
    results = {"output": output, "h_n": h_n}
    return results if c_n is None else results | {"c_n": c_n}


def differentiated(case, parameters, x, h_0, c_0, loss_weights, lengths=None):
    """The results, L and its gradients by torch.nn in float64, held against float32."""
    runs = {}
    for dtype in [torch.float64, torch.float32]:
        results, leaves = library(case, parameters, x, h_0, c_0, dtype, lengths)
        results = named(*results)
        value = loss(results, {key: w.to(dtype) for key, w in loss_weights.items()})
        gradients = {key: gradient(value, tensor) for key, tensor in leaves.items()}
        runs[dtype] = (results, value, gradients)
    exact, fast = runs[torch.float64], runs[torch.float32]
    for k, tolerance in [(0, 1e-6), (2, 1e-5)]:
        for key, expected in exact[k].items():
            check("float32 " + key, fast[k][key], expected, tolerance)
    return exact


def split(gradients, parameters, as_lists):
    result = {"state_dict": state({key: gradients[key] for key in parameters})}
    return result | {
        key: as_lists(gradients[key]) for key in ["x", "h_0", "c_0"] if key in gradients
    }


def numbers(entry):
    """An entry of the loops as lists of numbers."""
    return {
        key: numbers(value) if isinstance(value, dict) else value.tolist()
        for key, value in entry.items()
    }


def case_of(case, name):
    parameters, x, h_0, c_0, loss_weights = draw_lively_case(case, name)
    results, value, gradients = differentiated(case, parameters, x, h_0, c_0, loss_weights)

    leaves = {key: leaf(tensor) for key, tensor in parameters.items()}
    starts = {"x": leaf(x), "h_0": leaf(h_0)} | ({} if c_0 is None else {"c_0": leaf(c_0)})
    output, h_n, c_n, entries = unroll(
        case, leaves, starts["x"], starts["h_0"], starts.get("c_0"))
    unrolled = named(output, h_n, c_n)
    for key, expected in results.items():
        check(f"{name} {key}", unrolled[key], expected, 1e-12)
    own = loss(unrolled, loss_weights)
    for key, tensor in (leaves | starts).items():
        check(f"{name} gradient of {key}", gradient(own, tensor), gradients[key], 1e-12)

    directions = 2 if case["bidirectional"] else 1
    last = case["num_layers"] - 1

    def series(key):
        return [[entries[last, d, t][key] for d in range(directions)] for t in range(T)]

    block = last_state_gradients(series("h"), None if c_0 is None else series("c"))
    if case["cell"] == "lstm" and directions == 1 and last == 0 and not case["proj_size"]:
        forget = [entries[0, 0, t]["f"] for t in range(T)]
        block["direct"] = [
            torch.stack(forget[t + 1:]).prod(0).tolist() if t + 1 < T else [1.0] * H
            for t in range(T)
        ]
    steps = [
        [
            {"layer": layer, "direction": ["forward", "reverse"][d]}
            | numbers(entries[layer, d, t])
            for layer in range(case["num_layers"])
            for d in range(directions)
        ]
        for t in range(T)
    ]
    given = {"x": rows(x), "h_0": rows(h_0)} | ({} if c_0 is None else {"c_0": rows(c_0)})
    return (
        {"name": name} | case | {"state_dict": state(parameters)} | given
        | {key: rows(result) for key, result in results.items()}
        | {"steps": steps, "loss": value.item(),
           "loss_weights": {key: rows(w) for key, w in loss_weights.items()},
           "gradients": split(gradients, parameters, rows), "sum_h_T": block}
    )


def batch_of(case, name):
    parameters, x, h_0, c_0, loss_weights = draw_case(case, name, batch=len(LENGTHS))
    results, value, gradients = differentiated(
        case, parameters, x, h_0, c_0, loss_weights, LENGTHS)
    for k, length in enumerate(LENGTHS):
        alone = named(*unroll(
            case, parameters, x[k, :length], h_0[:, k], None if c_0 is None else c_0[:, k])[:3])
        check(f"{name} output", alone["output"], results["output"][k, :length], 1e-12)
        assert not results["output"][k, length:].any()
        assert not gradients["x"][k, length:].any()
        for key in alone.keys() - {"output"}:
            check(f"{name} {key}", alone[key], results[key][:, k], 1e-12)

    def lists(tensor):
        return tensor.tolist()

    given = {"x": lists(x), "h_0": lists(h_0)} | ({} if c_0 is None else {"c_0": lists(c_0)})
    return (
        {"name": name} | case | {"lengths": LENGTHS, "state_dict": state(parameters)} | given
        | {key: lists(result) for key, result in results.items()}
        | {"loss": value.item(), "loss_weights": {key: lists(w) for key, w in loss_weights.items()},
           "gradients": split(gradients, parameters, lists)}
    )


def main():
    torch.set_num_threads(1)
    cases, batches = [], []
    for cell in MODULES:
        sizes = [0, 2] if cell == "lstm" else [0]
        for layers, bidirectional, bias, proj in itertools.product(
                [1, 2], [False, True], [True, False], sizes):
            name = f"{cell}-{layers}-layer" + ("s" if layers > 1 else "")
            name += "-bidirectional" if bidirectional else ""
            name += "" if bias else "-no-bias"
            name += f"-proj-{proj}" if proj else ""
            cases.append(case_of(describe(cell, layers, bidirectional, bias, proj), name))
        batches.append(batch_of(describe(cell, 2, True, True, 0), f"{cell}-lengths-4-2-1"))
    made = made_with(torch=torch, numpy=np)
    write("pytorch.json", shortened({"made_with": made, "cases": cases, "batches": batches}))


def describe(cell, layers, bidirectional, bias, proj):
    return {
        "cell": cell, "input_size": D, "hidden_size": H, "num_layers": layers,
        "bidirectional": bidirectional, "bias": bias, "proj_size": proj,
    }


if __name__ == "__main__":
    main()
