extension LayerParameters {
  /// W·x + b_ih, shape (R)
  func inputSums(_ x: [Scalar]) -> [Scalar] {
    sums(.weightIH, x, bias: .biasIH)
  }

  /// U·h + b_hh, shape (R)
  func recurrentSums(_ h: [Scalar]) -> [Scalar] {
    sums(.weightHH, h, bias: .biasHH)
  }

  private func sums(_ name: ParameterName, _ x: [Scalar], bias: ParameterName) -> [Scalar] {
    let product = self[name].times(x)
    return shape.shape(of: bias) == nil ? product : product ⊕ self[bias].values
  }
}

extension StepGradient {
  /// Carries δ, the gradient of W·x + b_ih + U·h + b_hh, on to x, h and the weights.
  ///
  /// - Parameters:
  ///   - inputDelta: ∂L/∂(W·x + b_ih), shape (R)
  ///   - recurrentDelta: ∂L/∂(U·h + b_hh), shape (R), where it is another
  ///   - direct: what reaches the old state without passing the sums
  init(
    _ weights: LayerParameters<Scalar>, inputDelta: [Scalar], recurrentDelta: [Scalar]? = nil,
    input x: [Scalar], previous: CellState<Scalar>, direct: CellState<Scalar>
  ) {
    let recurrentDelta = recurrentDelta ?? inputDelta
    self.previous = direct
    deltas = inputDelta
    input = weights[.weightIH].transposedTimes(inputDelta)
    products = [(.weightIH, 0, inputDelta, x)]
    if weights.shape.hasBias { vectors = [(.biasIH, inputDelta)] }
    guard weights.shape.cell.isRecurrentInGates else { return }
    self.previous.hidden =
      direct.hidden ⊕ weights[.weightHH].transposedTimes(recurrentDelta)
    products.append((.weightHH, 0, recurrentDelta, previous.hidden))
    if weights.shape.hasBias { vectors.append((.biasHH, recurrentDelta)) }
  }

  /// Adds what this step contributes to the gradients of the weights.
  func add(to gradients: inout LayerParameters<Scalar>) {
    for (name, values) in vectors {
      gradients[name].values = gradients[name].values ⊕ values
    }
    for (name, firstRow, delta, operand) in products {
      gradients[name].add(delta, times: operand, rowsFrom: firstRow)
    }
  }
}
