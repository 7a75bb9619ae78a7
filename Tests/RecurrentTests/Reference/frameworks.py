"""The weights of one layer as Keras and ONNX hold them, with their outputs in float32.

Writes frameworks.json beside this file:

    python3 Tests/RecurrentTests/Reference/frameworks.py

Needs NumPy, PyTorch, ONNX and ONNX Runtime. One layer, batch of 1, D=2, H=3, T=4. A case has a
PyTorch `state_dict` and, under `keras` and `onnx`, the arrays of these frameworks. They are not
only permuted here: ONNX Runtime runs W, R and B, and the equations of Keras' cells (`call` of
keras/src/layers/rnn/lstm_cell.py, gru.py and simple_rnn.py, written in NumPy below) run kernel,
recurrent_kernel and bias; the script stops when an output differs from PyTorch's.
"""

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper

from reference import Draw, made_with, shortened, state, write

D, H, T = 2, 3, 4
# Where PyTorch's block of rows k goes: by letter, in the order of each framework.
PYTORCH = {"lstm": "ifgo", "gru": "rzn", "rnn-tanh": "h"}
KERAS = {"lstm": "ifgo", "gru": "zrn", "rnn-tanh": "h"}
ONNX = {"lstm": "iofg", "gru": "zrn", "rnn-tanh": "h"}


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def permuted(array, cell, order):
    blocks = dict(zip(PYTORCH[cell], np.split(array, len(PYTORCH[cell]))))
    return np.concatenate([blocks[letter] for letter in order[cell]])


def keras_arrays(cell, weights, has_bias):
    """kernel (D, blocks of H columns), recurrent_kernel (H, …), bias."""
    arrays = {
        "kernel": permuted(weights["weight_ih_l0"], cell, KERAS).T,
        "recurrent_kernel": permuted(weights["weight_hh_l0"], cell, KERAS).T,
    }
    if has_bias:
        b = [permuted(weights[name], cell, KERAS) for name in ["bias_ih_l0", "bias_hh_l0"]]
        arrays["bias"] = np.stack(b) if cell == "gru" else b[0] + b[1]
    return arrays


def keras_output(cell, arrays, x):
    """h at every step, by the equations of Keras' `call`."""
    kernel, recurrent = arrays["kernel"], arrays["recurrent_kernel"]
    bias = arrays.get("bias", np.zeros((2, 3 * H)) if cell == "gru" else np.zeros(kernel.shape[1]))
    h, c, outputs = np.zeros(H), np.zeros(H), []
    for row in x:
        if cell == "lstm":
            z = row @ kernel + h @ recurrent + bias
            z0, z1, z2, z3 = np.split(z, 4)
            i, f = sigmoid(z0), sigmoid(z1)
            c = f * c + i * np.tanh(z2)
            h = sigmoid(z3) * np.tanh(c)
        elif cell == "gru":
            matrix_x = row @ kernel + bias[0]
            matrix_inner = h @ recurrent + bias[1]
            x_z, x_r, x_h = np.split(matrix_x, 3)
            recurrent_z, recurrent_r, recurrent_h = np.split(matrix_inner, 3)
            z, r = sigmoid(x_z + recurrent_z), sigmoid(x_r + recurrent_r)
            hh = np.tanh(x_h + r * recurrent_h)
            h = z * h + (1 - z) * hh
        else:
            h = np.tanh(row @ kernel + h @ recurrent + bias)
        outputs.append(h)
    return np.array(outputs)


def onnx_arrays(cell, weights, has_bias):
    """W and R with the axis of directions, B with Wb and Rb behind each other."""
    arrays = {
        "W": permuted(weights["weight_ih_l0"], cell, ONNX)[None],
        "R": permuted(weights["weight_hh_l0"], cell, ONNX)[None],
    }
    if has_bias:
        arrays["B"] = np.concatenate(
            [permuted(weights[name], cell, ONNX) for name in ["bias_ih_l0", "bias_hh_l0"]])[None]
    return arrays


def onnx_output(cell, arrays, x):
    operator = {"lstm": "LSTM", "gru": "GRU", "rnn-tanh": "RNN"}[cell]
    attributes = {"linear_before_reset": 1} if cell == "gru" else {}
    names = ["X", *arrays]
    node = helper.make_node(operator, names, ["Y"], hidden_size=H, **attributes)
    feeds = {"X": x[:, None], **arrays}

    def described(name, rank):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * rank)

    graph = helper.make_graph(
        [node], "layout", [described(name, feeds[name].ndim) for name in names],
        [described("Y", 4)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"])
    feeds = {name: array.astype(np.float32) for name, array in feeds.items()}
    return session.run(["Y"], feeds)[0][:, 0, 0]


def stored(arrays):
    return {
        name: {"shape": list(array.shape), "values": array.flatten().tolist()}
        for name, array in arrays.items()
    }


def case_of(cell, has_bias):
    name = cell + ("" if has_bias else "-no-bias")
    draw = Draw("frameworks " + name)
    module = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn-tanh": torch.nn.RNN}[cell]
    layer = module(D, H, bias=has_bias).double()
    layer.load_state_dict({key: draw(*value.shape) for key, value in layer.state_dict().items()})
    weights = {key: value.numpy() for key, value in layer.state_dict().items()}
    x = draw(T, D)
    expected = layer(x[:, None])[0][:, 0].detach().numpy()
    keras, runtime = keras_arrays(cell, weights, has_bias), onnx_arrays(cell, weights, has_bias)
    for theirs, tolerance in [
        (keras_output(cell, keras, x.numpy()), 1e-12),
        (onnx_output(cell, runtime, x.numpy()), 1e-6),
    ]:
        assert np.abs(theirs - expected).max() <= tolerance, (name, theirs, expected)
    return {
        "name": name, "cell": cell, "input_size": D, "hidden_size": H, "bias": has_bias,
        "state_dict": state(layer.state_dict()), "keras": stored(keras), "onnx": stored(runtime),
    }


def main():
    made = made_with(onnx=onnx, onnxruntime=onnxruntime, torch=torch, numpy=np)
    cases = [case_of(cell, has_bias) for cell in PYTORCH for has_bias in [True, False]]
    write("frameworks.json", shortened({"made_with": made, "cases": cases}))


if __name__ == "__main__":
    main()
