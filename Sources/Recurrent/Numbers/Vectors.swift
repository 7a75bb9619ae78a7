// Elementwise arithmetic, so that the equations of a cell read as they are printed. The circles
// keep it apart from `+`, which joins arrays.

infix operator ⊕ : AdditionPrecedence
infix operator ⊖ : AdditionPrecedence
infix operator ⊙ : MultiplicationPrecedence
infix operator ⊘ : MultiplicationPrecedence

/// a ⊙ b, element by element
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func ⊙ <Scalar: RealScalar>(a: [Scalar], b: [Scalar]) -> [Scalar] {
  zip(a, b).map { $0 * $1 }
}

@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func ⊕ <Scalar: RealScalar>(a: [Scalar], b: [Scalar]) -> [Scalar] {
  zip(a, b).map { $0 + $1 }
}

@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func ⊖ <Scalar: RealScalar>(a: [Scalar], b: [Scalar]) -> [Scalar] {
  zip(a, b).map { $0 - $1 }
}

@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func ⊘ <Scalar: RealScalar>(a: [Scalar], b: [Scalar]) -> [Scalar] {
  zip(a, b).map { $0 / $1 }
}

/// 1 − a
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func complement<Scalar: RealScalar>(_ a: [Scalar]) -> [Scalar] {
  a.map { 1 - $0 }
}

/// σ
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func sigmoid<Scalar: RealScalar>(_ a: [Scalar]) -> [Scalar] { a.map(Scalar.sigmoid) }

@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func tanh<Scalar: RealScalar>(_ a: [Scalar]) -> [Scalar] { a.map(Scalar.hyperbolicTangent) }

/// σ′ where σ took the value s: s(1 − s)
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func sigmoidSlope<Scalar: RealScalar>(_ s: [Scalar]) -> [Scalar] { s.map { $0 * (1 - $0) } }

/// tanh′ where tanh took the value t: 1 − t²
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func tanhSlope<Scalar: RealScalar>(_ t: [Scalar]) -> [Scalar] { t.map { 1 - $0 * $0 } }
