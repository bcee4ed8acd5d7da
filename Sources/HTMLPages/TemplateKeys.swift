import Pages
import Wording

/// Holds templates to the keys that their contexts have, since swift-mustache renders a missing one as nothing.
///
/// Inside a list only the row's own keys and `words.…` count: a key that the row lacks would fall through to the page's.
struct TemplateKeys {
  var texts: [String: String]

  /// Throws at the first key or partial of the template that the example does not supply.
  func check(_ template: String, against example: [String: Any]) throws {
    try check(template, scopes: [example], depth: 0)
  }

  private func check(_ template: String, scopes: [[String: Any]], depth: Int) throws {
    guard let text = texts[template], depth < 16 else {
      throw TemplateError.unreadable(
        template: template, reason: .sentence(Sentence("error.template.endless")))
    }
    var scopes = scopes
    for tag in Self.tags(of: text) {
      switch tag {
      case .text(let key): try expect(key, in: scopes, template) { !($0 is Markup) }
      case .markup(let key): try expect(key, in: scopes, template) { $0 is Markup }
      case .section(let key):
        let value = try find(key, in: scopes, template)
        scopes.append((value as? [[String: Any]])?.first ?? scopes[scopes.count - 1])
      case .inverted(let key):
        _ = try find(key, in: scopes, template)
        scopes.append(scopes[scopes.count - 1])
      case .end: _ = scopes.popLast()
      case .partial(let name):
        guard texts[name] != nil else {
          throw TemplateError.unknownPartial(name, template: template)
        }
        try check(name, scopes: scopes, depth: depth + 1)
      }
    }
  }

  private func expect(_ key: String, in scopes: [[String: Any]], _ template: String, _ fits: (Any) -> Bool)
    throws
  {
    let value = try find(key, in: scopes, template)
    guard fits(value) else { throw TemplateError.wrongBraces(key, template: template) }
  }

  private func find(_ key: String, in scopes: [[String: Any]], _ template: String) throws -> Any {
    let parts = key.split(separator: ".").map(String.init)
    var value: Any? = parts.first == "words" ? scopes.first : scopes.last
    for part in parts { value = (value as? [String: Any])?[part] }
    guard let value, !parts.isEmpty else { throw TemplateError.unknownKey(key, template: template) }
    return value
  }

  private enum Tag {
    case text(String)
    case markup(String)
    case section(String)
    case inverted(String)
    case end
    case partial(String)
  }

  private static func tags(of text: String) -> [Tag] {
    var tags: [Tag] = []
    var rest = Array(text.utf8)[...]
    let open = UInt8(ascii: "{")
    let close = UInt8(ascii: "}")
    while let start = rest.indices.first(where: {
      rest[$0] == open && $0 + 1 < rest.endIndex && rest[$0 + 1] == open
    }) {
      rest = rest[(start + 2)...]
      guard
        let end = rest.indices.first(where: {
          rest[$0] == close && $0 + 1 < rest.endIndex && rest[$0 + 1] == close
        })
      else { break }
      let inside = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 2)...]
      if rest.first == close { rest = rest.dropFirst() }
      let name = String(inside.dropFirst().drop { $0 == " " }.prefix { $0 != " " && $0 != "}" })
      switch inside.utf8.first {
      case UInt8(ascii: "!"), UInt8(ascii: "%"), nil: continue
      case UInt8(ascii: "{"), UInt8(ascii: "&"): tags.append(.markup(name))
      case UInt8(ascii: "#"): tags.append(.section(name))
      case UInt8(ascii: "^"): tags.append(.inverted(name))
      case UInt8(ascii: "/"): tags.append(.end)
      case UInt8(ascii: ">"): tags.append(.partial(name))
      default: tags.append(.text(inside.split(separator: " ").joined()))
      }
    }
    return tags
  }
}
