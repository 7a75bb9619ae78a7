import Cells
import Console
import CourseModel
import Languages
import Phrases

/// The lessons in their order, with what has been read.
struct LessonList: Screen {
  private var selection = ListSelection()

  /// Starts at the lesson that is being read, or at the first unread one.
  init(context: ScreenContext) {
    let (lessons, place) = (context.course.lessons, context.place)
    selection.index =
      lessons.firstIndex { $0.id == place.reading?.lesson }
      ?? lessons.firstIndex { !place.finishedLessons.contains($0.id) } ?? 0
  }

  func title(in context: ScreenContext) -> ScreenTitle {
    let lessons = context.course.lessons
    let done = lessons.count { context.place.finishedLessons.contains($0.id) }
    return ScreenTitle(
      context.say(.learn),
      right: Line(context.say(.lessonsRead(done, of: lessons.count)), .muted))
  }

  func keys(in context: ScreenContext) -> [KeyHint] {
    [.move, .open, .search, .language, .help, .back]
  }

  mutating func handle(_ key: Key, in context: ScreenContext) -> Reaction {
    let lessons = context.course.lessons
    if selection.move(key, count: lessons.count) { return .handled }
    guard [.enter, .right, .character("l")].contains(key) else { return .ignored }
    guard lessons.indices.contains(selection.index) else { return .note(.noLessons) }
    return .open(.lesson(lessons[selection.index].id))
  }

  func draw(in rect: Rect, on canvas: inout Canvas, context: ScreenContext) -> Point? {
    let lessons = context.course.lessons
    guard !lessons.isEmpty else {
      canvas.write(
        context.say(context.isCourseLoaded ? .noLessons : .courseIsBeingRead),
        at: Point(row: rect.origin.row + 1, column: rect.origin.column + 2), style: .muted,
        in: rect)
      return nil
    }
    let goals = goalLines(width: min(76, rect.size.columns - 6), context: context)
    let room = max(1, rect.size.rows - 2 - goals.count)
    let first = selection.firstVisible(room: room, count: lessons.count)
    for (offset, lesson) in lessons.dropFirst(first).prefix(room).enumerated() {
      let index = first + offset
      let isSelected = index == selection.index
      let style = isSelected ? Style(.accent, .bold) : .body
      let row = rect.origin.row + 1 + offset
      let isDone = context.place.finishedLessons.contains(lesson.id)
      canvas.write(
        (isSelected ? "▸ " : "  ") + "\(index + 1)  ",
        at: Point(row: row, column: rect.origin.column + 2), style: style, in: rect)
      let title = lesson.text.best(for: context.language)?.title ?? lesson.id
      let isFallback = lesson.text.isFallback(for: context.language)
      let mark = isFallback ? " " + context.say(.untranslated) : ""
      let end = canvas.write(
        title + mark, at: Point(row: row, column: rect.origin.column + 7), style: style, in: rect)
      let state: Phrase? =
        isDone
        ? .lessonDone
        : lesson.id == context.place.reading?.lesson
          ? .lessonBegun : lesson.minutes.map { .minutes($0) }
      if let state {
        canvas.write(
          context.say(state),
          at: Point(row: row, column: max(end + 2, rect.origin.column + 48)),
          style: isDone ? Style(.success) : .muted, in: rect)
      }
    }
    for (index, line) in goals.enumerated() {
      let row = rect.origin.row + 2 + min(room, lessons.count) + index
      canvas.write(line, at: Point(row: row, column: rect.origin.column + 4), in: rect)
    }
    return nil
  }

  /// What the chosen lesson is for.
  private func goalLines(width: Int, context: ScreenContext) -> [Line] {
    guard context.course.lessons.indices.contains(selection.index),
      let text = context.course.lessons[selection.index].text.best(for: context.language),
      !text.goals.isEmpty
    else { return [] }
    return [Line(context.say(.youWillBeAbleTo), .muted)]
      + text.goals.flatMap { Line("· " + $0, .muted).wrapped(to: width, hanging: 2) }
  }
}
