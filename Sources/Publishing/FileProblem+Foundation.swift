import Basics
import Foundation

extension FileProblem {
  /// What Foundation reports of a file, by the system's own number where there is one.
  package init(_ error: any Error) {
    if let problem = error as? FileProblem {
      self = problem
      return
    }
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain {
      self.init(errno: Int32(clamping: error.code))
    } else if let inner = error.userInfo[NSUnderlyingErrorKey] as? any Error {
      self.init(inner)
    } else {
      switch CocoaError.Code(rawValue: error.code) {
      case .fileNoSuchFile, .fileReadNoSuchFile: self = .notThere
      case .fileReadNoPermission, .fileWriteNoPermission: self = .noPermission
      case .fileWriteOutOfSpace: self = .diskFull
      case .fileWriteVolumeReadOnly: self = .readOnly
      case .fileWriteFileExists: self = .inTheWay
      default: self = .unknown(Int32(clamping: error.code))
      }
    }
  }
}
