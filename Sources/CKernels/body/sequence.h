// One sequence, one lane: vectors of eight units.
//
// Packed weights: groups of a few blocks of eight units. Within a group, for every k, the vectors
// [block][gate][8] are adjacent, so that a timestep reads memory in one stream. Three regions
// follow one another: biases, input weights, recurrent weights.

INLINE size_t blocks_of(size_t hidden) { return (hidden + 7) / 8; }

/// Moves a PyTorch matrix (gates * H rows, `columns` columns) into groups of `most` blocks.
static void pack_matrix(
    float *dst, const float *src, size_t gates, size_t hidden, size_t columns, size_t most) {
  const size_t blocks = blocks_of(hidden);
  for (size_t first = 0; first < blocks; first += most) {
    const size_t count = blocks - first < most ? blocks - first : most;
    for (size_t k = 0; k < columns; k++) {
      for (size_t block = first; block < first + count; block++) {
        for (size_t gate = 0; gate < gates; gate++) {
          for (size_t j = 0; j < 8; j++) {
            const size_t unit = block * 8 + j;
            *dst++ = unit < hidden ? src[(gate * hidden + unit) * columns + k] : 0.0f;
          }
        }
      }
    }
  }
}

/// acc[j] = bias, plus one chain over k for every vector of a group. With few vectors the chain is
/// split into even and odd k, which are added at the end, because one would wait for itself.
INLINE void group_chain(f8 *acc, int vectors, const float *w, const float *x, size_t depth) {
  const size_t width = (size_t)vectors * 8;
  size_t k = 0;
  if (vectors < 8) {
    f8 odd[8];
    UNROLL for (int j = 0; j < vectors; j++) odd[j] = splat8(0);
    for (; k + 2 <= depth; k += 2) {
      const f8 x0 = splat8(x[k]), x1 = splat8(x[k + 1]);
      const float *row = w + k * width;
      UNROLL for (int j = 0; j < vectors; j++) {
        acc[j] += x0 * load8(row + 8 * j);
        odd[j] += x1 * load8(row + width + 8 * (size_t)j);
      }
    }
    if (k < depth) {
      const f8 x0 = splat8(x[k]);
      UNROLL for (int j = 0; j < vectors; j++) acc[j] += x0 * load8(w + k * width + 8 * (size_t)j);
    }
    UNROLL for (int j = 0; j < vectors; j++) acc[j] += odd[j];
    return;
  }
  for (; k < depth; k++) {
    const f8 xk = splat8(x[k]);
    UNROLL for (int j = 0; j < vectors; j++) acc[j] += xk * load8(w + k * width + 8 * (size_t)j);
  }
}

/// The input products of `rows` timesteps for some vectors of a group: pre[r] = bias + W x[r].
INLINE void input_tile(
    float *pre, size_t pre_stride, int rows, int vectors, size_t width, const float *bias,
    const float *w, const float *x, size_t depth) {
  f8 acc[3][8];
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int j = 0; j < vectors; j++) acc[r][j] = load8(bias + 8 * j);
  for (size_t k = 0; k < depth; k++) {
    f8 row[8];
    UNROLL for (int j = 0; j < vectors; j++) row[j] = load8(w + k * width + 8 * (size_t)j);
    UNROLL for (int r = 0; r < rows; r++) {
      const f8 xk = splat8(x[(size_t)r * depth + k]);
      UNROLL for (int j = 0; j < vectors; j++) acc[r][j] += xk * row[j];
    }
  }
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int j = 0; j < vectors; j++)
      store8(pre + (size_t)r * pre_stride + 8 * (size_t)j, acc[r][j]);
}

/// The input products of a stretch of timesteps: `pre` is steps x (all vectors of all blocks).
INLINE void input_products(
    float *pre, size_t gates, size_t blocks, size_t most, const float *bias, const float *w,
    const float *x, size_t depth, size_t steps) {
  const size_t stride = blocks * gates * 8;
  for (size_t first = 0; first < blocks; first += most) {
    const size_t count = blocks - first < most ? blocks - first : most;
    const size_t vectors = count * gates, start = first * gates * 8;
    const size_t together = steps / 3 * 3;
#define INPUT(R, V)                                                                          \
  input_tile(pre + t * stride + start + 8 * v, stride, R, V, vectors * 8, bias + start + 8 * v, \
             w + start * depth + 8 * v, x + t * depth, depth)
#define INPUTS(V) for (size_t t = 0; t < together; t += 3) INPUT(3, V)
#define INPUT_ROW(V) for (size_t t = together; t < steps; t++) INPUT(1, V)
    for (size_t v = 0; together && v < vectors; v += 4) {
      switch (vectors - v) {
        case 1: INPUTS(1); break;
        case 2: INPUTS(2); break;
        case 3: INPUTS(3); break;
        default: INPUTS(4); break;
      }
    }
    for (size_t v = 0; v < vectors;) {
      const size_t wide = vectors - v >= 8 ? 8 : vectors - v >= 4 ? 4 : 1;
      switch (wide) {
        case 8: INPUT_ROW(8); break;
        case 4: INPUT_ROW(4); break;
        default: INPUT_ROW(1); break;
      }
      v += wide;
    }
#undef INPUT_ROW
#undef INPUTS
#undef INPUT
  }
}

/// Timesteps whose input products are gathered: a multiple of three that stays in the first cache.
INLINE size_t steps_together(size_t per_step) {
  const size_t steps = 3072 / (per_step ? per_step : 1) / 3 * 3;
  return steps < 3 ? 3 : steps > 96 ? 96 : steps;
}

/// What the sequence kernels keep between their parts.
typedef struct {
  const float *recurrent;  // the packed region of this group
  const float *pre;        // the input products of this timestep and group
  const float *bias;       // further biases of this group
  const float *h;          // padded
  float *c, *next_h, *out; // at the first unit of the group
  size_t hidden, left;     // units; units from the first of the group on
} step_group;

INLINE void lstm_group(int blocks, const step_group *s) {
  f8 acc[LSTM_BLOCKS * 4];
  UNROLL for (int j = 0; j < blocks * 4; j++) acc[j] = load8(s->pre + 8 * j);
  group_chain(acc, blocks * 4, s->recurrent, s->h, s->hidden);
  if (blocks == 2) {
    // Two vectors side by side: a function alone would wait for itself.
    const f16 i = sigmoid16(join(acc[0], acc[4])), f = sigmoid16(join(acc[1], acc[5]));
    const f16 g = tanh16(join(acc[2], acc[6]));
    const f16 kept = f * load16(s->c);
    const f16 c = i * g + kept;
    const f16 h = sigmoid16(join(acc[3], acc[7])) * tanh16(c);
    store16(s->c, c);
    store16(s->next_h, h);
    store_part(s->out, low_half(h), s->left);
    if (s->left > 8) store_part(s->out + 8, high_half(h), s->left - 8);
    return;
  }
  const f8 i = sigmoid8(acc[0]), f = sigmoid8(acc[1]), g = tanh8(acc[2]);
  const f8 kept = f * load8(s->c);
  const f8 c = i * g + kept;
  const f8 h = sigmoid8(acc[3]) * tanh8(c);
  store8(s->c, c);
  store8(s->next_h, h);
  store_part(s->out, h, s->left);
}

/// h = (1 - z) n + z h; `pre` holds r, z, n of the input, `bias` the recurrent bias of n.
INLINE void gru_group(int blocks, const step_group *s) {
  f8 acc[GRU_BLOCKS * 3];
  UNROLL for (int b = 0; b < blocks; b++) {
    acc[3 * b] = load8(s->pre + 24 * b);
    acc[3 * b + 1] = load8(s->pre + 24 * b + 8);
    acc[3 * b + 2] = load8(s->bias + 8 * b);
  }
  group_chain(acc, blocks * 3, s->recurrent, s->h, s->hidden);
  if (blocks == 2) {
    const f16 r = sigmoid16(join(acc[0], acc[3])), z = sigmoid16(join(acc[1], acc[4]));
    const f16 n = tanh16(r * join(acc[2], acc[5]) + join(load8(s->pre + 16), load8(s->pre + 40)));
    const f16 h = z * (load16(s->c) - n) + n;
    store16(s->next_h, h);
    store_part(s->out, low_half(h), s->left);
    if (s->left > 8) store_part(s->out + 8, high_half(h), s->left - 8);
    return;
  }
  const f8 r = sigmoid8(acc[0]), z = sigmoid8(acc[1]);
  const f8 n = tanh8(r * acc[2] + load8(s->pre + 16));
  const f8 h = z * (load8(s->c) - n) + n;
  store8(s->next_h, h);
  store_part(s->out, h, s->left);
}

INLINE void rnn_group(int kind, int blocks, const step_group *s) {
  f8 acc[RNN_BLOCKS];
  UNROLL for (int b = 0; b < blocks; b++) acc[b] = load8(s->pre + 8 * b);
  group_chain(acc, blocks, s->recurrent, s->h, s->hidden);
  UNROLL for (int b = 0; b < blocks; b++) {
    const f8 h = kind == CK_RNN_TANH ? tanh8(acc[b]) : relu8(acc[b]);
    store8(s->next_h + 8 * b, h);
    if (s->left > 8 * (size_t)b) store_part(s->out + 8 * b, h, s->left - 8 * (size_t)b);
  }
}
