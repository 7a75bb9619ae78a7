import Content
import CourseModel
import Foundation
import Languages
import Recurrent
import Study
import Testing

/// The shipped labs against the reference numbers of `RecurrentTests/Reference/presets.py`.
@Suite struct LabContentTests {
  private struct Reference: Decodable {
    struct Preset: Decodable {
      var tape: [[Double]]
      var steps: [[String: Double]]
    }
    var presets: [String: Preset]
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func course() -> Course {
    CourseReader(folders: [Self.root.appending(path: "Content").path]).read().course
  }

  @Test func `Captions write the true minus sign`() {
    for lab in course().labs {
      for caption in lab.captions.values {
        for language in Language.allCases {
          let text = caption.best(for: language) ?? ""
          #expect(!text.contains(/-[0-9]/), "\(lab.id): \(text)")
        }
      }
    }
  }

  @Test func `Every shipped lab computes its golden values`() throws {
    let file = Self.root.appending(path: "Tests/RecurrentTests/Reference/presets.json")
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    let labs = course().labs
    #expect(Set(reference.presets.keys).isSubset(of: labs.map(\.id)))
    for (name, expected) in reference.presets {
      let lab = try #require(labs.first { $0.id == name })
      #expect(lab.tape == expected.tape, "\(name)")
      let trace = try LabRun(lab).trace
      #expect(trace.count == expected.steps.count)
      for (index, step) in expected.steps.enumerated() {
        for symbol in ["i", "f", "g", "o", "c", "h"] {
          let signal = try #require(Signal(symbol: symbol))
          let value = Double(try #require(trace.value(signal, at: index + 1)))
          let difference = abs(value - (try #require(step[symbol])))
          #expect(difference <= 1e-6, "\(name): \(symbol) at t = \(index + 1)")
        }
      }
    }
  }

  @Test func `Every shipped lab has a title, a story and captions in both languages`() {
    for lab in course().labs {
      for language in Language.allCases {
        #expect(lab.title[language] != nil, "\(lab.id)")
        #expect(lab.story[language]?.isEmpty == false, "\(lab.id)")
        for (t, caption) in lab.captions {
          #expect((1...lab.tape.count).contains(t), "\(lab.id) at \(t)")
          #expect(caption[language] != nil, "\(lab.id) at \(t)")
        }
      }
    }
  }

  @Test func `Every figure of every lesson runs, and what it asks for can be found`() throws {
    let course = course()
    var figures = 0
    for lesson in course.lessons {
      for language in Language.allCases {
        for case .lab(let figure) in lesson.text[language]?.blocks ?? [] {
          figures += 1
          let preset = try #require(course.lab(figure.preset), "\(figure.location)")
          let trace = try LabRun(preset, steps: figure.steps).trace
          guard let condition = figure.ask?.condition else { continue }
          let signal = try #require(Signal(symbol: condition.symbol), "\(figure.location)")
          let isFound = trace.series(signal, unit: condition.unit).contains { value in
            switch condition.comparison {
            case .less: Double(value) < condition.value
            case .lessOrEqual: Double(value) <= condition.value
            case .greater: Double(value) > condition.value
            case .greaterOrEqual: Double(value) >= condition.value
            }
          }
          #expect(isFound, "\(figure.location)")
        }
      }
    }
    #expect(figures > 0)
  }
}
