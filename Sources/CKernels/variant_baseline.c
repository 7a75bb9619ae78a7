// The kernels for whatever the compiler takes for granted: SSE2 on x86-64, NEON on arm64.
#define TABLE ck_baseline_table
#include "body/everything.h"
