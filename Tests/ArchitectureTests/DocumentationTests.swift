import Foundation
import Reading
import TestSupport
import Testing

/// What the project says about itself.
struct DocumentationTests {
  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: Repository.root.appending(path: path).path).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Folders of tracked text files; what is built or generated is not among them.
  private static let folders = [
    "Sources", "Tests", "docs", "scripts", "site-templates", "data", "Benchmarks", ".github", ".ci",
  ]
  private static let top = [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "Makefile", "Package.swift", ".gitignore",
    ".swift-format", ".editorconfig",
    "output/README.md",
  ]

  @Test("no tracked file names a path of somebody's machine")
  func noMachinePaths() {
    var files = Self.top.compactMap { path in text(path).map { SourceFile(path: path, text: $0) } }
    for folder in Self.folders {
      files += SourceFile.files(under: folder) { name in
        !["png", "woff2", "gz", "csv", "xlsx", "sav", "jpg"].contains { name.hasSuffix("." + $0) }
          && !name.contains(".build") && !name.contains("__pycache__") && !name.contains("node_modules")
      }
    }
    #expect(files.count > 150)
    // Spelled in two parts, so that this file does not name them either.
    let paths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/t" + "mp/masa"]
    for file in files {
      for path in paths { #expect(!file.text.contains(path), "\(file.path) names \(path)") }
    }
  }

  @Test("every test that SECURITY.md names is there")
  func promises() throws {
    let page = try #require(text("SECURITY.md"))
    let named = Set(page.matches(of: /`(\w+Tests)`/).map { String($0.1) })
    let files = Set(SourceFile.files(under: "Tests") { $0.hasSuffix("Tests.swift") }.map(\.path))
    #expect(named.count > 20)
    for name in named.sorted() {
      #expect(files.contains { $0.hasSuffix("/\(name).swift") }, "SECURITY.md names \(name)")
    }
  }

  @Test("every format that can be read is in docs/formats.md")
  func formats() throws {
    let page = try #require(text("docs/formats.md"))
    for format in InputFormat.allCases {
      #expect(page.lowercased().contains(format.rawValue), "docs/formats.md does not name \(format.rawValue)")
    }
    for role in ColumnRole.allCases {
      #expect(page.contains(role.rawValue), "docs/formats.md does not name the role \(role)")
    }
  }

  @Test("every format has a section of its own with a short example")
  func formatExamples() throws {
    let page = try #require(text("docs/formats.md"))
    var sections: [(heading: String, body: String)] = []
    var isCode = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isCode.toggle() }
      if line.hasPrefix("#"), !isCode {
        sections.append((String(line), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].body += line + "\n"
      }
    }
    for format in InputFormat.allCases {
      let own = sections.first { $0.heading.contains("`\(format.rawValue)`") }
      // Between the fences of an example stand at least two lines.
      let example = own?.body.components(separatedBy: "```").dropFirst().first?.split(separator: "\n") ?? []
      #expect(example.count >= 2, "docs/formats.md has no section with an example of \(format.rawValue)")
    }
  }

  @Test("every place that CONTRIBUTING sends a newcomer to exists")
  func places() throws {
    let page = try #require(text("CONTRIBUTING.md"))
    let table = try #require(page.components(separatedBy: "## Where would I put").dropFirst().first)
      .components(separatedBy: "\n## ")[0]
    let paths = table.matches(of: /`((?:Sources|site-templates|docs)\/[^`]*)`/).map { String($0.1) }
    #expect(paths.count > 20)
    for path in paths {
      let url = Repository.root.appending(path: path)
      #expect(FileManager.default.fileExists(atPath: url.path), "CONTRIBUTING.md sends to \(path)")
    }
    // Every folder of code is somebody's place.
    let modules = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)
    for module in modules where module.first != "C" {
      #expect(table.contains("Sources/\(module)/") || module == "Basics", "no row leads to Sources/\(module)")
    }
  }

  @Test("CONTRIBUTING's table of modules is Package.swift's, line by line")
  func modules() throws {
    let page = try #require(text("CONTRIBUTING.md"))
    let layout = try #require(page.components(separatedBy: "## Layout").dropFirst().first)
      .components(separatedBy: "\n## ")[0]
    let rows = layout.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let modules = ModuleTable.modules.filter { !$0.isSystemLibrary }
    #expect(rows.map { $0[1] } == modules.map { "`\($0.name)`" })
    let libraries = Set(ModuleTable.modules.filter(\.isSystemLibrary).map(\.name))
    for (row, module) in zip(rows, modules) {
      let named = row[4].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(Set(named) == Set(module.uses).subtracting(libraries), "CONTRIBUTING.md: \(module.name)")
    }
  }

  @Test("no folder of Sources has more than thirty files side by side")
  func rooms() {
    let folders = Dictionary(grouping: SourceFile.sources) {
      $0.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    for (folder, files) in folders { #expect(files.count <= 30, "\(folder): \(files.count) files") }
  }

  @Test("every key of the project file is in docs/project-file.md")
  func projectFile() throws {
    let page = try #require(text("docs/project-file.md"))
    let files = SourceFile.sources.filter { $0.path.hasPrefix("Sources/Journeys/Project/Blueprint") }
    var keys: Set<String> = []
    for file in files {
      for match in file.text.matches(of: /(?:child|optional|text|required|keys?|map)\("([a-z][a-z-]+)"/) {
        keys.insert(String(match.1))
      }
    }
    for key in keys.sorted() { #expect(page.contains(key), "docs/project-file.md does not name \(key)") }
  }
}
