import Foundation
import Publishing
import Wording

/// What is wrong, where, and what would be right; `nil` for what cannot be said from the phrase files, since it is they
/// that are missing or wrong.
package func sentence(for error: any Error) -> Sentence? {
  if error is TemplateFolder.Missing || error is WordingError { return nil }
  if let error = error as? any SayableError { return error.sentence }
  if let error = error as? CocoaError, let path = error.filePath {
    let isReading = error.code.rawValue < CocoaError.Code.fileWriteUnknown.rawValue
    return (isReading ? PublishingError.notRead(path, error) : .notWritten(path, error)).sentence
  }
  return Sentence("error.internal.unknown", ["error": .code("\(error)")])
}
