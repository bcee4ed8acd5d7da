/// Why a site was not written; the previous one is then as it was.
package enum PublishingError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case notAReport(path: String)
  case twoFiles(path: String)
  case unsafePath(String)

  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .notAReport(let path):
      "\(path): not empty, and not a Masa report; choose another output folder, or empty this one"
    case .twoFiles(let path): "\(path): two different figures or tables have this address"
    case .unsafePath(let path): "\"\(path)\": a site's file cannot have this path"
    }
  }
}
