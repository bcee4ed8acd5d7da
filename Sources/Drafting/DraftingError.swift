import Wording

/// Why no project file is drafted.
package enum DraftingError: SayableError, Equatable {
  /// Nothing but files without interactions and without answers.
  case noEvents(file: String)
  /// A folder without any file of data.
  case noFiles(folder: String)
  /// An export that a project file there could not name.
  case outside(file: String, folder: String)
  /// A project file is there already.
  case exists(path: String)
  /// The phrases of this language are not there.
  case noWords(Language)

  package var sentence: Sentence {
    switch self {
    case .noEvents(let file): Sentence("error.drafting.no-events", ["file": .name(file)])
    case .noFiles(let folder): Sentence("error.drafting.no-files", ["folder": .name(folder)])
    case .outside(let file, let folder):
      Sentence("error.drafting.outside", ["file": .name(file), "folder": .name(folder)])
    case .exists(let path): Sentence("error.drafting.exists", ["path": .name(path)])
    case .noWords(let language): Sentence("error.drafting.no-words", ["language": .code(language.code)])
    }
  }
}
