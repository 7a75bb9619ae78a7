#!/usr/bin/env python3
"""Runs what the questions on the cell, variants, training and stacks say about PyTorch and ONNX.

Needs torch, onnx, onnxruntime and numpy. Every claim is an assertion; the last line is printed when all hold.
"""

import itertools
import math
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_

torch.set_num_threads(1)
torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


def count(module):
    return sum(p.numel() for p in module.parameters())


def differ(a, b):
    return float((a - b).detach().abs().max())


# --- cell.parameters, var.gru-parameters, stack.bilstm-parameters, train.weight-tying -------
for d, h in itertools.product([8, 10, 16, 50, 64], [12, 20, 32, 48, 100]):
    assert count(nn.LSTM(d, h)) == 4 * h * (d + h + 2)
    assert count(nn.GRU(d, h)) == 3 * h * (d + h + 2)
    assert count(nn.RNN(d, h)) == h * (d + h + 2)
    both = nn.LSTM(d, h, num_layers=2, bidirectional=True)
    assert count(both) == 8 * h * (d + h + 2) + 8 * h * (3 * h + 2)
for v, h in [(5000, 128), (8000, 200)]:
    table, lstm, head = nn.Embedding(v, h), nn.LSTM(h, h), nn.Linear(h, v)
    head.weight = table.weight
    model = nn.ModuleList([table, lstm, head])
    assert count(model) == v * h + 4 * h * (2 * h + 2) + v

# --- cell.fused-shape, var.lstmp-shape, stack.width-two-sizes, stack.h-n-index --------------
lstm = nn.LSTM(7, 5)
assert lstm.weight_ih_l0.shape == (20, 7) and lstm.weight_hh_l0.shape == (20, 5)
projected = nn.LSTM(7, 6, proj_size=2)
assert projected.weight_hh_l0.shape == (24, 2) and projected.weight_hr_l0.shape == (2, 6)
out, (hn, cn) = projected(torch.randn(4, 3, 7))
assert hn.shape == (1, 3, 2) and cn.shape == (1, 3, 6)

deep = nn.LSTM(3, 4, num_layers=6, bidirectional=True)
x = torch.randn(5, 2, 3)
out, (hn, _) = deep(x)
assert torch.equal(out[-1, :, :4], hn[-2]) and torch.equal(out[0, :, 4:], hn[-1])
for layer in range(1, 7):  # the same network, cut off above this layer
    cut = nn.LSTM(3, 4, num_layers=layer, bidirectional=True)
    cut.load_state_dict({k: v for k, v in deep.state_dict().items() if k in cut.state_dict()})
    cut_out, _ = cut(x)
    assert torch.allclose(cut_out[0, :, 4:], hn[2 * (layer - 1) + 1])
assert torch.equal(hn.view(6, 2, 2, 4)[3, 1], hn[7])
assert not torch.equal(hn.view(2, 6, 2, 4)[1, 3], hn[7])


# --- cell.bug-gate-split -------------------------------------------------------------------
def lstm_step(x, h, c, w_ih, w_hh, b, order):
    a = dict(zip(order, (w_ih @ x + w_hh @ h + b).chunk(4)))
    i, f, o, g = a["i"].sigmoid(), a["f"].sigmoid(), a["o"].sigmoid(), a["g"].tanh()
    c = f * c + i * g
    return o * c.tanh(), c


cell = nn.LSTMCell(3, 4)
x, h, c = torch.randn(3), torch.rand(4) - 0.5, torch.randn(4)
right = cell(x, (h, c))
given = (x, h, c, cell.weight_ih, cell.weight_hh, cell.bias_ih + cell.bias_hh)
assert differ(lstm_step(*given, "ifgo")[0], right[0]) < 1e-12
for faulty in ["ifog", "figo", "gofi"]:
    assert differ(lstm_step(*given, faulty)[0], right[0]) > 0.01


# --- cell.bug-stale-read -------------------------------------------------------------------
def latch(bits, stale):
    h = c = 0.0
    shown = []
    for data, write in bits:
        i, f, g, o = (torch.tensor(v) for v in (20 * write - 10.0, 10 - 20.0 * write, 5.0 * data, 10.0))
        i, f, o, g = i.sigmoid(), f.sigmoid(), o.sigmoid(), g.tanh()
        keep = f * c
        if stale:
            h = o * torch.tanh(torch.as_tensor(c))
            c = keep + i * g
        else:
            c = keep + i * g
            h = o * torch.tanh(c)
        shown.append(float(h))
    return shown


bits = [(1, 1), (0, 0), (-1, 1), (0, 0)]
late, prompt = latch(bits, True), latch(bits, False)
assert late[0] == 0 and [round(v, 2) for v in prompt] == [0.76, 0.76, -0.76, -0.76]
assert np.allclose(late[1:], prompt[:-1], atol=1e-9)


# --- var.bug-reset-unused, var.bug-folded-bias -----------------------------------------------
def gru_step(x, h, w, u, b_ih, b_hh, reset=True, folded=False):
    if folded:
        b_ih, b_hh = b_ih + b_hh, torch.zeros_like(b_hh)
    x_r, x_z, x_n = (w @ x + b_ih).chunk(3)
    h_r, h_z, h_n = (u @ h + b_hh).chunk(3)
    r, z = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
    n = (x_n + (r * h_n if reset else h_n)).tanh()
    return (1 - z) * n + z * h


gru = nn.GRUCell(3, 4)
weights = (gru.weight_ih, gru.weight_hh, gru.bias_ih, gru.bias_hh)
x1, x2, zero = torch.randn(3), torch.randn(3), torch.zeros(4)
h1 = gru(x1, zero)
assert differ(gru_step(x1, zero, *weights), h1) < 1e-12
assert differ(gru_step(x2, h1, *weights), gru(x2, h1)) < 1e-12
assert differ(gru_step(x2, h1, *weights, folded=True), gru(x2, h1)) > 0.005
plain = nn.GRUCell(3, 4, bias=False)
no_bias = (plain.weight_ih, plain.weight_hh, torch.zeros(12), torch.zeros(12))
g1 = plain(x1, zero)
assert differ(gru_step(x1, zero, *no_bias, reset=False), g1) < 1e-12
assert differ(gru_step(x2, g1, *no_bias, reset=False), plain(x2, g1)) > 0.005
one = nn.LSTMCell(3, 4)
folded = (x, h, c, one.weight_ih, one.weight_hh, one.bias_ih + one.bias_hh)
assert differ(lstm_step(*folded, "ifgo")[0], one(x, (h, c))[0]) < 1e-12

# --- var.reset-after: a PyTorch GRU in ONNX --------------------------------------------------
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

H, D, T = 64, 10, 7
torch.set_default_dtype(torch.float32)
source = nn.GRU(D, H)


def reordered(p):  # r, z, n to z, r, n
    r, z, n = p.detach().numpy().reshape(3, H, -1)
    return np.concatenate([z, r, n])


w = reordered(source.weight_ih_l0)[None]
r = reordered(source.weight_hh_l0)[None]
b = np.concatenate([reordered(source.bias_ih_l0), reordered(source.bias_hh_l0)]).reshape(1, -1)
sequence = torch.randn(T, 1, D)
expected = source(sequence)[0].detach().numpy()


def onnx_gru(**attributes):
    node = helper.make_node("GRU", ["x", "w", "r", "b"], ["y"], hidden_size=H, **attributes)
    graph = helper.make_graph(
        [node], "gru",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [T, 1, D])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [T, 1, 1, H])],
        [numpy_helper.from_array(v.astype(np.float32), k) for k, v in [("w", w), ("r", r), ("b", b)]])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": sequence.numpy()})[0][:, 0]


assert np.abs(onnx_gru(linear_before_reset=1) - expected).max() < 1e-5
assert np.abs(onnx_gru() - expected).max() > 1e-3
torch.set_default_dtype(torch.float64)

# --- train.keras-orthogonal: the rows are orthonormal, the blocks are not --------------------
H = 32
q, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((4 * H, H)))
kernel = q.T
assert np.allclose(kernel @ kernel.T, np.eye(H))
blocks = np.split(kernel, 4, axis=1)
values = [np.linalg.svd(block, compute_uv=False) for block in blocks]
assert max(v.max() for v in values) < 1
assert all(0.2 < (v**2).mean() < 0.3 for v in values)
assert math.isclose(np.mean([v**2 for v in values]), 0.25)

# --- train.torch-bound -----------------------------------------------------------------------
for d, h in [(10, 16), (80, 100), (32, 400)]:
    bound = 1 / math.sqrt(h)
    for p in nn.LSTM(d, h).parameters():
        assert p.abs().max() <= bound
    assert nn.LSTM(d, h).weight_hh_l0.abs().max() > 0.98 * bound

# --- train.bug-forget-bias -------------------------------------------------------------------
for prefixes, expected_gate in [(("bias",), 0.881), (("bias_ih",), 0.731)]:
    lstm, H = nn.LSTM(3, 5), 5
    for name, p in lstm.named_parameters():
        if "bias" in name:
            nn.init.zeros_(p)
            if name.startswith(prefixes):
                p.data[H : 2 * H] = 1.0
    bias = lstm.bias_ih_l0 + lstm.bias_hh_l0
    assert round(bias[H].sigmoid().item(), 3) == expected_gate
    _, (_, kept) = lstm(torch.zeros(1, 1, 3), (torch.zeros(1, 1, 5), torch.ones(1, 1, 5)))
    assert torch.allclose(kept, bias[H].sigmoid())  # with all else zero the cell is f · 1

# --- train.one-layer-dropout, train.dropout-sites, train.judge-dropout-time -------------------
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    single = nn.LSTM(6, 6, dropout=0.5)
assert any("dropout" in str(w.message) for w in caught)
x = torch.randn(9, 2, 6)
assert torch.equal(single(x)[0], single(x)[0])
double = nn.LSTM(6, 6, num_layers=2, dropout=0.5)
assert not torch.equal(double(x)[0], double(x)[0])
_, (first, _) = double(x)
_, (second, _) = double(x)
assert torch.equal(first[0], second[0])  # layer 1 is the same in both runs: nothing acts along time

# --- train.dropout-scale -----------------------------------------------------------------------
for p in [0.1, 0.2, 0.25, 0.4, 0.5, 0.6]:
    survivors = nn.Dropout(p)(torch.ones(10000))
    survivors = survivors[survivors > 0]
    assert torch.allclose(survivors, torch.tensor(1 / (1 - p)))


# --- train.bug-clip-late ------------------------------------------------------------------------
def trained(limit, late):
    torch.manual_seed(1)
    model = nn.Linear(4, 1)
    opt = torch.optim.SGD(model.parameters(), lr=0.01)
    norms = []
    for _ in range(5):
        x = torch.randn(8, 4) * 50
        opt.zero_grad()
        loss = ((model(x) - 3) ** 2).mean()
        loss.backward()
        if late:
            opt.step()
            norms.append(float(clip_grad_norm_(model.parameters(), limit)))
        else:
            norms.append(float(clip_grad_norm_(model.parameters(), limit)))
            opt.step()
    return model.weight.detach().clone(), norms


assert torch.equal(trained(1.0, True)[0], trained(1000.0, True)[0])
assert not torch.equal(trained(1.0, False)[0], trained(1000.0, False)[0])
assert max(trained(1.0, False)[1]) > 1  # what is returned is the norm before clipping

# --- train.bug-softmax-one ------------------------------------------------------------------------
for faulty in [True, False]:
    lstm, linear = nn.LSTM(3, 4), nn.Linear(4, 1)
    _, (h, _) = lstm(torch.randn(6, 5, 3))
    score = linear(h[-1])
    answer = torch.softmax(score, dim=-1) if faulty else torch.sigmoid(score)
    nn.functional.binary_cross_entropy(answer, torch.ones(5, 1) * 0.5).backward()
    size = max(float(p.grad.abs().max()) for p in [*lstm.parameters(), *linear.parameters()])
    if faulty:
        assert bool((answer == 1).all()) and size == 0
    else:
        assert size > 0

# --- train.loss-at-init ----------------------------------------------------------------------------
for v in [27, 1000]:
    table, lstm, head = nn.Embedding(v, 16), nn.LSTM(16, 16, batch_first=True), nn.Linear(16, v)
    ids = torch.randint(v, (8, 20))
    logits = head(lstm(table(ids[:, :-1]))[0])
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
    assert abs(loss.item() - math.log(v)) < 0.1


# --- stack.bug-bi-lm ---------------------------------------------------------------------------------
def random_text_loss(two_sided):
    torch.manual_seed(2)
    torch.set_default_dtype(torch.float32)
    v, e, h, t = 8, 12, 24, 10
    embed = nn.Embedding(v, e)
    lstm = nn.LSTM(e, h, bidirectional=two_sided, batch_first=True)
    head = nn.Linear(2 * h if two_sided else h, v)
    opt = torch.optim.Adam([*embed.parameters(), *lstm.parameters(), *head.parameters()], lr=0.02)
    for _ in range(250):
        ids = torch.randint(v, (64, t))  # fresh and random: nothing to learn or to memorise
        x, target = ids[:, :-1], ids[:, 1:]
        out, _ = lstm(embed(x))
        each = nn.functional.cross_entropy(head(out).flatten(0, 1), target.flatten(), reduction="none")
        opt.zero_grad()
        each.mean().backward()
        opt.step()
    each = each.detach().view(64, t - 1)
    return float(each.mean()), float(each[:, -1].mean()), math.log(v)


mean, last, floor = random_text_loss(True)
assert mean < 0.3 * floor and abs(last - floor) < 0.3
mean, last, floor = random_text_loss(False)
assert abs(mean - floor) < 0.1

# --- stack.output-width, stack.forward-half-leak --------------------------------------------------------
for layers in [1, 3, 4]:
    wide = nn.LSTM(16, 32, num_layers=layers, bidirectional=True)
    assert wide(torch.randn(5, 2, 16))[0].shape == (5, 2, 64)
for layers in [1, 2]:  # does the forward half of the output at position 2 change with token 3?
    stack = nn.LSTM(4, 6, num_layers=layers, bidirectional=True)
    tokens = torch.randn(5, 1, 4)
    changed = tokens.clone()
    changed[3] += 1
    same = torch.equal(stack(tokens)[0][2, :, :6], stack(changed)[0][2, :, :6])
    assert same == (layers == 1)

# --- cell.hard-sigmoid --------------------------------------------------------------------------------
a = torch.linspace(-5, 5, 101)
assert torch.allclose(nn.functional.hardsigmoid(a), (a / 6 + 0.5).clamp(0, 1))


# --- var.bug-peephole-old: the weights of the lab peephole-timer -----------------------------------------
def timer(old):
    def sigmoid(v):
        return 1 / (1 + math.exp(-v)) if v > -700 else 0.0

    c = 0.0
    for t in range(1, 17):
        i, f, seen = sigmoid(10), sigmoid(20), c
        c = f * c + i * math.tanh(0.1003353477)
        o = sigmoid(200 * (seen if old else c) - 190)
        if o > 0.5:
            return t


assert timer(old=False) == 10 and timer(old=True) == 11


# --- train.bug-amp-clip -----------------------------------------------------------------------------------
def amp_step(unscale):
    torch.manual_seed(3)
    model = nn.Linear(4, 1)
    opt = torch.optim.SGD(model.parameters(), lr=1.0)
    scaler = torch.amp.GradScaler("cpu", init_scale=65536.0)
    before = [p.detach().clone() for p in model.parameters()]
    loss = ((model(torch.randn(8, 4)) - 3) ** 2).mean()
    scaler.scale(loss).backward()
    if unscale:
        scaler.unscale_(opt)
    clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(opt)
    scaler.update()
    return math.sqrt(sum(float(((p.detach() - b) ** 2).sum()) for p, b in zip(model.parameters(), before)))


assert abs(amp_step(unscale=True) - 1) < 1e-3 and amp_step(unscale=False) < 1.1 / 65536

# --- train.bug-mask-each-step -----------------------------------------------------------------------------
per_step = (torch.rand(10, 10000) > 0.5).all(dim=0)
per_sequence = torch.rand(10000) > 0.5
assert float(per_step.double().mean()) < 0.005 and 0.45 < float(per_sequence.double().mean()) < 0.55

# --- numbers in the texts ------------------------------------------------------------------------------
heights = [math.tanh(0.5 * k) for k in [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0]]
assert round(sum(heights) / 12, 2) == 0.76
assert round(0.99995**100, 3) == 0.995
assert round(1.1**100) == 13781 and f"{0.9**100:.1e}" == "2.7e-05"
assert f"{0.75**50:.1e}" == "5.7e-07" and round(0.98**50, 2) == 0.36
assert f"{0.5**200:.0e}" == "6e-61" and 4 * 128 * (10 + 128 + 1) == 71168 and 3**10 == 59049

print("all claims hold")
