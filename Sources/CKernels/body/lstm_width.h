// One timestep of the long short-term memories for WIDTH neighbouring lanes of one unit.

INLINE V AT(gate)(int kind, V x) {
  return kind == CK_LSTM_TANH_GATES ? AT(tanh)(x) : AT(sigmoid)(x);
}

/// The derivative of a gate, from its value.
INLINE V AT(gate_slope)(int kind, V y) {
  return kind == CK_LSTM_TANH_GATES ? 1.0f - y * y : y - y * y;
}

INLINE void AT(lstm_forward)(
    int kind, float *acts, const float *peephole, const float *c_prev, const float *h_prev,
    const float *mask, float *c, float *squashed, float *h, size_t units, size_t lanes,
    size_t unit, size_t lane) {
  const gate_rows rows = rows_of(kind);
  const size_t size = units * lanes;
  float *at = acts + unit * lanes + lane;
  const size_t here = unit * lanes + lane;
  const V old_c = AT(load)(c_prev + here);
  V i = {0}, f = {0}, new_c, s;
  // All loads come before all stores: gates lie a multiple of 4096 bytes apart as a rule, and a
  // load behind a store with the same low address bits would wait for it.
  V g = AT(load)(at + (size_t)rows.g * size), o = AT(load)(at + (size_t)rows.o * size);
  if (rows.i >= 0) i = AT(load)(at + (size_t)rows.i * size);
  if (rows.f >= 0) f = AT(load)(at + (size_t)rows.f * size);

  if (kind == CK_LSTM_PEEPHOLE) {
    i += AT(splat)(peephole[unit]) * old_c;
    f += AT(splat)(peephole[units + unit]) * old_c;
  }
  if (rows.f >= 0) f = AT(gate)(kind, f);
  i = rows.i >= 0 ? AT(gate)(kind, i) : 1.0f - f;
  if (kind == CK_LSTM_1997) {
    g = 2.0f * AT(tanh)(0.5f * g);
    new_c = i * g + old_c;
    s = AT(tanh)(0.5f * new_c);
  } else {
    g = AT(tanh)(g);
    const V kept = f * old_c;
    new_c = i * g + kept;
    s = AT(tanh)(new_c);
  }
  if (kind == CK_LSTM_PEEPHOLE) o += AT(splat)(peephole[2 * units + unit]) * new_c;
  o = AT(gate)(kind, o);
  V new_h = o * s;
  if (mask) {
    const I live = AT(live_lanes)(mask, lane);
    new_c = AT(choose)(live, new_c, old_c);
    new_h = AT(choose)(live, new_h, AT(load)(h_prev + here));
  }
  if (rows.i >= 0) AT(store)(at + (size_t)rows.i * size, i);
  if (rows.f >= 0) AT(store)(at + (size_t)rows.f * size, f);
  AT(store)(at + (size_t)rows.g * size, g);
  AT(store)(at + (size_t)rows.o * size, o);
  AT(store)(c + here, new_c);
  AT(store)(squashed + here, s);
  AT(store)(h + here, new_h);
}

INLINE void AT(lstm_backward)(
    int kind, const float *acts, const float *peephole, const float *c_prev,
    const float *squashed, const float *dh, const float *dc, const float *mask, float *delta,
    float *dc_prev, float *dh_prev, size_t units, size_t lanes, size_t unit, size_t lane) {
  const gate_rows rows = rows_of(kind);
  const size_t size = units * lanes;
  const size_t here = unit * lanes + lane;
  const float *at = acts + here;
  float *to = delta + here;
  const I live = AT(live_lanes)(mask, lane);
  const V zero = {0};
  const V old_c = AT(load)(c_prev + here), s = AT(load)(squashed + here);
  const V from_h = AT(load)(dh + here), from_c = AT(load)(dc + here);
  const V g = AT(load)(at + (size_t)rows.g * size), o = AT(load)(at + (size_t)rows.o * size);
  const V i = rows.i >= 0 ? AT(load)(at + (size_t)rows.i * size) : zero;
  const V f = rows.f >= 0 ? AT(load)(at + (size_t)rows.f * size) : zero;

  const V delta_o = (from_h * s) * AT(gate_slope)(kind, o);
  V slope = 1.0f - s * s;
  if (kind == CK_LSTM_1997) slope = 0.5f * slope;
  V total = (from_h * o) * slope + from_c;
  if (kind == CK_LSTM_PEEPHOLE) total += AT(splat)(peephole[2 * units + unit]) * delta_o;

  V before = total, delta_i = zero, delta_f = zero, delta_g;
  if (kind == CK_LSTM_CIFG) {
    delta_f = (total * (old_c - g)) * AT(gate_slope)(kind, f);
    delta_g = (total * (1.0f - f)) * (1.0f - g * g);
    before = total * f;
  } else {
    delta_i = (total * g) * AT(gate_slope)(kind, i);
    delta_g = (total * i) * (kind == CK_LSTM_1997 ? 1.0f - (0.25f * g) * g : 1.0f - g * g);
    if (kind != CK_LSTM_1997) {
      delta_f = (total * old_c) * AT(gate_slope)(kind, f);
      before = total * f;
    }
    if (kind == CK_LSTM_PEEPHOLE) {
      before += AT(splat)(peephole[unit]) * delta_i;
      before += AT(splat)(peephole[units + unit]) * delta_f;
    }
  }
  if (rows.i >= 0) AT(store)(to + (size_t)rows.i * size, AT(choose)(live, delta_i, zero));
  if (rows.f >= 0) AT(store)(to + (size_t)rows.f * size, AT(choose)(live, delta_f, zero));
  AT(store)(to + (size_t)rows.g * size, AT(choose)(live, delta_g, zero));
  AT(store)(to + (size_t)rows.o * size, AT(choose)(live, delta_o, zero));
  AT(store)(dc_prev + here, AT(choose)(live, before, from_c));
  if (dh_prev) AT(store)(dh_prev + here, AT(choose)(live, zero, from_h));
}
