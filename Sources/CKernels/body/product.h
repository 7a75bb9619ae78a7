// Products of a matrix with blocks whose innermost dimension is the lane.
//
// Every element of a result is one chain c = a[0] b[0] + c, a[1] b[1] + c, ... in the order of k,
// whichever tile computes it: splitting rows, lanes or depth does not change a bit.

// Tiles are as tall as the registers allow: accumulators, one row of B and one broadcast.
#if defined(CK_ROWS_16)
// chosen by the variant
#elif defined(__aarch64__)
#define CK_ROWS_16 6
#define CK_ROWS_8 12
#else
#define CK_ROWS_16 3
#define CK_ROWS_8 6
#endif

enum { PANEL_DEPTH = 256 };

#define CHAIN(W)                                                                           \
  INLINE void chain##W(                                                                    \
      f##W *acc, int rows, const float *a, size_t lda, const float *b, size_t ldb,         \
      size_t depth) {                                                                      \
    for (size_t k = 0; k < depth; k++) {                                                   \
      const f##W row = load##W(b + k * ldb);                                               \
      UNROLL for (int r = 0; r < rows; r++) acc[r] += splat##W(a[(size_t)r * lda + k]) * row; \
    }                                                                                      \
  }
CHAIN(16)
CHAIN(8)
#undef CHAIN

typedef struct {
  float *c0, *c1;  // where the first and the last eight columns of the result go
  size_t ldc;
  const float *a;
  size_t lda;
  const float *b;
  size_t ldb, depth;
  const float *bias;
  int accumulate;
} product_panel;

INLINE void product_tile16(int rows, size_t row, const product_panel *p) {
  f16 acc[CK_ROWS_16];
  float *c0 = p->c0 + row * p->ldc, *c1 = p->c1 + row * p->ldc;
  const size_t ldc = p->ldc;
  UNROLL for (int r = 0; r < rows; r++) {
    const size_t at = (size_t)r * ldc;
    acc[r] = p->accumulate ? join(load8(c0 + at), load8(c1 + at)) : splat16(0);
    if (p->bias) acc[r] += splat16(p->bias[row + (size_t)r]);
  }
  chain16(acc, rows, p->a + row * p->lda, p->lda, p->b, p->ldb, p->depth);
  UNROLL for (int r = 0; r < rows; r++) {
    store8(c0 + (size_t)r * ldc, low_half(acc[r]));
    store8(c1 + (size_t)r * ldc, high_half(acc[r]));
  }
}

INLINE void product_tile8(int rows, size_t row, const product_panel *p) {
  f8 acc[CK_ROWS_8];
  float *c = p->c0 + row * p->ldc;
  UNROLL for (int r = 0; r < rows; r++) {
    acc[r] = p->accumulate ? load8(c + (size_t)r * p->ldc) : splat8(0);
    if (p->bias) acc[r] += splat8(p->bias[row + (size_t)r]);
  }
  chain8(acc, rows, p->a + row * p->lda, p->lda, p->b, p->ldb, p->depth);
  UNROLL for (int r = 0; r < rows; r++) store8(c + (size_t)r * p->ldc, acc[r]);
}

// A tile of a number of rows the compiler knows, so that the accumulators stay in registers.
#define CASES_1(X) case 1: X(1); break;
#define CASES_2(X) CASES_1(X) case 2: X(2); break;
#define CASES_3(X) CASES_2(X) case 3: X(3); break;
#define CASES_6(X) CASES_3(X) case 4: X(4); break; case 5: X(5); break; case 6: X(6); break;
#define CASES_8(X) CASES_6(X) case 7: X(7); break; case 8: X(8); break;
#define CASES_12(X) CASES_8(X) case 9: X(9); break; case 10: X(10); break; \
  case 11: X(11); break; case 12: X(12); break;
#define CASES_OF(n, X) CASES_##n(X)
#define CASES(n, X) CASES_OF(n, X)

/// Tiles of almost equal height: a last tile of one or two rows would wait for its own chains.
INLINE size_t tile_height(size_t rows_left, size_t most) {
  const size_t tiles = (rows_left + most - 1) / most;
  return (rows_left + tiles - 1) / tiles;
}

static void product_rows16(const product_panel *p, size_t m) {
  for (size_t row = 0; row < m;) {
    const size_t rows = tile_height(m - row, CK_ROWS_16);
#define TILE(R) product_tile16(R, row, p)
    switch (rows) { CASES(CK_ROWS_16, TILE) }
#undef TILE
    row += rows;
  }
}

static void product_rows8(const product_panel *p, size_t m) {
  for (size_t row = 0; row < m;) {
    const size_t rows = tile_height(m - row, CK_ROWS_8);
#define TILE(R) product_tile8(R, row, p)
    switch (rows) { CASES(CK_ROWS_8, TILE) }
#undef TILE
    row += rows;
  }
}

/// Sixteen columns whose two halves may lie in different blocks, copied together piece by piece.
static void product_gathered(product_panel p, const float *b0, const float *b1, size_t m) {
  float gathered[PANEL_DEPTH * 16];
  const size_t depth = p.depth, ldb = p.ldb;
  for (size_t first = 0; first == 0 || first < depth; first += PANEL_DEPTH) {
    p.depth = depth - first < PANEL_DEPTH ? depth - first : PANEL_DEPTH;
    for (size_t k = 0; k < p.depth; k++) {
      store8(gathered + 16 * k, load8(b0 + (first + k) * ldb));
      store8(gathered + 16 * k + 8, load8(b1 + (first + k) * ldb));
    }
    p.b = gathered;
    p.ldb = 16;
    product_rows16(&p, m);
    p.a += p.depth;
    p.bias = NULL;
    p.accumulate = 1;
  }
}

static void kernel_product_steps(
    float *c, size_t ldc, size_t stride_c, const float *a, size_t lda, const float *b, size_t ldb,
    size_t stride_b, size_t m, size_t n, size_t k, const float *bias, int accumulate,
    size_t steps) {
  product_panel p = {.ldc = ldc, .a = a, .lda = lda, .ldb = ldb, .depth = k, .bias = bias,
                     .accumulate = accumulate};
  // Rows of B at a large power-of-two distance share few sets of the first-level cache.
  const int is_sparse = m >= 24 && k * ldb > 4096;
  for (size_t t = 0; t < steps; t++) {
    for (size_t j = 0; j + 16 <= n; j += 16) {
      p.b = b + t * stride_b + j;
      p.c0 = c + t * stride_c + j;
      p.c1 = p.c0 + 8;
      if (is_sparse) product_gathered(p, p.b, p.b + 8, m);
      else product_rows16(&p, m);
    }
  }
  if (n % 16 == 0) return;
  const size_t last = n - 8;
  for (size_t t = 0; t < steps; t += 2) {
    p.b = b + t * stride_b + last;
    p.c0 = c + t * stride_c + last;
    if (t + 1 < steps) {
      p.c1 = p.c0 + stride_c;
      product_gathered(p, p.b, p.b + stride_b, m);
    } else {
      product_rows8(&p, m);
    }
  }
}

static void kernel_product(
    float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t m,
    size_t n, size_t k, const float *bias, int accumulate) {
  kernel_product_steps(c, ldc, 0, a, lda, b, ldb, 0, m, n, k, bias, accumulate, 1);
}
