import Mustache
import Pages
import Wording

/// The page templates, parsed and held to the keys that the pages supply.
package struct Templates: Sendable {
  private let library: MustacheLibrary

  /// Parses templates given as name and text.
  ///
  /// A partial is named by its file without the extension, like a page. Every text gets our own escaping as its content
  /// type: without it a partial would fall back to swift-mustache's, which escapes by `Character`.
  package init(files: [(name: String, text: String)]) throws {
    MustacheContentTypes.register(ByteEscaping(), named: ByteEscaping.name)
    let names = files.map(\.name)
    var parsed: [String: MustacheTemplate] = [:]
    for (name, text) in files {
      do {
        parsed[name] = try MustacheTemplate(
          string: "{{% CONTENT_TYPE:\(ByteEscaping.name)}}\n" + text)
      } catch {
        throw TemplateError.unreadable(template: name, reason: .code(String(describing: error)))
      }
    }
    for required in [Self.page, Self.portal] where !names.contains(required) {
      throw TemplateError.missing(template: required)
    }
    let texts = Dictionary(files, uniquingKeysWith: { _, last in last })
    let keys = TemplateKeys(texts: texts)
    try keys.check(Self.page, against: PageContext.example.fields)
    try keys.check(Self.portal, against: PortalContext.example.fields)
    library = MustacheLibrary(templates: parsed)
  }

  func render(_ context: PageContext) -> [UInt8] { render(context, Self.page) }
  func render(_ context: PortalContext) -> [UInt8] { render(context, Self.portal) }

  private func render(_ context: some TemplateContext, _ name: String) -> [UInt8] {
    Array((library.render(context.fields, withTemplate: name) ?? "").utf8)
  }

  private static let page = "page"
  private static let portal = "portal"
}

/// Why the templates cannot be used.
package enum TemplateError: SayableError, Equatable {
  case missing(template: String)
  case unreadable(template: String, reason: Sentence.Value)
  case unknownPartial(String, template: String)
  case unknownKey(String, template: String)
  /// HTML between two braces, or text between three.
  case wrongBraces(String, template: String)

  package var sentence: Sentence {
    switch self {
    case .missing(let template): Self.about(template, .sentence(Sentence("error.template.missing")))
    case .unreadable(let template, let reason): Self.about(template, reason)
    case .unknownPartial(let name, let template):
      Self.about(template, .sentence(Sentence("error.template.no-partial", ["name": .code(name)])))
    case .unknownKey(let key, let template):
      Self.about(template, .sentence(Sentence("error.template.no-key", ["key": .code(key)])))
    case .wrongBraces(let key, let template):
      Self.about(template, .sentence(Sentence("error.template.wrong-braces", ["key": .code(key)])))
    }
  }

  private static func about(_ template: String, _ problem: Sentence.Value) -> Sentence {
    Sentence("error.in-file", ["file": .code(template + ".mustache"), "problem": problem])
  }
}

/// Escapes what stands in two braces, byte by byte.
struct ByteEscaping: MustacheContentType {
  static let name = "MASA"

  func escapeText(_ text: String) -> String {
    var bytes: [UInt8] = []
    HTMLWriter.escape(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
