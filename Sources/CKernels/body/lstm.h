// One timestep of the long short-term memories on lanes, forward and backward.

INLINE f8 gate8(int kind, f8 x) { return kind == CK_LSTM_TANH_GATES ? tanh8(x) : sigmoid8(x); }

/// The derivative of a gate, from its value.
INLINE f8 gate_slope(int kind, f8 y) {
  return kind == CK_LSTM_TANH_GATES ? 1.0f - y * y : y - y * y;
}

/// Rows of the gates in units of H; an absent gate is -1.
typedef struct { int i, f, g, o; } gate_rows;

INLINE gate_rows rows_of(int kind) {
  if (kind == CK_LSTM_CIFG) return (gate_rows){-1, 0, 1, 2};
  if (kind == CK_LSTM_1997) return (gate_rows){0, -1, 1, 2};
  return (gate_rows){0, 1, 2, 3};
}

INLINE void lstm_forward(
    int kind, float *acts, const float *peephole, const float *c_prev, const float *h_prev,
    const float *mask, float *c, float *squashed, float *h, size_t units, size_t lanes) {
  const gate_rows rows = rows_of(kind);
  const size_t size = units * lanes;
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      float *at = acts + unit * lanes + lane;
      const size_t here = unit * lanes + lane;
      const f8 old_c = load8(c_prev + here);
      f8 i, f, g, o, new_c, s;

      o = load8(at + (size_t)rows.o * size);
      if (kind == CK_LSTM_CIFG) {
        f = gate8(kind, load8(at + (size_t)rows.f * size));
        i = 1.0f - f;
      } else {
        i = load8(at + (size_t)rows.i * size);
        if (kind == CK_LSTM_PEEPHOLE) i += splat8(peephole[unit]) * old_c;
        i = gate8(kind, i);
        store8(at + (size_t)rows.i * size, i);
      }
      if (kind == CK_LSTM_1997) {
        g = 2.0f * tanh8(0.5f * load8(at + (size_t)rows.g * size));
        new_c = i * g + old_c;
        s = tanh8(0.5f * new_c);
      } else {
        if (kind != CK_LSTM_CIFG) {
          f = load8(at + (size_t)rows.f * size);
          if (kind == CK_LSTM_PEEPHOLE) f += splat8(peephole[units + unit]) * old_c;
          f = gate8(kind, f);
        }
        store8(at + (size_t)rows.f * size, f);
        g = tanh8(load8(at + (size_t)rows.g * size));
        const f8 kept = f * old_c;
        new_c = i * g + kept;
        s = tanh8(new_c);
      }
      if (kind == CK_LSTM_PEEPHOLE) o += splat8(peephole[2 * units + unit]) * new_c;
      o = gate8(kind, o);
      store8(at + (size_t)rows.g * size, g);
      store8(at + (size_t)rows.o * size, o);
      f8 new_h = o * s;
      if (mask) {
        const i8 live = live_lanes(mask, lane);
        new_c = choose(live, new_c, old_c);
        new_h = choose(live, new_h, load8(h_prev + here));
      }
      store8(c + here, new_c);
      store8(squashed + here, s);
      store8(h + here, new_h);
    }
  }
}

INLINE void lstm_backward(
    int kind, const float *acts, const float *peephole, const float *c_prev,
    const float *squashed, const float *dh, const float *dc, const float *mask, float *delta,
    float *dc_prev, float *dh_prev, size_t units, size_t lanes) {
  const gate_rows rows = rows_of(kind);
  const size_t size = units * lanes;
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      const size_t here = unit * lanes + lane;
      const float *at = acts + here;
      float *to = delta + here;
      const i8 live = live_lanes(mask, lane);
      const f8 zero = {0};
      const f8 old_c = load8(c_prev + here), s = load8(squashed + here);
      const f8 from_h = load8(dh + here), from_c = load8(dc + here);
      const f8 g = load8(at + (size_t)rows.g * size), o = load8(at + (size_t)rows.o * size);

      const f8 delta_o = (from_h * s) * gate_slope(kind, o);
      f8 slope = 1.0f - s * s;
      if (kind == CK_LSTM_1997) slope = 0.5f * slope;
      f8 total = (from_h * o) * slope + from_c;
      if (kind == CK_LSTM_PEEPHOLE) total += splat8(peephole[2 * units + unit]) * delta_o;

      f8 before = total;
      f8 delta_g;
      if (kind == CK_LSTM_CIFG) {
        const f8 f = load8(at + (size_t)rows.f * size);
        const f8 delta_f = (total * (old_c - g)) * gate_slope(kind, f);
        delta_g = (total * (1.0f - f)) * (1.0f - g * g);
        before = total * f;
        store8(to + (size_t)rows.f * size, choose(live, delta_f, zero));
      } else {
        const f8 i = load8(at + (size_t)rows.i * size);
        const f8 delta_i = (total * g) * gate_slope(kind, i);
        if (kind == CK_LSTM_1997) {
          delta_g = (total * i) * (1.0f - (0.25f * g) * g);
        } else {
          const f8 f = load8(at + (size_t)rows.f * size);
          const f8 delta_f = (total * old_c) * gate_slope(kind, f);
          delta_g = (total * i) * (1.0f - g * g);
          before = total * f;
          if (kind == CK_LSTM_PEEPHOLE) {
            before += splat8(peephole[unit]) * delta_i;
            before += splat8(peephole[units + unit]) * delta_f;
          }
          store8(to + (size_t)rows.f * size, choose(live, delta_f, zero));
        }
        store8(to + (size_t)rows.i * size, choose(live, delta_i, zero));
      }
      store8(to + (size_t)rows.g * size, choose(live, delta_g, zero));
      store8(to + (size_t)rows.o * size, choose(live, delta_o, zero));
      store8(dc_prev + here, choose(live, before, from_c));
      if (dh_prev) store8(dh_prev + here, choose(live, zero, from_h));
    }
  }
}

#define EACH_KIND(X)                                                          \
  switch (kind) {                                                             \
    case CK_LSTM_STANDARD: X(CK_LSTM_STANDARD); break;                        \
    case CK_LSTM_TANH_GATES: X(CK_LSTM_TANH_GATES); break;                    \
    case CK_LSTM_CIFG: X(CK_LSTM_CIFG); break;                                \
    case CK_LSTM_1997: X(CK_LSTM_1997); break;                                \
    case CK_LSTM_PEEPHOLE: X(CK_LSTM_PEEPHOLE); break;                        \
  }

static void kernel_lstm_forward(
    ck_lstm_kind kind, float *acts, const float *peephole, const float *c_prev,
    const float *h_prev, const float *mask, float *c, float *squashed, float *h, size_t units,
    size_t lanes) {
#define FORWARD(K) \
  lstm_forward(K, acts, peephole, c_prev, h_prev, mask, c, squashed, h, units, lanes)
  EACH_KIND(FORWARD)
#undef FORWARD
}

static void kernel_lstm_backward(
    ck_lstm_kind kind, const float *acts, const float *peephole, const float *c_prev,
    const float *squashed, const float *dh, const float *dc, const float *mask, float *delta,
    float *dc_prev, float *dh_prev, size_t units, size_t lanes) {
#define BACKWARD(K)                                                                     \
  lstm_backward(K, acts, peephole, c_prev, squashed, dh, dc, mask, delta, dc_prev, dh_prev, \
                units, lanes)
  EACH_KIND(BACKWARD)
#undef BACKWARD
}
