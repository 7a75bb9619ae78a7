"""Runs what the topics sequence-models, gradients and why-it-works say about code and frameworks.

Needs numpy and torch; make check-claims runs it.
Code is taken from the questions and lessons themselves, in both languages.
"""

import math
import pathlib
import re

import numpy as np
import torch
from torch import nn

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "Content"


def fences(path, language="python"):
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.S | re.M)


def snippet(name, function):
    """The one fence of a file that defines the function, equal code in both languages."""
    found = []
    for lang in ("en", "zh"):
        path = next((CONTENT / lang).glob(f"*/{name}.md"))
        found += [code for code in fences(path) if f"def {function}(" in code]
    assert len(found) == 2, (name, function, len(found))
    bare = [re.sub(r'""".*?"""|#[^\n]*', "", code, flags=re.S).split() for code in found]
    assert bare[0] == bare[1], (name, function)
    return found[0]


def load(code, function):
    scope = {"np": np, "torch": torch}
    exec(code, scope)
    return scope[function]


def repaired(code, line, new):
    lines = code.split("\n")
    indent = re.match(r" *", lines[line - 1]).group(0)
    lines[line - 1] = indent + new
    return "\n".join(lines)


def difference(function, array, step=1e-6):
    result = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        old = array[index]
        array[index] = old + step
        up = function()
        array[index] = old - step
        down = function()
        array[index] = old
        result[index] = (up - down) / (2 * step)
    return result


def relative(a, b):
    return np.abs(a - b).max() / (np.abs(a).max() + np.abs(b).max() + 1e-300)


def overwritten_gradient():
    code = snippet("t02-bptt", "grad_u")
    assert code.split("\n")[5].strip() == "dU = np.outer(da, hs[t])"
    rng = np.random.default_rng(1)

    def forward(U, W, xs, h):
        hs = [h]
        for x in xs:
            hs.append(np.tanh(W @ x + U @ hs[-1]))
        return hs

    for steps, start, passes in ((1, 1.0, True), (3, 1.0, False), (3, 0.0, False)):
        U, W = rng.normal(size=(3, 3)) * 0.5, rng.normal(size=(3, 2))
        xs, h = rng.normal(size=(steps, 2)), start * rng.normal(size=3) * 0.5
        hs = forward(U, W, xs, h)
        wanted = difference(lambda: sum(0.5 * (s**2).sum() for s in forward(U, W, xs, h)[1:]), U)
        got = load(code, "grad_u")(hs, U, hs[1:])
        assert (relative(got, wanted) < 1e-6) == passes
        if start == 0:
            assert np.all(got == 0) and np.abs(wanted).max() > 0.01
        right = repaired(code, 6, "dU += np.outer(da, hs[t])")
        assert relative(load(right, "grad_u")(hs, U, hs[1:]), wanted) < 1e-6


def wrong_slope():
    code = snippet("t02-bptt", "backward")
    assert code.split("\n")[8].strip() == "da = dh * (1 - a ** 2)"
    right = repaired(code, 9, "da = dh * (1 - np.tanh(a) ** 2)")
    rng = np.random.default_rng(2)
    for scale, passes in ((1e-4, True), (1.0, False)):
        W, U, b = scale * rng.normal(size=(3, 2)), scale * rng.normal(size=(3, 3)), scale * rng.normal(size=3)
        xs, weights = rng.normal(size=(4, 2)), rng.normal(size=3)

        def loss():
            h = np.zeros(3)
            for x in xs:
                h = np.tanh(W @ x + U @ h + b)
            return weights @ h

        wanted = difference(loss, U)
        assert (relative(load(code, "backward")(xs, W, U, b, weights), wanted) < 1e-5) == passes
        assert relative(load(right, "backward")(xs, W, U, b, weights), wanted) < 1e-5


def wrong_partner():
    code = snippet("t04-paths", "backward")
    assert code.split("\n")[4].strip() == "df = dc * c"
    right = repaired(code, 5, "df = dc * c_old")
    rng = np.random.default_rng(3)
    for empty in (False, True):
        i, f, o = rng.uniform(0.2, 0.8, size=(3, 4))
        g, c_old = rng.uniform(-0.8, 0.8, size=(2, 4))
        c_old = 0 * c_old if empty else 2 * c_old
        wh, wc = rng.normal(size=(2, 4))

        def loss():
            c = f * c_old + i * g
            return wh @ (o * np.tanh(c)) + wc @ c

        c = f * c_old + i * g
        wanted = [difference(loss, array) for array in (c_old, i, f, g, o)]
        bad = load(code, "backward")(wh, wc, i, f, g, o, c, c_old)
        good = load(right, "backward")(wh, wc, i, f, g, o, c, c_old)
        for k, (a, b, w) in enumerate(zip(bad, good, wanted)):
            assert np.allclose(b, w, atol=1e-7)
            assert np.allclose(a, w, atol=1e-7) == (k != 2)
        if empty:
            assert np.abs(bad[2]).max() > 0.01 and np.abs(wanted[2]).max() < 1e-9


def frameworks():
    out, h = nn.RNN(5, 7, batch_first=True)(torch.zeros(3, 4, 5))
    assert nn.Linear(7, 6)(out).shape == (3, 4, 6) and out.shape == (3, 4, 7) and h.shape == (1, 3, 7)
    count = lambda m: sum(p.numel() for p in m.parameters())
    for D, H in ((8, 20), (10, 20), (16, 32), (28, 64), (10, 45)):
        assert count(nn.RNN(D, H)) == H * (D + H + 2)
        assert count(nn.RNN(D, H, bias=False)) + H == H * (D + H + 1)  # one bias: Keras, by formula
    assert count(nn.RNN(10, 20)) == 640 and count(nn.LSTM(10, 20)) == 2560 and count(nn.RNN(10, 45)) == 2565
    assert {"weight_ih_l0", "weight_hh_l0"} <= set(dict(nn.RNN(2, 3).named_parameters()))

    torch.manual_seed(0)
    lstm = nn.LSTM(50, 100)
    for parameter in lstm.parameters():
        assert parameter.abs().max() <= 0.1 and parameter.abs().max() > 0.095
    total = (lstm.bias_ih_l0 + lstm.bias_hh_l0)[100:200]
    gate = torch.sigmoid(total)
    assert gate.min() > 0.45 and gate.max() < 0.55

    # Rows i, f, g, o: a forget bias in the slice [H:2H] acts on the old cell alone.
    cell = nn.LSTM(2, 3)
    with torch.no_grad():
        for parameter in cell.parameters():
            parameter.zero_()
        cell.bias_ih_l0[3:6] = 1.0
        _, (_, c) = cell(torch.zeros(1, 1, 2), (torch.zeros(1, 1, 3), torch.ones(1, 1, 3)))
    assert torch.allclose(c, torch.full_like(c, 0.7310586))

    # The embedding is a one-hot product, forward and backward.
    table = torch.randn(6, 4, requires_grad=True)
    ids = torch.tensor([2, 5, 2])
    (nn.functional.embedding(ids, table) ** 2).sum().backward()
    looked_up, table.grad = table.grad.clone(), None
    ((nn.functional.one_hot(ids, 6).float() @ table) ** 2).sum().backward()
    assert torch.allclose(looked_up, table.grad) and looked_up[[0, 1, 3, 4]].abs().sum() == 0


def jacobians():
    layer, H = nn.RNNCell(2, 4).double(), 4
    x, h = torch.randn(2, dtype=torch.float64), torch.randn(H, dtype=torch.float64)
    J = torch.autograd.functional.jacobian(lambda s: layer(x, s), h)
    new = layer(x, h)
    assert J.shape == (H, H) and torch.allclose(J, torch.diag(1 - new**2) @ layer.weight_hh)


def clipping():
    def tensors():
        result = [torch.zeros(n, requires_grad=True) for n in (2, 3, 4)]
        for t, norm in zip(result, (3.0, 4.0, 12.0)):
            t.grad = torch.full_like(t, norm / math.sqrt(t.numel()))
        return result

    params = tensors()
    norm = nn.utils.clip_grad_norm_(params, 5.0)
    assert abs(norm.item() - 13) < 1e-5, "the norm before clipping is returned"
    assert abs(params[2].grad.norm().item() - 12 * 5 / 13) < 1e-4
    params = tensors()
    nn.utils.clip_grad_norm_(params, 100.0)
    assert abs(params[2].grad.norm().item() - 12) < 1e-5
    g = torch.tensor([6.0, 0.8])
    assert torch.allclose(g / g.norm(), torch.tensor([0.991, 0.132]), atol=5e-4)

    # One gradient of 1000 after many of 1, Adam with its usual constants.
    w = torch.zeros(1, requires_grad=True)
    adam = torch.optim.Adam([w], lr=1.0)
    moves = []
    for step in range(10_100):
        w.grad = torch.tensor([1000.0 if step == 10_000 else 1.0])
        before = w.item()
        adam.step()
        moves.append(before - w.item())
    assert abs(moves[9_999] - 1) < 0.01 and abs(moves[10_000] - 3.19) < 0.05
    assert moves[10_005] > 1.5 and moves[10_099] < 0.05


def three_steps():
    u = torch.tensor(0.8, dtype=torch.float64, requires_grad=True)
    h = torch.tensor(0.0, dtype=torch.float64)
    states = []
    for x in (1.0, 0.0, 0.0):
        h = torch.tanh(x + u * h)
        states.append(h)
    (0.5 * h**2).backward()
    assert [round(s.item(), 3) for s in states] == [0.762, 0.544, 0.409] and round(u.grad.item(), 3) == 0.332


def nilpotent():
    W = np.array([[2.0, -1.0], [4.0, -2.0]])
    assert not (W @ W).any()
    J = np.diag([1, 0.25]) @ W
    assert np.allclose(sorted(np.linalg.eigvals(J).real), [0, 1.5])
    assert abs(np.linalg.norm(W, 2) - 5) < 1e-9
    growth = np.linalg.norm(np.linalg.matrix_power(J, 20), 2)
    assert abs(growth / np.linalg.norm(J, 2) - 1.5**19) < 1e-6 * growth
    V = np.array([[0.5, 10], [0, 0.5]])
    assert abs(np.linalg.norm(V, 2) - 10.02) < 0.01
    assert abs(np.linalg.norm(np.linalg.matrix_power(V, 50), 2) - 9e-13) < 1e-13


def whole_derivative():
    rng = np.random.default_rng(4)
    for _ in range(20):
        Ui, Uf, Ug, bi, bf, bg = (float(v) for v in rng.normal(size=6))
        o_old, c_value = float(rng.uniform(0.1, 0.9)), float(rng.normal())
        c = torch.tensor(c_value, dtype=torch.float64, requires_grad=True)
        h = o_old * torch.tanh(c)
        i, f, g = torch.sigmoid(Ui * h + bi), torch.sigmoid(Uf * h + bf), torch.tanh(Ug * h + bg)
        (f * c + i * g).backward()
        i, f, g, th = i.item(), f.item(), g.item(), math.tanh(c_value)
        bracket = c_value * f * (1 - f) * Uf + g * i * (1 - i) * Ui + i * (1 - g**2) * Ug
        assert abs(c.grad.item() - (f + bracket * o_old * (1 - th**2))) < 1e-12

    # The exploding lab: ∂c_10/∂c_0 from rest is 9.3 million, its forget gates leave 0.00098.
    s5 = 1 / (1 + math.exp(-5))
    c0 = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    c, h = c0, torch.tensor(0.0, dtype=torch.float64)
    for _ in range(10):
        c = 0.5 * c + s5 * torch.tanh(6 * h)
        h = s5 * torch.tanh(c)
    c.backward()
    assert abs(c0.grad.item() - 9.26e6) < 1e4


def stream():
    code = snippet("025-bptt-and-gradients", "train_on_stream")
    train = load(code, "train_on_stream")
    torch.manual_seed(1)

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm, self.head, self.starts = nn.LSTM(3, 5), nn.Linear(5, 3), []

        def forward(self, x, y, state):
            self.starts.append(state)
            out, state = self.lstm(x, state)
            return ((self.head(out) - y) ** 2).mean(), state

    model = Model()
    windows = [(torch.randn(4, 2, 3), torch.randn(4, 2, 3)) for _ in range(3)]
    train(model, windows, torch.optim.SGD(model.parameters(), 0.1))
    assert model.starts[0] is None and all(not s.requires_grad and s.abs().sum() > 0 for s in model.starts[1])
    # Without the line that detaches, the second window reaches into a graph that is gone.
    broken = load(code.replace("tuple(s.detach() for s in state)", "state"), "train_on_stream")
    try:
        broken(Model(), windows, torch.optim.SGD(model.parameters(), 0.1))
    except RuntimeError as error:
        assert "second time" in str(error)
    else:
        raise AssertionError("the second backward should have failed")


def lessons():
    run = load(snippet("012-sequences-and-rnns", "rnn"), "rnn")
    layer = nn.RNN(4, 6).double()
    xs = torch.randn(5, 4, dtype=torch.float64)
    mine = run(xs.numpy(), np.zeros(6), layer.weight_ih_l0.detach().numpy(), layer.weight_hh_l0.detach().numpy(),
               (layer.bias_ih_l0 + layer.bias_hh_l0).detach().numpy())
    assert np.allclose(mine, layer(xs)[0].detach().numpy())
    path = CONTENT / "en/lessons/028-why-it-works.md"
    scope = {}
    exec(fences(path)[0], scope)
    lstm = scope["lstm"]
    assert torch.all((lstm.bias_ih_l0 + lstm.bias_hh_l0)[64:128] == 1)
    steps = load(snippet("010-what-an-lstm-is", "lstm"), "lstm")
    layer = nn.LSTM(4, 6).double()
    mine, (h, c) = steps(xs.numpy(), np.zeros(6), np.zeros(6), layer.weight_ih_l0.detach().numpy(),
                         layer.weight_hh_l0.detach().numpy(), (layer.bias_ih_l0 + layer.bias_hh_l0).detach().numpy())
    theirs, (_, last) = layer(xs)
    assert np.allclose(mine, theirs.detach().numpy()) and np.allclose(c, last[0].detach().numpy())
    clip = load(snippet("030-long-term-dependencies", "clip_by_global_norm"), "clip_by_global_norm")
    scaled, norm = clip([np.array([3.0, 4.0]), np.array([12.0])], 5.0)
    assert norm == 13 and np.allclose(scaled[1], 60 / 13)
    count = load(snippet("020-lstm-versus-rnn", "parameters"), "parameters")
    assert [count("rnn", 10, 20), count("lstm", 10, 20), count("lstm", 10, 20, biases=1), count("rnn", 10, 45)] == [640, 2560, 2480, 2565]


def real_time():
    """RTRL and BPTT agree; the carried derivative has H³ numbers."""
    rng = np.random.default_rng(5)
    H, T = 3, 6
    W, xs = rng.normal(size=(H, H)) * 0.7, rng.normal(size=(T, H))
    h, P = np.zeros(H), np.zeros((H, H, H))
    assert P.size == H**3
    for x in xs:
        a = W @ h + x
        D = np.diag(1 - np.tanh(a) ** 2)
        direct = np.einsum("ij,k->ijk", np.eye(H), h)
        P, h = np.einsum("il,ljk->ijk", D, np.einsum("lm,mjk->ljk", W, P) + direct), np.tanh(a)
    w = torch.tensor(W, requires_grad=True)
    s = torch.zeros(H, dtype=torch.float64)
    for x in xs:
        s = torch.tanh(w @ s + torch.tensor(x))
    s.sum().backward()
    assert np.allclose(P.sum(0), w.grad.numpy())


for check in (overwritten_gradient, wrong_slope, wrong_partner, frameworks, jacobians, clipping, three_steps,
              nilpotent, whole_derivative, stream, lessons, real_time):
    check()
    print("ok", check.__name__)
