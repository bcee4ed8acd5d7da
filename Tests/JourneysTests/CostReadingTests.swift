import Reading
import TestSupport
import Testing

@testable import Journeys

/// What something costs, as the project file says it.
struct CostReadingTests {
  private func costs(_ entries: String) throws -> [CostDeclaration] {
    try Blueprint(yaml: "client: x\ncost: [\(entries)]", file: "p.yml").costs
  }

  @Test("a channel costs once or by a unit of the calendar, an offer each time, what is done once")
  func read() throws {
    let found = try costs(
      "{channel: a, per: month, value: 120.5}, {channel: a, once: 4, dates: 2026-03-01..2026-03-31}, {offer: half, each: 25}, {opportunity: call/waiting, once: 9}, {opportunity: a/b, once: 1}"
    )
    #expect(
      found.map(\.subject) == [
        .channel("a"), .channel("a"), .offer("half"), .opportunity(touchpoint: "call", kind: .waiting),
        // A touchpoint's own id may hold strokes.
        .opportunity(touchpoint: "a/b", kind: nil),
      ])
    #expect(found.map(\.cost.value) == [120.5, 4, 25, 9, 1])
    #expect(found.map(\.cost.payment) == [.per(.month), .once, .each, .once, .once])
    #expect(found[1].cost.dates != nil && found[0].cost.dates == nil)
    let club = try Blueprint(yaml: "client: x\nclub: {member: m, cost: {per: year, value: 90}}", file: "p.yml").club
    #expect(club?.cost == Cost(value: 90, payment: .per(.year)))
  }

  @Test(
    "what is not clear is refused",
    arguments: [
      "{once: 5}", "{channel: a, offer: b, once: 5}", "{channel: a}", "{channel: a, each: 5}", "{offer: a, once: 5}",
      "{channel: a, per: month}", "{channel: a, per: moon, value: 5}", "{channel: a, once: -5}",
      "{channel: a, once: 5, per: month, value: 5}", "{channel: a, once: much}", "{channel: a, once: 1e300}",
      "{offer: a, each: 5, dates: 2026-03-01..2026-03-31}", "{channel: a, once: 5, colour: red}",
    ])
  func refused(entry: String) {
    #expect(throws: ProjectFileError.self) { try self.costs(entry) }
  }

  @Test("a club that costs something has members")
  func club() {
    #expect(throws: ProjectFileError.self) {
      try Blueprint(yaml: "client: x\nclub: {cost: {per: year, value: 90}}", file: "p.yml")
    }
  }

  @Test(
    "what the data do not have is refused, with the name that was meant",
    arguments: [
      ("{channel: shpo, once: 5}", "no-cost-channel"), ("{offer: half, each: 5}", "no-cost-offer"),
      ("{opportunity: bye, once: 5}", "no-cost-touchpoint"), ("{channel: shop, once: 5}", ""),
      ("{opportunity: buy, once: 5}", ""),
    ])
  func unknown(entry: String, problem: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", "customer,time,touchpoint,channel\na,2025-03-01 10:00,buy,shop\n")
    let yaml = """
      client: x
      touchpoints: [{id: buy, kind: purchase}]
      cost: [\(entry)]
      sources: [{file: events.csv}]
      """
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    var found = ""
    do {
      _ = try load(
        blueprint,
        blueprint.sources.map {
          ResolvedSource(declaration: $0, files: [InputFile(path: folder.path("events.csv"))])
        })
    } catch { found = "\(error)" }
    #expect(problem.isEmpty ? found.isEmpty : found.contains(problem), "\(found)")
  }
}
