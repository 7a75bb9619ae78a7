import FoundationEssentials
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
