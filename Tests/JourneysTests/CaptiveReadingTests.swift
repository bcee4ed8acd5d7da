import Reading
import TestSupport
import Testing

@testable import Journeys

/// Who has nowhere else to go, from columns of customers and of events.
struct CaptiveReadingTests {
  private static let events =
    "customer,time,touchpoint,site\n"
    + ["a", "b", "c", "d"].map { "\($0),2025-03-01 10:00,buy,\($0 == "d" ? "north" : "south")\n" }.joined()

  private func loaded(_ captive: String) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", Self.events)
    try folder.write("customers.csv", "id,area,plan\na,remote,x\nb,remote,y\nc,centre,x\n")
    let yaml = """
      client: x
      touchpoints: [{id: buy, kind: purchase}]
      captive: \(captive)
      sources: [{file: events.csv}, {file: customers.csv, kind: customers}]
      """
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    return try load(
      blueprint,
      blueprint.sources.enumerated().map {
        ResolvedSource(
          declaration: $1, files: [InputFile(path: folder.path($0 == 0 ? "events.csv" : "customers.csv"))])
      })
  }

  @Test(
    "all columns must fit, one value of each is enough, and of whom nothing is known is not captive",
    arguments: [
      ("{where: {area: [remote]}}", 2), ("{where: {area: [remote, centre]}}", 3), ("{where: {area: \"rem*\"}}", 2),
      ("{where: {area: [remote], plan: [x]}}", 1), ("{where: {site: [north]}}", 1),
      ("{where: {site: [south], plan: [y]}}", 1),
    ])
  func fits(rule: String, captive: Int) throws {
    let log = try loaded(rule)
    #expect(log.log.captive?.count { $0 } == captive)
    #expect(log.quality.idleKeys.isEmpty)
    // It is no group by which anything is compared.
    #expect(log.log.catalog.traits.isEmpty)
  }

  @Test("a rule that fits nobody changes nothing, and that is said")
  func idle() throws {
    let log = try loaded("{where: {area: [moon]}}")
    #expect(log.log.captive == nil && log.quality.idleKeys == [IdleKey(name: "captive", lines: [3])])
  }

  @Test("a column that no file has is refused, and so is a rule without a condition")
  func refused() throws {
    let error = #expect(throws: ProjectFileError.self) { try self.loaded("{where: {aera: [remote]}}") }
    #expect("\(String(describing: error))".contains("no-captive-column"))
    #expect(throws: ProjectFileError.self) { try self.loaded("{where: {}}") }
  }
}
