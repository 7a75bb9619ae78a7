import Content
import CourseModel
import FoundationEssentials
import Languages
import TutorCore

/// `place.json`: where the learner stopped.
struct PlaceFile {
  var path: String

  /// The kept place; a new one when there is none or it cannot be understood.
  func read() -> Place {
    guard let bytes = Files.read(path) else { return Place() }
    return (try? JSONDecoder().decode(Place.self, from: Data(bytes))) ?? Place()
  }

  func write(_ place: Place) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let text = String(decoding: try encoder.encode(place), as: UTF8.self)
    try Files.keep(text + "\n", in: path)
  }
}

/// `config.yaml`: how the program looks.
struct SettingsFile {
  var path: String

  private static let keys: [ConfigFile.Key] = [
    .init("language", Language.allCases.map(\.rawValue)),
    .init("color", Settings.Color.allCases.map(\.rawValue)),
    .init("drawing", ["unicode", "ascii"]),
    .init("clock", ["shown", "hidden"]),
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
    return (settings, file.diagnostics)
  }

  /// Writes what has changed; whatever else stands in the file stays as it is.
  func write(_ settings: Settings, replacing old: Settings) throws {
    let (before, after) = (Self.words(old), Self.words(settings))
    let changes = after.filter { key, word in before[key] != word }
    guard !changes.isEmpty else { return }
    do {
      let ordered = Self.keys.compactMap { key in
        changes[key.name].map { (key: key.name, word: $0) }
      }
      try Files.keep(ConfigFile(path: path, keys: Self.keys).setting(ordered), in: path)
    } catch let problem as Diagnostic {
      throw Failure.located(problem.description)
    }
  }

  private static func words(_ settings: Settings) -> [String: String] {
    var words = [
      "color": settings.color.rawValue, "drawing": settings.isASCII ? "ascii" : "unicode",
      "clock": settings.showsClock ? "shown" : "hidden",
    ]
    words["language"] = settings.language?.rawValue
    return words
  }
}
