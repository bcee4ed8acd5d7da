#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why the system does not open, read or write a file.
package enum FileProblem: Error, Sendable, Equatable {
  case notThere
  case noPermission
  case isFolder
  /// Part of the path is a file where a folder would have to be.
  case noFolder
  /// Something else of that name is there.
  case inTheWay
  case diskFull
  case readOnly
  case nameTooLong
  /// Anything else, by the system's number for it.
  case unknown(Int32)

  /// What the system's number stands for.
  package init(errno code: Int32) {
    switch code {
    case ENOENT: self = .notThere
    case EACCES, EPERM: self = .noPermission
    case EISDIR: self = .isFolder
    case ENOTDIR: self = .noFolder
    case EEXIST, ENOTEMPTY: self = .inTheWay
    case ENOSPC, EDQUOT: self = .diskFull
    case EROFS: self = .readOnly
    case ENAMETOOLONG: self = .nameTooLong
    default: self = .unknown(code)
    }
  }

  /// The reason, without the file it is about.
  package var sentence: Sentence {
    switch self {
    case .notThere: Sentence("error.file.not-there")
    case .noPermission: Sentence("error.file.no-permission")
    case .isFolder: Sentence("error.file.is-folder")
    case .noFolder: Sentence("error.file.no-folder")
    case .inTheWay: Sentence("error.file.in-the-way")
    case .diskFull: Sentence("error.file.disk-full")
    case .readOnly: Sentence("error.file.read-only")
    case .nameTooLong: Sentence("error.file.name-too-long")
    case .unknown(let code): Sentence("error.file.unknown", ["code": .text("\(code)")])
    }
  }
}
