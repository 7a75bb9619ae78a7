// Vectors of eight and sixteen floats in clang's portable notation. Each variant compiles them to
// what its instruction set has; addresses need no alignment.
#include <stddef.h>
#include <stdint.h>

// Vectors never cross a call that is not inlined, so how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float f8 __attribute__((vector_size(32)));
typedef int32_t i8 __attribute__((vector_size(32)));
typedef float f16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));
typedef uint32_t u8 __attribute__((vector_size(32)));
typedef uint32_t u16 __attribute__((vector_size(64)));
typedef float f8_anywhere __attribute__((vector_size(32), aligned(4), may_alias));
typedef float f16_anywhere __attribute__((vector_size(64), aligned(4), may_alias));

INLINE f8 load8(const float *p) { return *(const f8_anywhere *)p; }
INLINE f16 load16(const float *p) { return *(const f16_anywhere *)p; }
INLINE void store8(float *p, f8 v) { *(f8_anywhere *)p = v; }
INLINE void store16(float *p, f16 v) { *(f16_anywhere *)p = v; }
INLINE f8 splat8(float x) { return (f8){x, x, x, x, x, x, x, x}; }
INLINE f16 splat16(float x) { return (f16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }

INLINE f16 join(f8 low, f8 high) {
  return __builtin_shufflevector(
      low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
INLINE f8 low_half(f16 v) { return __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7); }
INLINE f8 high_half(f16 v) { return __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15); }

/// The first `count` (at most 8) floats at `p`, then zeros.
INLINE f8 load_part(const float *p, size_t count) {
  if (count >= 8) return load8(p);
  f8 v = {0};
  for (size_t i = 0; i < count; i++) v[i] = p[i];
  return v;
}

INLINE void store_part(float *p, f8 v, size_t count) {
  if (count >= 8) {
    store8(p, v);
    return;
  }
  for (size_t i = 0; i < count; i++) p[i] = v[i];
}

/// The sum of the eight elements, as a balanced tree.
INLINE float sum8(f8 v) {
  v += __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3);
  v += __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5);
  v += __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6);
  return v[0];
}

/// Turns eight rows of eight into eight columns, in place.
INLINE void transpose8(f8 r[8]) {
  f8 pairs[8], quads[8];
  UNROLL for (int i = 0; i < 8; i += 2) {
    pairs[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  UNROLL for (int i = 0; i < 8; i += 4) {
    UNROLL for (int j = 0; j < 2; j++) {
      quads[i + 2 * j] =
          __builtin_shufflevector(pairs[i + j], pairs[i + 2 + j], 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + 2 * j + 1] =
          __builtin_shufflevector(pairs[i + j], pairs[i + 2 + j], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  UNROLL for (int i = 0; i < 4; i++) {
    r[i] = __builtin_shufflevector(quads[i], quads[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[i + 4] = __builtin_shufflevector(quads[i], quads[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

// Code written once for several widths: V, I and U are the vectors, AT(load) is load8 or load16.
#define JOINED_(name, width) name##width
#define JOINED(name, width) JOINED_(name, width)
#define V JOINED(f, WIDTH)
#define I JOINED(i, WIDTH)
#define U JOINED(u, WIDTH)
#define AT(name) JOINED(name, WIDTH)

/// Calls function16 and, for the last eight lanes, function8 on every unit.
#define ALONG_LANES(function, ...)                                                     \
  for (size_t unit = 0; unit < units; unit++) {                                        \
    size_t lane = 0;                                                                   \
    for (; lane + 16 <= lanes; lane += 16) function##16(__VA_ARGS__, unit, lane);      \
    for (; lane < lanes; lane += 8) function##8(__VA_ARGS__, unit, lane);              \
  }
