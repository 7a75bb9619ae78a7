#!/usr/bin/env python3
"""Runs what the lessons and questions say about Keras, on the TensorFlow back end.

Needs tensorflow (or tensorflow-cpu) with Keras 3, and NumPy. Every claim is an assertion; the run prints
one line for each group. What only a GPU does is asked of the function that decides about cuDNN.
"""

import importlib
import os
import unittest.mock

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers  # noqa: E402

# The package exports a function of the same name.
rnn = importlib.import_module("keras.src.backend.tensorflow.rnn")

keras.utils.set_random_seed(20)
random = np.random.default_rng(20)


def sequence(*shape):
    return tf.constant(random.standard_normal(shape), tf.float32)


def shape(x):
    return tuple(x.shape)


def built(layer, features=10):
    layer.build((None, 7, features))
    return layer


def fails(error, text, action):
    try:
        action()
    except error as caught:
        assert text in str(caught), str(caught)
        return
    raise AssertionError("no error: " + text)


def refuse():
    raise NotImplementedError


def close(a, b, tolerance=1e-5):
    assert np.abs(np.asarray(a) - np.asarray(b)).max() < tolerance, (a, b)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


# --- counts and shapes of the weights ---------------------------------------------------------
for d, h in [(10, 20), (10, 128), (3, 2), (5, 3), (7, 11)]:
    assert built(layers.SimpleRNN(h), d).count_params() == h * (d + h + 1)
    assert built(layers.LSTM(h), d).count_params() == 4 * h * (d + h + 1)
    assert built(layers.Bidirectional(layers.LSTM(h)), d).count_params() == 8 * h * (d + h + 1)
    # The GRU's two biases stay apart, since the reset gate stands between them.
    assert built(layers.GRU(h), d).count_params() == 3 * h * (d + h + 2)
    assert built(layers.GRU(h, reset_after=False), d).count_params() == 3 * h * (d + h + 1)
    kernel, recurrent, bias = built(layers.LSTM(h), d).weights
    assert (shape(kernel), shape(recurrent), shape(bias)) == ((d, 4 * h), (h, 4 * h), (4 * h,))
assert built(layers.SimpleRNN(20)).count_params() == 620
assert built(layers.LSTM(20)).count_params() == 2480
assert built(layers.LSTM(128)).count_params() == 71168
assert built(layers.LSTM(2), 3).count_params() == 48
assert built(layers.LSTM(3), 5).count_params() == 108
print("counts, shapes of the weights")

# --- initialisation -----------------------------------------------------------------------------
layer = built(layers.LSTM(100))
_, recurrent, bias = (w.numpy() for w in layer.weights)
assert (bias[100:200] == 1).all() and (bias[:100] == 0).all() and (bias[200:] == 0).all()
close(sigmoid(bias[100]), 0.731, 1e-3)
for h in [8, 64, 100]:
    recurrent = built(layers.LSTM(h)).weights[1].numpy()
    close(recurrent @ recurrent.T, np.eye(h))
    blocks = np.split(recurrent, 4, axis=1)
    close(sum(block @ block.T for block in blocks), np.eye(h))
    for block in blocks:
        singular = np.linalg.svd(block, compute_uv=False)
        assert singular.max() <= 1 + 1e-5
        assert abs((singular**2).mean() - 0.25) < 0.1
        assert np.abs(block @ block.T - np.eye(h)).max() > 0.3
recurrent = built(layers.SimpleRNN(32)).weights[1].numpy()
close(np.linalg.svd(recurrent, compute_uv=False), np.ones(32))
print("forget bias 1, orthogonal rows")


# --- the equations, with the blocks i, f, c, o and z, r, h ------------------------------------------
def lstm_by_hand(x, kernel, recurrent, bias, h, c):
    outputs = []
    for step in range(x.shape[1]):
        i, f, g, o = np.split(x[:, step] @ kernel + h @ recurrent + bias, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return np.stack(outputs, axis=1), h, c


x = sequence(4, 5, 3)
layer = layers.LSTM(6, return_sequences=True, return_state=True)
y, h, c = layer(x)
weights = [w.numpy() for w in layer.weights]
zeros = np.zeros((4, 6))
for ours, theirs in zip(lstm_by_hand(x.numpy(), *weights, zeros, zeros), (y, h, c)):
    close(ours, theirs)

layer = layers.GRU(6)
last = layer(x)
kernel, recurrent, bias = (w.numpy() for w in layer.weights)
assert shape(bias) == (2, 18)
bias = random.standard_normal((2, 18)).astype(np.float32)
layer.set_weights([kernel, recurrent, bias])
last = layer(x)
h = np.zeros((4, 6))
for step in range(5):
    zx, rx, nx = np.split(x.numpy()[:, step] @ kernel + bias[0], 3, axis=1)
    zh, rh, nh = np.split(h @ recurrent + bias[1], 3, axis=1)
    z, r = sigmoid(zx + zh), sigmoid(rx + rh)
    # z keeps the old state; the reset gate comes after the product.
    h = z * h + (1 - z) * np.tanh(nx + r * nh)
close(h, last)
print("the LSTM's columns i, f, c, o; the GRU's z, r, h, with z keeping and the reset after the product")

# --- what a call returns -----------------------------------------------------------------------------
x = sequence(8, 5, 3)
assert shape(layers.LSTM(24)(x)) == (8, 24)
assert shape(layers.LSTM(24, return_sequences=True)(x)) == (8, 5, 24)
assert shape(layers.RNN(layers.LSTMCell(24))(x)) == (8, 24)
assert len(layers.LSTM(8, return_state=True)(x)) == 3
assert len(layers.GRU(8, return_state=True)(x)) == 2
assert len(layers.SimpleRNN(8, return_state=True)(x)) == 2
output, h, c = layers.LSTM(8, return_state=True)(x)
close(output, h, 0 + 1e-7)


def two_names(layer, x):
    _, _ = layer(x)


many = "too many values to unpack"
fails(ValueError, many, lambda: two_names(layers.LSTM(24), x))
y, state = layers.LSTM(24)(x[:2])
assert shape(y) == shape(state) == (24,)
fails(ValueError, many, lambda: two_names(layers.LSTM(8, return_state=True), x))
fails(ValueError, many, lambda: two_names(layers.RNN(layers.LSTMCell(8), return_state=True), x))
two_names(layers.RNN(layers.GRUCell(8), return_state=True), x)
two_names(layers.RNN(layers.SimpleRNNCell(8), return_state=True), x)
y, *state = layers.RNN(layers.LSTMCell(8), return_state=True)(x)
assert shape(y) == (8, 8) and len(state) == 2
assert shape(layers.LSTM(16)(layers.LSTM(32, return_sequences=True)(x))) == (8, 16)
fails(ValueError, "expected ndim=3, found ndim=2", lambda: layers.LSTM(16)(layers.LSTM(32)(x)))
assert shape(layers.Dense(3)(layers.LSTM(8)(tf.zeros([6, 9, 5])))) == (6, 3)
assert shape(layers.Dense(3)(layers.LSTM(8, return_sequences=True)(tf.zeros([6, 9, 5])))) == (6, 9, 3)
text = tf.random.normal([16, 40, 12])
assert shape(layers.Dense(4)(layers.LSTM(32)(text))) == (16, 4)
assert shape(layers.Dense(4)(layers.LSTM(32, return_sequences=True)(text))) == (16, 40, 4)
print("what a call returns")

# --- the loop and the layer compute the same -----------------------------------------------------------
layer, loop = layers.LSTM(64), layers.RNN(layers.LSTMCell(64))
layer(x), loop(x)
loop.set_weights(layer.get_weights())
close(layer(x), loop(x))
print("RNN(LSTMCell) computes what LSTM computes")

# --- both directions -----------------------------------------------------------------------------------
layer = layers.LSTM(8, go_backwards=True, return_sequences=True)
y = layer(x)
forward = layers.LSTM(8, return_sequences=True)
forward(x)
forward.set_weights(layer.get_weights())
close(y, forward(x[:, ::-1]))
close(y[:, 0], forward(x[:, 4:])[:, 0])
for mode, expected in [("concat", (8, 48)), ("sum", (8, 24)), ("mul", (8, 24)), ("ave", (8, 24))]:
    assert shape(layers.Bidirectional(layers.LSTM(24), merge_mode=mode)(x)) == expected
assert shape(layers.Bidirectional(layers.LSTM(24))(x)) == (8, 48)
both = layers.Bidirectional(layers.LSTM(24), merge_mode=None)(x)
assert isinstance(both, (list, tuple)) and [shape(y) for y in both] == [(8, 24)] * 2
# The wrapper turns its backward half round, the flag does not.
both = layers.Bidirectional(layers.LSTM(8, return_sequences=True), merge_mode=None)
_, turned = both(x)
half = layers.LSTM(8, return_sequences=True)
half(x)
half.set_weights(both.backward_layer.get_weights())
close(turned, half(x[:, ::-1])[:, ::-1])
print("go_backwards, Bidirectional and its merge modes")

# --- stateful ------------------------------------------------------------------------------------------
layer = layers.LSTM(6, stateful=True)
fresh = layers.LSTM(6)
fresh(x)
first = layer(x)
fresh.set_weights(layer.get_weights())
close(first, fresh(x))
close(layer(x), fresh(tf.concat([x, x], axis=1)))
layer.reset_state()
close(layer(x), first)
fails(Exception, "", lambda: layer(x[:2]))
print("stateful: sample i goes on where sample i of the last batch ended")

# --- masks ---------------------------------------------------------------------------------------------
x = sequence(2, 6, 3)
mask = tf.constant([[True] * 4 + [False] * 2] * 2)
layer = layers.LSTM(8, return_sequences=True, return_state=True)
y, h, c = layer(x, mask=mask)
close(y[:, 4], y[:, 3])
close(y[:, 5], y[:, 3])
short, short_h, short_c = layer(x[:, :4])
close(h, short_h)
close(c, short_c)
zero = layers.LSTM(8, return_sequences=True, zero_output_for_mask=True)
assert np.abs(zero(x, mask=mask)[:, 4:]).max() == 0
embedding = layers.Embedding(9, 3, mask_zero=True)
ids = tf.constant([[4, 2, 7, 0, 0]])
last = layers.LSTM(8)
close(last(embedding(ids)), last(embedding(ids[:, :3])))
print("masked steps repeat the output and keep h and c")

# --- what excludes cuDNN, as the functions say that decide about it -------------------------------------
def may(layer):
    return rnn._do_lstm_arguments_support_cudnn(
        layer.activation, layer.recurrent_activation, layer.unroll, layer.use_bias)


assert may(layers.LSTM(64)) and may(layers.LSTM(64, return_sequences=True, return_state=True))
assert not may(layers.LSTM(64, activation="relu"))
assert not may(layers.LSTM(64, unroll=True)) and not may(layers.LSTM(64, use_bias=False))
asked = []
with unittest.mock.patch("keras.src.backend.lstm", lambda *a, **k: asked.append(1) or refuse()):
    layers.LSTM(8)(x)
    assert asked == [1]
    layers.LSTM(8, recurrent_dropout=0.2)(x)
    assert asked == [1]
assert rnn._is_sequence_right_padded(tf.constant([[True, True, False]]))
assert not rnn._is_sequence_right_padded(tf.constant([[False, True, True]]))
# Inside a compiled function a mask that is padded elsewhere is an error, not the slow loop.
compiled = tf.function(lambda: rnn._assert_valid_mask(tf.constant([[False, True, True]])))
fails(tf.errors.InvalidArgumentError, "use_cudnn=False", compiled)
print("what excludes the fused kernel")
