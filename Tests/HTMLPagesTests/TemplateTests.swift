import Foundation
import HTMLPages
import Publishing
import TestSupport
import Testing

/// swift-mustache renders what it does not find as nothing, so every name in a template is checked when it is read.
struct TemplateTests {
  private func files() throws -> [(name: String, text: String)] {
    try ["pages", "partials"].flatMap { folder in
      let url = Repository.root.appending(path: "site-templates/\(folder)")
      return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map {
        (
          name: $0.replacingOccurrences(of: ".mustache", with: ""),
          text: try String(contentsOf: url.appending(path: $0), encoding: .utf8)
        )
      }
    }
  }

  private func changed(_ name: String, _ old: String, _ new: String) throws -> [(name: String, text: String)] {
    let files = try files()
    #expect(files.contains { $0.name == name && $0.text.contains(old) })
    return files.map { $0.name == name ? (name, $0.text.replacingOccurrences(of: old, with: new)) : $0 }
  }

  @Test("every key and partial of every template is supplied")
  func everyKey() throws {
    _ = try Templates(files: files())
  }

  @Test("every partial is used by a page")
  func everyPartial() throws {
    let files = try files()
    let text = files.map(\.text).joined()
    for (name, _) in files where name != "page" && name != "portal" {
      #expect(text.contains("{{> \(name)}}"), "\(name) is not used")
    }
  }

  @Test("a misspelt key is an error that names it")
  func unknownKey() throws {
    let files = try changed("footer", "{{words.preparedBy}}", "{{words.preparedBi}}")
    #expect(throws: TemplateError.unknownKey("words.preparedBi", template: "footer")) { try Templates(files: files) }
  }

  @Test("a row's missing key does not fall through to the page's")
  func fallThrough() throws {
    let files = try changed("navigation", "{{name}}", "{{title}}")
    #expect(throws: TemplateError.unknownKey("title", template: "navigation")) { try Templates(files: files) }
  }

  @Test("an unknown partial is an error")
  func unknownPartial() throws {
    let files = try changed("page", "{{> footer}}", "{{> foot}}")
    #expect(throws: TemplateError.unknownPartial("foot", template: "page")) { try Templates(files: files) }
  }

  @Test("text between three braces is refused")
  func rawText() throws {
    let files = try changed("page", "<title>{{title}}", "<title>{{{title}}}")
    #expect(throws: TemplateError.wrongBraces("title", template: "page")) { try Templates(files: files) }
  }

  @Test("a missing page template is an error")
  func missing() {
    #expect(throws: TemplateError.missing(template: "page")) { try Templates(files: []) }
  }
}
