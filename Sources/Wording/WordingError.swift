/// What is wrong with a phrase file, and where.
package enum WordingError: Error, Equatable, CustomStringConvertible {
  /// The file is not YAML.
  case unreadable(file: String, line: Int, problem: String)
  /// One entry cannot be used.
  case phrase(file: String, line: Int, key: String, problem: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let line, let problem): "\(file):\(line): \(problem)"
    case .phrase(let file, let line, let key, let problem): "\(file):\(line): \(key): \(problem)"
    }
  }
}
