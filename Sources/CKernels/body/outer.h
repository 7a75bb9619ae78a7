// Sums over a whole sequence: weight and bias gradients, transposition.

// A block of B as panels of sixteen columns, and the rows of A that meet all of them in turn.
enum { OUTER_DEPTH = 128, OUTER_COLUMNS = 128, OUTER_ROWS = 24 };

static void kernel_transpose(float *dst, const float *src, size_t rows, size_t columns) {
  const size_t whole_rows = rows & ~(size_t)7, whole_columns = columns & ~(size_t)7;
  for (size_t i = 0; i < whole_rows; i += 8) {
    for (size_t j = 0; j < whole_columns; j += 8) {
      f8 block[8];
      UNROLL for (size_t r = 0; r < 8; r++) block[r] = load8(src + (i + r) * columns + j);
      transpose8(block);
      UNROLL for (size_t r = 0; r < 8; r++) store8(dst + (j + r) * rows + i, block[r]);
    }
  }
  for (size_t i = 0; i < rows; i++)
    for (size_t j = i < whole_rows ? whole_columns : 0; j < columns; j++)
      dst[j * rows + i] = src[i * columns + j];
}

/// A stretch of a sequence: `segments` steps, `count` lanes of each.
typedef struct {
  const float *a;
  size_t stride_a, lanes, segments, count;
  const float *panel;
  float *c;
  size_t ldc, columns;
} outer_block;

#define OUTER_TILE(W)                                                                       \
  INLINE void outer_tile##W(int rows, size_t row, const outer_block *o) {                   \
    f##W acc[CK_ROWS_##W];                                                                  \
    UNROLL for (int r = 0; r < rows; r++) acc[r] = splat##W(0);                             \
    for (size_t s = 0; s < o->segments; s++)                                                \
      chain##W(acc, rows, o->a + s * o->stride_a + row * o->lanes, o->lanes,                \
               o->panel + s * o->count * W, W, o->count);                                   \
    UNROLL for (int r = 0; r < rows; r++)                                                   \
      add##W(o->c + (row + (size_t)r) * o->ldc, acc[r], o->columns);                        \
  }

INLINE void add8(float *c, f8 v, size_t columns) {
  store_part(c, load_part(c, columns) + v, columns);
}

INLINE void add16(float *c, f16 v, size_t columns) {
  store8(c, load8(c) + low_half(v));
  add8(c + 8, high_half(v), columns - 8);
}

OUTER_TILE(8)
OUTER_TILE(16)
#undef OUTER_TILE

static void outer_rows(const outer_block *o, size_t first, size_t end) {
  const int is_wide = o->columns > 8;
  for (size_t row = first; row < end;) {
    const size_t rows = tile_height(end - row, is_wide ? CK_ROWS_16 : CK_ROWS_8);
#define TILE_16(R) outer_tile16(R, row, o)
#define TILE_8(R) outer_tile8(R, row, o)
    if (is_wide) {
      switch (rows) { CASES(CK_ROWS_16, TILE_16) }
    } else {
      switch (rows) { CASES(CK_ROWS_8, TILE_8) }
    }
#undef TILE_16
#undef TILE_8
    row += rows;
  }
}

/// Up to eight rows of B, `count` lanes each, as columns of a panel; missing rows are zeros.
static void panel_columns(
    float *panel, size_t width, const float *b, size_t lanes, size_t rows, size_t count) {
  for (size_t lane = 0; lane < count; lane += 8) {
    f8 block[8];
    UNROLL for (size_t r = 0; r < 8; r++)
      block[r] = r < rows ? load8(b + r * lanes + lane) : splat8(0);
    transpose8(block);
    UNROLL for (size_t r = 0; r < 8; r++) store8(panel + (lane + r) * width, block[r]);
  }
}

/// Sixteen columns of C, or the rest: copies their rows of B for each step of the stretch.
INLINE void fill_panel(
    float *panel, const outer_block *o, const float *b, size_t stride_b, size_t columns) {
  const size_t width = columns > 8 ? 16 : 8;
  for (size_t s = 0; s < o->segments; s++) {
    const float *from = b + s * stride_b;
    float *to = panel + s * o->count * width;
    panel_columns(to, width, from, o->lanes, columns < 8 ? columns : 8, o->count);
    if (width == 16)
      panel_columns(to + 8, width, from + 8 * o->lanes, o->lanes, columns - 8, o->count);
  }
}

static void kernel_outer_steps(
    float *c, size_t ldc, const float *a, size_t stride_a, const float *b, size_t stride_b,
    size_t m, size_t n, size_t lanes, size_t steps) {
  float panels[OUTER_DEPTH * OUTER_COLUMNS];
  // The stretches depend on the lanes alone, so no split of the rows changes the sums.
  const size_t together = lanes && lanes < OUTER_DEPTH ? OUTER_DEPTH / lanes : 1;
  for (size_t t = 0; t < steps; t += together) {
    for (size_t lane = 0; lane < lanes; lane += OUTER_DEPTH) {
      outer_block o = {.a = a + t * stride_a + lane, .stride_a = stride_a, .lanes = lanes,
                       .ldc = ldc};
      o.segments = steps - t < together ? steps - t : together;
      o.count = lanes - lane < OUTER_DEPTH ? lanes - lane : OUTER_DEPTH;
      for (size_t start = 0; start < n; start += OUTER_COLUMNS) {
        const size_t end = n - start < OUTER_COLUMNS ? n : start + OUTER_COLUMNS;
        for (size_t j = start; j < end; j += 16)
          fill_panel(panels + (j - start) * OUTER_DEPTH, &o,
                     b + t * stride_b + j * lanes + lane, stride_b, end - j < 16 ? end - j : 16);
        for (size_t row = 0, next; row < m; row = next) {
          // A short rest would have low tiles, so it joins the rows before it.
          next = m - row < 2 * OUTER_ROWS ? m : row + OUTER_ROWS;
          for (size_t j = start; j < end; j += 16) {
            o.panel = panels + (j - start) * OUTER_DEPTH;
            o.c = c + j;
            o.columns = end - j < 16 ? end - j : 16;
            outer_rows(&o, row, next);
          }
        }
      }
    }
  }
}

/// Four rows at a time hide the latency of the additions; each row has its own sum.
INLINE void row_sums(
    int rows, float *out, const float *a, size_t stride_a, const float *b, size_t stride_b,
    size_t lanes, size_t steps) {
  f8 acc[4];
  UNROLL for (int r = 0; r < rows; r++) acc[r] = splat8(0);
  for (size_t t = 0; t < steps; t++) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
      UNROLL for (int r = 0; r < rows; r++) {
        const f8 v = load8(a + t * stride_a + (size_t)r * lanes + lane);
        if (b) acc[r] += v * load8(b + t * stride_b + (size_t)r * lanes + lane);
        else acc[r] += v;
      }
    }
  }
  UNROLL for (int r = 0; r < rows; r++) out[r] += sum8(acc[r]);
}

static void kernel_row_sums_steps(
    float *out, const float *a, size_t stride_a, size_t m, size_t lanes, size_t steps) {
  size_t row = 0;
  for (; row + 4 <= m; row += 4)
    row_sums(4, out + row, a + row * lanes, stride_a, NULL, 0, lanes, steps);
  for (; row < m; row++)
    row_sums(1, out + row, a + row * lanes, stride_a, NULL, 0, lanes, steps);
}

static void kernel_row_dots_steps(
    float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t m,
    size_t lanes, size_t steps) {
  size_t row = 0;
  for (; row + 4 <= m; row += 4)
    row_sums(4, out + row, a + row * lanes, stride_a, b + row * lanes, stride_b, lanes, steps);
  for (; row < m; row++)
    row_sums(1, out + row, a + row * lanes, stride_a, b + row * lanes, stride_b, lanes, steps);
}
