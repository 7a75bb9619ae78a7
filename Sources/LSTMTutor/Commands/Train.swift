import ArgumentParser
import CPosix
import Cells
import Glibc
import Phrases
import Recurrent
import Study

/// `lstm-tutor train`: a network learns one of the classic tasks.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a small network on a task and say whether it learnt it.",
    discussion: """
      Tasks: \(TaskKind.allCases.map(\.rawValue).joined(separator: ", ")).

      Every update sees new sequences; every so many updates the network is tested on 512 others, \
      and training ends when enough of its answers are right. What is not given follows the recipe \
      of the task (docs/tasks.md); --init brings its own biases and leaves out those of the recipe. \
      The same seed gives the same numbers on every run; with --threads, for the same number of \
      threads.

      --json prints one object of the schema lstm-tutor/train/1 at the end. ^C ends the training \
      and keeps what it has led to: --save and --json still write, and the exit code is 130.
      """)

  @Argument(help: "The task.")
  var task: TaskKind

  @Option(help: ArgumentHelp("The kind of cell.", valueName: "kind"))
  var cell = CellKind.lstm

  @Option(help: ArgumentHelp("Units (H).", valueName: "n"))
  var hidden: Int?

  @Option(help: ArgumentHelp("The length of the task (T).", valueName: "t"))
  var length: Int?

  @Option(help: ArgumentHelp("The most updates.", valueName: "n"))
  var steps: Int?

  @Option(help: ArgumentHelp("Sequences in an update.", valueName: "b"))
  var batch: Int?

  @Option(help: ArgumentHelp("The seed of weights and data.", valueName: "s"))
  var seed: UInt64 = 1

  // Negative numbers begin like options.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("b_ih + b_hh of the forget gate; z of a GRU.", valueName: "b"))
  var forgetBias: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("b_ih + b_hh of the input gate.", valueName: "b"))
  var inputBias: Double?

  @Option(name: .customLong("init"), help: "uniform, pytorch, keras, chrono or orthogonal.")
  var initialization: Initialization?

  @Option(help: ArgumentHelp("Threads that share a batch.", valueName: "n"))
  var threads = 1

  @Option(help: "adam, sgd or rmsprop.")
  var optimizer = OptimizerKind.adam

  @Option(help: ArgumentHelp("The step size.", valueName: "r"))
  var learningRate: Double?

  @Option(
    help: ArgumentHelp("The largest norm of all gradients together.", valueName: "c"))
  var clip: Double?

  @Option(
    help: ArgumentHelp("Write the weights to this file.", valueName: "file.safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var save: String?

  @Flag(help: "Print one JSON object at the end; progress goes to standard error.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let locations = Locations(options: options.values)
    let language = options.values.language(options.values.settings(locations))
    let plan = try plan()
    tellUnusedOptions(plan)
    let trainer: Trainer
    do throws(SizeError) { trainer = try Trainer(plan) } catch {
      throw Failure.usage(error.description)
    }
    if let save { try checkWritable(save) }

    cp_catch_interrupt()
    let isScreen = !options.plain && isatty(json ? STDERR_FILENO : STDOUT_FILENO) == 1
    let display = TrainingDisplay(
      plan, language: language, isBar: isScreen, isASCII: options.ascii, toStandardError: json)
    let course = TrainingCourse(
      trainer, report: display.show, isCancelled: { cp_was_interrupted() != 0 })
    display.finish(course)
    if let save { try write(trainer, to: save) }
    let isWritten =
      json
      ? Files.writeAll(TrainingReport(plan, course).json.description + "\n", to: STDOUT_FILENO)
      : !display.hasLostOutput
    guard isWritten else { throw Failure.io("cannot write standard output") }
    if course.wasCancelled { throw ExitCode(130) }
  }

  private func plan() throws -> TrainingOptions {
    var plan: TrainingOptions
    do throws(TaskLengthError) {
      plan = TrainingOptions(try TrainingTask(task, length: length), cell: cell)
    } catch {
      throw Failure.usage(error.description)
    }
    if let hidden { plan.hiddenSize = hidden }
    if let steps { plan.updates = steps }
    if let batch { plan.batchSize = batch }
    plan.seed = seed
    plan.threads = threads
    plan.optimizer = optimizer
    if let learningRate { plan.learningRate = learningRate }
    if let clip { plan.clip = clip }
    if let initialization {
      plan.initialization = initialization
      // A way to draw weights brings its own biases.
      plan.initialDeviation = nil
      plan.forgetBias = nil
      plan.inputBias = nil
    }
    if let forgetBias { plan.forgetBias = forgetBias }
    if let inputBias { plan.inputBias = inputBias }
    try check(plan)
    return plan
  }

  private func check(_ plan: TrainingOptions) throws {
    for (name, value, limit) in [
      ("hidden", plan.hiddenSize, 1024), ("steps", plan.updates, 1_000_000_000),
      ("batch", plan.batchSize, 1024), ("threads", plan.threads, 64),
    ] where !(1...limit).contains(value) {
      throw Failure.usage("--\(name) is \(value); it must be between 1 and \(limit)")
    }
    for (name, value) in [("learning-rate", plan.learningRate), ("clip", plan.clip)]
    where !(value > 0) || (name == "learning-rate" && !value.isFinite) {
      let wanted = value == .infinity ? "a finite number" : "above 0"
      throw Failure.usage("--\(name) is \(value); it must be \(wanted)")
    }
    for (name, value) in [("forget-bias", forgetBias), ("input-bias", inputBias)] {
      if let value, !Float(value).isFinite {
        throw Failure.usage("--\(name) is \(value); it must be a finite number of float32")
      }
    }
    try checkMemory(plan)
  }

  /// Sizes that no memory can hold are told before anything is taken for them.
  private func checkMemory(_ plan: TrainingOptions) throws {
    let available = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    // Some of it is taken already.
    guard available > 0, plan.memory > 0.8 * available else { return }
    func gibibytes(_ bytes: Double) -> Int { Int((bytes / 0x1p30).rounded(.up)) }
    let sizes = "\(gibibytes(plan.memory)) GiB of memory, and there are \(gibibytes(available))"
    throw Failure.usage(
      "the training would need about \(sizes); choose a smaller --hidden, --length or --batch")
  }

  /// An option without effect is no mistake: one line of options may be tried with every cell.
  private func tellUnusedOptions(_ plan: TrainingOptions) {
    if forgetBias != nil, cell.keepGate == nil {
      printError(
        "lstm-tutor: note: \(cell.rawValue) has no forget gate; --forget-bias does nothing")
    }
    if inputBias != nil, !cell.gates.contains(.input) {
      printError("lstm-tutor: note: \(cell.rawValue) has no input gate; --input-bias does nothing")
    }
  }

  /// Hours of training must not end at a folder that is not there.
  private func checkWritable(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor >= 0 {
      close(descriptor)
      return
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard errno == ENOENT, access(folder, W_OK) == 0 else { throw Files.failure("write", path) }
  }

  private func write(_ trainer: Trainer, to path: String) throws {
    let plan = trainer.options
    let file = NetworkFile(
      trainer.network, readout: trainer.readout, prefix: "",
      metadata: [
        "task": plan.task.kind.rawValue, "length": "\(plan.task.length)", "seed": "\(plan.seed)",
        "updates": "\(trainer.updates)",
      ])
    let bytes: [UInt8]
    do throws(WeightsError) { bytes = try file.encoded() } catch {
      throw Failure.located("\(path): error: \(error.description)")
    }
    try Files.write(bytes, to: path)
  }
}
