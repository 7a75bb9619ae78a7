import Console
import Content
import CourseModel
import Languages
import TutorCore

/// `config.yaml`: how the program looks, and the keys of one's own.
struct SettingsFile {
  var path: String

  private static let keys: [ConfigFile.Key] = [
    .init("language", Language.allCases.map(\.rawValue)),
    .init("color", Settings.Color.allCases.map(\.rawValue)),
    .init("drawing", ["unicode", "ascii"]),
    .init("clock", ["shown", "hidden"]),
    .init("keys"),
  ]

  /// The kept settings; what is missing or cannot be understood keeps its default and is told.
  func read() -> (settings: Settings, problems: [Diagnostic]) {
    let file = ConfigFile(path: path, keys: Self.keys)
    var settings = Settings()
    settings.language = file.values["language"].flatMap(Language.init(rawValue:))
    settings.color =
      file.values["color"].flatMap(Settings.Color.init(rawValue:)) ?? settings.color
    settings.isASCII = file.values["drawing"] == "ascii"
    settings.showsClock = file.values["clock"] != "hidden"
    var problems = file.diagnostics
    for entry in file.entries["keys"] ?? [] {
      do throws(Diagnostic) {
        let yours = try key(entry.name, at: entry.nameLocation)
        let tutors = try key(entry.value, at: entry.valueLocation)
        guard !KeyBindings.isFixed(yours) else {
          throw Diagnostic(
            .warning, "fixed-key", "'\(entry.name)' keeps its work, it leads out of everything",
            at: entry.nameLocation)
        }
        settings.keys.bind(yours, to: tutors)
      } catch { problems.append(error) }
    }
    return (settings, problems.sorted { $0.location < $1.location })
  }

  /// A key as in the scripts of `play`; `<` alone is that key.
  private func key(_ text: String, at place: SourceLocation) throws(Diagnostic) -> Key {
    if text == "<" || text == "#" || text == " " { return .character(Character(text)) }
    do {
      let keys = try KeyNotation.parse(text)
      if let key = keys.first, keys.count == 1 { return key }
    } catch {
      throw Diagnostic(.warning, "bad-key", error.message, at: place)
    }
    let named = suggestion(for: text)
    throw Diagnostic(
      .warning, "bad-key", "'\(text)' must be one key, such as j, <down> or <c-n>\(named)",
      at: place)
  }

  /// `down` is probably meant as `<down>`.
  private func suggestion(for text: String) -> String {
    guard (try? KeyNotation.parse("<\(text)>")) != nil else { return "" }
    return "; did you mean '<\(text.lowercased())>'?"
  }

  /// Writes what has changed; whatever else stands in the file stays as it is.
  func write(_ settings: Settings, replacing old: Settings) throws {
    let (before, after) = (Self.values(old), Self.values(settings))
    let changes = after.filter { key, value in before[key] != value }
    guard !changes.isEmpty else { return }
    do {
      let ordered = Self.keys.compactMap { key in
        changes[key.name].map { (key: key.name, value: $0) }
      }
      try Files.keep(ConfigFile(path: path, keys: Self.keys).setting(ordered), in: path)
    } catch let problem as Diagnostic {
      throw Failure.located(problem.description)
    }
  }

  private static func values(_ settings: Settings) -> [String: ConfigFile.Value] {
    let words = [
      "color": settings.color.rawValue, "drawing": settings.isASCII ? "ascii" : "unicode",
      "clock": settings.showsClock ? "shown" : "hidden",
      "language": settings.language?.rawValue,
    ]
    var values = words.compactMapValues { $0.map(ConfigFile.Value.word) }
    values["keys"] = .entries(
      settings.keys.all.map {
        ConfigFile.Pair(KeyNotation.text(of: $0.yours), KeyNotation.text(of: $0.tutors))
      })
    return values
  }
}
