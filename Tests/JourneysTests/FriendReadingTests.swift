import Reading
import TestSupport
import Testing

@testable import Journeys

/// Who brought whom, from columns of events and of customers.
struct FriendReadingTests {
  /// Each customer and who brought it, by the day of their first events; `-` is nobody, `?` somebody who is not in the log.
  private func broughtBy(
    _ events: String, _ customers: String = "", identities: String = "", threads: Int = 1
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", events)
    try folder.write("customers.csv", customers)
    try folder.write("ids.csv", identities)
    var sources = ["{file: events.csv, columns: {customer: customer, referrer: by}}"]
    if !customers.isEmpty {
      sources.append("{file: customers.csv, kind: customers, columns: {customer: id, referrer: by}}")
    }
    if !identities.isEmpty { sources.append("{file: ids.csv, kind: identities}") }
    let blueprint = try Blueprint(
      yaml: "client: x\ntouchpoints: [{id: buy, kind: purchase}]\nsources: [\(sources.joined(separator: ", "))]",
      file: "p.yml")
    let loaded = try load(
      blueprint,
      blueprint.sources.map {
        ResolvedSource(declaration: $0, files: $0.files.map { InputFile(path: folder.path($0)) })
      }, threads: threads)
    let log = loaded.log
    guard let links = log.friends else { return [] }
    var names: [String] = []
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let day = part[part.events(of: customer).lowerBound].time / 86_400_000_000 - 20_148
        names.append("\(day)")
      }
    }
    return names.indices.map { place in
      let by = links.broughtBy[place]
      return names[place] + "<" + (by == FriendLinks.nobody ? "-" : by == FriendLinks.outside ? "?" : names[Int(by)])
    }.sorted()
  }

  @Test("journeys of many touches, between which places stay empty, are marked where a list names who brought them")
  func longJourneys() throws {
    let folder = try TemporaryFolder()
    let rows = (1...150).flatMap { n in
      (0..<(n % 9 + 1)).map { "c\(n),2025-03-\($0 < 9 ? "0" : "")\($0 + 1) 10:00,\($0 == 0 ? "site" : "buy")\n" }
    }
    try folder.write("events.csv", "customer,time,touchpoint\n" + rows.joined())
    try folder.write("customers.csv", "id,by\n" + (2...150).map { "c\($0),c1\n" }.joined())
    let blueprint = try Blueprint(
      yaml: """
        client: x
        touchpoints: [{id: site}, {id: buy, kind: purchase}]
        sources:
          - {file: events.csv}
          - {file: customers.csv, kind: customers, columns: {customer: id, referrer: by}}
        """, file: "p.yml")
    let log = try load(
      blueprint,
      blueprint.sources.map {
        ResolvedSource(declaration: $0, files: $0.files.map { InputFile(path: folder.path($0)) })
      }, threads: 1
    ).log
    var marked = 0
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let events = part.events(of: customer)
        try #require(part.isReferred.count >= events.upperBound)
        marked += events.count { part.isReferred[$0] }
      }
    }
    #expect(marked == 149, "the first touch of everybody but the one who brought them")
  }

  /// The first three customers come on the first, second and third of March 2025, which are days 0, 1 and 2.
  private static func events(_ rows: [(String, Int, String)]) -> String {
    "customer,time,touchpoint,by\n"
      + rows.map { "\($0.0),2025-03-\($0.1 < 10 ? "0" : "")\($0.1) 10:00,buy,\($0.2)\n" }.joined()
  }

  @Test("the earliest row that names somebody counts; nobody brings itself, and who is not in the log is outside")
  func ofEvents() throws {
    let rows = [
      ("a", 1, ""), ("b", 2, ""), ("b", 4, "a"), ("b", 9, "c"), ("c", 3, "c"), ("d", 5, "somebody"),
      ("customer-with-a-long-name", 6, "b"), ("e", 7, "customer-with-a-long-name"), ("f", 8, "n/a"),
    ]
    let wanted = ["0<-", "1<0", "2<-", "4<?", "5<1", "6<5", "7<-"]
    #expect(try broughtBy(Self.events(rows)) == wanted)
    #expect(try broughtBy(Self.events(rows.reversed()), threads: 2) == wanted)
  }

  @Test("a file of customers goes before, and what it names makes a journey begin by referral")
  func ofCustomers() throws {
    let rows = [("a", 1, ""), ("b", 2, "a"), ("c", 3, "")]
    #expect(try broughtBy(Self.events(rows), "id,by\na,\nb,c\nc,a\nb,a\n") == ["0<-", "1<2", "2<0"])
  }

  @Test("ids are brought together by the tables of who is who")
  func identities() throws {
    let rows = [("a", 1, ""), ("b", 2, "card-7")]
    #expect(try broughtBy(Self.events(rows), identities: "id,customer\ncard-7,a\n") == ["0<-", "1<0"])
  }

  @Test("without anybody named nothing is noted")
  func none() throws {
    #expect(try broughtBy(Self.events([("a", 1, ""), ("b", 2, "")])) == [])
  }
}
