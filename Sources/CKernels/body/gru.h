// One timestep of the gated recurrent unit and of the plain recurrent net on lanes.

static void kernel_gru_forward(
    float *ax, const float *ah, const float *h_prev, const float *mask, float *h, size_t units,
    size_t lanes) {
  const size_t size = units * lanes;
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      const size_t here = unit * lanes + lane;
      float *x = ax + here;
      const float *y = ah + here;
      const f8 old = load8(h_prev + here);
      const f8 r = sigmoid8(load8(x) + load8(y));
      const f8 z = sigmoid8(load8(x + size) + load8(y + size));
      const f8 n = tanh8(r * load8(y + 2 * size) + load8(x + 2 * size));
      store8(x, r);
      store8(x + size, z);
      store8(x + 2 * size, n);
      const f8 fresh = z * (old - n) + n;
      store8(h + here, choose(live_lanes(mask, lane), fresh, old));
    }
  }
}

static void kernel_gru_backward(
    const float *acts, const float *ah_n, const float *h_prev, const float *dh,
    const float *mask, float *delta_x, float *delta_h, float *dh_prev, size_t units,
    size_t lanes) {
  const size_t size = units * lanes;
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      const size_t here = unit * lanes + lane;
      const f8 r = load8(acts + here), z = load8(acts + here + size);
      const f8 n = load8(acts + here + 2 * size);
      const f8 from_h = load8(dh + here), zero = {0};
      const i8 live = live_lanes(mask, lane);
      const f8 delta_n = choose(live, (from_h * (1.0f - z)) * (1.0f - n * n), zero);
      const f8 delta_z = choose(live, (from_h * (load8(h_prev + here) - n)) * (z - z * z), zero);
      const f8 delta_r = choose(live, (delta_n * load8(ah_n + here)) * (r - r * r), zero);
      const f8 delta_hn = choose(live, delta_n * r, zero);
      store8(delta_x + here, delta_r);
      store8(delta_x + here + size, delta_z);
      store8(delta_x + here + 2 * size, delta_n);
      store8(delta_h + here, delta_r);
      store8(delta_h + here + size, delta_z);
      store8(delta_h + here + 2 * size, delta_hn);
      store8(dh_prev + here, choose(live, from_h * z, from_h));
    }
  }
}

/// max(x, 0), and NaN for NaN.
INLINE f8 relu8(f8 x) { return at_least(x, 0.0f); }

static void kernel_rnn_forward(
    ck_rnn_kind kind, const float *a, const float *h_prev, const float *mask, float *h,
    size_t units, size_t lanes) {
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      const size_t here = unit * lanes + lane;
      const f8 x = load8(a + here);
      const f8 y = kind == CK_RNN_TANH ? tanh8(x) : relu8(x);
      store8(h + here, mask ? choose(live_lanes(mask, lane), y, load8(h_prev + here)) : y);
    }
  }
}

static void kernel_rnn_backward(
    ck_rnn_kind kind, const float *h, const float *dh, const float *mask, float *delta,
    float *dh_prev, size_t units, size_t lanes) {
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      const size_t here = unit * lanes + lane;
      const f8 y = load8(h + here), from_h = load8(dh + here), zero = {0};
      const i8 live = live_lanes(mask, lane);
      const f8 d = kind == CK_RNN_TANH ? from_h * (1.0f - y * y) : choose(y > zero, from_h, zero);
      store8(delta + here, choose(live, d, zero));
      if (dh_prev) store8(dh_prev + here, choose(live, zero, from_h));
    }
  }
}
