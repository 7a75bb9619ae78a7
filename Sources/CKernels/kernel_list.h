// Every public kernel: name, parameters, arguments. Included with CK_KERNEL defined.
CK_KERNEL(
    product,
    (float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t m,
     size_t n, size_t k, const float *bias, int accumulate),
    (c, ldc, a, lda, b, ldb, m, n, k, bias, accumulate))
CK_KERNEL(
    product_steps,
    (float *c, size_t ldc, size_t stride_c, const float *a, size_t lda, const float *b,
     size_t ldb, size_t stride_b, size_t m, size_t n, size_t k, const float *bias,
     int accumulate, size_t steps),
    (c, ldc, stride_c, a, lda, b, ldb, stride_b, m, n, k, bias, accumulate, steps))
CK_KERNEL(
    transpose, (float *dst, const float *src, size_t rows, size_t columns),
    (dst, src, rows, columns))
CK_KERNEL(
    outer_steps,
    (float *c, size_t ldc, const float *a, size_t stride_a, const float *b, size_t stride_b,
     size_t m, size_t n, size_t lanes, size_t steps),
    (c, ldc, a, stride_a, b, stride_b, m, n, lanes, steps))
CK_KERNEL(
    row_sums_steps,
    (float *out, const float *a, size_t stride, size_t m, size_t lanes, size_t steps),
    (out, a, stride, m, lanes, steps))
CK_KERNEL(
    row_dots_steps,
    (float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t m,
     size_t lanes, size_t steps),
    (out, a, stride_a, b, stride_b, m, lanes, steps))

CK_KERNEL(exp, (float *out, const float *x, size_t count), (out, x, count))
CK_KERNEL(sigmoid, (float *out, const float *x, size_t count), (out, x, count))
CK_KERNEL(tanh, (float *out, const float *x, size_t count), (out, x, count))
CK_KERNEL(log_sigmoid, (float *out, const float *x, size_t count), (out, x, count))

CK_KERNEL(
    lstm_forward,
    (ck_lstm_kind kind, float *acts, const float *peephole, const float *c_prev,
     const float *h_prev, const float *mask, float *c, float *squashed, float *h, size_t units,
     size_t lanes),
    (kind, acts, peephole, c_prev, h_prev, mask, c, squashed, h, units, lanes))
CK_KERNEL(
    lstm_backward,
    (ck_lstm_kind kind, const float *acts, const float *peephole, const float *c_prev,
     const float *squashed, const float *dh, const float *dc, const float *mask, float *delta,
     float *dc_prev, float *dh_prev, size_t units, size_t lanes),
    (kind, acts, peephole, c_prev, squashed, dh, dc, mask, delta, dc_prev, dh_prev, units,
     lanes))
CK_KERNEL(
    gru_forward,
    (float *ax, const float *ah, const float *h_prev, const float *mask, float *h, size_t units,
     size_t lanes),
    (ax, ah, h_prev, mask, h, units, lanes))
CK_KERNEL(
    gru_backward,
    (const float *acts, const float *ah_n, const float *h_prev, const float *dh,
     const float *mask, float *delta_x, float *delta_h, float *dh_prev, size_t units,
     size_t lanes),
    (acts, ah_n, h_prev, dh, mask, delta_x, delta_h, dh_prev, units, lanes))
CK_KERNEL(
    rnn_forward,
    (ck_rnn_kind kind, const float *a, const float *h_prev, const float *mask, float *h,
     size_t units, size_t lanes),
    (kind, a, h_prev, mask, h, units, lanes))
CK_KERNEL(
    rnn_backward,
    (ck_rnn_kind kind, const float *h, const float *dh, const float *mask, float *delta,
     float *dh_prev, size_t units, size_t lanes),
    (kind, h, dh, mask, delta, dh_prev, units, lanes))

CK_KERNEL(
    pack_lstm,
    (float *dst, const float *w, const float *u, const float *bias, size_t input, size_t hidden),
    (dst, w, u, bias, input, hidden))
CK_KERNEL(
    pack_gru,
    (float *dst, const float *w, const float *u, const float *bias, const float *hidden_bias_n,
     size_t input, size_t hidden),
    (dst, w, u, bias, hidden_bias_n, input, hidden))
CK_KERNEL(
    pack_rnn,
    (float *dst, const float *w, const float *u, const float *bias, size_t input, size_t hidden),
    (dst, w, u, bias, input, hidden))
CK_KERNEL(
    lstm_sequence,
    (const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
     float *c, float *out, float *scratch),
    (packed, input, hidden, x, steps, h, c, out, scratch))
CK_KERNEL(
    gru_sequence,
    (const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
     float *out, float *scratch),
    (packed, input, hidden, x, steps, h, out, scratch))
CK_KERNEL(
    rnn_sequence,
    (ck_rnn_kind kind, const float *packed, size_t input, size_t hidden, const float *x,
     size_t steps, float *h, float *out, float *scratch),
    (kind, packed, input, hidden, x, steps, h, out, scratch))
