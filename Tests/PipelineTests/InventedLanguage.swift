import Basics
import Foundation
import TestSupport
import Yams

/// A language that nobody speaks, written from right to left, with the six plural forms of Arabic.
///
/// It is Hebrew in the letters of N’Ko, with numbers set as in Arabic: whatever a page says in Hebrew or English letters and
/// not in these comes from another language's file, or from code.
enum InventedLanguage {
  static let language = Language(code: "qaa", ownName: written("שפה"), direction: .rightToLeft)

  /// In the order of CLDR: the digit of N’Ko that ends every phrase counted in this form.
  static let forms = ["zero", "one", "two", "few", "many", "other"]
  static func mark(_ form: String) -> String {
    forms.firstIndex(of: form).flatMap { UnicodeScalar(0x07C0 + UInt32($0)) }.map { String(Character($0)) } ?? ""
  }

  /// Hebrew in the invented letters; anything else as it is.
  static func written(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isHebrew = (0x05D0...0x05EA).contains(scalar.value)
      result.append(isHebrew ? UnicodeScalar(scalar.value - 0x05D0 + 0x07CA) ?? scalar : scalar)
    }
    return String(result)
  }

  /// The text of the Hebrew phrase file.
  static func hebrew() throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "site-templates/languages/\(Language.hebrew.code).yml"),
      encoding: .utf8)
  }

  /// Its phrase file, made from the Hebrew one.
  static func phraseFile() throws -> String {
    let root = try Yams.compose(yaml: try hebrew(), .basic) ?? Node("")
    return try Yams.serialize(node: said(root, in: ""), width: -1, allowUnicode: true)
  }

  private static func said(_ node: Node, in key: String) -> Node {
    switch node {
    case .scalar(var scalar):
      scalar.string = written(scalar.string)
      scalar.style = .doubleQuoted
      return .scalar(scalar)
    case .mapping(let mapping):
      if key == "language" { return grammar }
      if mapping.keys.contains(where: { $0.string == "other" }) { return counted(mapping) }
      return .mapping(
        Node.Mapping(mapping.map { ($0.key, said($0.value, in: key.isEmpty ? $0.key.string ?? "" : key)) }))
    case .sequence, .alias: return node
    }
  }

  /// A phrase in all six forms, each with its mark. What is left out where there is none stays left out.
  private static func counted(_ mapping: Node.Mapping) -> Node {
    let other = written(mapping.first { $0.key.string == "other" }?.value.string ?? "")
    var pairs = forms.map { (Node($0), Node(other + mark($0), .implicit, .doubleQuoted)) }
    for (key, value) in mapping where key.string == "by" || (key.string == "0" && value.string == "") {
      pairs.append((key, value))
    }
    return .mapping(Node.Mapping(pairs))
  }

  private static var grammar: Node {
    [
      "plurals": [
        "zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99",
      ],
      "numbers": ["group": "٬", "decimal": "٫", "percent": "{n}٪"],
    ]
  }
}
