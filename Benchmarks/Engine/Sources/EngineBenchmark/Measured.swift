import Recurrent

/// Something that can be called again and again, with all it needs made ready.
struct Measured {
  /// Makes that many calls.
  let run: (Int) throws -> Void

  /// - Parameter text: a case of the protocol with its numbers
  init(_ text: String) throws {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int($0) }
    guard numbers.count == words.count - 1, numbers.allSatisfy({ $0 > 0 }) else {
      throw Mistake("\(text): the numbers are whole and above 0")
    }
    switch (words.first, numbers.count) {
    case ("cell-step", 0): run = try Self.steps(16, 32)
    case ("cell-step", 2): run = try Self.steps(numbers[0], numbers[1])
    case ("sequence", 3): run = try Self.sequence(numbers[0], numbers[1], numbers[2])
    case ("train", 4): run = try Self.updates(numbers[0], numbers[1], numbers[2], numbers[3])
    default:
      throw Mistake("no case \(text); there are versions, peak, cell-step, sequence, train")
    }
  }

  func seconds(of count: Int) throws -> Double {
    let clock = ContinuousClock()
    let began = clock.now
    try run(count)
    return (clock.now - began) / .seconds(1)
  }

  func warmUp() throws {
    let end = ContinuousClock().now + .milliseconds(300)
    repeat { try run(1) } while ContinuousClock().now < end
  }

  /// One timestep a call, from where the last one ended.
  private static func steps(_ D: Int, _ H: Int) throws -> (Int) -> Void {
    let (runner, x, y) = try runner(D, H, T: 1)
    return { count in
      for _ in 0..<count { runner.run(UnsafeBufferPointer(x), into: y) }
    }
  }

  /// T timesteps a call, from zeros.
  private static func sequence(_ D: Int, _ H: Int, _ T: Int) throws -> (Int) -> Void {
    let (runner, x, y) = try runner(D, H, T: T)
    return { count in
      for _ in 0..<count {
        runner.reset()
        runner.run(UnsafeBufferPointer(x), into: y)
      }
    }
  }

  /// A network with PyTorch's random weights, an input of T rows and room for its output.
  ///
  /// The memory is never given back: a case lives as long as the program.
  private static func runner(
    _ D: Int, _ H: Int, T: Int
  ) throws -> (SequenceRunner, UnsafeMutableBufferPointer<Float>, UnsafeMutableBufferPointer<Float>)
  {
    var network = try Network<Float>(NetworkShape(.lstm, inputSize: D, hiddenSize: H))
    var random = SeededRandom(seed: 1)
    let bound = 1 / Double(H).squareRoot()
    for name in network.layers[0].shape.parameterNames {
      for index in network.layers[0][name].values.indices {
        network.layers[0][name].values[index] = Float(random.uniform(in: -bound..<bound))
      }
    }
    let x = UnsafeMutableBufferPointer<Float>.allocate(capacity: T * D)
    for index in x.indices { x.initializeElement(at: index, to: Float(random.normal())) }
    let y = UnsafeMutableBufferPointer<Float>.allocate(capacity: T * H)
    y.initialize(repeating: 0)
    return (SequenceRunner(network), x, y)
  }

  /// Updates on new sequences of `temporal-order`, whose symbols are 8 and classes 4.
  private static func updates(
    _ D: Int, _ H: Int, _ T: Int, _ B: Int
  ) throws -> (Int) throws -> Void {
    let task = try TrainingTask(.temporalOrder, length: T)
    guard D == task.inputSize else {
      throw Mistake("D is \(D), but temporal-order has \(task.inputSize) symbols")
    }
    var options = TrainingOptions(task)
    options.hiddenSize = H
    options.batchSize = B
    options.optimizer = .adam
    options.learningRate = 0.001
    options.clip = 1
    options.threads = 1
    let trainer = try Trainer(options)
    return { count in
      for _ in 0..<count {
        guard try trainer.update().isFinite else { throw Mistake("the loss is not finite") }
      }
    }
  }
}
