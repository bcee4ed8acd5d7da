/// Why a project cannot be run; the message says where, what, and what would be right.
package enum ProjectFileError: Error, CustomStringConvertible, Equatable {
  case unreadable(file: String, why: String)
  case notYAML(file: String, why: String)
  case invalid(file: String, line: Int, column: Int, message: String)
  case noEvents(file: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let why): "\(file): \(why)"
    case .notYAML(let file, let why): "\(file): not valid YAML: \(why)"
    case .invalid(let file, let line, let column, let message): "\(file):\(line):\(column): \(message)"
    case .noEvents(let file):
      "\(file): no source of events and no survey; add one, as `sources: [{file: events.csv}]`"
    }
  }
}
