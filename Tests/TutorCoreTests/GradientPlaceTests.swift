import Cells
import CourseModel
import Languages
import Phrases
import Recurrent
import Study
import TestSupport
import Testing
import Views

@testable import TutorCore

/// The gradient lens on each layer and direction of a network.
@Suite struct GradientPlaceTests {
  private static func own(
    layers: Int = 2, isBidirectional: Bool = true, steps: Int = 12
  ) throws -> OwnNetwork {
    var random = SeededRandom(seed: 11)
    var network = try Network<Float>(
      NetworkShape(
        .lstm, inputSize: 2, hiddenSize: 3, layerCount: layers, isBidirectional: isBidirectional))
    for (name, shape, _) in network.parameters {
      try network.set(
        name, shape: shape,
        values: (0..<shape.elementCount).map { _ in Float(random.uniform(in: -1..<1)) })
    }
    return OwnNetwork(
      name: "own", network: network,
      tape: (0..<steps).map { _ in (0..<2).map { _ in Float(random.uniform(in: -1..<1)) } })
  }

  private func bench(_ own: OwnNetwork, _ layer: Int, _ direction: Direction, at t: Int) throws
    -> Bench
  {
    var bench = try Bench(own, opened: 0)
    bench.lens = .gradient
    bench.site = Site(layer: layer, direction: direction)
    bench.stepper.jump(to: t)
    bench.lookThroughLens()
    bench.finish()
    return bench
  }

  /// ‖∂c/∂c_t‖ of one direction, by backpropagation from the step that it reads last.
  private func cellNorm(_ own: OwnNetwork, _ layer: Int, _ direction: Direction, at t: Int) throws
    -> Double
  {
    let network = own.network.converted(to: Double.self)
    let trace = try Trace(network, tape: own.tape.map { $0.map { Double($0) } })
    let index = network.shape.index(layer: layer, direction: direction)
    var sum = 0.0
    for unit in 0..<network.shape.hiddenSize {
      var final = network.zeroStates
      final[index].cell?[unit] = 1
      let gradients = try network.gradients(
        of: trace,
        outputs: trace.steps.map { _ in [Double](repeating: 0, count: network.shape.outputSize) },
        final: final)
      let cell = try #require(gradients.states[index][t - 1].cell)
      sum += cell.reduce(0) { $0 + $1 * $1 }
    }
    return sum.squareRoot()
  }

  @Test func `Each layer and direction shows the numbers of backpropagation`() throws {
    let own = try Self.own()
    for layer in 0..<2 {
      for direction in Direction.allCases {
        for t in [1, 5, 9, 12] {
          let bench = try bench(own, layer, direction, at: t)
          let norm = try cellNorm(own, layer, direction, at: t)
          let screen = GradientView(scene: bench.scene(.english)).rendered(rows: 36, columns: 118)
            .plainText
          let near = [norm, norm * 1.0005, norm * 0.9995].map { LabNumber.significant($0) }
          let end = direction == .forward ? 12 : 1
          let symbol = GradientSeries.cell.symbol(.lstm, from: end, to: t)
          #expect(
            near.contains {
              screen.contains("\(symbol) \($0)") || screen.contains("\(symbol)  \($0)")
            },
            "layer \(layer), \(direction), t \(t): \(near)\n\(screen)")
        }
      }
    }
  }

  @Test func `The sentence names what there are several of`() throws {
    func first(_ own: OwnNetwork, _ layer: Int, _ direction: Direction) throws -> Phrase {
      let bench = try bench(own, layer, direction, at: 5)
      let scene = bench.scene(.english)
      return try #require(
        GradientWords(
          kind: scene.kind, curve: scene.gradient, t: 5, site: scene.site,
          shape: scene.model.trace.shape
        ).sentences.first)
    }
    let both = try first(Self.own(), 1, .reverse)
    #expect(both.english.hasPrefix("In layer 2, reverse, the gradient "))
    #expect(both.english.contains("step 1 "))
    #expect(both.chinese.hasPrefix("第 2 层反向：梯度"))
    let layers = try first(Self.own(isBidirectional: false), 0, .forward)
    #expect(layers.english.hasPrefix("In layer 1, the gradient "))
    #expect(layers.chinese.hasPrefix("第 1 层：梯度"))
    let directions = try first(Self.own(layers: 1), 0, .forward)
    #expect(directions.english.hasPrefix("In the forward direction, the gradient "))
    #expect(directions.chinese.hasPrefix("正向：梯度"))
    let one = try first(Self.own(layers: 1, isBidirectional: false), 0, .forward)
    #expect(one.english.hasPrefix("The gradient "))
  }

  @Test(arguments: [(24, 80), (20, 60), (40, 120)], Language.allCases)
  func `The keys choose layer and direction`(size: (Int, Int), language: Language) throws {
    var player = LensFixtures.ownPlayer(try Self.own(), rows: size.0, columns: size.1)
    if language == .chinese { try player.press("L") }
    for _ in 0..<5 { try player.press("<tab>") }
    try player.press("<right><right><right>]]]")
    player.finishWork()
    let name = "gradient-reverse-\(size.1)-\(language.rawValue)"
    #expect(differenceFromGolden(goldenText(player.canvas), name) == nil)
  }

  @Test func `Before the first step a reverse direction shows its initial state`() throws {
    let own = try Self.own()
    let bench = try bench(own, 0, .reverse, at: 0)
    #expect(bench.gradient.standing(at: 0) == 13)
    let screen = GradientView(scene: bench.scene(.english)).rendered(rows: 24, columns: 78)
      .plainText
    #expect(screen.contains("‖∂c₁/∂c₁₃‖"))
  }

  @Test func `A change is compared with the old curve of the same layer`() throws {
    var bench = try bench(Self.own(), 0, .forward, at: 5)
    let forward = bench.gradient
    bench.site = Site(layer: 0, direction: .reverse)
    bench.finish()
    let reverse = bench.gradient
    #expect(reverse != forward && reverse.isComplete)
    bench.apply(.bias(index: 1, .forget, unit: 0, 3))
    bench.finish()
    #expect(bench.scene(.english).gradientGhost == reverse)
    #expect(bench.gradient != reverse)
    bench.site = Site()
    bench.finish()
    #expect(bench.scene(.english).gradientGhost == forward)
    // Nobody reads the reverse direction in the forward one.
    #expect(bench.gradient == forward)
  }

  @Test func `Compared kinds follow to the same layer and direction`() throws {
    var bench = try bench(Self.own(), 0, .forward, at: 5)
    bench.compare(with: [.gru])
    bench.site = Site(layer: 1, direction: .reverse)
    bench.finish()
    let rival = try #require(bench.rivals.first)
    #expect(rival.gradient.isReverse && rival.gradient.isComplete)
    let run = rival.model.run
    var fill = GradientFill(run.network, run.trace, index: 3)
    #expect(rival.gradient.flows == fill.advance(work: .max))
  }

  @Test func `What is under the cursor has a bar, however long the sequence`() throws {
    let own = try Self.own(layers: 1, isBidirectional: false, steps: 200)
    var pictures: Set<String> = []
    for t in 101...104 {
      let bench = try bench(own, 0, .forward, at: t)
      let text = GradientView(scene: bench.scene(.english)).rendered(rows: 22, columns: 78)
        .plainText
      #expect(text.contains("every 5th step and ▲"))
      pictures.insert(text.split(separator: "\n").dropFirst().prefix(3).joined())
    }
    // The bar is of the step itself, not of the one before it that has a bar of its own.
    let curve = try bench(own, 0, .forward, at: 101).gradient
    #expect(curve[101] != curve[100])
    #expect(pictures.count == 4)
  }

  @Test(arguments: Language.allCases)
  func `Line by line the direction is told as it ends`(language: Language) throws {
    var lab = try PlainLab(try Self.own())
    _ = lab.obey("layer 2 reverse", language)
    _ = lab.obey("5", language)
    let lines = lab.obey("gradient", language)?.lines.joined(separator: " ") ?? ""
    #expect(lines.contains("c_1/∂c_t"))
    #expect(lines.contains(language == .english ? "In layer 2, reverse, " : "第 2 层反向："))
    #expect(lines.contains("t = 13"))
    #expect(lines.contains(language == .english ? "t = 5, here" : "t = 5，此处"))
  }
}
