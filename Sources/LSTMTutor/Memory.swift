import FoundationEssentials
import Languages
import TutorCore
import Yams

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

  /// The kept settings; what is missing or cannot be understood keeps its default.
  func read() -> Settings {
    var settings = Settings()
    guard let bytes = Files.read(path), let text = String(validating: bytes, as: UTF8.self),
      let node = try? Yams.compose(yaml: text)
    else { return settings }
    settings.language = node["language"]?.string.flatMap(Language.init(rawValue:))
    settings.color =
      node["color"]?.string.flatMap(Settings.Color.init(rawValue:)) ?? settings.color
    settings.isASCII = node["drawing"]?.string == "ascii"
    settings.showsClock = node["clock"]?.string != "hidden"
    return settings
  }

  func write(_ settings: Settings) throws {
    var lines: [String] = []
    if let language = settings.language { lines.append("language: \(language.rawValue)") }
    lines.append("color: \"\(settings.color.rawValue)\"")
    lines.append("drawing: \(settings.isASCII ? "ascii" : "unicode")")
    lines.append("clock: \(settings.showsClock ? "shown" : "hidden")")
    try Files.keep(lines.joined(separator: "\n") + "\n", in: path)
  }
}
