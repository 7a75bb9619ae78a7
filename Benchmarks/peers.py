#!/usr/bin/env python3
"""PyTorch and ONNX Runtime on one thread, as a child process that times what it is asked for.

Reads one JSON object a line from stdin and answers with one a line on stdout, until stdin ends, so
that a driver can alternate with another program in one run on one machine (A B A B ...):

  {"case": "versions"}                          libraries, threads and processor
  {"case": "cell-step", "repeat": 1000}         one step of nn.LSTMCell, 16 inputs, 32 units
  {"case": "cell-step D H", ...}                the same with D inputs, H units
  {"case": "sequence D H T", ...}               nn.LSTM over T steps, batch of 1
  {"case": "sequence-onnx D H T", ...}          ONNX Runtime's LSTM operator, the same weights
  {"case": "train D H T B", ...}                one update of nn.LSTM and nn.Linear(H, 4)

The answer is {"seconds": S, "repeat": n, "per_call": S / n}; S is the time of n calls, after calls
that warm up and are not counted. An update draws B sequences of D symbols and their classes, runs
them, takes cross entropy on the last step, goes backward, clips the norm of the gradients to 1 and
steps Adam, in the form (loop, foreach or fused) that is fastest here: `adam` in the answer names
it, and `data` is the share of the time that drawing took. Denormal numbers are flushed to zero,
which can only make the peers faster. What cannot be done is answered with {"error": "..."}.

Usage: Benchmarks/peers.py     needs torch; onnx, onnxruntime and numpy for sequence-onnx
"""
import json
import platform
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
torch.set_flush_denormal(True)

CLASSES = 4
WARM_UP_SECONDS = 0.3


def timed(call, count):
    began = time.perf_counter()
    for _ in range(count):
        call()
    return time.perf_counter() - began


def warm_up(call):
    end = time.perf_counter() + WARM_UP_SECONDS
    while time.perf_counter() < end:
        call()


def cell_step(inputs=16, units=32):
    torch.manual_seed(1)
    cell, x = torch.nn.LSTMCell(inputs, units), torch.randn(1, inputs)
    state = (torch.zeros(1, units), torch.zeros(1, units))

    def call():
        nonlocal state
        state = cell(x, state)

    return call, {}


def net_and_input(inputs, units, length):
    torch.manual_seed(1)
    return torch.nn.LSTM(inputs, units).eval(), torch.randn(length, 1, inputs)


def sequence(inputs, units, length):
    net, x = net_and_input(inputs, units, length)

    return lambda: net(x), {}


def sequence_onnx(inputs, units, length):
    import numpy as np
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    net, x = net_and_input(inputs, units, length)

    def reordered(tensor):
        """PyTorch's rows i, f, g, o as ONNX's i, o, f, g."""
        i, f, g, o = np.split(tensor.detach().numpy(), 4)
        return np.concatenate([i, o, f, g])

    weights = {
        "W": reordered(net.weight_ih_l0)[None],
        "R": reordered(net.weight_hh_l0)[None],
        "B": np.concatenate([reordered(net.bias_ih_l0), reordered(net.bias_hh_l0)])[None],
    }
    results = {"Y": [length, 1, 1, units], "Y_h": [1, 1, units], "Y_c": [1, 1, units]}
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], list(results), hidden_size=units)

    def described(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        [node], "sequence", [described("X", [length, 1, inputs])],
        [described(name, shape) for name, shape in results.items()],
        [numpy_helper.from_array(np.ascontiguousarray(w), name) for name, w in weights.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    # Memory that is there beforehand, as the engine has it; it saves a sixth of the time.
    y = onnxruntime.OrtValue.ortvalue_from_shape_and_type(results["Y"], np.float32)
    binding = session.io_binding()
    binding.bind_ortvalue_input("X", onnxruntime.OrtValue.ortvalue_from_numpy(x.numpy()))
    binding.bind_ortvalue_output("Y", y)

    with torch.inference_mode():
        expected = net(x)[0].numpy()[:, 0]
    session.run_with_iobinding(binding)
    difference = np.abs(y.numpy()[:, 0, 0] - expected).max()
    if not difference < 1e-5:
        raise ValueError(f"ONNX Runtime differs from PyTorch by {difference}")
    return lambda: session.run_with_iobinding(binding), {}


def draw(rows, length, batch):
    """One-hot symbols as rows of a unit matrix, and a class for each sequence.

    Looking rows up is the fastest of the ways PyTorch has (one_hot, scatter, randn take 2 to 4
    times as long).
    """
    symbols = torch.randint(len(rows), (length, batch))
    return torch.nn.functional.embedding(symbols, rows), torch.randint(CLASSES, (batch,))


def update(inputs, units, length, batch, adam):
    torch.manual_seed(1)
    net, head = torch.nn.LSTM(inputs, units), torch.nn.Linear(units, CLASSES)
    parameters = [*net.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=0.001, **adam)
    rows = torch.eye(inputs)

    def call():
        x, classes = draw(rows, length, batch)
        optimiser.zero_grad(set_to_none=True)
        output, _ = net(x)
        loss = torch.nn.functional.cross_entropy(head(output[-1]), classes)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1)
        optimiser.step()

    return call


FORMS = {"loop": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}


def train(inputs, units, length, batch):
    """The fastest form of Adam: by the best of nine rounds in turn for each."""
    calls = {form: update(inputs, units, length, batch, adam) for form, adam in FORMS.items()}
    best = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        call()
    for _ in range(9):
        for form, call in calls.items():
            best[form] = min(best[form], timed(call, 2) / 2)
    form = min(best, key=best.get)
    rows = torch.eye(inputs)
    drawing = min(timed(lambda: draw(rows, length, batch), 10) / 10 for _ in range(9))
    return calls[form], {"adam": form, "data": round(drawing / best[form], 5)}


# How many numbers follow the name, and whether gradients are wanted. Where they are not, all calls
# of a sample share one inference mode: entering it takes as long as a third of a step.
CASES = {
    "cell-step": (cell_step, [0, 2], False),
    "sequence": (sequence, [3], False),
    "sequence-onnx": (sequence_onnx, [3], False),
    "train": (train, [4], True),
}


def versions():
    found = {"python": platform.python_version(), "torch": torch.__version__,
             "threads": torch.get_num_threads()}
    for name in ["onnxruntime", "onnx", "numpy"]:
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            found[name] = None
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return found | {"processor": models[0] if models else platform.machine()}


READY = {}


def answer(request):
    name, *numbers = request["case"].split()
    if name == "versions":
        return versions()
    if name not in CASES:
        raise ValueError(f"no case {name}; there are versions, " + ", ".join(CASES))
    build, counts, learns = CASES[name]
    if len(numbers) not in counts:
        raise ValueError(f"{name} takes {' or '.join(map(str, counts))} numbers")
    key = (name, *map(int, numbers))
    if key not in READY:
        READY[key] = build(*key[1:])
        with torch.inference_mode(not learns):
            warm_up(READY[key][0])
    call, facts = READY[key]
    repeat = int(request.get("repeat", 1))
    if repeat < 1:
        raise ValueError("repeat is at least 1")
    with torch.inference_mode(not learns):
        # The other program ran meanwhile.
        timed(call, min(10, 1 + repeat // 10))
        seconds = timed(call, repeat)
    return {"seconds": seconds, "repeat": repeat, "per_call": seconds / repeat} | facts


def main():
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
