// The loops over timesteps and groups, and the packing of the weights they read.

/// Where the parts of a packed cell begin, and the sizes of its loops.
typedef struct {
  size_t gates, most, blocks, input, hidden;
  const float *bias, *hidden_bias, *w, *u;
} packed_cell;

INLINE packed_cell cell_at(
    const float *packed, size_t gates, size_t most, int has_hidden_bias, size_t input,
    size_t hidden) {
  packed_cell p = {gates, most, blocks_of(hidden), input, hidden, packed, packed, packed, packed};
  const size_t width = p.blocks * gates * 8;
  p.hidden_bias = p.bias + width;
  p.w = p.hidden_bias + (has_hidden_bias ? p.blocks * 8 : 0);
  p.u = p.w + width * input;
  return p;
}

static void pack_cell(
    float *dst, const float *w, const float *u, const float *bias, const float *hidden_bias,
    size_t gates, size_t most, size_t input, size_t hidden) {
  const size_t width = blocks_of(hidden) * gates * 8;
  pack_matrix(dst, bias, gates, hidden, 1, most);
  dst += width;
  if (hidden_bias) {
    pack_matrix(dst, hidden_bias, 1, hidden, 1, 1);
    dst += blocks_of(hidden) * 8;
  }
  pack_matrix(dst, w, gates, hidden, input, most);
  pack_matrix(dst + width * input, u, gates, hidden, hidden, most);
}

INLINE void copy_padded(float *dst, const float *src, size_t count) {
  for (size_t i = 0; i < count; i += 8) store8(dst + i, load_part(src + i, count - i));
}

INLINE void copy_part(float *dst, const float *src, size_t count) {
  for (size_t i = 0; i < count; i += 8) store_part(dst + i, load8(src + i), count - i);
}

typedef enum { RUN_LSTM, RUN_GRU, RUN_RNN_TANH, RUN_RNN_RELU } run_kind;

INLINE void run_group(run_kind kind, size_t count, const step_group *s) {
#define LSTM_CASE(B) lstm_group(B, s)
#define GRU_CASE(B) gru_group(B, s)
#define TANH_CASE(B) rnn_group(CK_RNN_TANH, B, s)
#define RELU_CASE(B) rnn_group(CK_RNN_RELU, B, s)
  switch (kind) {
    case RUN_LSTM: switch (count) { CASES(LSTM_BLOCKS, LSTM_CASE) } break;
    case RUN_GRU: switch (count) { CASES(GRU_BLOCKS, GRU_CASE) } break;
    case RUN_RNN_TANH: switch (count) { CASES(RNN_BLOCKS, TANH_CASE) } break;
    case RUN_RNN_RELU: switch (count) { CASES(RNN_BLOCKS, RELU_CASE) } break;
  }
#undef LSTM_CASE
#undef GRU_CASE
#undef TANH_CASE
#undef RELU_CASE
}

/// Scratch: two padded h, one padded c, the input products of a stretch of timesteps.
INLINE void run_sequence(
    run_kind kind, packed_cell p, const float *x, size_t steps, float *h, float *c, float *out,
    float *scratch) {
  const size_t padded = p.blocks * 8, per_step = padded * p.gates;
  float *now = scratch, *next = now + padded, *cell = next + padded, *pre = cell + padded;
  const size_t most_steps = steps_together(per_step);
  copy_padded(now, h, p.hidden);
  if (kind == RUN_LSTM) copy_padded(cell, c, p.hidden);
  // Back and forth, a step begins with the weights the last one left in the first cache. When all
  // of them fit there, forth is better: a step can begin before the last of h is there.
  const int is_large = per_step * p.hidden > 6144;
  const size_t groups = (p.blocks + p.most - 1) / p.most;
  for (size_t start = 0; start < steps; start += most_steps) {
    const size_t count = steps - start < most_steps ? steps - start : most_steps;
    input_products(pre, p.gates, p.blocks, p.most, p.bias, p.w, x + start * p.input, p.input,
                   count);
    for (size_t t = 0; t < count; t++) {
      const int is_backward = is_large && ((start + t) & 1);
      for (size_t g = 0; g < groups; g++) {
        const size_t first = (is_backward ? groups - 1 - g : g) * p.most, unit = first * 8;
        const step_group s = {
            .recurrent = p.u + unit * p.gates * p.hidden,
            .pre = pre + t * per_step + unit * p.gates,
            .bias = p.hidden_bias + unit,
            .h = now,
            .c = (kind == RUN_LSTM ? cell : now) + unit,
            .next_h = next + unit,
            .out = out + (start + t) * p.hidden + unit,
            .hidden = p.hidden,
            .left = p.hidden - unit,
        };
        run_group(kind, p.blocks - first < p.most ? p.blocks - first : p.most, &s);
      }
      float *swap = now;
      now = next;
      next = swap;
    }
  }
  copy_part(h, now, p.hidden);
  if (kind == RUN_LSTM) copy_part(c, cell, p.hidden);
}

static void kernel_pack_lstm(
    float *dst, const float *w, const float *u, const float *bias, size_t input, size_t hidden) {
  pack_cell(dst, w, u, bias, NULL, 4, LSTM_BLOCKS, input, hidden);
}

static void kernel_pack_gru(
    float *dst, const float *w, const float *u, const float *bias, const float *hidden_bias_n,
    size_t input, size_t hidden) {
  pack_cell(dst, w, u, bias, hidden_bias_n, 3, GRU_BLOCKS, input, hidden);
}

static void kernel_pack_rnn(
    float *dst, const float *w, const float *u, const float *bias, size_t input, size_t hidden) {
  pack_cell(dst, w, u, bias, NULL, 1, RNN_BLOCKS, input, hidden);
}

static void kernel_lstm_sequence(
    const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
    float *c, float *out, float *scratch) {
  run_sequence(RUN_LSTM, cell_at(packed, 4, LSTM_BLOCKS, 0, input, hidden), x, steps, h, c, out,
               scratch);
}

static void kernel_gru_sequence(
    const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
    float *out, float *scratch) {
  run_sequence(RUN_GRU, cell_at(packed, 3, GRU_BLOCKS, 1, input, hidden), x, steps, h, NULL, out,
               scratch);
}

static void kernel_rnn_sequence(
    ck_rnn_kind kind, const float *packed, size_t input, size_t hidden, const float *x,
    size_t steps, float *h, float *out, float *scratch) {
  const packed_cell p = cell_at(packed, 1, RNN_BLOCKS, 0, input, hidden);
  if (kind == CK_RNN_TANH) run_sequence(RUN_RNN_TANH, p, x, steps, h, NULL, out, scratch);
  else run_sequence(RUN_RNN_RELU, p, x, steps, h, NULL, out, scratch);
}
