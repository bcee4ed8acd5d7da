import Foundation
import TestSupport

/// A text file of the checkout.
struct SourceFile: Sendable {
  /// Path from the checkout's root.
  let path: String
  let text: String
  /// Lines without comments, and with empty texts; good enough for forbidding words.
  let code: [String]
  let literals: [Literal]
  let lineCount: Int

  /// A text in the sources.
  struct Literal: Sendable {
    /// Every interpolation is one NUL.
    var text: String
    /// The code right before and after: `w(` and `+`.
    var before: String
    var after: Character?
  }

  /// The module or test target the file belongs to.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lineCount = text.utf8.count { $0 == 10 }
    guard path.hasSuffix(".swift") else {
      code = []
      literals = []
      return
    }
    var scanner = Scanner(Array(text.utf8))
    scanner.scan()
    code = String(decoding: scanner.code, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    literals = scanner.literals
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
  static let tests = swift(under: "Tests")
}

/// Tells Swift's code from its comments and texts.
private struct Scanner {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var code: [UInt8] = []
  private(set) var literals: [SourceFile.Literal] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    code.reserveCapacity(bytes.count)
  }

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  mutating func scan() {
    while index < bytes.count {
      if starts("//") {
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      } else if starts("/*") {
        while index < bytes.count, !starts("*/") {
          if bytes[index] == 10 { code.append(10) }
          index += 1
        }
        index += 2
      } else if bytes[index] == UInt8(ascii: "\"") {
        literal()
      } else {
        code.append(bytes[index])
        index += 1
      }
    }
  }

  /// A text, which begins here.
  private mutating func literal() {
    let isBlock = starts("\"\"\"")
    index += isBlock ? 3 : 1
    let before = String(decoding: code.suffix(24), as: UTF8.self)
    code.append(contentsOf: [34, 34])
    var text: [UInt8] = []
    while index < bytes.count {
      if isBlock ? starts("\"\"\"") : bytes[index] == 34 || bytes[index] == 10 { break }
      if starts("\\(") {
        index += 2
        text.append(0)
        interpolation()
      } else if bytes[index] == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[index..<min(index + 2, bytes.count)])
        index += 2
      } else {
        if bytes[index] == 10 { code.append(10) }
        text.append(bytes[index])
        index += 1
      }
    }
    index += isBlock ? 3 : 1
    var next = index
    while next < bytes.count, bytes[next] == 32 || bytes[next] == 10 { next += 1 }
    literals.append(
      SourceFile.Literal(
        text: String(decoding: text, as: UTF8.self), before: before,
        after: next < bytes.count ? Character(UnicodeScalar(bytes[next])) : nil))
  }

  /// Code inside a text, up to its closing parenthesis.
  private mutating func interpolation() {
    var depth = 1
    code.append(32)
    while index < bytes.count, depth > 0 {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case 34:
        literal()
        continue
      default: break
      }
      code.append(bytes[index])
      index += 1
    }
  }
}
