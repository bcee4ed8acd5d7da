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
  /// Where the project file should go is a folder.
  case folder(path: String)
  /// A name by which `report` would not know a project file.
  case notYAML(path: String)
  /// The phrases of this language are not there.
  case noWords(Language)

  package var sentence: Sentence {
    switch self {
    case .noEvents(let file): Sentence("error.drafting.no-events", ["file": .name(file)])
    case .noFiles(let folder): Sentence("error.drafting.no-files", ["folder": .name(folder)])
    case .outside(let file, let folder):
      Sentence("error.drafting.outside", ["file": .name(file), "folder": .name(folder)])
    case .exists(let path): Sentence("error.drafting.exists", ["path": .name(path)])
    case .folder(let path):
      Sentence("error.drafting.folder", ["path": .name(path), "entry": .code("--output \"\(Self.file(in: path))\"")])
    case .notYAML(let path):
      Sentence("error.drafting.not-yaml", ["path": .name(path), "entry": .code("--output \"\(path).yml\"")])
    case .noWords(let language): Sentence("error.drafting.no-words", ["language": .code(language.code)])
    }
  }

  /// A project file's path in a folder, as one types it.
  private static func file(in folder: String) -> String {
    if folder == "." { return "project.yml" }
    return folder + (folder.hasSuffix("/") ? "" : "/") + "project.yml"
  }
}
