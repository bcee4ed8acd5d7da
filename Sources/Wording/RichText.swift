/// A sentence or label in one language, as runs that say how each is to be isolated from the text around it.
///
/// Nothing here is escaped: HTML and SVG writers escape every run by UTF-8 byte.
package struct RichText: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A piece of a text and how it is isolated.
  package enum Run: Sendable, Equatable {
    /// Words of the report itself.
    case text(String)
    /// A client's own name or value; its direction is unknown, so it is isolated (`<bdi>`).
    case name(String)
    /// A number with a sign, range or unit: isolated left to right (`<bdi dir="ltr">`).
    case figures(String)
    /// Words of the report set in bold.
    case strong(String)

    /// Its words, whatever its kind.
    package var string: String {
      switch self {
      case .text(let s), .name(let s), .figures(let s), .strong(let s): s
      }
    }
  }

  package var runs: [Run]

  package init(_ runs: [Run] = []) { self.runs = runs }
  package init(_ text: String) { self.runs = text.isEmpty ? [] : [.text(text)] }
  package init(stringLiteral value: String) { self.init(value) }
  /// A text that is nothing but a client's own name.
  package static func name(_ text: String) -> RichText { RichText([.name(text)]) }
  /// A text that is nothing but figures.
  package static func figures(_ text: String) -> RichText { RichText([.figures(text)]) }

  package var isEmpty: Bool { runs.isEmpty }

  /// The words without any isolation, as for `report.json`, `<title>` and CSV.
  package var plain: String {
    runs.count == 1 ? runs[0].string : runs.reduce(into: "") { $0 += $1.string }
  }

  /// The same with its first letter as at the beginning of a sentence.
  package var beginning: RichText {
    guard case .text(let words) = runs.first else { return self }
    return RichText([.text(words.capitalisedFirst)] + runs.dropFirst())
  }

  package static func + (a: RichText, b: RichText) -> RichText { RichText(a.runs + b.runs) }
}
