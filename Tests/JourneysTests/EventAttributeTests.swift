import JourneysTestSupport
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Columns of event files that a source keeps with `attributes:`.
@Suite struct EventAttributeTests {
  /// The log of one file.
  ///
  /// - Parameter again: keys of a second source with the same bytes.
  private func loaded(
    _ events: String, _ keys: String, more: String = "", threads: Int = 1, again: String? = nil
  ) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    let files = again == nil ? ["e.csv"] : ["e.csv", "f.csv"]
    for file in files { try folder.write(file, events) }
    let second = again.map { "  - {file: f.csv, \($0)}\n" } ?? ""
    let yaml = "client: T\n\(more)sources:\n  - {file: e.csv, \(keys)}\n\(second)"
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let sources = zip(blueprint.sources, files).map { declaration, file in
      ResolvedSource(declaration: declaration, files: [InputFile(path: folder.path(file), name: file)])
    }
    return try load(blueprint, sources, threads: threads)
  }

  /// The values of a log in one part, by customer and event in order; "-" where there is none.
  private func values(_ log: JourneyLog, _ attribute: Int = 0) -> [String] {
    let catalog = log.catalog
    return log.parts[0].journeys { log, place in
      let code = log.attributes[place * catalog.attributes.count + attribute]
      return code == AttributeCode.none ? "-" : catalog.attributes[attribute].values[Int(code)].id
    }
  }

  private static let events = """
    customer,time,touchpoint,device,age
    u,2026-01-02T10:00:00Z,buy,desk,
    v,2026-01-01T10:00:00Z,ad,n/a,30
    u,2026-01-01T10:00:00Z,ad,phone,NULL
    v,2026-01-02T10:00:00Z,buy,,30

    """

  @Test("an event keeps its own value in journey order, and a word for nothing is none", arguments: [1, 2])
  func places(threads: Int) throws {
    let log = try loaded(Self.events, "attributes: [device, age]", threads: threads).log
    #expect(log.catalog.attributes.map(\.name) == ["device", "age"])
    #expect(log.catalog.attributes.map { $0.values.map(\.id) } == [["desk", "phone"], ["30"]])
    #expect(values(log) == ["phone", "desk", "-", "-"])
    #expect(values(log, 1) == ["-", "-", "30", "30"])
  }

  @Test("of two files with equal bytes one is read, with the columns that either is to keep")
  func equalFiles() throws {
    let found = try loaded(Self.events, "attributes: [age]", again: "attributes: [device]")
    #expect(found.log.eventCount == 4 && found.quality.equalFiles.count == 1)
    #expect(found.log.catalog.attributes.map(\.name) == ["age", "device"])
    #expect(values(found.log, 1) == ["phone", "desk", "-", "-"])
  }

  @Test("a log of a source that keeps no column has none")
  func none() throws {
    let log = try loaded(Self.events, "kind: events").log
    #expect(log.catalog.attributes.isEmpty && log.parts[0].attributes.isEmpty)
  }

  @Test("rows that differ in an attribute alone are not equal rows, and ties by stage follow the value")
  func ties() throws {
    let rows = ["b", "a", "a"].map { "u,2026-01-01T10:00:00Z,ad,\($0)\n" }
    for order in [rows, rows.reversed()] {
      let found = try loaded(
        "customer,time,touchpoint,device\n" + order.joined(), "attributes: [device]", more: "ties: stage-order\n")
      #expect(values(found.log) == ["a", "a", "b"])
      #expect(found.quality.assembly.duplicates == 1)
    }
  }

  @Test("a column with a value for every customer tells no groups apart, and is named as having no effect")
  func crowded() throws {
    var events = "customer,time,touchpoint,device,session\n"
    for i in 0..<1_500 { events += "u\(i),2026-01-01T10:00:00Z,ad,d\(i % 2),s\(i)\n" }
    let found = try loaded(events, "attributes: [session, device]")
    #expect(found.log.catalog.attributes.map(\.name) == ["device"])
    #expect(found.quality.idleKeys == [IdleKey(name: "sources.attributes (session)", lines: [3])])
  }

  @Test("a source that does not have the column is refused, with the columns it has")
  func missing() throws {
    #expect {
      try loaded(Self.events, "attributes: [devcie]")
    } throws: { error in
      if case ReadingError.noColumn("e.csv", "devcie", let columns)? = error as? ReadingError {
        columns.contains("device")
      } else {
        false
      }
    }
  }

  @Test(
    "attributes of a source of neither events nor customers are named as having no effect",
    arguments: ["identities", "survey"])
  func otherKinds(kind: String) throws {
    let questions = kind == "survey" ? ", questions: [{column: q, metric: csat}]" : ""
    let blueprint = try Blueprint(
      yaml: "client: T\nsources:\n  - {file: a.csv, kind: \(kind), attributes: [x]\(questions)}\n", file: "p.yml")
    #expect(blueprint.idleKeys == [IdleKey(name: "sources.attributes (kind: \(kind))", lines: [3])])
    #expect(try Blueprint(yaml: "client: T\nsources: [{file: a.csv, attributes: [x]}]", file: "p.yml").idleKeys.isEmpty)
  }
}

extension EventLog {
  /// Something of every event, customer by customer in order of their first rows.
  fileprivate func journeys(_ value: (EventLog, Int) -> String) -> [String] {
    (0..<customerCount).flatMap { customer in events(of: customer).map { value(self, $0) } }
  }
}
