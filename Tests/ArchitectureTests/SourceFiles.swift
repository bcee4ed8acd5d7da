import Foundation
import TestSupport

/// A tracked text file of the checkout, as lines.
struct SourceFile: Sendable {
  /// Path from the checkout's root.
  var path: String
  var text: String
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  /// The module or test target the file belongs to.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Lines of code, with comments and the insides of texts blanked out; good enough for forbidding words.
  var code: [String] {
    var isBlock = false
    return lines.map { line in
      if isBlock {
        if line.contains("\"\"\"") { isBlock = false }
        return ""
      }
      if line.components(separatedBy: "\"\"\"").count == 2 { isBlock = true }
      var code = String(line).replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
      if let comment = code.range(of: "//") { code.removeSubrange(comment.lowerBound...) }
      return code
    }
  }

  /// Every Swift file under a folder, by path.
  static func swift(under folder: String) -> [SourceFile] { files(under: folder) { $0.hasSuffix(".swift") } }

  static func files(under folder: String, where isWanted: (String) -> Bool) -> [SourceFile] {
    let base = Repository.root.appending(path: folder).path
    let names = (FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? [])
      .filter(isWanted).sorted()
    return names.compactMap { name in
      guard let data = FileManager.default.contents(atPath: base + "/" + name) else { return nil }
      return SourceFile(path: folder + "/" + name, text: String(decoding: data, as: UTF8.self))
    }
  }

  static let sources = swift(under: "Sources")
}
