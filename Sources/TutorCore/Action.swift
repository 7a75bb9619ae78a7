public import Console
public import CourseModel
public import Phrases
public import Study

/// Everything that can happen.
public enum Action: Sendable {
  case input(InputEvent)
  /// The picture of the current state stands on the screen.
  case painted
  /// The deadline that the state asked for has come.
  case deadlineReached
  /// The program was stopped and runs again.
  case resumed
  /// Something outside went wrong; the program goes on.
  case failed(Phrase)
  /// Something outside went well.
  case said(Phrase)
  /// The content has been read; `problems` are its errors, told and left out.
  case courseRead(Course, SearchIndex, problems: [Diagnostic])
  /// A file that its author looks at has been read, for the first time or after it was saved.
  case previewed(FilePreview, SearchIndex)
  /// That file cannot be read any more, for the system's reason.
  case previewLost(String)
  /// What follows from the journal: it has been read, or something was written to it.
  case progressed(Progress)
  /// The answer to a question was taken back; nil when there is none to take back.
  case takenBack(question: String?, Progress)
  /// A piece of work for a lab is done.
  case computed(LabNews)
}

/// Everything the program can do to the world, as data.
public enum Effect: Hashable, Sendable {
  case quit(exitCode: Int32)
  case suspend
  case repaint
  case savePlace(Place)
  case saveSettings(Settings)
  /// Writes a learner's complaint about a question down, for its author.
  case report(QuestionReport)
  /// Looks whether the file of the preview was saved.
  case lookAtPreview
  /// Keeps what happened, before the next picture is shown. What was kept of the answer to the question
  /// `replacing` is taken back first.
  case keep([Event.Kind], replacing: String? = nil)
  /// Takes back the last answer to a question, or the last one of all.
  case takeBack(question: String?)
  /// Computes something beside the screen; it takes the place of earlier work in its slot.
  case work(LabWork)
  case stopWork(LabWork.Slot)
  /// Writes a file of the learner's, never over one that is there.
  case saveFile(name: String, text: String)
}
