// Elementary functions for any number of floats.

#define WIDTH 8
#include "maths_width.h"
#undef WIDTH
#define WIDTH 16
#include "maths_width.h"
#undef WIDTH

#define ELEMENTWISE(name)                                                                \
  static void kernel_##name(float *out, const float *x, size_t count) {                  \
    size_t i = 0;                                                                        \
    for (; i + 16 <= count; i += 16) store16(out + i, name##16(load16(x + i)));          \
    for (; i < count; i += 8)                                                            \
      store_part(out + i, name##8(load_part(x + i, count - i)), count - i);              \
  }

ELEMENTWISE(exp)
ELEMENTWISE(sigmoid)
ELEMENTWISE(tanh)
ELEMENTWISE(log_sigmoid)
#undef ELEMENTWISE
