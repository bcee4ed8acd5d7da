import Foundation

/// Where tests find what lies outside a module.
package enum Repository {
  /// The checkout's root, from this file's own place.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of public data sets beside the checkout, or `nil` where it is absent; tests that need it are then skipped.
  package static let sharedData: URL? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  package static let sharedDataMissing = "the shared data folder is not beside this checkout"
}
