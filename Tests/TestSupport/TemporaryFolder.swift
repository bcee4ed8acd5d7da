import Foundation

/// A folder of its own for one test; it goes when the value does.
package final class TemporaryFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// An empty folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
      path: "masa-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Where it is.
  package var path: String { url.path }

  /// Where a file of this name is, or would be.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, with the folders it lies in, and gives its path.
  @discardableResult
  package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let place = url.appending(path: name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
    return place.path
  }

  /// Writes a file of text, and gives its path.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// Copies a file or a folder into this one.
  package func copy(_ source: URL, to name: String) throws {
    try FileManager.default.copyItem(at: source, to: url.appending(path: name))
  }

  /// A file's text.
  package func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  /// What lies in a folder, sorted.
  package func names(_ folder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)) ?? []).sorted()
  }
}
