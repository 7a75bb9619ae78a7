// The kernels for 256-bit vectors with fused multiply-add.
#if defined(__x86_64__)
#define TABLE ck_avx2_table
#define CK_ROWS_16 6
#define CK_ROWS_8 8
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "body/everything.h"
#pragma clang attribute pop
#endif
