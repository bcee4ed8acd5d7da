import Reading
import Wording

/// Files by the name that the report gives them, and what was typed for them on the command line.
package struct TypedNames {
  private var typed: [(name: String, path: String)] = []

  /// No names but the report's own.
  package init() {}

  /// Files under names of a command's own.
  package init(_ files: [InputFile]) { typed = files.map { ($0.name, $0.path) } }

  /// A lone export as it was typed; what a project file names keeps the name that stands there.
  package init(_ project: ProjectFiles) {
    if !project.isDeclared { self.init(project.sources.flatMap(\.files)) } else { self.init() }
  }

  /// The same sentence, its files called as they were typed.
  package func naming(_ sentence: Sentence) -> Sentence {
    var sentence = sentence
    for place in sentence.arguments.indices {
      sentence.arguments[place].value = naming(
        sentence.arguments[place].value, isFile: sentence.arguments[place].name == "file")
    }
    return sentence
  }

  private func naming(_ value: Sentence.Value, isFile: Bool) -> Sentence.Value {
    switch value {
    case .name(let name):
      guard isFile, let file = typed.first(where: { name == $0.name || name.hasPrefix($0.name + " · ") }) else {
        return value
      }
      if file.path == "-" { return .sentence(Sentence("error.standard-input")) }
      return .name(file.path + name.dropFirst(file.name.count))
    case .code(let text):
      // A command that is proposed must find the file from where it is typed.
      return .code(typed.reduce(text) { $0.replacing("\"\($1.name)\"", with: "\"\($1.path)\"") })
    case .sentence(let inner): return .sentence(naming(inner))
    case .list(let values): return .list(values.map { naming($0, isFile: isFile) })
    case .clauses(let values): return .clauses(values.map { naming($0, isFile: isFile) })
    case .count, .number, .text: return value
    }
  }
}
