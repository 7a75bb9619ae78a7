// One timestep of the gated recurrent unit and of the plain recurrent net for WIDTH neighbouring
// lanes of one unit.

INLINE void AT(gru_forward)(
    float *ax, const float *ah, const float *h_prev, const float *mask, float *h,
    size_t units, size_t lanes, size_t unit, size_t lane) {
  const size_t size = units * lanes;
  const size_t here = unit * lanes + lane;
  float *x = ax + here;
  const float *y = ah + here;
  const V old = AT(load)(h_prev + here);
  const V r = AT(sigmoid)(AT(load)(x) + AT(load)(y));
  const V z = AT(sigmoid)(AT(load)(x + size) + AT(load)(y + size));
  const V n = AT(tanh)(r * AT(load)(y + 2 * size) + AT(load)(x + 2 * size));
  AT(store)(x, r);
  AT(store)(x + size, z);
  AT(store)(x + 2 * size, n);
  const V fresh = z * (old - n) + n;
  AT(store)(h + here, AT(choose)(AT(live_lanes)(mask, lane), fresh, old));
}

INLINE void AT(gru_backward)(
    const float *acts, const float *ah_n, const float *h_prev, const float *dh,
    const float *mask, float *delta_x, float *delta_h, float *dh_prev, size_t units,
    size_t lanes, size_t unit, size_t lane) {
  const size_t size = units * lanes;
  const size_t here = unit * lanes + lane;
  const V r = AT(load)(acts + here), z = AT(load)(acts + here + size);
  const V n = AT(load)(acts + here + 2 * size);
  const V from_h = AT(load)(dh + here), zero = {0};
  const I live = AT(live_lanes)(mask, lane);
  const V delta_n = AT(choose)(live, (from_h * (1.0f - z)) * (1.0f - n * n), zero);
  const V delta_z = AT(choose)(live, (from_h * (AT(load)(h_prev + here) - n)) * (z - z * z), zero);
  const V delta_r = AT(choose)(live, (delta_n * AT(load)(ah_n + here)) * (r - r * r), zero);
  const V delta_hn = AT(choose)(live, delta_n * r, zero);
  AT(store)(delta_x + here, delta_r);
  AT(store)(delta_x + here + size, delta_z);
  AT(store)(delta_x + here + 2 * size, delta_n);
  AT(store)(delta_h + here, delta_r);
  AT(store)(delta_h + here + size, delta_z);
  AT(store)(delta_h + here + 2 * size, delta_hn);
  AT(store)(dh_prev + here, AT(choose)(live, from_h * z, from_h));
}

INLINE void AT(rnn_forward)(
    ck_rnn_kind kind, const float *a, const float *h_prev, const float *mask, float *h,
    size_t lanes, size_t unit, size_t lane) {
  const size_t here = unit * lanes + lane;
  const V x = AT(load)(a + here);
  const V y = kind == CK_RNN_TANH ? AT(tanh)(x) : AT(relu)(x);
  if (!mask) {
    AT(store)(h + here, y);
    return;
  }
  AT(store)(h + here, AT(choose)(AT(live_lanes)(mask, lane), y, AT(load)(h_prev + here)));
}

INLINE void AT(rnn_backward)(
    ck_rnn_kind kind, const float *h, const float *dh, const float *mask, float *delta,
    float *dh_prev, size_t lanes, size_t unit, size_t lane) {
  const size_t here = unit * lanes + lane;
  const V y = AT(load)(h + here), from_h = AT(load)(dh + here), zero = {0};
  const I live = AT(live_lanes)(mask, lane);
  const V d = kind == CK_RNN_TANH ? from_h * (1.0f - y * y) : AT(choose)(y > zero, from_h, zero);
  AT(store)(delta + here, AT(choose)(live, d, zero));
  if (dh_prev) AT(store)(dh_prev + here, AT(choose)(live, zero, from_h));
}
