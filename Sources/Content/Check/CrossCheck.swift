internal import CourseModel
internal import Languages
internal import Recurrent
internal import Study

/// Checks what no file can know by itself: whether ids exist, and whether texts are translated.
struct CrossCheck {
  let assembly: CourseAssembly
  let labs: [String: LabPreset]
  /// The files whose mistakes are wanted; what takes time is left out for others.
  private let files: Set<String>

  init(assembly: CourseAssembly, files: Set<String>) {
    self.assembly = assembly
    self.files = files
    labs = Dictionary(
      assembly.course.labs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var findings: Findings { assembly.findings }

  func run() {
    checkReferences()
    for use in findings.labUses { check(use) }
    for use in findings.figureUses where isWanted(use.figure.location) { check(use) }
    for use in findings.predictionUses where isWanted(use.place) { check(use) }
    for claims in findings.claims {
      guard let node = claims.computed ?? claims.shows, isWanted(node.location) else { continue }
      check(claims)
    }
    let generated = findings.generated.filter { isWanted($0.location) }
    let parts = generated.mapInParallel { generated, _ in
      let part = Findings()
      GeneratorCheck(findings: part).check(generated.question, at: generated.location)
      return part
    }
    for part in parts { findings.absorb(part) }
    for lesson in assembly.unlisted {
      findings.warning(
        "unlisted-lesson",
        "course.yaml does not list the lesson '\(lesson.value)', so it comes last",
        at: lesson.location)
    }
    for text in assembly.untranslated {
      let language = text.missing == .english ? "English" : "Chinese"
      findings.warning("untranslated", "\(text.what) has no \(language) text", at: text.location)
    }
    checkFollowUps()
    checkOrder()
  }

  private func isWanted(_ location: SourceLocation) -> Bool { files.contains(location.file) }

  // MARK: References

  /// Looking for similar ids takes time, and after so many mistakes nobody reads them.
  private static let mostSuggestions = 200

  private func checkReferences() {
    var suggestions = 0
    for reference in findings.references {
      let known = assembly.definitions[reference.kind] ?? [:]
      guard known[reference.id] == nil,
        !findings.refused.contains(.init(kind: reference.kind, id: reference.id))
      else { continue }
      suggestions += 1
      let advice =
        suggestions > Self.mostSuggestions
        ? "" : suggestion(for: reference.id, among: known.keys.sorted())
      findings.error(
        "unknown-\(reference.kind.rawValue)",
        "there is no \(reference.kind.rawValue) '\(reference.id)'\(advice)",
        at: reference.location)
    }
  }

  private func check(_ use: Findings.LabUse) {
    guard let lab = labs[use.reference.preset] else { return }
    let steps = lab.tape.count
    if use.reference.step > steps {
      findings.error(
        "lab-step",
        "the tape of '\(lab.id)' has \(steps) steps, so there is no step \(use.reference.step)",
        at: use.location)
    }
    if let substep = use.reference.substep, !LabReference.substeps.contains(substep) {
      findings.error(
        "lab-step", "there is no sub-step \(substep); an LSTM has \(LabReference.substeps.count)",
        at: use.location)
    }
    let lenses = LabReference.lenses
    if let lens = use.reference.lens, !lenses.contains(lens) {
      findings.error(
        "unknown-lens",
        "there is no lens '\(lens)'"
          + (closest(to: lens, among: lenses).map { "; did you mean '\($0)'?" }
            ?? "; choose one of \(lenses.joined(separator: ", "))"),
        at: use.location)
    }
  }

  private func check(_ use: Findings.FigureUse) {
    guard let lab = labs[use.figure.preset] else { return }
    let symbols = CellKind(rawValue: lab.cell)?.symbols ?? []
    let names = lab.inputs.map(\.name) + symbols
    for (name, location) in zip(use.figure.show, use.show) where !names.contains(name) {
      findings.error(
        "unknown-row",
        "the lab '\(lab.id)' has no row '\(name)'"
          + (closest(to: name, among: names).map { "; did you mean '\($0)'?" }
            ?? "; it has \(names.joined(separator: ", "))"),
        at: location)
    }
    if let steps = use.figure.steps, let location = use.steps, steps > lab.tape.count {
      findings.error(
        "lab-step", "the tape of '\(lab.id)' has \(lab.tape.count) steps, fewer than \(steps)",
        at: location)
    }
    checkCondition(use, lab, symbols)
  }

  private func checkCondition(_ use: Findings.FigureUse, _ lab: LabPreset, _ symbols: [String]) {
    guard let condition = use.figure.ask?.condition, let location = use.when else { return }
    if !symbols.contains(condition.symbol) {
      findings.error(
        "unknown-row", "the cell '\(lab.cell)' has no '\(condition.symbol)'", at: location)
    } else if condition.unit >= lab.hiddenSize {
      findings.error(
        "unknown-row",
        "the lab '\(lab.id)' has \(lab.hiddenSize) units, so there is no unit \(condition.unit + 1)",
        at: location)
    } else if let run = try? LabRun(lab, steps: use.figure.steps),
      let signal = Signal(symbol: condition.symbol),
      !(1...max(1, run.trace.count)).contains(where: { step in
        run.trace.value(signal, at: step, unit: condition.unit).map {
          condition.holds(for: Double($0))
        } ?? false
      })
    {
      findings.error(
        "unreachable-condition",
        "this holds at none of the \(run.trace.count) steps, so the lesson would never go on",
        at: location)
    }
  }

  // MARK: Follow-ups

  /// Only an open question can go on an interview.
  private func checkFollowUps() {
    guard !findings.askUses.isEmpty else { return }
    let kinds = Dictionary(
      assembly.course.questions.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    for use in findings.askUses {
      guard let kind = kinds[use.id], kind != .open else { continue }
      findings.error(
        "bad-mark",
        "'\(use.id)' is a '\(kind.name)' question; a follow-up goes on with an 'open' one",
        at: use.location)
    }
  }

  // MARK: Order

  /// Reports prerequisites that lead back to where they started.
  private func checkOrder() {
    let course = assembly.course
    report(
      "topic", .topic, course.topics.map { ($0.id, $0.after) })
    report("lesson", .lesson, course.lessons.map { ($0.id, $0.after) })
    report("question", .question, course.questions.map { ($0.id, $0.after) })
    report(
      "question", .question,
      course.questions.map { question in
        let text = question.text.best(for: .english)
        return (question.id, text?.followUps.compactMap(\.ask) ?? [])
      }, by: "follow-ups with 'ask'")
  }

  private func report(
    _ what: String, _ kind: Findings.Reference.Kind, _ edges: [(id: String, after: [String])],
    by way: String = "'after'"
  ) {
    // Take away what has no prerequisites left, then what nothing else needs: circles remain.
    let forward = edges.flatMap { edge in edge.after.map { (from: edge.id, to: $0) } }
    let behind = Self.remaining(Set(edges.map(\.id)), forward)
    let circles = Self.remaining(behind, forward.map { (from: $0.to, to: $0.from) })
    for (id, _) in edges where circles.contains(id) {
      guard let location = assembly.definitions[kind]?[id] else { continue }
      findings.error(
        "circular-order", "the \(what) '\(id)' comes after itself, by way of \(way)",
        at: location)
    }
  }

  /// The nodes from which edges inside `nodes` can be followed without end.
  private static func remaining(
    _ nodes: Set<String>, _ edges: [(from: String, to: String)]
  ) -> Set<String> {
    var count: [String: Int] = [:]
    var sources: [String: [String]] = [:]
    for (from, to) in edges where nodes.contains(from) && nodes.contains(to) {
      count[from, default: 0] += 1
      sources[to, default: []].append(from)
    }
    var nodes = nodes
    var ends = nodes.filter { count[$0] == nil }.map { $0 }
    while let end = ends.popLast() {
      nodes.remove(end)
      for source in sources[end] ?? [] {
        count[source, default: 0] -= 1
        if count[source] == 0 { ends.append(source) }
      }
    }
    return nodes
  }
}
