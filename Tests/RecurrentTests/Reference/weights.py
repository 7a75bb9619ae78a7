"""Files of weights as PyTorch's users save them, and what the nets answer.

Writes weights/*.safetensors and weights.json beside this file:

    python3 Tests/RecurrentTests/Reference/weights.py

Needs NumPy, PyTorch and safetensors. `files` is keyed by the name without `.safetensors`: the kind
of net and its sizes, `dtype` as the file names it, the `prefix` of the tensors' names, `tensors`
(the names in the file with their shapes, those of other parts of the model included), one input
`x` (T x D), zero initial states, and `output`, `h_n`, `c_n` that torch.nn computes in float64 from
the numbers in the file. `state_dict` has those numbers, without the prefix and exact, for the files
whose type is not float32. In the 16-bit files the numbers are rounded, and `bias_ih_l0` starts with
the cases a conversion can get wrong; see `awkward`.
"""

import json

import numpy as np
import safetensors
import torch
from safetensors.torch import load_file, save_file

from reference import FOLDER, Draw, made_with, rows, shortened, state, write

D, H, T = 2, 3, 6
OTHERS = {"embedding.weight": (5, D), "head.weight": (4, 4), "head.bias": (4,)}


def net_of(cell, **options):
    kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn-tanh": torch.nn.RNN}[cell]
    return kind(D, H, dtype=torch.float64, **options)


def awkward(dtype):
    """-0, a subnormal number, and the number next above 1."""
    facts = torch.finfo(dtype)
    subnormal = {torch.float16: 2.0**-24, torch.bfloat16: 2.0**-133}[dtype]
    return torch.tensor([-0.0, -3 * subnormal, 1 + facts.eps], dtype=torch.float64)


# name: (cell, options of torch.nn, type in the file, prefix)
FILES = {
    "lstm_f32": ("lstm", {"num_layers": 2, "bidirectional": True}, torch.float32, ""),
    "lstm_proj_prefixed": ("lstm", {"proj_size": 2}, torch.float32, "encoder.lstm."),
    "lstm_nobias": ("lstm", {"bias": False}, torch.float32, ""),
    "lstm_f64": ("lstm", {}, torch.float64, ""),
    "gru_f16": ("gru", {}, torch.float16, ""),
    "rnn_bf16": ("rnn-tanh", {}, torch.bfloat16, ""),
}
NAMES = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}


def save(tensors, path, metadata):
    """save_file with the metadata in order; it writes them in one that changes between runs."""
    save_file(tensors, path, metadata=metadata)
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    header = json.loads(content[8:8 + size])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    ordered = json.dumps(header, separators=(",", ":")).encode().ljust(size)
    assert len(ordered) == size
    path.write_bytes(content[:8] + ordered + content[8 + size:])


def file_of(name):
    cell, options, dtype, prefix = FILES[name]
    draw, net = Draw("weights " + name), net_of(cell, **options)
    tensors = {}
    for key, value in net.named_parameters():
        numbers = draw(*value.shape)
        if dtype != torch.float32:
            # Thirds of 1/64: the type has to round them.
            numbers = numbers / 3
        if dtype.itemsize == 2 and key == "bias_ih_l0":
            numbers[:3] = awkward(dtype)
        tensors[prefix + key] = numbers.to(dtype)
    if prefix:
        tensors |= {key: draw(*shape).to(dtype) for key, shape in OTHERS.items()}
    folder = FOLDER / "weights"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.safetensors"
    note = f"nn.{type(net).__name__} with {D} inputs and {H} units; the numbers mean nothing."
    save(tensors, path, {"format": "pt", "note": note})
    assert path.stat().st_size < 20_000

    stored = {
        key.removeprefix(prefix): value.double()
        for key, value in load_file(path).items() if key.startswith(prefix) and key not in OTHERS
    }
    net.load_state_dict(stored)
    x = draw(T, D)
    with torch.no_grad():
        output, last = net(x)
    h_n, c_n = last if cell == "lstm" else (last, None)
    result = {
        "cell": cell, "input_size": D, "hidden_size": H,
        "num_layers": options.get("num_layers", 1),
        "bidirectional": options.get("bidirectional", False),
        "bias": options.get("bias", True), "proj_size": options.get("proj_size", 0),
        "dtype": NAMES[dtype], "prefix": prefix,
        "tensors": {key: list(value.shape) for key, value in tensors.items()},
        "x": rows(x), "output": rows(output), "h_n": rows(h_n),
    } | ({} if c_n is None else {"c_n": rows(c_n)})
    result = shortened(result)
    if dtype != torch.float32:
        result["state_dict"] = state({key: stored[key] for key, _ in net.named_parameters()})
    print(f"weights/{name}.safetensors: {path.stat().st_size} bytes")
    return result


def main():
    torch.set_num_threads(1)
    made = made_with(torch=torch, safetensors=safetensors, numpy=np)
    write("weights.json", {"made_with": made, "files": {name: file_of(name) for name in FILES}})


if __name__ == "__main__":
    main()
