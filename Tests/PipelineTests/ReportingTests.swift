import Foundation
import Pipeline
import TestSupport
import Testing

/// A report made in process: from files to a site in memory, and from there to the disk.
struct ReportingTests {
  private static let templates = Repository.root.appending(path: "site-templates").path

  private let events = """
    customer,time,touchpoint
    c1,2025-01-01 10:00,ad
    c1,2025-01-02 10:00,site
    c2,2025-01-01 11:00,ad

    """

  private func made(_ folder: TemporaryFolder, _ steps: (Step) -> Void = { _ in }) throws -> MadeReport {
    let project = try ProjectFiles(argument: folder.path("visits.csv"))
    return try MadeReport(project, templates: TemplateFolder(at: Self.templates), threads: 1, progress: steps)
  }

  @Test("an export alone becomes a site in both languages, told step by step, with nothing written")
  func inMemory() throws {
    let folder = try TemporaryFolder()
    try folder.write("visits.csv", events)
    var steps: [Step] = []
    let made = try made(folder) { steps.append($0) }
    #expect(steps == [.reading(file: "visits.csv"), .analysing(events: 3), .writing])
    #expect(made.place == "visits/2025-01-01_2025-01-02")
    #expect(made.editions.count == 2)
    #expect(made.quality.sources.map(\.rowsRead) == [3])
    let paths = made.site.files.map(\.path)
    for path in ["index.html", "en/index.html", "report.json"] { #expect(paths.contains(path), "\(paths)") }
    #expect(folder.names() == ["visits.csv"])
  }

  @Test("a made report is written where it says, beside the page that lists all reports")
  func written() throws {
    let folder = try TemporaryFolder()
    try folder.write("visits.csv", events)
    let made = try made(folder)
    let page = try made.write(to: folder.url.appending(path: "out", directoryHint: .isDirectory))
    #expect(page.path == folder.path("out/visits/2025-01-01_2025-01-02/index.html"))
    #expect(try folder.text("out/index.html").contains("visits/2025-01-01_2025-01-02/index.html"))
    for file in made.site.files {
      let written = try Data(contentsOf: folder.url.appending(path: "out/\(made.place)/\(file.path)"))
      #expect(Array(written) == file.bytes, "\(file.path)")
    }
  }

  @Test("templates are found beside a program, above it, and where they are installed")
  func templatesFound() throws {
    for place in ["site-templates", "share/masa/site-templates"] {
      let folder = try TemporaryFolder()
      try folder.write("\(place)/languages/en.yml", "a: b\n")
      for program in ["masa", "bin/masa", "deep/down/here/masa"] {
        let found = try TemplateFolder(of: folder.url.appending(path: program))
        #expect(found.url.path == folder.path(place), "\(program)")
      }
    }
  }

  @Test("a folder that holds no languages is no folder of templates")
  func templatesMissing() throws {
    let folder = try TemporaryFolder()
    try folder.write("site-templates/pages/page.mustache", "")
    #expect(throws: TemplateFolder.Missing.self) { try TemplateFolder(at: folder.path("site-templates")) }
    let missing = #expect(throws: TemplateFolder.Missing.self) {
      try TemplateFolder(of: folder.url.appending(path: "a/b/c/d/e/f/g/bin/masa"))
    }
    let message = try #require(missing).description
    for part in [
      folder.path("a/b/c/d/e/f/g/bin/site-templates"), folder.path("a/b/c/d/e/f/g/share/masa/site-templates"),
      "make install", "--templates",
    ] {
      #expect(message.contains(part), "\(message)")
    }
  }

  @Test(
    "a client's folder is its id where that is plain, and never another client's",
    arguments: [
      ("nof-home", "nof-home"), ("Nof.Home_2", "Nof.Home_2"), ("a b", "a-b-"), ("../x", "-"), (".hidden", "-hidden-"),
      ("נוף", "--"),
    ])
  func clientFolder(_ id: String, _ beginning: String) {
    let name = folderName(id)
    #expect(name.hasPrefix(beginning.prefix(1)) && !name.contains("/") && !name.hasPrefix("."))
    if beginning == id { #expect(name == id) } else { #expect(name != id && name != folderName(id + " ")) }
  }
}
