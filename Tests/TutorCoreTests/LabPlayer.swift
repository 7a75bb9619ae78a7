import Cells
import CourseModel
import Languages
import TutorCore

/// Opens a lab of the fixtures at a step.
func labPlayer(
  _ preset: String = "latch", step: Int = 0, lens: String? = nil, language: Language = .english,
  size: Size = Size(rows: 24, columns: 80), course: Course = LabFixtures.course
) -> Player {
  Player(
    state: AppState(
      language: language, size: size,
      start: .lab(LabReference(preset: preset, step: step, lens: lens))),
    course: course)
}
