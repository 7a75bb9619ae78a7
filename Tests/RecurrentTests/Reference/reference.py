"""What the scripts of this folder share: drawing, the norms of Jacobians, and writing JSON.

Not run by itself. Numbers are drawn as multiples of 1/64 within -1..1, which float32 holds exactly
and JSON writes briefly; a draw depends on nothing but the name it is drawn for. JSON is written
with the shortest float that has the same first 10 significant digits.
"""

import json
import pathlib
import platform
import zlib

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).parent


class Draw:
    """A source of numbers for one case."""

    def __init__(self, name):
        self.source = np.random.default_rng(zlib.crc32(name.encode()))

    def __call__(self, *shape, low=-64, high=64):
        """A float64 tensor of multiples of 1/64 from low/64 to high/64."""
        numbers = self.source.integers(low, high + 1, shape) / 64
        return torch.from_numpy(np.asarray(numbers, dtype=np.float64))


def leaf(tensor):
    return tensor.clone().requires_grad_(True)


def rows(tensors):
    """A list of 1-D tensors, or a 2-D tensor, as lists of numbers."""
    return [tensor.tolist() for tensor in tensors]


def state(tensors):
    """A state_dict as name -> {shape, values}; the values are flat, row by row."""
    return {
        name: {"shape": list(tensor.shape), "values": tensor.detach().flatten().tolist()}
        for name, tensor in tensors.items()
    }


def gradient(scalar, tensor):
    """d scalar / d tensor; zero where the scalar does not depend on the tensor."""
    (result,) = torch.autograd.grad(scalar, tensor, retain_graph=True, allow_unused=True)
    return torch.zeros_like(tensor) if result is None else result


def jacobian_norms(series):
    """The Frobenius norm of d series[-1] / d series[t] for every t, through everything between.

    `series` is a list over t of lists of tensors, one a direction; the states of both directions at
    one position make one vector.
    """
    norms = []
    for variables in series:
        squares = 0.0
        for target in series[-1]:
            for component in target:
                for variable in variables:
                    squares += float(gradient(component, variable).square().sum())
        norms.append(squares**0.5)
    return norms


def last_state_gradients(hidden, cell=None):
    """The block `sum_h_T`: what retain_grad reports for the target sum(h_T), and the norms."""
    target = sum(h.sum() for h in hidden[-1])
    block = {}
    for letter, series in [("h", hidden), ("c", cell)]:
        if series is None:
            continue
        block["d" + letter] = [
            torch.cat([gradient(target, variable) for variable in variables]).tolist()
            for variables in series
        ]
        block[f"norm_d{letter}T_d{letter}t"] = jacobian_norms(series)
    return block


def check(what, actual, expected, tolerance):
    """Stops the script when two tensors differ by more, absolutely or relative to `expected`."""
    assert actual.shape == expected.shape, (what, actual.shape, expected.shape)
    actual, expected = actual.detach().double(), expected.detach().double()
    difference = ((actual - expected).abs() / expected.abs().clamp(min=1)).max().item()
    assert difference <= tolerance, f"{what} differs by {difference}"
    return difference


def shortened(value):
    """Ten significant digits; a whole number without its point."""
    if isinstance(value, dict):
        return {key: shortened(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [shortened(member) for member in value]
    if isinstance(value, float):
        short = float(f"{value:.10g}")
        return int(short) if short.is_integer() and abs(short) < 1e9 else short
    return value


def made_with(**libraries):
    return {"python": platform.python_version()} | {
        name: library.__version__ for name, library in libraries.items()
    }


def write(name, content):
    text = json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n"
    assert len(text) < 600_000, f"{name} has {len(text)} bytes"
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text)} bytes")
