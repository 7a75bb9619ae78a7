// The kernels of one variant.
#pragma once
#include <stddef.h>

typedef struct {
#define CK_KERNEL(name, parameters, arguments) void(*name) parameters;
#include "kernel_list.h"
#undef CK_KERNEL
  void (*flop_chains)(float *out, size_t rounds);
  size_t flops_per_round;
} ck_table;

extern const ck_table ck_baseline_table;
#if defined(__x86_64__)
extern const ck_table ck_avx2_table, ck_avx512_table;
#endif
