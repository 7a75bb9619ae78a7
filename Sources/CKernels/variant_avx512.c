// The kernels for 512-bit vectors and 32 registers.
#if defined(__x86_64__)
#define TABLE ck_avx512_table
#define CK_ROWS_16 12
#define CK_ROWS_8 12
#pragma clang attribute push(                                                     \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "body/everything.h"
#pragma clang attribute pop
#endif
