// One timestep of the gated recurrent unit and of the plain recurrent net on lanes.

#define WIDTH 8
#include "gru_width.h"
#undef WIDTH
#define WIDTH 16
#include "gru_width.h"
#undef WIDTH

static void kernel_gru_forward(
    float *ax, const float *ah, const float *h_prev, const float *mask, float *h, size_t units,
    size_t lanes) {
  ALONG_LANES(gru_forward, ax, ah, h_prev, mask, h, units, lanes)
}

static void kernel_gru_backward(
    const float *acts, const float *ah_n, const float *h_prev, const float *dh,
    const float *mask, float *delta_x, float *delta_h, float *dh_prev, size_t units,
    size_t lanes) {
  ALONG_LANES(gru_backward, acts, ah_n, h_prev, dh, mask, delta_x, delta_h, dh_prev, units, lanes)
}

static void kernel_rnn_forward(
    ck_rnn_kind kind, const float *a, const float *h_prev, const float *mask, float *h,
    size_t units, size_t lanes) {
  ALONG_LANES(rnn_forward, kind, a, h_prev, mask, h, lanes)
}

static void kernel_rnn_backward(
    ck_rnn_kind kind, const float *h, const float *dh, const float *mask, float *delta,
    float *dh_prev, size_t units, size_t lanes) {
  ALONG_LANES(rnn_backward, kind, h, dh, mask, delta, dh_prev, lanes)
}
