// All kernels of one variant, as static functions and the table of their addresses.
#include "../include/ckernels.h"
#include "../kernel_table.h"
#include "vector.h"
#include "maths.h"
#include "product.h"
#include "outer.h"
#include "lstm.h"
#include "gru.h"

// Blocks of eight units whose accumulators stay in registers together.
#ifndef LSTM_BLOCKS
#define LSTM_BLOCKS 2
#endif
#define GRU_BLOCKS 2
#define RNN_BLOCKS 8
#include "sequence.h"
#include "sequence_loops.h"

/// As many independent chains of multiply-adds as a tile of a product has, without memory.
static void kernel_flop_chains(float *out, size_t rounds) {
  f16 acc[CK_ROWS_16];
  UNROLL for (int j = 0; j < CK_ROWS_16; j++) acc[j] = splat16(out[j]);
  const f16 factor = splat16(out[12]), term = splat16(out[13]);
  for (size_t i = 0; i < rounds; i++)
    UNROLL for (int j = 0; j < CK_ROWS_16; j++) acc[j] = acc[j] * factor + term;
  UNROLL for (int j = 0; j < CK_ROWS_16; j++) out[j] = sum8(low_half(acc[j]) + high_half(acc[j]));
}

const ck_table TABLE = {
#define CK_KERNEL(name, parameters, arguments) .name = kernel_##name,
#include "../kernel_list.h"
#undef CK_KERNEL
    .flop_chains = kernel_flop_chains,
    .flops_per_round = CK_ROWS_16 * 16 * 2,
};
