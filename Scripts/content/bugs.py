"""Runs the bug questions of the topics language-models, attention, landscape and bugs: the code that stands in the
questions as it is, and with the repair that is marked right, and asserts the symptoms and numbers that the text names.

    make check-claims        (needs torch, numpy, onnx, onnxruntime)
"""
import gc
import math
import pathlib
import re

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "Content"
torch.set_num_threads(1)


def questions(language):
    found = {}
    for path in sorted((CONTENT / language / "questions").glob("*.md")):
        question, fence, name = None, None, None
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("```"):
                if fence is None:
                    fence = []
                else:
                    if question is not None:
                        question["fences"].append(fence)
                    fence = None
            elif fence is not None:
                fence.append(line)
            elif line.startswith("## "):
                question = {"fences": [], "line": None, "right": None, "type": None}
            elif question is not None:
                if match := re.match(r"id: (\S+)$", line):
                    name = match[1]
                    found[name] = question
                if match := re.match(r"line: (\d+)$", line):
                    question["line"] = int(match[1])
                if match := re.match(r"type: (\w+)$", line):
                    question["type"] = match[1]
                if line.startswith("- [x] "):
                    question["right"] = line[6:]
    return found


ENGLISH, CHINESE = questions("en"), questions("zh")
DONE = set()


def code(name, *changes):
    """The question's last fence; each change replaces one line (1-based), None deletes it."""
    lines = list(ENGLISH[name]["fences"][-1])
    for number, text in changes:
        lines[number - 1] = text
    DONE.add(name)
    return "\n".join(line for line in lines if line is not None)


def run(source, **names):
    space = dict(np=np, torch=torch, nn=nn, F=F, math=math, gc=gc, pack_padded_sequence=pack_padded_sequence,
                 pad_packed_sequence=pad_packed_sequence, sigmoid=lambda a: 1 / (1 + np.exp(-a)), **names)
    exec(compile(source, "question", "exec"), space)
    return space


def raises(kind, text, action):
    try:
        action()
    except kind as error:
        assert text in str(error), str(error)
    else:
        raise AssertionError(f"no {kind.__name__}")


def close(a, b, tolerance=1e-6):
    return float(torch.as_tensor(np.abs(np.asarray(a, dtype=float) - np.asarray(b, dtype=float))).max()) <= tolerance


def array(tensor):
    return tensor.detach().numpy()


# --- topic bugs ---------------------------------------------------------------------------------------------------------------


def tanh_gates():
    zero = np.zeros
    bias = np.array([0.0, -3.0, 0.0, 0.0])
    arguments = (zero(1), zero(1), np.ones(1), zero((4, 1)), zero((4, 1)), bias)
    h, c = run(code("bugs.tanh-gates"))["step"](*arguments)
    assert round(float(c[0]), 3) == -0.995
    fixed = code("bugs.tanh-gates", (4, "    i, f, o = sigmoid(i), sigmoid(f), sigmoid(o)"))
    h, c = run(fixed)["step"](*arguments)
    assert round(float(c[0]), 3) == 0.047
    # A pre-activation of 0 erases under tanh; a closed input gate writes the candidate with its sign reversed.
    h, c = run(code("bugs.tanh-gates"))["step"](zero(1), zero(1), np.ones(1), zero((4, 1)), zero((4, 1)), np.array([-9.0, 0.0, 2.0, 0.0]))
    assert close(c, -np.tanh(2.0), 1e-6)


def nn_cat():
    vector = (torch.randn(3), torch.randn(2), torch.randn(2))
    batch = (torch.randn(5, 3), torch.randn(5, 2), torch.randn(5, 2))
    cell = run(code("bugs.nn-cat"))["Cell"](3, 2)
    raises(AttributeError, "cat", lambda: cell(*vector))
    cell = run(code("bugs.nn-cat", (7, "        z = torch.cat((x, h), dim=-1)")))["Cell"](3, 2)
    assert cell(*vector)[0].shape == (2,) and cell(*batch)[1].shape == (5, 2)
    cell = run(code("bugs.nn-cat", (7, "        z = torch.cat((x, h), dim=1)")))["Cell"](3, 2)
    raises(IndexError, "Dimension", lambda: cell(*vector))
    cell = run(code("bugs.nn-cat", (7, "        z = x + h")))["Cell"](3, 2)
    raises(RuntimeError, "size", lambda: cell(*vector))
    cell = run(code("bugs.nn-cat", (7, "        z = torch.stack((x, h))")))["Cell"](3, 2)
    raises(RuntimeError, "equal size", lambda: cell(*vector))
    assert not hasattr(nn, "Concatenate")


def integer_state():
    x, states = np.ones(3), (np.zeros(4), np.array([0.9, -0.9, 0.5, 0.1]))
    gate = run(code("bugs.integer-state"))["Gate"](3, 4, np.random.default_rng(0))
    assert np.array_equal(gate(x, states[0]), gate(x, states[1]))
    gate = run(code("bugs.integer-state", (9, "        a = self.W @ x + self.U @ h + self.b")))["Gate"](3, 4, np.random.default_rng(0))
    assert np.abs(gate(x, states[0]) - gate(x, states[1])).max() > 0.01
    gate = run(code("bugs.integer-state", (9, "        a = self.W @ x + self.U * h + self.b")))["Gate"](3, 4, np.random.default_rng(0))
    assert gate(x, states[1]).shape == (4, 4)
    gate = run(code("bugs.integer-state", (9, "        a = self.W @ np.concatenate((x, h)) + self.b")))["Gate"](3, 4, np.random.default_rng(0))
    raises(ValueError, "mismatch", lambda: gate(x, states[1]))


def scalar_dot():
    space = run(code("bugs.scalar-dot"), rng=np.random.default_rng(0))
    a = space["pre_activation"](np.array([1.0, 2.0, -1.0, 0.5]), np.zeros(4))
    assert a.shape == (4,) and np.ptp(a) == 0
    fixed = code("bugs.scalar-dot", (1, "D, H = 3, 4"), (2, "W = rng.normal(size=(H, D))"))
    a = run(fixed, rng=np.random.default_rng(0))["pre_activation"](np.array([1.0, 2.0, -1.0]), np.zeros(4))
    assert a.shape == (4,) and np.ptp(a) > 0.1
    space = run(code("bugs.scalar-dot", (1, "D, H = 3, 4")), rng=np.random.default_rng(0))
    raises(ValueError, "not aligned", lambda: space["pre_activation"](np.ones(3), np.zeros(4)))


def per_step_logits():
    x = torch.randn(6, 9, 5)
    assert run(code("bugs.per-step-logits"))["Tagger"](5, 8, 3)(x).shape == (6, 3)
    assert run(code("bugs.per-step-logits", (9, "        return self.head(out)")))["Tagger"](5, 8, 3)(x).shape == (6, 9, 3)
    model = run(code("bugs.per-step-logits", (9, "        return self.head(h[-1])[:, None].expand(-1, 9, -1)")))["Tagger"](5, 8, 3)
    tags = model(x)
    assert tags.shape == (6, 9, 3) and torch.equal(tags[:, 0], tags[:, 8])
    model = run(code("bugs.per-step-logits"))["Tagger"](5, 8, 3)
    other = run(code("bugs.per-step-logits", (9, "        return self.head(out[:, -1])")))["Tagger"](5, 8, 3)
    other.load_state_dict(model.state_dict())
    assert torch.allclose(model(x), other(x))


def gru_unpack():
    space = run(code("bugs.gru-unpack"), head=nn.Linear(16, 2))
    assert space["h"].shape == space["c"].shape == (3, 8)
    final = space["rnn"](space["x"])[1]
    assert torch.equal(final[0], space["h"]) and torch.equal(final[1], space["c"])
    raises(ValueError, "not enough values to unpack", lambda: run(code("bugs.gru-unpack").replace("num_layers=2", "num_layers=1"), head=None))
    space = run(code("bugs.gru-unpack", (3, "out, h = rnn(x)"), (4, "logits = head(h[-1])")), head=nn.Linear(8, 2))
    assert space["h"].shape == (2, 3, 8) and space["logits"].shape == (3, 2)
    raises(ValueError, "values to unpack", lambda: run(code("bugs.gru-unpack", (3, "out, h, c = rnn(x)")), head=None))
    raises(ValueError, "values to unpack", lambda: run(code("bugs.gru-unpack", (3, "(out, h), c = rnn(x)")), head=None))
    try:
        run(code("bugs.gru-unpack", (3, "out, (h, c) = rnn(x, (torch.zeros(2, 3, 8), torch.zeros(2, 3, 8)))")), head=None)
        raise AssertionError("a GRU took two states")
    except (AttributeError, RuntimeError, TypeError):
        pass


def equal_sizes():
    space = run(code("bugs.equal-sizes"))
    changed = space["x"].clone()
    changed[0, 4] += 1
    assert not torch.allclose(space["lstm"](changed)[0][3, 4], space["out"][3, 4])
    fixed = ("bugs.equal-sizes", (1, "lstm = nn.LSTM(3, 8, batch_first=True)"))
    space = run(code(*fixed))
    assert torch.allclose(space["lstm"](changed)[0][3], space["lstm"](torch.cat((space["x"][:1], changed[1:])))[0][3])
    sizes = {"torch.randn(5, 5, 3)": "torch.randn(4, 6, 3)", "(5, 5, 8)": "(4, 6, 8)", "(5, 8)": "(4, 8)"}

    def resized(source):
        for old, new in sizes.items():
            source = source.replace(old, new)
        return source

    raises(AssertionError, "", lambda: run(resized(code("bugs.equal-sizes"))))
    run(resized(code(*fixed)))
    lstm = nn.LSTM(3, 8)
    assert lstm(torch.randn(4, 6, 3))[1][0][-1].shape == (6, 8)


def hn_view():
    torch.manual_seed(0)
    bilstm = nn.LSTM(3, 5, batch_first=True, bidirectional=True)
    x = torch.randn(4, 6, 3)
    changed = x.clone()
    changed[1] += 1

    def features(line, x):
        source = code("bugs.hn-view") if line is None else code("bugs.hn-view", (2, line))
        return run(source, bilstm=bilstm, x=x, head=nn.Identity())["features"]

    assert features(None, x).shape == (4, 10)
    assert not torch.allclose(features(None, x)[0], features(None, changed)[0])
    right = "features = h.transpose(0, 1).reshape(x.size(0), -1)"
    assert torch.allclose(features(right, x)[0], features(right, changed)[0])
    assert torch.equal(features(right, x), features("features = torch.cat((h[0], h[1]), dim=-1)", x))
    assert torch.equal(features(None, x), features("features = h.reshape(x.size(0), -1)", x))
    h = bilstm(x)[1][0]
    assert h.is_contiguous() and torch.equal(features(None, x)[0], torch.cat((h[0, 0], h[0, 1])))


def onnx_order():
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    torch.manual_seed(0)
    D, H, T, N = 3, 4, 6, 2
    lstm = nn.LSTM(D, H)
    x = torch.randn(T, N, D)
    truth = array(lstm(x)[0])

    def outputs(source):
        convert = run(source)["to_onnx"]
        bias = torch.cat([convert(b[:, None])[0, :, 0] for b in (lstm.bias_ih_l0, lstm.bias_hh_l0)])[None]
        assert bias.shape == (1, 8 * H)
        tensors = {"W": convert(lstm.weight_ih_l0), "R": convert(lstm.weight_hh_l0), "B": bias}
        node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=H)
        graph = helper.make_graph([node], "g", [helper.make_tensor_value_info("X", TensorProto.FLOAT, [T, N, D])],
                                  [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [T, 1, N, H])],
                                  [numpy_helper.from_array(array(value), key) for key, value in tensors.items()])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)])
        model.ir_version = 8
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        return session.run(None, {"X": x.numpy()})[0][:, 0]

    name = "bugs.onnx-order"
    assert np.abs(outputs(code(name)) - truth).max() > 0.01
    assert np.abs(outputs(code(name, (3, "    return torch.cat((i, f, o, g))[None]"))) - truth).max() > 0.01
    assert np.abs(outputs(code(name, (3, "    return torch.cat((i, o, f, g))[None]"))) - truth).max() < 1e-5


def softmax_before_ce():
    def floor(line):
        torch.manual_seed(0)
        source = code("bugs.softmax-before-ce") if line is None else code("bugs.softmax-before-ce", (9, line))
        model = run(source)["Classifier"](4, 16, 3)
        x, y = torch.randn(10, 5, 4), torch.arange(10) % 3
        opt = torch.optim.Adam(model.parameters(), lr=0.05)
        for _ in range(400):
            loss = F.cross_entropy(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
        return float(loss.detach())

    limit = math.log(1 + 2 * math.exp(-1))
    assert limit <= floor(None) < 0.56 and floor("        return self.head(h[-1])") < 0.01
    assert floor("        return self.head(h[-1]).sigmoid()") >= limit


def pack_unsorted():
    torch.manual_seed(0)
    embed, lstm = nn.Embedding(10, 3), nn.LSTM(3, 4, batch_first=True)
    ids = torch.randint(1, 10, (3, 5))
    name = "bugs.pack-unsorted"
    raises(RuntimeError, "sorted", lambda: run(code(name), ids=ids, embed=embed, lstm=lstm))
    fixed = code(name, (3, "packed = pack_padded_sequence(emb, lengths, batch_first=True, enforce_sorted=False)"))
    space = run(fixed, ids=ids, embed=embed, lstm=lstm)
    assert space["packed"].batch_sizes.tolist() == [3, 2, 2, 1, 1]
    for row, length in enumerate((3, 5, 1)):
        assert torch.allclose(lstm(embed(ids[row:row + 1, :length]))[1][0][0, 0], space["h"][0, row], atol=1e-6)


def view_transpose():
    torch.manual_seed(0)
    N, T, D = 4, 6, 3
    sequences = [torch.full((T, D), float(n)) for n in range(N)]
    for n in range(N):
        sequences[n] += torch.arange(T)[:, None] / 10
    lstm, head = nn.LSTM(D, 5), nn.Identity()
    name = "bugs.view-transpose"

    def x(line):
        source = code(name) if line is None else code(name, (2, line))
        space = run(source, sequences=sequences, N=N, T=T, D=D, lstm=lstm, head=head)
        assert space["x"].dim() < 3 or space["h"][-1].shape == (space["x"].shape[1], 5)
        return space["x"]

    stacked = torch.stack(sequences)
    assert torch.equal(x(None)[0, 1], stacked[0, 1]) and x(None).shape == (T, N, D)
    fixed = x("x = x.transpose(0, 1)")
    assert torch.equal(fixed[5, 3], stacked[3, 5]) and fixed.shape == (T, N, D)
    assert torch.equal(x("x = x.reshape(T, N, D)"), x(None))


def loss_keeps_graph():
    def total(line):
        torch.manual_seed(0)
        model = nn.Linear(3, 1)
        batches = [(torch.randn(4, 3), torch.randn(4, 1)) for _ in range(4)]
        name = "bugs.loss-keeps-graph"
        source = code(name) if line is None else code(name, (5, line))
        return run(source, model=model, opt=torch.optim.SGD(model.parameters(), lr=0.1), batches=batches, loss_fn=F.mse_loss,
                   print=lambda *a: None)["total"]

    def nodes(function, seen):
        if function is not None and function not in seen:
            seen.add(function)
            for following, _ in function.next_functions:
                nodes(following, seen)
        return len(seen)

    assert isinstance(total(None), torch.Tensor) and nodes(total(None).grad_fn, set()) > 8
    assert isinstance(total("    total += loss.item()"), float)
    for line in ("    total += loss; del loss", "    total = total + loss.clone()", "    total += loss; gc.collect()"):
        assert total(line).requires_grad


def counter_parts():
    W = np.array([[0, 0], [0, 0], [0.5493061443, -0.5493061443], [0, 0]])
    return W, np.zeros((4, 1)), np.array([10.0, 20.0, 0.0, 10.0])


def output_without_tanh():
    name = "bugs.output-without-tanh"
    W, U, b = counter_parts()

    def after_five(line):
        step = run(code(name) if line is None else code(name, (6, line)))["step"]
        h, c = np.zeros(1), np.zeros(1)
        for _ in range(5):
            h, c = step(np.array([1.0, 0.0]), h, c, W, U, b)
        return float(h[0]), float(c[0])

    assert round(after_five(None)[0], 1) == 2.5
    h, c = after_five("    h = o * np.tanh(c)")
    assert round(h, 3) == 0.987 and round(c, 3) == 2.500
    assert after_five("    h = np.tanh(o) * c")[0] > 1.5


def clip_each():
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.c = (nn.Parameter(torch.zeros(4)) for _ in range(3))

    def factors(source):
        model = Model()
        norms = (10.0, 12.0, 0.5)
        for p, norm in zip(model.parameters(), norms):
            p.grad = torch.full((4,), norm / 2)
        run(source, model=model, opt=torch.optim.SGD(model.parameters(), lr=0.1))
        return [float(p.grad.norm()) / norm for p, norm in zip(model.parameters(), norms)]

    name = "bugs.clip-each"
    assert close(np.round(factors(code(name)), 3), [0.5, 0.417, 1])
    fixed = factors(code(name, (1, None), (2, "nn.utils.clip_grad_norm_(model.parameters(), 5.0)")))
    assert close(np.round(fixed, 3), [0.32, 0.32, 0.32])


# --- the other topics ---------------------------------------------------------------------------------------------------------


def no_shift():
    name, V = "lm.no-shift", 8

    def train(line):
        torch.manual_seed(0)

        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.embed, self.lstm, self.head = nn.Embedding(V, 16), nn.LSTM(16, 32, batch_first=True), nn.Linear(32, V)

            def forward(self, ids):
                return self.head(self.lstm(self.embed(ids))[0])

        model = Model()
        batches = [torch.randint(0, V, (16, 12)) for _ in range(300)]
        opt = torch.optim.Adam(model.parameters(), lr=0.01)
        source = code(name) if line is None else code(name, (3, line))
        loss = float(run(source, batches=batches, model=model, opt=opt)["loss"].detach())
        text = [3]
        for _ in range(6):
            text.append(int(model(torch.tensor([text]))[0, -1].argmax()))
        return loss, text

    loss, text = train(None)
    assert loss < 0.02 and text == [3] * 7, (loss, text)
    loss, _ = train("    loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten())")
    assert abs(loss - math.log(V)) < 0.1, loss
    loss, text = train("    loss = F.cross_entropy(logits[:, 1:].flatten(0, 1), ids[:, 1:].flatten())")
    assert loss < 0.02
    loss, _ = train("    loss = F.cross_entropy(logits[:, 1:].flatten(0, 1), ids[:, :-1].flatten())")
    assert loss < 1                                     # naming the token before is a matter of memory, not of prediction


def temperature_on_probabilities():
    name = "lm.temperature-on-probabilities"
    logits = np.array([2.0, 1.0, 0.5, -1.0])

    class Reader:
        def choice(self, n, p):
            assert (np.asarray(p) >= 0).all() and abs(sum(p) - 1) < 1e-9
            return p

    def probabilities(line, T):
        return run(code(name) if line is None else code(name, (4, line)))["sample"](logits, T, Reader())

    def softmax(z):
        return np.exp(z) / np.exp(z).sum()

    for T in (0.5, 2.0):
        assert close(probabilities(None, T), softmax(logits))
        assert close(probabilities("    p = p * T", T), softmax(logits))
        assert close(probabilities("    p = p ** (1 / T)", T), softmax(logits / T))
        assert close(probabilities("    p = p ** T", T), softmax(logits * T))
    raises(AssertionError, "", lambda: probabilities("    p = p - 1 / T", 2.0))


def mean_of_perplexities():
    name = "lm.mean-of-perplexities"
    lines = ENGLISH[name]["fences"][-1]
    faulty = run(code(name).split("\n")[-1], losses=[1.0, 3.0])["ppl"]
    assert round(float(faulty), 2) == 11.40 and lines[-1].startswith("ppl")
    assert round(run("ppl = math.exp(np.mean(losses))", losses=[1.0, 3.0])["ppl"], 2) == 7.39
    torch.manual_seed(0)
    batches = [(torch.randint(0, 5, (2, 4)), torch.randint(0, 5, (2, 4))) for _ in range(2)]
    table = torch.randn(5, 5)
    space = run(code(name), batches=batches, model=lambda ids: table[ids])
    every = F.cross_entropy(torch.cat([table[i] for i, _ in batches]).flatten(0, 1), torch.cat([t for _, t in batches]).flatten())
    assert math.isclose(math.exp(np.mean(space["losses"])), math.exp(float(every)), rel_tol=1e-5)
    assert space["ppl"] > math.exp(float(every))


def mask_zero():
    name = "attn.mask-zero"
    keys = torch.tensor([[2.0], [1.0], [1.5]])
    names = dict(keys=keys, query=torch.ones(1), mask=torch.tensor([1.0, 1.0, 0.0]))

    def weights(line):
        return run(code(name) if line is None else code(name, (2, line)), **names)["weights"].numpy().round(3).tolist()

    assert close(weights(None), [0.665, 0.245, 0.090], 1e-6)
    assert close(weights('scores = scores.masked_fill(mask == 0, float("-inf"))'), [0.731, 0.269, 0], 1e-6)
    assert close(weights("scores = scores.masked_fill(mask == 0, 0.0)"), weights(None))
    plain = keys[:, 0].softmax(0)
    assert weights("scores = scores - mask")[2] > float(plain[2])
    assert weights('scores = scores.masked_fill(mask == 1, float("-inf"))')[2] == 1
    assert torch.isnan(torch.full((3,), float("-inf")).softmax(0)).all()


def softmax_axis():
    torch.manual_seed(0)
    N, L, S, H = 2, 5, 4, 3
    dec, enc = torch.randn(N, L, H), torch.randn(N, S, H)
    later = dec.clone()
    later[:, -1] += 1
    name = "attn.softmax-axis"

    def parts(line, dec):
        return run(code(name) if line is None else code(name, (3, line)), dec=dec, enc=enc, L=L)

    assert not torch.allclose(parts(None, dec)["weights"].sum(-1), torch.ones(N, L))
    assert not torch.allclose(parts(None, dec)["context"][:, 0], parts(None, later)["context"][:, 0])
    right = "weights = scores.softmax(dim=2)"
    assert torch.allclose(parts(right, dec)["weights"].sum(-1), torch.ones(N, L))
    assert torch.allclose(parts(right, dec)["context"][:, 0], parts(right, later)["context"][:, 0])
    assert parts(None, dec)["context"].shape == parts(right, dec)["context"].shape == (N, L, H)


def finished_beams():
    name, EOS = "attn.finished-beams", 0
    beams = [([5, EOS], -1.0), ([5, 3], -1.2)]
    logp = [[-0.1, -3.0, -4.0], [-0.5, -1.5, -2.0]]

    def expand(line):
        return run(code(name) if line is None else code(name, (5, line)), EOS=EOS)["expand"](beams, logp, 2)

    assert all(tokens[:2] != [5, EOS] for tokens, _ in expand(None))
    right = expand("            found.append((tokens, score)); continue")
    assert right[0] == ([5, EOS], -1.0) and right[1][0] == [5, 3, EOS]
    assert any(tokens[:2] == [5, EOS] and len(tokens) == 3 for tokens, _ in expand("            pass"))
    assert expand("            break") == []
    assert expand("            return beams") == beams


def bridge():
    torch.manual_seed(0)
    E, H, N = 3, 4, 5
    encoder, decoder = nn.LSTM(E, H, num_layers=2, bidirectional=True), nn.LSTM(E, 2 * H, num_layers=2)
    h, c = encoder(torch.randn(7, N, E))[1]
    assert h.shape == (4, N, H)
    joined = [torch.cat((s[0::2], s[1::2]), dim=-1) for s in (h, c)]
    assert joined[0].shape == (2, N, 2 * H)
    decoder(torch.randn(6, N, E), tuple(joined))
    assert not torch.allclose(h.view(2, N, 2 * H), joined[0])


def landscape_numbers():
    T, d = 2 * 512, 512
    assert 8 * T * d * d + 4 * T * T * d == 16 * T * d * d
    for k in (1, 2, 3, 4):
        gru, D = nn.GRU(7, 7 * k, bias=False), 7
        weights = sum(p.numel() for p in gru.parameters())
        assert math.isclose(2 * 7 * k * D / weights, 2 / (3 * (1 + k)))
    # Two stabilised sLSTM steps agree with the plain ones.
    rng = np.random.default_rng(0)
    i, f, z = rng.normal(size=20) * 3, rng.normal(size=20) * 3, np.tanh(rng.normal(size=20))
    c = n = C = S = 0.0
    m = -np.inf
    for a, b, g in zip(i, f, z):
        gate = 1 / (1 + np.exp(-b))
        c, n = gate * c + np.exp(a) * g, gate * n + np.exp(a)
        new = max(np.log(gate) + m, a)
        C, S = np.exp(np.log(gate) + m - new) * C + np.exp(a - new) * g, np.exp(np.log(gate) + m - new) * S + np.exp(a - new)
        m = new
        assert math.isclose(c / n, C / S, rel_tol=1e-9)


# --- all of them --------------------------------------------------------------------------------------------------------------


def main():
    for check in [value for key, value in globals().items()
                  if callable(value) and getattr(value, "__module__", None) == __name__
                  and key not in {"questions", "code", "run", "raises", "close", "array", "main", "counter_parts"}]:
        check()
        print("ok", check.__name__)
    mine = {name for name, question in ENGLISH.items() if question["type"] == "bug" and name.split(".")[0] in {"bugs", "lm", "attn", "scene"}}
    assert mine <= DONE, mine - DONE
    for name in mine:
        english, chinese = ([[line.split("#")[0] for line in fence] for fence in every[name]["fences"]] for every in (ENGLISH, CHINESE))
        assert english == chinese, name                      # comments are translated, code is not
        assert 1 <= ENGLISH[name]["line"] <= len(ENGLISH[name]["fences"][-1]), name
    print(len(mine), "bug questions: faulty and repaired versions behave as the text says")


if __name__ == "__main__":
    main()
