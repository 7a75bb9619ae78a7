// One timestep of the long short-term memories on lanes, forward and backward.

/// Rows of the gates in units of H; an absent gate is -1.
typedef struct { int i, f, g, o; } gate_rows;

INLINE gate_rows rows_of(int kind) {
  if (kind == CK_LSTM_CIFG) return (gate_rows){-1, 0, 1, 2};
  if (kind == CK_LSTM_1997) return (gate_rows){0, -1, 1, 2};
  return (gate_rows){0, 1, 2, 3};
}

#define WIDTH 8
#include "lstm_width.h"
#undef WIDTH
#define WIDTH 16
#include "lstm_width.h"
#undef WIDTH

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
  ALONG_LANES(lstm_forward, K, acts, peephole, c_prev, h_prev, mask, c, squashed, h, units, lanes)
  EACH_KIND(FORWARD)
#undef FORWARD
}

static void kernel_lstm_backward(
    ck_lstm_kind kind, const float *acts, const float *peephole, const float *c_prev,
    const float *squashed, const float *dh, const float *dc, const float *mask, float *delta,
    float *dc_prev, float *dh_prev, size_t units, size_t lanes) {
#define BACKWARD(K)                                                                     \
  ALONG_LANES(lstm_backward, K, acts, peephole, c_prev, squashed, dh, dc, mask, delta, dc_prev, \
              dh_prev, units, lanes)
  EACH_KIND(BACKWARD)
#undef BACKWARD
}
