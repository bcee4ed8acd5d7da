import Journeys
import TestSupport
import Testing

/// Keys of the project file that do nothing yet, and groups by columns that nobody has.
struct KeyWithoutEffectTests {
  private let events =
    "customer,time,touchpoint\n" + (0..<20).map { "c\($0),2025-01-01 10:00,a\nc\($0),2025-01-02 10:00,b\n" }.joined()

  private func folder(_ project: String, survey: String? = nil) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("in/events.csv", events)
    if let survey { try folder.write("in/s.csv", survey) }
    try folder.write("in/project.yml", project)
    return folder
  }

  /// A project file for each key, with the key on its fifth line.
  private static func project(_ key: KeyWithoutEffect) -> String {
    func top(_ line: String) -> String {
      "client: X\nstages: [s]\ndepartments: [d]\ncurrency: ILS\n\(line)\nsources: [{file: events.csv}]\n"
    }
    func source(_ line: String, kind: String = "events") -> String {
      "client: X\nsources:\n  - file: events.csv\n    kind: \(kind)\n    \(line)\n"
        + (kind == "events" ? "" : "  - file: events.csv\n")
    }
    return switch key {
    case .targets: top("targets: [{metric: leak_rate, value: 3}]")
    case .attributes: source("attributes: [x]", kind: "identities")
    case .offer: source("columns: {offer: o}", kind: "customers")
    case .product: source("columns: {product: p}", kind: "customers")
    case .contact: source("columns: {contact: c}", kind: "customers")
    case .shape: source("shape: long", kind: "identities")
    case .timeFormat: source("time-format: dmy", kind: "identities")
    case .sourceZone: source("timezone: UTC", kind: "identities")
    case .decimalMark: source("decimal-mark: comma", kind: "identities")
    }
  }

  /// What the key is called.
  private static func name(_ key: KeyWithoutEffect) -> String {
    switch key {
    case .targets: "targets (metric: leak_rate)"
    case .product, .contact, .offer: key.rawValue + " (kind: customers)"
    case .attributes, .shape, .timeFormat, .sourceZone, .decimalMark: key.rawValue + " (kind: identities)"
    }
  }

  @Test(
    "a key that does nothing yet is named with its line by check, on standard error, and on the data-quality page",
    arguments: KeyWithoutEffect.allCases)
  func everyKey(_ key: KeyWithoutEffect) throws {
    let folder = try folder(Self.project(key))
    let name = Self.name(key)
    let check = try MasaProgram.run(["check", folder.path("in"), "--language", "en"])
    #expect(check.exit == 0 && check.output.contains("  \(name): line 5\n"), "\(check.output)\(check.errors)")
    let hebrew = try MasaProgram.run(["check", folder.path("in"), "--language", "he"])
    // On a terminal names are isolated from the text around them.
    let said = hebrew.output.replacing(/[\u{2066}-\u{2069}]/, with: "")
    #expect(said.contains("  \(name): שורה 5\n"), "\(said)")
    let report = try MasaProgram.run(["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(report.exit == 0, "\(report.errors)")
    #expect(report.errors.hasSuffix("project.yml: no effect yet: \(name) (line 5)\n"), "\(report.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    #expect(Self.section(output.page("data-quality")).contains(name))
    #expect(Self.section(output.page("data-quality")).contains("(שורה "))
    #expect(Self.section(output.page("en/data-quality")).contains(name))
    #expect(Self.section(output.page("en/data-quality")).contains("(line "))
  }

  private static func section(_ page: String) -> Substring {
    guard let start = page.range(of: "id=\"no-effect\"") else { return "" }
    return page[start.upperBound...].prefix { _ in true }.prefix(2000)
  }

  @Test("a project whose every key works says nothing of it")
  func noKey() throws {
    let folder = try folder("client: X\ntouchpoints: [{id: a, contact: direct}]\nsources: [{file: events.csv}]\n")
    #expect(try !MasaProgram.run(["check", folder.path("in"), "--language", "en"]).output.contains("no effect"))
    let report = try MasaProgram.run(["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(report.errors.isEmpty)
    let output = try Output(folder.url.appending(path: "out"))
    for page in ["data-quality", "en/data-quality"] { #expect(!output.page(page).contains("no-effect")) }
  }

  @Test("a group by a column that no file has names line, column, the nearest column, and which there are")
  func unknownGroup() throws {
    let project = """
      client: X
      groups: [{by: age_bnad}]
      sources:
        - file: events.csv
        - {file: s.csv, kind: survey, columns: {customer: id}, questions: [{column: q, metric: csat}]}

      """
    let survey = "id,q,age_band\n" + (0..<20).map { "c\($0),5,young\n" }.joined()
    for command in [["check"], ["report", "--output", "out"]] {
      let folder = try folder(project, survey: survey)
      let outcome = try MasaProgram.run(
        [command[0], folder.path("in"), "--language", "en"]
          + command.dropFirst().map { $0 == "out" ? folder.path("out") : $0 })
      #expect(outcome.exit == 2)
      #expect(
        outcome.errors.contains("project.yml:2:15: groups.by: no file has a column \"age_bnad\""), "\(outcome.errors)")
      #expect(outcome.errors.contains("did you mean \"age_band\"?"))
      #expect(outcome.errors.contains("touchpoint") && outcome.errors.contains("id, q, age_band"))
    }
    let right = try folder(project.replacing("age_bnad", with: "age_band"), survey: survey)
    #expect(try MasaProgram.run(["report", right.path("in"), "--output", right.path("out")]).errors.isEmpty)
    // Ratings are what groups compare, and who comes back: without purchases a column of the events gives them nothing to do.
    let events = try folder(
      project.replacing("age_bnad", with: "channel_x").replacing("events.csv", with: "e.csv"), survey: survey)
    try events.write(
      "in/e.csv",
      self.events.replacing("touchpoint\n", with: "touchpoint,channel_x\n").replacing(",a\n", with: ",a,w\n").replacing(
        ",b\n", with: ",b,w\n"))
    let noted = try MasaProgram.run(["report", events.path("in"), "--language", "en", "--output", events.path("out")])
    #expect(
      noted.exit == 0 && noted.errors.contains("no effect yet: groups (by: channel_x) (line 2)"), "\(noted.errors)")
  }

  @Test("days left out are named on the data-quality page in both languages, with what lies on them")
  func excludedDays() throws {
    let calendar = "calendar: [{dates: 2025-01-02, name: {he: תקלה, en: Outage}, exclude: yes}]\n"
    let folder = try folder("client: X\n\(calendar)sources: [{file: events.csv}]\n")
    let report = try MasaProgram.run(["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(report.exit == 0 && report.errors.isEmpty, "\(report.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    #expect(output.page("en/data-quality").contains("20 interactions lie on days left out."))
    #expect(output.page("en/data-quality").contains("Outage"))
    #expect(output.page("data-quality").contains("20 אינטראקציות חלו בימים שהושמטו."))
    #expect(output.page("data-quality").contains("תקלה"))
  }
}
