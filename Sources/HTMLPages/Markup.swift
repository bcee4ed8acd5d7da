import Mustache

/// HTML that needs no more escaping: the only type that enters a template through three braces.
///
/// Only `HTMLWriter` makes one, so that nothing from the data reaches a page unescaped.
package struct Markup: Sendable, Equatable, MustacheCustomRenderable, MustacheParent {
  /// The finished HTML, as bytes.
  package let bytes: [UInt8]

  init(_ writer: HTMLWriter) { bytes = writer.bytes }

  package var renderText: String { String(decoding: bytes, as: UTF8.self) }
  /// True when empty, so that a template's section around it disappears.
  package var isNull: Bool { bytes.isEmpty }

  /// Nothing: inside a section that markup opens, every key is the page's.
  package func child(named: String) -> Any? { nil }
}
