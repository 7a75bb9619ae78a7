"""Reference numbers of ONNX's LSTM and GRU operators, in float32.

Writes onnx.json beside this file:

    python3 Tests/RecurrentTests/Reference/onnx_reference.py

Needs NumPy, PyTorch, ONNX and ONNX Runtime. The numbers are those of ReferenceEvaluator of
onnx.reference; the script stops when ONNX Runtime disagrees. One layer, forward direction, batch of
1, D=2, H=3, T=5; `name` keys the cases.

`state_dict` has our rows (lstm i, f, g, o; gru r, z, n; peephole i, f, o); ONNX has i, o, f, c and
z, r, h, and its peepholes i, o, f. `bias_ih_l0` is ONNX's Wb, `bias_hh_l0` its Rb. `x`, `output`
have T rows, the states one. `linear_before_reset` is 1 where the reset comes after the recurrent
product (cell `gru`) and 0 where it comes before (cell `gru-v1`).
"""

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from reference import Draw, check, made_with, rows, shortened, state, write

D, H, T = 2, 3, 5
OURS = {"lstm": "ifgo", "gru": "rzn", "peephole": "ifo"}
ONNX = {"lstm": "iofg", "gru": "zrn", "peephole": "iof"}
CASES = [
    ("lstm", "lstm", {}),
    ("lstm-peephole", "lstm-peephole", {}),
    ("gru-linear-before-reset-1", "gru", {"linear_before_reset": 1}),
    ("gru-linear-before-reset-0", "gru-v1", {"linear_before_reset": 0}),
]


def permuted(tensor, kind):
    """The blocks of H rows in ONNX's order."""
    blocks = dict(zip(OURS[kind], torch.chunk(tensor, len(OURS[kind]))))
    return torch.cat([blocks[letter] for letter in ONNX[kind]])


RANKS = {"X": 3, "W": 3, "R": 3, "B": 2, "initial_h": 3, "initial_c": 3, "P": 2, "Y": 4, "Y_h": 3,
         "Y_c": 3}


def model(operator, inputs, outputs, attributes):
    """One node between graph inputs and outputs; an input named "" is left out."""
    node = helper.make_node(operator, inputs, outputs, hidden_size=H, **attributes)

    def described(names):
        return [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * RANKS[name])
            for name in names if name
        ]

    graph = helper.make_graph([node], "reference", described(inputs), described(outputs))
    result = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(result)
    return result


def case_of(name, cell, attributes):
    draw = Draw("onnx " + name)
    kind = "lstm" if cell.startswith("lstm") else "gru"
    row_count = len(OURS[kind]) * H
    parameters = {
        "weight_ih_l0": draw(row_count, D), "weight_hh_l0": draw(row_count, H),
        "bias_ih_l0": draw(row_count), "bias_hh_l0": draw(row_count),
    }
    x, h_0, c_0 = draw(T, D), draw(1, H), draw(1, H)
    feeds = {
        "X": x[:, None],
        "W": permuted(parameters["weight_ih_l0"], kind)[None],
        "R": permuted(parameters["weight_hh_l0"], kind)[None],
        "B": torch.cat([permuted(parameters[b], kind) for b in ["bias_ih_l0", "bias_hh_l0"]])[None],
        "initial_h": h_0[None],
    }
    inputs, outputs = ["X", "W", "R", "B", "", "initial_h"], ["Y", "Y_h"]
    if kind == "lstm":
        feeds["initial_c"] = c_0[None]
        inputs, outputs = inputs + ["initial_c"], outputs + ["Y_c"]
    if cell == "lstm-peephole":
        parameters["weight_peephole_l0"] = draw(3 * H)
        feeds["P"] = permuted(parameters["weight_peephole_l0"], "peephole")[None]
        inputs = inputs + ["P"]

    built = model(kind.upper(), inputs, outputs, attributes)
    feeds = {key: value.float().numpy() for key, value in feeds.items()}
    results = ReferenceEvaluator(built).run(outputs, feeds)
    session = onnxruntime.InferenceSession(
        built.SerializeToString(), providers=["CPUExecutionProvider"])
    for key, mine, theirs in zip(outputs, results, session.run(outputs, feeds)):
        assert mine.dtype == np.float32
        check(f"{name} {key}", torch.from_numpy(mine), torch.from_numpy(theirs), 1e-6)

    y, y_h = results[0][:, 0, 0], results[1][0]
    given = {"x": rows(x), "h_0": rows(h_0)}
    outcome = {"output": y.tolist(), "h_n": y_h.tolist()}
    if kind == "lstm":
        given["c_0"] = rows(c_0)
        outcome["c_n"] = results[2][0].tolist()
    return {
        "name": name, "cell": cell, "input_size": D, "hidden_size": H,
    } | attributes | {"state_dict": state(parameters)} | given | outcome


def main():
    made = made_with(onnx=onnx, onnxruntime=onnxruntime, torch=torch, numpy=np)
    write("onnx.json", shortened({"made_with": made, "cases": [case_of(*case) for case in CASES]}))


if __name__ == "__main__":
    main()
