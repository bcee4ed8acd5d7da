import Basics
import Reading

/// Why a project cannot be run: what is wrong, and where in its file.
package enum ProjectFileError: SayableError, Equatable {
  /// The file as a whole.
  case unusable(file: String, Sentence)
  /// One place of it.
  case invalid(file: String, line: Int, column: Int, Sentence)

  package var sentence: Sentence {
    switch self {
    case .unusable(let file, let problem):
      Sentence("error.in-file", ["file": .name(file), "problem": .sentence(problem)])
    case .invalid(let file, let line, let column, let problem):
      Sentence("error.at-place", ["place": .code("\(file):\(line):\(column)"), "problem": .sentence(problem)])
    }
  }
}

extension Sentence.Value {
  /// A key of the project file with those above it, as `sources.columns`; the file itself where there is none.
  static func key(_ path: String) -> Self {
    path.isEmpty ? .sentence(Sentence("error.project.whole")) : .code(path)
  }

  /// A name in quotation marks, for a list of them.
  static func quoted(_ name: String) -> Self {
    .sentence(Sentence("error.quoted", ["text": .name(clipped(name))]))
  }

  /// What may stand in a key, all of it.
  static func codes(_ known: [String]) -> Self { .list(known.map { .code($0) }) }

  /// The name that was probably meant, or nothing.
  static func meant(_ name: String, among known: [String]) -> Self {
    nearest(name, in: known).map { .sentence(Sentence("error.hint.meant", ["name": .name(clipped($0))])) } ?? .nothing
  }
}
