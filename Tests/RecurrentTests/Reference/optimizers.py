"""Five steps of each optimiser from PyTorch, with given gradients and a global-norm clip.

Writes optimizers.json beside this file:

    python3 Tests/RecurrentTests/Reference/optimizers.py

Needs PyTorch. Each case has the weights at the start, the gradients of every step, and the weights
after each step, computed in float64. The gradients of the third step are large, so that clipping
to the norm 1 has something to do.
"""

import json
import pathlib

import torch

START = [0.5, -1.25, 2.0, 0.0]
GRADIENTS = [
    [0.125, -0.25, 0.5, 0.0625],
    [-0.125, 0.25, 0.25, 0.0],
    [30.0, -40.0, 0.5, 10.0],
    [0.001, 0.002, -0.5, 0.25],
    [0.5, 0.5, 0.5, -0.5],
]
OPTIMIZERS = {
    "adam": lambda p: torch.optim.Adam(p, lr=0.02),
    "sgd": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.02),
}


def run(make):
    weights = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = make([weights])
    after = []
    for gradient in GRADIENTS:
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        torch.nn.utils.clip_grad_norm_([weights], 1.0)
        optimizer.step()
        after.append([float(f"{value:.10g}") for value in weights.tolist()])
    return after


def main():
    result = {
        "made_with": {"torch": torch.__version__},
        "learning_rate": 0.02,
        "clip": 1.0,
        "start": START,
        "gradients": GRADIENTS,
        "after": {name: run(make) for name, make in OPTIMIZERS.items()},
    }
    file = pathlib.Path(__file__).with_name("optimizers.json")
    file.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
