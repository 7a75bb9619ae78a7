// Elementary functions on vectors of WIDTH floats, without branches, tables or libm. Each width
// does the same operations in the same order: an element has the same bits in either.

/// `yes` where every bit of `where` is set, `no` where none is.
INLINE V AT(choose)(I where, V yes, V no) {
  return (V)((where & (I)yes) | (~where & (I)no));
}

/// The lanes of `mask` that are not 0; all of them without a mask.
INLINE I AT(live_lanes)(const float *mask, size_t lane) {
  const V zero = {0};
  return mask ? AT(load)(mask + lane) != zero : (I)(zero == zero);
}

/// The larger and the smaller of two; NaN for x = NaN.
INLINE V AT(at_least)(V x, float low) { return AT(choose)(x < low, AT(splat)(low), x); }
INLINE V AT(at_most)(V x, float high) { return AT(choose)(x > high, AT(splat)(high), x); }

/// 2^n for -127 <= n <= 128, where the ends are 0 and infinity; any bits for another n.
INLINE V AT(power_of_two)(I n) { return (V)(((U)n << 23) + (127u << 23)); }

/// Splits m x into n ln 2 + r with |r| <= ln 2 / 2 and returns exp(r) - 1, relatively accurate.
///
/// m is 1, -1 or -2, so that it goes exactly into the coefficients, which are those of expf in
/// Moshier's Cephes library.
INLINE V AT(reduced_expm1)(V x, float m, I *n) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits, also for a NaN.
  const float shift = 12582912.0f;
  const V shifted = x * (m * 1.44269504088896341f) + shift;
  const V whole = shifted - shift;
  *n = (I)((U)shifted - 0x4b400000u);
  V r = x - whole * (0.693359375f / m);
  r = r + whole * (2.12194440e-4f / m);
  V p = AT(splat)(m * m * m * m * m * m * m * 1.9875691500e-4f);
  p = p * r + m * m * m * m * m * m * 1.3981999507e-3f;
  p = p * r + m * m * m * m * m * 8.3334519073e-3f;
  p = p * r + m * m * m * m * 4.1665795894e-2f;
  p = p * r + m * m * m * 1.6666665459e-1f;
  p = p * r + m * m * 5.0000001201e-1f;
  p = p * r + m;
  return p * r;
}

/// exp(x), with denormal results and infinity.
INLINE V AT(exp)(V x) {
  I n;
  const V p = AT(reduced_expm1)(AT(at_most)(AT(at_least)(x, -104.0f), 89.0f), 1, &n);
  const I half = n >> 1;
  return (p + 1.0f) * AT(power_of_two)(half) * AT(power_of_two)(n - half);
}

/// 1 / (1 + exp(-x)), relatively accurate also far to the left; 0 below -88.4.
INLINE V AT(sigmoid)(V x) {
  I n;
  const V p = AT(reduced_expm1)(AT(at_least)(AT(at_most)(x, 87.0f), -89.0f), -1, &n);
  const V scale = AT(power_of_two)(n);
  return 1.0f / ((p + 1.0f) * scale + 1.0f);
}

/// tanh(x) as -q / (q + 2) with q = expm1(-2 |x|), relatively accurate also near 0.
INLINE V AT(tanh)(V x) {
  const I sign = (I)x & INT32_MIN;
  const V size = (V)((I)x & INT32_MAX);
  I n;
  const V p = AT(reduced_expm1)(AT(at_most)(size, 20.0f), -2, &n);
  const V scale = AT(power_of_two)(n);
  const V q = p * scale + (scale - 1.0f);
  const V t = q / (q + 2.0f);
  return (V)(((I)t & INT32_MAX) | sign);
}

/// ln(sigmoid(x)) = min(x, 0) - log1p(e) with e = exp(-|x|), and log1p(e) = 2 artanh(e / (2 + e)).
INLINE V AT(log_sigmoid)(V x) {
  const V e = AT(exp)((V)((I)x | INT32_MIN));
  const V s = e / (e + 2.0f), s2 = s * s;
  V p = AT(splat)(2.0f / 17);
  p = p * s2 + 2.0f / 15;
  p = p * s2 + 2.0f / 13;
  p = p * s2 + 2.0f / 11;
  p = p * s2 + 2.0f / 9;
  p = p * s2 + 2.0f / 7;
  p = p * s2 + 2.0f / 5;
  p = p * s2 + 2.0f / 3;
  return AT(at_most)(x, 0.0f) - ((s * s2) * p + 2.0f * s);
}

/// max(x, 0), and NaN for NaN.
INLINE V AT(relu)(V x) { return AT(at_least)(x, 0.0f); }
