public import Cells
public import CourseModel
public import Languages
public import Phrases
public import Study

/// What is due when nothing is to be asked, for those who read it line by line.
public func reviewOutlook(
  _ course: Course, _ progress: Progress, at moment: StudyMoment
) -> [Phrase] {
  [.nothingDue]
    + ReviewScreen.outlook(
      progress, ReviewQueue(course, progress, at: moment), at: moment)
}

/// The numbers of the progress screen, for those who read them line by line.
public func progressLines(
  _ course: Course, _ progress: Progress, at moment: StudyMoment, finishedLessons: Set<String>,
  language: Language, hasBars: Bool
) -> [Line] {
  let facts = StudyFacts(
    queue: ReviewQueue(course, progress, at: moment, finishedLessons: finishedLessons),
    readiness: Readiness(course, progress, at: moment, finishedLessons: finishedLessons),
    statistics: Statistics(course, progress, at: moment))
  return ProgressPage(
    facts: facts, course: course, plan: progress.plan, moment: moment, language: language,
    hasBars: hasBars
  ).lines(width: 78)
}
