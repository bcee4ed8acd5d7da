/// A text the project file gives once, or once per language.
package struct LocalizedText: Sendable, Equatable {
  /// (language code, text), in the file's order; code `""` for a text given once.
  package var entries: [(code: String, text: String)]

  package init(_ text: String) { entries = [("", text)] }
  package init(entries: [(code: String, text: String)]) { self.entries = entries }

  /// The text in that language, else the one given once, else the first given.
  package func text(_ code: String) -> String {
    exact(code) ?? exact("") ?? entries.first?.text ?? ""
  }

  /// The text given for exactly that language (or key, as `he-definite`).
  package func exact(_ code: String) -> String? { entries.first { $0.code == code }?.text }

  package static func == (a: LocalizedText, b: LocalizedText) -> Bool {
    a.entries.elementsEqual(b.entries) { $0.code == $1.code && $0.text == $1.text }
  }
}
