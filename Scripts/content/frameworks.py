#!/usr/bin/env python3
"""Runs what the questions of frameworks, padding, time series and cost say about PyTorch and ONNX Runtime.

Needs torch, onnx and onnxruntime. Every claim is an assertion; the run prints one line for each group.
"""

import math
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(0)
warnings.filterwarnings("ignore", message="LSTM with projections is not supported")


def shape(x):
    return tuple(x.shape)


def count(module):
    return sum(p.numel() for p in module.parameters())


def fails(error, text, action):
    try:
        action()
    except error as caught:
        assert text in str(caught), str(caught)
        return
    raise AssertionError("no error: " + text)


def close(a, b, tolerance=1e-6):
    return (a - b).abs().max().item() < tolerance


def shapes():
    n, length, d, h = 4, 7, 5, 6
    output, (h_n, c_n) = nn.LSTM(d, h, num_layers=3, batch_first=True, bidirectional=True)(torch.randn(n, length, d))
    assert shape(output) == (n, length, 2 * h) and shape(h_n) == shape(c_n) == (6, n, h)

    lstm = nn.LSTM(128, 64, num_layers=2, batch_first=True, bidirectional=True, proj_size=16)
    output, (h_n, c_n) = lstm(torch.randn(8, 10, 128))
    assert shape(output) == (8, 10, 32) and shape(h_n) == (4, 8, 16) and shape(c_n) == (4, 8, 64)
    assert shape(lstm.weight_hh_l0) == (256, 16) and shape(lstm.weight_ih_l1) == (256, 32)
    assert shape(lstm.weight_hr_l0) == (16, 64)
    plain = nn.LSTM(128, 64, num_layers=2, bidirectional=True)
    assert shape(plain.weight_hh_l0) == (256, 64) and shape(plain.weight_ih_l1) == (256, 128)

    lstm = nn.LSTM(5, 8, num_layers=2, batch_first=True)
    output, (h_n, c_n) = lstm(torch.randn(3, 7, 5))
    assert shape(output) == (3, 7, 8) and shape(h_n) == shape(c_n) == (2, 3, 8)
    wrong = (torch.zeros(3, 2, 8), torch.zeros(3, 2, 8))
    fails(RuntimeError, "Expected hidden[0] size", lambda: lstm(torch.randn(3, 7, 5), wrong))
    lstm(torch.randn(2, 7, 5), (torch.zeros(2, 2, 8), torch.zeros(2, 2, 8)))  # batch = layers: no complaint

    one, start = nn.LSTM(3, 4, batch_first=True), torch.zeros(2, 1, 4)
    fails(RuntimeError, "Expected hidden[0] size (1, 2, 4), got [2, 1, 4]",
          lambda: one(torch.randn(2, 5, 3), (start, start)))
    one(torch.randn(2, 5, 3), (torch.zeros(1, 2, 4), torch.zeros(1, 2, 4)))

    output, (h_n, c_n) = nn.LSTM(8, 6, bidirectional=True)(torch.zeros(5, 8))
    assert shape(output) == (5, 12) and shape(h_n) == shape(c_n) == (2, 6)
    assert shape(nn.LSTM(5, 3).weight_ih_l0) == (12, 5)
    assert shape(nn.Linear(6, 9)(torch.zeros(4, 7, 6))) == (4, 7, 9)
    # a loss between (n, 1) and (n,) broadcasts
    assert shape(torch.zeros(950, 1) - torch.zeros(950)) == (950, 950)
    print("shapes")


def order_of_states():
    for layers in (4, 5, 6):
        lstm = nn.LSTM(3, 2, num_layers=layers, bidirectional=True)
        x = torch.randn(5, 1, 3)
        output, (h_n, _) = lstm(x)
        assert close(h_n[-2], output[-1, :, :2]) and close(h_n[-1], output[0, :, 2:])
        for k in range(1, layers + 1):
            cut = nn.LSTM(3, 2, num_layers=k, bidirectional=True)
            cut.load_state_dict({name: p for name, p in lstm.state_dict().items() if name in cut.state_dict()})
            assert close(h_n[2 * (k - 1) + 1], cut(x)[1][0][-1])
    n, h = 4, 6
    _, (h_n, _) = nn.LSTM(5, h, num_layers=2, bidirectional=True, batch_first=True)(torch.randn(n, 7, 5))
    fails(RuntimeError, "invalid for input of size", lambda: h_n.transpose(0, 1).reshape(n, 2 * h))
    assert shape(h_n.view(n, -1)) == (n, 4 * h)  # runs, and mixes the samples
    print("order of states")


def last_step_of_bilstm():
    h = 6
    lstm = nn.LSTM(5, h, batch_first=True, bidirectional=True)
    x = torch.randn(2, 9, 5)
    y = x.clone()
    y[:, :-1] = torch.randn(2, 8, 5)
    a, b = lstm(x)[0], lstm(y)[0]
    assert torch.equal(a[:, -1, h:], b[:, -1, h:]), "the backward half has read the last token only"
    assert not close(a[:, -1, :h], b[:, -1, :h], 1e-3) and not close(a[:, 0, h:], b[:, 0, h:], 1e-3)
    print("last step of a BiLSTM")


def batch_first_forgotten():
    def run(x, **options):
        torch.manual_seed(1)
        lstm, head = nn.LSTM(8, 6, **options), nn.Linear(6, 2)
        output, (h_n, c_n) = lstm(x)
        return head(output[:, -1]), head(output[-1]), head(h_n[-1])

    x = torch.randn(4, 7, 8)
    changed = x.clone()
    changed[0] = torch.randn(7, 8)
    faulty, _, from_state = run(x)
    assert shape(faulty) == (4, 2) and shape(from_state) == (7, 2)
    assert not close(faulty[3], run(changed)[0][3], 1e-4), "sample 3 depends on sequence 0"
    repaired, time_first, _ = run(x, batch_first=True)
    assert shape(repaired) == (4, 2) and close(repaired[3], run(changed, batch_first=True)[0][3])
    assert shape(time_first) == (7, 2)
    print("batch_first forgotten")


def biases():
    lstm = nn.LSTM(4, 3)
    x = torch.randn(6, 2, 4)
    before = lstm(x)[0]
    with torch.no_grad():
        lstm.bias_ih_l0 += 0.3
        lstm.bias_hh_l0 -= 0.3
    assert close(before, lstm(x)[0], 1e-6)
    lstm(x)[0].sum().backward()
    assert close(lstm.bias_ih_l0.grad, lstm.bias_hh_l0.grad)
    gru = nn.GRU(4, 3)
    before = gru(x)[0]
    with torch.no_grad():
        gru.bias_ih_l0 += 0.3
        gru.bias_hh_l0 -= 0.3
    assert not close(before, gru(x)[0], 1e-2), "the candidate's recurrent bias of a GRU is not redundant"

    def gates(rows):
        torch.manual_seed(2)
        h = 20
        lstm = nn.LSTM(10, h)
        with torch.no_grad():
            lstm.bias_hh_l0.zero_()
            lstm.bias_ih_l0[rows(h)] = 1.0
        i, f, g, o = lstm.bias_ih_l0.split(h)
        return torch.sigmoid(f).mean().item(), torch.tanh(g).mean().item()

    f, g = gates(lambda h: slice(2 * h, 3 * h))
    assert abs(f - 0.5) < 0.03 and abs(g - 0.762) < 0.001
    f, g = gates(lambda h: slice(h, 2 * h))
    assert abs(f - 0.731) < 0.001 and abs(g) < 0.1
    print("biases and the forget slice")


def parameters():
    for d in (8, 12, 20, 30):
        for h in (10, 16, 24, 50):
            assert count(nn.LSTM(d, h)) == 4 * h * (d + h + 2)
            both = nn.LSTM(d, h, bidirectional=True)
            keras = 2 * 4 * h * (d + h + 1)  # one bias for each block
            assert count(both) == 2 * 4 * h * (d + h + 2) == keras + 8 * h
    for d in (10, 16, 30):
        for h in (12, 20, 24):
            stacked = nn.LSTM(d, h, num_layers=2, bidirectional=True)
            assert count(stacked) == 2 * 4 * h * (d + h + 2) + 2 * 4 * h * (3 * h + 2)
    assert count(nn.LSTM(10, 20)) == 2560 and count(nn.LSTM(5, 3)) == 120 and count(nn.LSTMCell(3, 2)) == 56
    assert count(nn.LSTM(10, 20, num_layers=2, bidirectional=True)) == 15040
    assert count(nn.LSTM(10, 20, num_layers=2, bidirectional=True, proj_size=5)) == 5840
    assert count(nn.GRU(10, 20)) == 1920 and count(nn.RNN(10, 20)) == 640
    assert count(nn.LSTM(256, 512, num_layers=2)) == 3678208
    for d in (64, 128):
        for h in (256, 512):
            assert count(nn.LSTM(d, h, num_layers=2)) == 4 * h * (d + h + 2) + 4 * h * (2 * h + 2)
    print("parameters")


def one_layer_onnx(lstm, permuted):
    h, d = lstm.hidden_size, lstm.input_size

    def blocks(tensor):
        i, f, g, o = tensor.detach().split(h)
        rows = (i, o, f, g) if permuted else (i, f, g, o)
        return torch.cat(rows).numpy()[None]

    bias = np.concatenate([blocks(lstm.bias_ih_l0), blocks(lstm.bias_hh_l0)], axis=1)
    assert bias.shape == (1, 8 * h)
    weights = [numpy_helper.from_array(a, name) for name, a in
               (("W", blocks(lstm.weight_ih_l0)), ("R", blocks(lstm.weight_hh_l0)), ("B", bias))]
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=h)
    graph = helper.make_graph(
        [node], "lstm", [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, None, d])],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [None, 1, None, h])], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(model)
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def gate_order():
    lstm = nn.LSTM(5, 7)
    x = torch.randn(6, 2, 5)
    expected = lstm(x)[0].detach().numpy()
    right = one_layer_onnx(lstm, permuted=True).run(None, {"X": x.numpy()})[0][:, 0]
    wrong = one_layer_onnx(lstm, permuted=False).run(None, {"X": x.numpy()})[0][:, 0]
    assert np.abs(right - expected).max() < 1e-6 < 1e-2 < np.abs(wrong - expected).max()
    schema = onnx.defs.get_schema("LSTM")
    text = schema.attributes["input_forget"].description
    assert "Couple the input and forget gates if 1" in text
    assert helper.get_attribute_value(schema.attributes["input_forget"].default_value) == 0

    # PyTorch's rows are i, f, g, o: recompute one step from the blocks
    i, f, g, o = (lstm.weight_ih_l0 @ x[0, 0] + lstm.bias_ih_l0 + lstm.bias_hh_l0).split(7)
    c = torch.sigmoid(i) * torch.tanh(g)
    assert close(torch.sigmoid(o) * torch.tanh(c), lstm(x)[0][0, 0])
    # Keras' layout: columns, one bias; the same step
    kernel, bias = lstm.weight_ih_l0.T, lstm.bias_ih_l0 + lstm.bias_hh_l0
    assert shape(kernel) == (5, 28) and shape(lstm.weight_hh_l0.T) == (7, 28)
    assert close(x[0, 0] @ kernel + bias, torch.cat((i, f, g, o)))
    # GRU rows r, z, n
    gru = nn.GRU(5, 7)
    h = torch.randn(7)
    r, z, n = (gru.weight_ih_l0 @ x[0, 0] + gru.bias_ih_l0).split(7)
    hr, hz, hn = (gru.weight_hh_l0 @ h + gru.bias_hh_l0).split(7)
    r, z = torch.sigmoid(r + hr), torch.sigmoid(z + hz)
    new = (1 - z) * torch.tanh(n + r * hn) + z * h
    assert close(new, gru(x[:1, :1], h[None, None])[0][0, 0])
    print("gate order, ONNX Runtime", onnxruntime.__version__)


def cell_loop():
    lstm, cell = nn.LSTM(4, 6), nn.LSTMCell(4, 6)
    cell.load_state_dict({name.removesuffix("_l0"): p for name, p in lstm.state_dict().items()})
    x = torch.randn(5, 3, 4)
    h = c = torch.zeros(3, 6)
    steps = []
    for t in range(5):
        h, c = cell(x[t], (h, c))
        steps.append(h)
    output, (h_n, c_n) = lstm(x)
    assert close(torch.stack(steps), output) and close(h, h_n[0]) and close(c, c_n[0])
    print("cell loop")


def cross_entropy_axis():
    tags = torch.randint(0, 9, (4, 6))
    logits = torch.randn(4, 6, 9)
    fails(RuntimeError, "Expected target size [4, 9], got [4, 6]", lambda: F.cross_entropy(logits, tags))
    fails(RuntimeError, "Expected target size [4, 9], got [4, 6]", lambda: F.cross_entropy(logits.softmax(-1), tags))
    right = F.cross_entropy(logits.transpose(1, 2), tags)
    assert close(right, F.cross_entropy(logits.reshape(-1, 9), tags.reshape(-1)))
    assert not close(right, F.cross_entropy(logits.view(4, 9, 6), tags), 1e-3)
    fails((RuntimeError, ValueError, IndexError), "", lambda: F.cross_entropy(logits.argmax(-1), tags))
    square = torch.randn(4, 6, 6)
    F.cross_entropy(square, torch.randint(0, 6, (4, 6)))  # as many tags as tokens: no complaint
    losses = torch.tensor([1.2, 1.2, 1.2, 1.2, 4.0])
    assert math.isclose(losses.mean().item(), (4 * 1.2 + 4.0) / 5, rel_tol=1e-6)
    logits, targets = torch.randn(8, 5), torch.tensor([0, 1, 2, 3, 4, -100, -100, -100])
    assert close(F.cross_entropy(logits, targets), F.cross_entropy(logits[:5], targets[:5]))
    print("cross-entropy")


def packing():
    x = torch.randn(4, 4, 3)
    packed = pack_padded_sequence(x, [4, 2, 2, 1], batch_first=True)
    assert packed.batch_sizes.tolist() == [4, 3, 1, 1] and shape(packed.data) == (9, 3)
    lengths = torch.tensor([2, 4, 1, 3])
    lstm = nn.LSTM(3, 5, batch_first=True)
    output, (h_n, c_n) = lstm(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
    output, _ = pad_packed_sequence(output, batch_first=True)
    rows = torch.arange(4)
    assert close(h_n[-1], output[rows, lengths - 1])
    assert close(h_n[-1], lstm(x)[0][rows, lengths - 1])
    assert output[2, 1:].abs().max() == 0, "the padding comes back as zeros"
    assert shape(output[:, lengths - 1]) == (4, 4, 5)
    fails(IndexError, "out of bounds", lambda: output[rows, lengths])
    # zero padding moves the state
    padded = torch.cat((torch.randn(1, 3, 3), torch.zeros(1, 20, 3)), dim=1)
    output = lstm(padded)[0]
    assert not close(output[0, 2], output[0, -1], 1e-2)
    print("packing")


def bilstm_on_pads():
    h, sentence = 6, torch.randn(3, 5)
    lstm = nn.LSTM(5, h, batch_first=True, bidirectional=True)

    def summary(length, pack):
        box = torch.zeros(2, length, 5)
        box[0, :3] = sentence
        box[1] = torch.ones(length, 5)
        lengths = torch.tensor([3, length])
        rows = torch.arange(2)
        if pack:
            output, _ = lstm(pack_padded_sequence(box, lengths, batch_first=True, enforce_sorted=False))
            output, _ = pad_packed_sequence(output, batch_first=True)
        else:
            output, _ = lstm(box)
        return torch.cat((output[rows, lengths - 1, :h], output[:, 0, h:]), dim=1)[0]

    short, long = summary(4, False), summary(9, False)
    assert close(short[:h], long[:h]) and not close(short[h:], long[h:], 1e-4)
    assert close(summary(4, True), summary(9, True))
    print("BiLSTM on padding")


def second_backward():
    def train(carry, retain=False):
        torch.manual_seed(3)
        lstm, head = nn.LSTM(4, 6), nn.Linear(6, 1)
        optimizer = torch.optim.SGD([*lstm.parameters(), *head.parameters()], lr=0.1)
        state = None
        for _ in range(3):
            output, state = lstm(torch.randn(5, 2, 4), state)
            loss = head(output).square().mean()
            optimizer.zero_grad()
            loss.backward(retain_graph=retain)
            optimizer.step()
            state = carry(state)

    fails(RuntimeError, "Trying to backward through the graph a second time", lambda: train(lambda s: s))
    fails(RuntimeError, "modified by an inplace operation", lambda: train(lambda s: s, retain=True))
    train(lambda s: tuple(x.detach() for x in s))
    train(lambda s: None)
    print("second backward")


def growing_memory():
    lstm = nn.LSTM(16, 32).eval()
    saved = []

    def pack(x):
        saved.append(x.numel() * x.element_size())
        return x

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda x: x):
        h_n = lstm(torch.randn(50, 8, 16))[1][0]
    assert h_n.grad_fn is not None and h_n.clone().grad_fn is not None and h_n[-1].grad_fn is not None
    assert h_n.detach().grad_fn is None
    assert sum(saved) > 20 * h_n.numel() * h_n.element_size()
    with torch.no_grad():
        assert lstm(torch.randn(5, 1, 16))[1][0].grad_fn is None
    print("growing memory")


def carried_state():
    """The toggle of the lab: parity, one unit, with a true and a false start."""
    def run(h, c, bits):
        for bit in bits:
            i = 1 / (1 + math.exp(-(20 * bit - 10)))
            f = 1 / (1 + math.exp(-(10 - 20 * bit)))
            g = math.tanh(3 - 10 * h)
            c = f * c + i * g
            h = math.tanh(c) / (1 + math.exp(-10))
        return c

    bits = [0, 1, 0, 0, 1, 1, 1, 0, 1, 0]
    assert f"{run(0, 0, bits):.3f}" == "1.000"
    assert f"{run(0.7615, 1, bits):.3f}" == "-1.000"
    print("carried state")


def loop_without_state():
    """Step 7 of the lab's toggle, and equal inputs under the loop that drops its state."""
    def step(bit, h, c):
        i = 1 / (1 + math.exp(-(20 * bit - 10)))
        f = 1 / (1 + math.exp(-(10 - 20 * bit)))
        c = f * c + i * math.tanh(3 - 10 * h)
        return math.tanh(c) / (1 + math.exp(-10)), c

    h = c = 0.0
    for bit in (0, 1, 0, 0, 1, 1, 1):
        h, c = step(bit, h, c)
    assert f"{c:.3f}" == "-1.000" and f"{step(1, 0, 0)[1]:.3f}" == "0.995"
    cell, x = nn.LSTMCell(3, 4), torch.randn(1, 3)
    zero = torch.zeros(1, 4)
    first, second = cell(x, (zero, zero)), cell(x, (zero, zero))
    assert torch.equal(first[0], second[0]) and torch.equal(first[0], cell(x)[0])
    assert not close(cell(x, first)[0], first[0], 1e-3)
    print("loop without state")


def broadcast_loss():
    torch.manual_seed(4)
    x, weight = torch.randn(64, 24, 3), torch.randn(3)
    target = x[:, -1] @ weight

    def fit(repaired):
        torch.manual_seed(5)
        lstm, head = nn.LSTM(3, 32, batch_first=True), nn.Linear(32, 1)
        optimizer = torch.optim.Adam([*lstm.parameters(), *head.parameters()], lr=0.02)
        for _ in range(300):
            forecast = head(lstm(x)[0][:, -1])
            loss = (((forecast.squeeze(-1) if repaired else forecast) - target) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return forecast.squeeze(-1).detach()

    faulty, right = fit(False), fit(True)
    assert faulty.std() < 0.05 * target.std() and (faulty - target.mean()).abs().max() < 0.2 * target.std()
    assert (right - target).square().mean() < 0.05 * target.var()
    print("broadcast loss")


def evaluation_mode():
    lstm = nn.LSTM(3, 4).eval()
    assert lstm(torch.randn(2, 1, 3))[0].requires_grad
    with torch.no_grad():
        assert not lstm(torch.randn(2, 1, 3))[0].requires_grad
    # the backward half of a BiLSTM at position 12 of 14 reads positions 12 to 14 only
    both, x = nn.LSTM(3, 4, bidirectional=True), torch.randn(14, 1, 3)
    y = x.clone()
    y[:11] = 0
    assert torch.equal(both(x)[0][11, :, 4:], both(y)[0][11, :, 4:])
    y[11] = 0
    assert not close(both(x)[0][11, :, 4:], both(y)[0][11, :, 4:], 1e-4)
    print("evaluation mode, backward half")


def exchanged_gates():
    """The read port of the lab with the blocks of f and o exchanged."""
    def run(exchange):
        h = c = 0.0
        cells = []
        for d, w, r in ((1, 1, 0), (0, 0, 0), (-0.6, 0, 0)):
            def sigmoid(a):
                return 1 / (1 + math.exp(-a))
            i, f, o, g = sigmoid(20 * w - 10), sigmoid(10 - 20 * w), sigmoid(20 * r - 10), math.tanh(5 * d)
            if exchange:
                f, o = o, f
            c = f * c + i * g
            h = o * math.tanh(c)
            cells.append(c)
        return cells

    assert f"{run(False)[2]:.3f}" == "1.000" and abs(run(True)[2]) < 1e-3 and run(True)[0] > 0.99
    print("exchanged gates")


def reorder():
    h, c, order = torch.randn(1, 3, 4), torch.randn(1, 3, 4), torch.tensor([2, 0, 1])
    faulty = (h[:, order], h[:, order])
    right = (h[:, order], c[:, order])
    assert shape(faulty[1]) == shape(right[1]) and not torch.equal(faulty[1], right[1])
    print("reorder")


def windows(series, length):
    return (np.stack([series[k:k + length] for k in range(len(series) - length)]), series[length:])


def time_series():
    assert windows(np.zeros((1000, 4)), 50)[0].shape == (950, 50, 4)
    values = np.cumsum(np.random.default_rng(0).normal(size=(200, 2)), axis=0)

    def training_inputs(values, honest):
        cut = int(0.8 * len(values))
        seen = values[:cut] if honest else values
        scaled = (values - seen.mean(0)) / seen.std(0)
        return windows(scaled[:cut], 30)[0]

    other = values.copy()
    other[-1] += 100
    assert not np.allclose(training_inputs(values, False), training_inputs(other, False))
    assert np.array_equal(training_inputs(values, True), training_inputs(other, True))
    # a head reads h, which is bounded
    for step, c in ((15, 1.4999), (16, 1.5999)):
        assert abs(math.tanh(c) - {15: 0.905, 16: 0.922}[step]) < 5e-4
    print("time series")


def cost():
    assert 2 * 16 * 512 * 2048 == 33554432
    assert 6 * 512 * 200 * 64 * 4 / 2**20 == 150
    assert 8 * 8192**2 * 2 / 2**30 == 1 and 6 * 512 * 8192 * 8 * 2 / 2**30 == 0.375
    assert 2 * 12 * 4096 * 768 * 2 / 2**20 == 144 and 2 * 12 * 768 * 2 / 2**10 == 36
    assert 8 * 1024 * 1024 * 2 / 2**20 == 16 and round(16 * 2**20 / 1e11 * 1000, 3) == 0.168
    for d in (256, 384, 512, 768):
        assert 16 * d * d == 8 * d * d + 4 * (2 * d) * d
    assert 1024 * (256 + 1024) == 10 * 256 * 512
    wide = next(h for h in range(100, 200) if 6 * h * h >= 8 * 100 * 100)
    assert wide == 116  # 15.5 % wider at equal parameters
    assert 2 * 2 * 256 * 4 == 4096
    assert 1000 == 31 * 32 + 8
    print("cost")


def lesson_code():
    def set_forget_bias(lstm, value=1.0):
        size = lstm.hidden_size
        with torch.no_grad():
            for name, p in lstm.named_parameters():
                if name.startswith("bias"):
                    p[size:2 * size] = value if name.startswith("bias_ih") else 0.0

    lstm = nn.LSTM(4, 6, num_layers=2, bidirectional=True, batch_first=True)
    set_forget_bias(lstm)
    for suffix in ("l0", "l0_reverse", "l1", "l1_reverse"):
        total = getattr(lstm, "bias_ih_" + suffix) + getattr(lstm, "bias_hh_" + suffix)
        assert close(total[6:12], torch.ones(6)) and not close(total[:6], torch.ones(6), 0.1)

    def last_states(lstm, padded, lengths):
        packed = pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=False)
        _, (h_n, _) = lstm(packed)
        return torch.cat((h_n[-2], h_n[-1]), dim=1)

    padded, lengths = torch.randn(3, 7, 4), torch.tensor([2, 7, 5])
    states = last_states(lstm, padded, lengths)
    alone = lstm(padded[:1, :2])[1][0]
    assert shape(states) == (3, 12) and close(states[0], torch.cat((alone[-2, 0], alone[-1, 0])))
    print("lesson code")


for check in (lesson_code, shapes, order_of_states, last_step_of_bilstm, batch_first_forgotten, biases, parameters,
              gate_order, cell_loop, cross_entropy_axis, packing, bilstm_on_pads, second_backward, growing_memory,
              carried_state, exchanged_gates, loop_without_state, broadcast_loss, evaluation_mode, reorder, time_series,
              cost):
    check()
