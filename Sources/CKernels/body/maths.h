// Elementary functions on eight floats, without branches, tables or libm.

INLINE f8 at_least(f8 x, float low) { return choose(x < splat8(low), splat8(low), x); }
INLINE f8 at_most(f8 x, float high) { return choose(x > splat8(high), splat8(high), x); }

/// 2^n for -127 <= n <= 128, where the ends are 0 and infinity.
INLINE f8 power_of_two(i8 n) { return (f8)((n + 127) << 23); }

/// Splits x into n ln 2 + r with |r| <= ln 2 / 2 and returns exp(r) - 1, relatively accurate.
/// The coefficients are those of expf in Moshier's Cephes library.
INLINE f8 reduced_expm1(f8 x, i8 *n) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits, also for a NaN.
  const f8 shift = splat8(12582912.0f);
  const f8 shifted = x * splat8(1.44269504088896341f) + shift;
  const f8 whole = shifted - shift;
  *n = (i8)shifted - (i8)shift;
  f8 r = x - whole * splat8(0.693359375f);
  r = r + whole * splat8(2.12194440e-4f);
  f8 p = splat8(1.9875691500e-4f);
  p = p * r + splat8(1.3981999507e-3f);
  p = p * r + splat8(8.3334519073e-3f);
  p = p * r + splat8(4.1665795894e-2f);
  p = p * r + splat8(1.6666665459e-1f);
  p = p * r + splat8(5.0000001201e-1f);
  return (r * r) * p + r;
}

/// exp(x), with denormal results and infinity.
INLINE f8 exp8(f8 x) {
  i8 n;
  const f8 p = reduced_expm1(at_most(at_least(x, -104.0f), 89.0f), &n);
  const i8 half = n >> 1;
  return (p + 1.0f) * power_of_two(half) * power_of_two(n - half);
}

/// 1 / (1 + exp(-x)), relatively accurate also far to the left; 0 below -88.4.
INLINE f8 sigmoid8(f8 x) {
  i8 n;
  const f8 p = reduced_expm1(at_most(at_least(-x, -87.0f), 89.0f), &n);
  const f8 scale = power_of_two(n);
  return 1.0f / ((p + 1.0f) * scale + 1.0f);
}

/// tanh(x) as -q / (q + 2) with q = expm1(-2 |x|), relatively accurate also near 0.
INLINE f8 tanh8(f8 x) {
  const i8 sign = (i8)x & INT32_MIN;
  const f8 size = (f8)((i8)x & INT32_MAX);
  i8 n;
  const f8 p = reduced_expm1(at_least(size * -2.0f, -40.0f), &n);
  const f8 scale = power_of_two(n);
  const f8 q = p * scale + (scale - 1.0f);
  const f8 t = q / (q + 2.0f);
  return (f8)(((i8)t & INT32_MAX) | sign);
}

/// ln(sigmoid(x)) = min(x, 0) - log1p(e) with e = exp(-|x|), and log1p(e) = 2 artanh(e / (2 + e)).
INLINE f8 log_sigmoid8(f8 x) {
  const f8 e = exp8((f8)((i8)x | INT32_MIN));
  const f8 s = e / (e + 2.0f), s2 = s * s;
  f8 p = splat8(2.0f / 17);
  p = p * s2 + 2.0f / 15;
  p = p * s2 + 2.0f / 13;
  p = p * s2 + 2.0f / 11;
  p = p * s2 + 2.0f / 9;
  p = p * s2 + 2.0f / 7;
  p = p * s2 + 2.0f / 5;
  p = p * s2 + 2.0f / 3;
  return at_most(x, 0.0f) - ((s * s2) * p + 2.0f * s);
}

#define ELEMENTWISE(name, function)                                                   \
  static void name(float *out, const float *x, size_t count) {                        \
    size_t i = 0;                                                                     \
    for (; i + 8 <= count; i += 8) store8(out + i, function(load8(x + i)));           \
    if (i < count)                                                                    \
      store_part(out + i, function(load_part(x + i, count - i)), count - i);          \
  }

ELEMENTWISE(kernel_exp, exp8)
ELEMENTWISE(kernel_sigmoid, sigmoid8)
ELEMENTWISE(kernel_tanh, tanh8)
ELEMENTWISE(kernel_log_sigmoid, log_sigmoid8)
#undef ELEMENTWISE
