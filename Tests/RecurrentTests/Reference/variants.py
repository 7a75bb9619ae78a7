"""Reference numbers of the teaching variants, forward and backward, in float64.

Writes variants.json beside this file:

    python3 Tests/RecurrentTests/Reference/variants.py

Needs NumPy and PyTorch. One layer, one direction, D=2, H=3, T=5; the steps are written from the
papers' equations and differentiated by autograd, with nothing detached. Parameters have PyTorch's
names; each kind says its rows in `row_order`. A variant that coincides with a net of torch.nn for
some weights is held against it, every gradient against finite differences.

`x` and `output` have T rows; `h_0`, `c_0`, `h_n`, `c_n` have one. `steps[t]` holds the
pre-activations in `pre` and every intermediate; `squashed_c` is what the output gate multiplies,
whichever function made it. `gradients` and `sum_h_T` are as in pytorch.json.

lstm-layernorm normalises the whole 4H vector of W x, and that of U h, at once; `norm_ih` and
`norm_hh` are its terms with gain and bias, `norm_c` is LN(c), and c is carried as it was.

slstm starts from c_0 = 0, n_0 = 0, m_0 = -inf, so `c_0` is absent. c and n are scaled by exp(-m):
h is c/n, so its exact derivative does not depend on m, and `gradients` (of L without the term in
c_T) come out the same whether m is differentiated or held. c_T alone does depend on m:
`gradients_with_c_n` are those of L with the term sum(Q_c * c_T), differentiated through m, and so
is `norm_dcT_dct`; `norm_dcT_dct_m_held` is the same with every m held constant.
"""

import numpy as np
import torch

from reference import (
    Draw, check, gradient, jacobian_norms, last_state_gradients, leaf, made_with, rows, shortened,
    state, write,
)

D, H, T = 2, 3, 5
sigmoid = torch.sigmoid


def gates(w, x, h, letters):
    """The pre-activations by letter; the bias is b_ih + b_hh where both are there."""
    total = w["weight_ih_l0"] @ x + w["bias_ih_l0"]
    if "weight_hh_l0" in w:
        total = total + w["weight_hh_l0"] @ h + w["bias_hh_l0"]
    return dict(zip(letters, torch.chunk(total, len(letters))))


def lstm_1997(w, x, s):
    pre = gates(w, x, s["h"], "igo")
    i, g, o = sigmoid(pre["i"]), 4 * sigmoid(pre["g"]) - 2, sigmoid(pre["o"])
    c = s["c"] + i * g
    squashed = 2 * sigmoid(c) - 1
    return {"pre": pre, "i": i, "g": g, "o": o, "c": c, "squashed_c": squashed, "h": o * squashed}


def lstm_peephole(w, x, s):
    pre = gates(w, x, s["h"], "ifgo")
    p_i, p_f, p_o = torch.chunk(w["weight_peephole_l0"], 3)
    pre["i"] = pre["i"] + p_i * s["c"]
    pre["f"] = pre["f"] + p_f * s["c"]
    i, f, g = sigmoid(pre["i"]), sigmoid(pre["f"]), torch.tanh(pre["g"])
    c = f * s["c"] + i * g
    pre["o"] = pre["o"] + p_o * c
    return finish(pre, i, f, g, sigmoid(pre["o"]), c)


def finish(pre, i, f, g, o, c):
    squashed = torch.tanh(c)
    return {"pre": pre, "i": i, "f": f, "g": g, "o": o, "c": c, "squashed_c": squashed,
            "h": o * squashed}


def lstm_cifg(w, x, s):
    pre = gates(w, x, s["h"], "fgo")
    f, g, o = sigmoid(pre["f"]), torch.tanh(pre["g"]), sigmoid(pre["o"])
    i = 1 - f
    return finish(pre, i, f, g, o, f * s["c"] + i * g)


def layer_norm(a, gain, bias):
    centred = a - a.mean()
    return centred / torch.sqrt(centred.square().mean() + 1e-5) * gain + bias


def lstm_layernorm(w, x, s):
    norm_ih = layer_norm(w["weight_ih_l0"] @ x, w["norm_ih_weight_l0"], w["bias_ih_l0"])
    norm_hh = layer_norm(w["weight_hh_l0"] @ s["h"], w["norm_hh_weight_l0"], w["bias_hh_l0"])
    pre = dict(zip("ifgo", torch.chunk(norm_ih + norm_hh, 4)))
    i, f, o = sigmoid(pre["i"]), sigmoid(pre["f"]), sigmoid(pre["o"])
    g = torch.tanh(pre["g"])
    c = f * s["c"] + i * g
    norm_c = layer_norm(c, w["norm_c_weight_l0"], w["norm_c_bias_l0"])
    squashed = torch.tanh(norm_c)
    return {"norm_ih": norm_ih, "norm_hh": norm_hh, "pre": pre, "i": i, "f": f, "g": g, "o": o,
            "c": c, "norm_c": norm_c, "squashed_c": squashed, "h": o * squashed}


def lstm_tanh_gates(w, x, s):
    pre = gates(w, x, s["h"], "ifgo")
    i, f, g, o = (torch.tanh(pre[letter]) for letter in "ifgo")
    return finish(pre, i, f, g, o, f * s["c"] + i * g)


def gru_v1(w, x, s):
    rows_ih, rows_hh = torch.chunk(w["weight_ih_l0"], 3), torch.chunk(w["weight_hh_l0"], 3)
    b_ih, b_hh = torch.chunk(w["bias_ih_l0"], 3), torch.chunk(w["bias_hh_l0"], 3)
    h = s["h"]
    pre = {
        letter: rows_ih[k] @ x + b_ih[k] + rows_hh[k] @ h + b_hh[k] for k, letter in enumerate("rz")
    }
    r, z = sigmoid(pre["r"]), sigmoid(pre["z"])
    recurrent_n = rows_hh[2] @ (r * h) + b_hh[2]
    pre["n"] = rows_ih[2] @ x + b_ih[2] + recurrent_n
    n = torch.tanh(pre["n"])
    h = (1 - z) * n + z * h
    return {"pre": pre, "recurrent_n": recurrent_n, "r": r, "z": z, "n": n, "h": h}


def minlstm(w, x, s):
    pre = gates(w, x, s["h"], "fig")
    f, i, g = sigmoid(pre["f"]), sigmoid(pre["i"]), pre["g"]
    share_f, share_i = f / (f + i), i / (f + i)
    return {"pre": pre, "f": f, "i": i, "g": g, "f_share": share_f, "i_share": share_i,
            "h": share_f * s["h"] + share_i * g}


def mingru(w, x, s):
    pre = gates(w, x, s["h"], "zg")
    z, g = sigmoid(pre["z"]), pre["g"]
    return {"pre": pre, "z": z, "g": g, "h": (1 - z) * s["h"] + z * g}


def slstm(w, x, s, hold_m=False):
    pre = gates(w, x, s["h"], "ifgo")
    log_f = torch.nn.functional.logsigmoid(pre["f"])
    m = pre["i"] if s["m"] is None else torch.maximum(pre["i"], s["m"] + log_f)
    if hold_m:
        m = m.detach()
    i = torch.exp(pre["i"] - m)
    f = torch.zeros(H, dtype=m.dtype) if s["m"] is None else torch.exp(s["m"] + log_f - m)
    g, o = torch.tanh(pre["g"]), sigmoid(pre["o"])
    c, n = f * s["c"] + i * g, f * s["n"] + i
    return {"pre": pre, "m": m, "i": i, "f": f, "g": g, "o": o, "c": c, "n": n, "h": o * c / n}


def slstm_held(w, x, s):
    return slstm(w, x, s, hold_m=True)


VARIANTS = {
    "lstm-1997": (lstm_1997, "igo"),
    "lstm-peephole": (lstm_peephole, "ifgo"),
    "lstm-cifg": (lstm_cifg, "fgo"),
    "lstm-layernorm": (lstm_layernorm, "ifgo"),
    "lstm-tanh-gates": (lstm_tanh_gates, "ifgo"),
    "gru-v1": (gru_v1, "rzn"),
    "minlstm": (minlstm, "fig"),
    "mingru": (mingru, "zg"),
    "slstm": (slstm, "ifgo"),
}


def drawn_parameters(name, draw, row_count):
    parameters = {"weight_ih_l0": draw(row_count, D)}
    if not name.startswith("min"):
        parameters["weight_hh_l0"] = draw(row_count, H)
    parameters["bias_ih_l0"] = draw(row_count)
    if not name.startswith("min"):
        parameters["bias_hh_l0"] = draw(row_count)
    if name == "slstm":
        # Forget gates that are open often enough for m to come from either side of its maximum.
        parameters["bias_ih_l0"][H:2 * H] += 1.5
        parameters["bias_ih_l0"][:H] -= 0.5
    if name == "lstm-peephole":
        parameters["weight_peephole_l0"] = draw(3 * H)
    if name == "lstm-layernorm":
        # Gains around 1, as they are in use.
        parameters["norm_ih_weight_l0"] = draw(row_count, low=32, high=96)
        parameters["norm_hh_weight_l0"] = draw(row_count, low=32, high=96)
        parameters["norm_c_weight_l0"] = draw(H, low=32, high=96)
        parameters["norm_c_bias_l0"] = draw(H)
    return parameters


def unroll(step, parameters, x, h_0, c_0):
    """The entries of all steps."""
    zero = torch.zeros(H, dtype=torch.float64)
    entry = {"h": h_0, "c": zero if c_0 is None else c_0, "n": zero, "m": None}
    entries = []
    for row in x:
        entry = step(parameters, row, entry)
        entries.append(entry)
    return entries


def loss_of(entries, loss_weights):
    value = (torch.stack([e["h"] for e in entries]) * loss_weights["output"]).sum()
    value = value + (entries[-1]["h"] * loss_weights["h_n"][0]).sum()
    if "c_n" in loss_weights:
        value = value + (entries[-1]["c"] * loss_weights["c_n"][0]).sum()
    return value


class Run:
    """One unrolled graph on fresh leaves."""

    def __init__(self, step, parameters, x, h_0, c_0):
        self.parameters = {name: leaf(value) for name, value in parameters.items()}
        self.inputs = {"x": leaf(x), "h_0": leaf(h_0)}
        if c_0 is not None:
            self.inputs["c_0"] = leaf(c_0)
        start = self.inputs.get("c_0")
        self.entries = unroll(
            step, self.parameters, self.inputs["x"], self.inputs["h_0"][0],
            None if start is None else start[0])

    def series(self, key):
        return [[entry[key]] for entry in self.entries]

    def gradients(self, loss_weights):
        value = loss_of(self.entries, loss_weights)
        leaves = self.parameters | self.inputs
        return value.item(), {name: gradient(value, tensor) for name, tensor in leaves.items()}


def stored(gradients, parameters):
    block = {"state_dict": state({name: gradients[name] for name in parameters})}
    return block | {
        name: rows(gradients[name]) for name in ["x", "h_0", "c_0"] if name in gradients
    }


def check_against_differences(step, given, loss_weights, gradients):
    """Central differences in float64, good to about 1e-9."""
    inputs = [key for key in ["x", "h_0", "c_0"] if given[key] is not None]
    names = list(given["parameters"]) + inputs
    epsilon = 1e-6
    for name in names:
        tensor = given["parameters"].get(name, given.get(name))
        slopes = torch.zeros_like(tensor).flatten()
        flat = tensor.view(-1)
        for k in range(len(flat)):
            values = []
            for sign in (1, -1):
                before = flat[k].item()
                flat[k] = before + sign * epsilon
                entries = unroll(
                    step, given["parameters"], given["x"], given["h_0"][0],
                    None if given["c_0"] is None else given["c_0"][0])
                values.append(loss_of(entries, loss_weights).item())
                flat[k] = before
            slopes[k] = (values[0] - values[1]) / (2 * epsilon)
        check("finite differences of " + name, slopes.view_as(tensor), gradients[name], 1e-7)


def check_against_torch():
    """Special weights make a variant a net of torch.nn."""
    draw = Draw("special weights")
    net = torch.nn.LSTM(D, H, dtype=torch.float64)
    weights = {name: draw(*value.shape) for name, value in net.named_parameters()}
    net.load_state_dict(weights)
    x, h, c = draw(T, D), draw(1, H), draw(1, H)
    expected = net(x, (h, c))[0]

    def outputs(step, parameters):
        return torch.stack([entry["h"] for entry in unroll(step, parameters, x, h[0], c[0])])

    silent = weights | {"weight_peephole_l0": torch.zeros(3 * H, dtype=torch.float64)}
    check("peepholes of 0", outputs(lstm_peephole, silent), expected, 1e-12)

    # The rows of i are the negated rows of f: then i = 1 - f.
    coupled = {name: torch.cat([-w[H:2 * H], w[H:]]) for name, w in weights.items()}
    net.load_state_dict(coupled)
    cifg = {name: w[H:] for name, w in coupled.items()}
    check("coupled gates", outputs(lstm_cifg, cifg), net(x, (h, c))[0], 1e-12)

    a, gain, bias = draw(4 * H), draw(4 * H), draw(4 * H)
    expected = torch.nn.functional.layer_norm(a, [4 * H], gain, bias, eps=1e-5)
    check("layer norm", layer_norm(a, gain, bias), expected, 1e-12)


def unscaled_slstm(given):
    """sLSTM without m: h from c and n that are not scaled."""
    h, c, n = given["h_0"][0], 0, 0
    hidden = []
    for row in given["x"]:
        pre = gates(given["parameters"], row, h, "ifgo")
        # With no f at the first step, as m_0 = -inf says.
        f = sigmoid(pre["f"]) if hidden else 0
        c = f * c + torch.exp(pre["i"]) * torch.tanh(pre["g"])
        n = f * n + torch.exp(pre["i"])
        h = sigmoid(pre["o"]) * c / n
        hidden.append(h)
    return torch.stack(hidden)


def variant(name):
    step, letters = VARIANTS[name]
    draw = Draw("variant " + name)
    parameters = drawn_parameters(name, draw, len(letters) * H)
    has_cell = "lstm" in name and name != "minlstm"
    x, h_0 = draw(T, D), draw(1, H)
    c_0 = draw(1, H) if has_cell and name != "slstm" else None
    loss_weights = {"output": draw(T, H), "h_n": draw(1, H)}
    if has_cell:
        loss_weights["c_n"] = draw(1, H)
    given = {"parameters": parameters, "x": x, "h_0": h_0, "c_0": c_0}

    run = Run(step, **given)
    block = last_state_gradients(run.series("h"), run.series("c") if has_cell else None)
    without_c = {key: w for key, w in loss_weights.items() if key != "c_n"}
    used = without_c if name == "slstm" else loss_weights
    value, gradients = run.gradients(used)
    check_against_differences(step, given, used, gradients)
    result = {"loss": value, "gradients": stored(gradients, parameters)}

    if name == "slstm":
        output = torch.stack([entry["h"] for entry in run.entries])
        check("slstm without m", output, unscaled_slstm(given), 1e-12)
        held = Run(slstm_held, **given)
        for key, expected in held.gradients(used)[1].items():
            check("slstm with m held: " + key, gradients[key], expected, 1e-12)
        value, gradients = run.gradients(loss_weights)
        check_against_differences(step, given, loss_weights, gradients)
        result |= {"loss_with_c_n": value, "gradients_with_c_n": stored(gradients, parameters)}
        block["norm_dcT_dct_m_held"] = jacobian_norms(held.series("c"))
        # Both sides of the maximum have to occur.
        rises = torch.stack([entry["i"] for entry in run.entries[1:]]) == 1
        assert 0.3 < rises.double().mean() < 0.7

    def numbers(entry):
        return {
            key: numbers(member) if isinstance(member, dict) else member.tolist()
            for key, member in entry.items()
        }

    outcome = {"output": [entry["h"].tolist() for entry in run.entries],
               "h_n": [run.entries[-1]["h"].tolist()]}
    if has_cell:
        outcome["c_n"] = [run.entries[-1]["c"].tolist()]
    start = {"x": rows(x), "h_0": rows(h_0)} | ({} if c_0 is None else {"c_0": rows(c_0)})
    return (
        {"cell": name, "row_order": list(letters), "input_size": D, "hidden_size": H,
         "state_dict": state(parameters)} | start | outcome
        | {"steps": [numbers(entry) for entry in run.entries],
           "loss_weights": {key: rows(w) for key, w in loss_weights.items()}}
        | result | {"sum_h_T": block}
    )


def main():
    torch.set_num_threads(1)
    check_against_torch()
    made = made_with(torch=torch, numpy=np)
    cases = [variant(name) for name in VARIANTS]
    write("variants.json", shortened({"made_with": made, "cases": cases}))


if __name__ == "__main__":
    main()
