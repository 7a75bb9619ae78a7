#pragma once
#include <stddef.h>
#include <stdint.h>

// Single-precision kernels for recurrent nets.
//
// The body is compiled once per instruction set and chosen when the program runs. IEEE rules hold:
// NaN and infinity behave. No function allocates, none needs aligned memory, and each gives the
// same bits from run to run on one variant. Splitting rows among calls changes no bit, and splitting
// lanes none but in the sums over lanes.
//
// Training works on blocks. A block is one timestep, rows x lanes, row-major: the innermost
// dimension runs over the sequences of a batch, padded to a multiple of CK_LANE_MULTIPLE. Row
// gate * H + unit, so gate k is the range [k * H * lanes, (k + 1) * H * lanes). A whole sequence is
// `steps` blocks at a fixed stride, counted in floats like every other size here.
//
// A mask is `lanes` floats: a lane with 0 has no timestep here and keeps its state. NULL: all live.

#pragma clang assume_nonnull begin

/// The number of lanes, and the columns of a product, are multiples of this.
enum { CK_LANE_MULTIPLE = 8 };

// MARK: Variants

/// Chooses the fastest variant this processor runs, unless one is chosen already. The first call
/// of any kernel does it too.
void ck_select(void);
/// The number of variants compiled in, slowest first: baseline, then avx2 and avx512 on x86-64.
int ck_variant_count(void);
/// The name of a variant; empty when there is no such index.
const char *ck_variant_name(int index);
/// Whether this processor runs the variant.
int ck_variant_is_supported(int index);
/// Takes a variant from now on, for tests and benchmarks; -1 or an unsupported one: automatic.
void ck_use_variant(int index);
/// The name of the variant in use.
const char *ck_current_variant(void);
/// Multiply-adds a second on one core, counted as two, measured on registers for that long.
double ck_peak_flops(double seconds);

// MARK: Products

/// C[m x n] = A[m x k] B[k x n], plus bias[m] along each row, plus C itself if `accumulate`.
///
/// n is a multiple of 8. Each element is one chain of multiply-adds over k in order, beginning with
/// C + bias, so splitting m, n or (with `accumulate`) k between calls changes no bit.
void ck_product(
    float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t m,
    size_t n, size_t k, const float *_Nullable bias, int accumulate);

/// `ck_product` for `steps` blocks: C_t = A B_t, with blocks `stride_c` and `stride_b` apart.
void ck_product_steps(
    float *c, size_t ldc, size_t stride_c, const float *a, size_t lda, const float *b, size_t ldb,
    size_t stride_b, size_t m, size_t n, size_t k, const float *_Nullable bias, int accumulate,
    size_t steps);

/// dst[columns x rows] = src[rows x columns] transposed. They must not overlap.
void ck_transpose(float *dst, const float *src, size_t rows, size_t columns);

// MARK: Sums over a sequence

/// C[m x n] += sum over t of A_t[m x lanes] B_t[n x lanes]^T: weight gradients. m and n are any.
void ck_outer_steps(
    float *c, size_t ldc, const float *a, size_t stride_a, const float *b, size_t stride_b,
    size_t m, size_t n, size_t lanes, size_t steps);

/// out[m] += sum over t and lanes of A_t[m x lanes]: bias gradients.
void ck_row_sums_steps(
    float *out, const float *a, size_t stride, size_t m, size_t lanes, size_t steps);

/// out[m] += sum over t and lanes of A_t * B_t, element by element: peephole gradients.
void ck_row_dots_steps(
    float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t m,
    size_t lanes, size_t steps);

// MARK: Elementary functions, any count, `out` may be `x`

/// e^x within 2 ulp, denormal results included.
void ck_exp(float *out, const float *x, size_t count);
/// 1 / (1 + e^-x) within 3 ulp; 0 where the result would be below about 4e-39.
void ck_sigmoid(float *out, const float *x, size_t count);
/// tanh x within 3 ulp, also near 0.
void ck_tanh(float *out, const float *x, size_t count);
/// ln(1 / (1 + e^-x)) within 3 ulp.
void ck_log_sigmoid(float *out, const float *x, size_t count);

// MARK: LSTM on lanes

typedef enum {
  /// Rows i, f, g, o: i, f, o = sigmoid; g = tanh; c = f c' + i g; h = o tanh(c).
  CK_LSTM_STANDARD,
  /// All four gates tanh.
  CK_LSTM_TANH_GATES,
  /// Rows f, g, o: i = 1 - f.
  CK_LSTM_CIFG,
  /// Rows i, g, o: no forget gate, c = c' + i g; g = 2 tanh(a / 2); h = o tanh(c / 2).
  CK_LSTM_1997,
  /// Rows i, f, g, o: i and f also see p_i c' and p_f c', o sees p_o c.
  CK_LSTM_PEEPHOLE,
} ck_lstm_kind;

/// One timestep. `acts` holds the pre-activations (rows x lanes) and receives the activations.
///
/// `peephole` is 3 x H (i, f, o), used by that kind alone. `squashed` receives tanh(c), or
/// tanh(c / 2) in 1997. `c` may be `c_prev` and `h` may be `h_prev`; without a mask `h_prev` is
/// not read. In a dead lane c and h are the previous ones.
void ck_lstm_forward(
    ck_lstm_kind kind, float *acts, const float *_Nullable peephole, const float *c_prev,
    const float *_Nullable h_prev, const float *_Nullable mask, float *c, float *squashed,
    float *h, size_t units, size_t lanes);

/// Back through one timestep, from `dh` (all that flows into h_t) and `dc` (the future's share).
///
/// `delta` (rows x lanes) receives dL/d pre-activation, `dc_prev` dL/dc_{t-1}. In a dead lane delta
/// is 0 and dc_prev is dc. `dh_prev`, if wanted, receives the part of dL/dh_{t-1} that does not go
/// through delta: dh in dead lanes, else 0. `dc_prev` may be `dc`, `dh_prev` may be `dh`, and
/// `delta` may be `acts`.
void ck_lstm_backward(
    ck_lstm_kind kind, const float *acts, const float *_Nullable peephole, const float *c_prev,
    const float *squashed, const float *dh, const float *dc, const float *_Nullable mask,
    float *delta, float *dc_prev, float *_Nullable dh_prev, size_t units, size_t lanes);

// MARK: GRU and plain nets on lanes

/// One GRU timestep, rows r, z, n, reset after the product. `ax` = W x + b_ih and receives r, z, n;
/// `ah` = U h' + b_hh. n = tanh(ax_n + r ah_n), h = (1 - z) n + z h'. `h` may be `h_prev`.
void ck_gru_forward(
    float *ax, const float *ah, const float *h_prev, const float *_Nullable mask, float *h,
    size_t units, size_t lanes);

/// Back through one GRU timestep; `acts` = r, z, n and `ah_n` = the n rows of `ah`.
///
/// `delta_x` and `delta_h` (3H x lanes) receive dL/d ax and dL/d ah, `dh_prev` the part of
/// dL/dh_{t-1} that goes past the gates: z dh, or dh in a dead lane. `dh_prev` may be `dh`,
/// `delta_x` may be `acts`.
void ck_gru_backward(
    const float *acts, const float *ah_n, const float *h_prev, const float *dh,
    const float *_Nullable mask, float *delta_x, float *delta_h, float *dh_prev, size_t units,
    size_t lanes);

typedef enum { CK_RNN_TANH, CK_RNN_RELU } ck_rnn_kind;

/// h = tanh(a) or max(a, 0). `h` may be `a` or `h_prev`; without a mask `h_prev` is not read.
void ck_rnn_forward(
    ck_rnn_kind kind, const float *a, const float *_Nullable h_prev, const float *_Nullable mask,
    float *h, size_t units, size_t lanes);

/// delta = dh h'(a), 0 in a dead lane. `dh_prev`, if wanted, as in `ck_lstm_backward`.
void ck_rnn_backward(
    ck_rnn_kind kind, const float *h, const float *dh, const float *_Nullable mask, float *delta,
    float *_Nullable dh_prev, size_t units, size_t lanes);

// MARK: One sequence
//
// Matrices as PyTorch stores them: weight_ih gates * H x D, weight_hh gates * H x H, row-major.
// x is steps x D, out steps x H; h (and c) of H floats are replaced by the last state. `scratch`
// has `ck_sequence_scratch_count(H)` floats and keeps nothing between calls. Calls with fewer
// steps, one after another, give the same bits. D and H are any; nothing may overlap.

/// Floats in a packed cell.
size_t ck_lstm_packed_count(size_t input, size_t hidden);
size_t ck_gru_packed_count(size_t input, size_t hidden);
size_t ck_rnn_packed_count(size_t input, size_t hidden);
/// Floats of scratch for a sequence of any cell of that size.
size_t ck_sequence_scratch_count(size_t hidden);

/// Packs a standard LSTM; `bias` = bias_ih + bias_hh (4H).
void ck_pack_lstm(
    float *packed, const float *weight_ih, const float *weight_hh, const float *bias,
    size_t input, size_t hidden);
/// Packs a GRU; `bias` (3H) = bias_ih + bias_hh in r and z, bias_ih in n; `hidden_bias_n` (H) =
/// the n rows of bias_hh.
void ck_pack_gru(
    float *packed, const float *weight_ih, const float *weight_hh, const float *bias,
    const float *hidden_bias_n, size_t input, size_t hidden);
/// Packs a plain net; `bias` = bias_ih + bias_hh (H).
void ck_pack_rnn(
    float *packed, const float *weight_ih, const float *weight_hh, const float *bias,
    size_t input, size_t hidden);

void ck_lstm_sequence(
    const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
    float *c, float *out, float *scratch);
void ck_gru_sequence(
    const float *packed, size_t input, size_t hidden, const float *x, size_t steps, float *h,
    float *out, float *scratch);
void ck_rnn_sequence(
    ck_rnn_kind kind, const float *packed, size_t input, size_t hidden, const float *x,
    size_t steps, float *h, float *out, float *scratch);

#pragma clang assume_nonnull end
