import Foundation
import Pages
import TestSupport
import Testing

@testable import Pipeline

/// The marks that a project names.
struct LogoTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]

  private func pictures(_ keys: String, _ files: [String: [UInt8]]) throws -> [(path: String, bytes: [UInt8])] {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(name, bytes) }
    try folder.write("events.csv", "customer,time,what\na,2025-01-01,x\n")
    try folder.write("project.yml", "client: C\n\(keys)\nsources: [{file: events.csv}]\n")
    return try ProjectFiles(argument: folder.path("project.yml")).pictures.map { ($0.path, $0.bytes) }
  }

  @Test("marks lie among the assets under names of the report's own, as they are")
  func read() throws {
    let drawing = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>".utf8)
    let found = try pictures(
      "logo: \"Our Mark.PNG\"\nconsultant: {name: D, logo: me.svg}", ["Our Mark.PNG": Self.png, "me.svg": drawing])
    #expect(found.map(\.path) == ["assets/logo-client.png", "assets/logo-consultant.svg"])
    #expect(found.map(\.bytes) == [Self.png, drawing])
    #expect(try pictures("", [:]).isEmpty)
  }

  @Test(
    "what is no picture, holds a program, is missing, too large or outside is refused",
    arguments: [
      ("l.gif", Self.png), ("l.png", Array("<svg/>".utf8)), ("png", Self.png),
      ("l.svg", Array("<svg><script>1</script></svg>".utf8)), ("l.svg", Array("<svg onload=\"x()\"/>".utf8)),
      ("l.svg", Array("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>".utf8)),
      ("l.png", Self.png + [UInt8](repeating: 0, count: 1 << 20)), ("../l.png", []), ("none.png", []),
    ])
  func refused(_ name: String, _ bytes: [UInt8]) {
    #expect(throws: (any Error).self) { try pictures("logo: \"\(name)\"", bytes.isEmpty ? [:] : [name: bytes]) }
  }
}
