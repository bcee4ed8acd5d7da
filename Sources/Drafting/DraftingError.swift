import Wording

/// Why no project file is drafted.
package enum DraftingError: Error, Equatable {
  /// Nothing but files without interactions and without answers.
  case noEvents(file: String)
  /// An export that a project file there could not name.
  case outside(file: String, folder: String)
  /// A project file is there already.
  case exists(path: String)
  /// The phrases of this language are not there.
  case noWords(Language)
}

/// What is wrong, where, and what would be right; `nil` for the errors of other modules.
package func draftingSentence(for error: any Error) -> Sentence? {
  guard let error = error as? DraftingError else { return nil }
  switch error {
  case .noEvents(let file): return Sentence("error.drafting.no-events", ["file": .name(file)])
  case .outside(let file, let folder):
    return Sentence("error.drafting.outside", ["file": .name(file), "folder": .name(folder)])
  case .exists(let path): return Sentence("error.drafting.exists", ["path": .name(path)])
  case .noWords(let language): return Sentence("error.drafting.no-words", ["language": .code(language.code)])
  }
}
