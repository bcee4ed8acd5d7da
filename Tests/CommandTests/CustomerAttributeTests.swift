import TestSupport
import Testing

/// A client whose list of customers keeps columns: check, pages and report.json say what goes with buying.
struct CustomerAttributeTests {
  /// A customer as the test invents it.
  private struct Person {
    var bought: Bool
    var area: String
    var plan: String
  }

  private static let people = (0..<240).map { i in
    Person(
      bought: i % 3 == 0, area: ["north", "south", "centre"][(i / 3 + (i % 3 == 0 && i % 4 < 2 ? 1 : 0)) % 3],
      plan: i % 3 == 0 ? (i % 5 == 0 ? "gold" : "basic") : ["gold", "gold", "gold", "", "basic"][i % 5])
  }

  private func folder(_ list: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var events = "customer,time,touchpoint\n"
    for (i, person) in Self.people.enumerated() {
      events += "c\(i),2025-01-01 10:00,ad\nc\(i),2025-01-02 10:00,\(i % 2 == 0 ? "price" : "chat")\n"
      if person.bought { events += "c\(i),2025-01-03 10:00,buy\n" }
    }
    try folder.write("in/events.csv", events)
    try folder.write("in/customers.csv", list)
    try folder.write(
      "in/project.yml",
      """
      client: T
      languages: [en, he]
      timezone: UTC
      windows: {inactivity: 7d}
      observed-until: 2025-06-30
      touchpoints: [ad, price, chat, {id: buy, kind: purchase}]
      sources:
        - {file: events.csv}
        - {file: customers.csv, kind: customers, columns: {customer: id}, attributes: [area, plan]}

      """)
    return folder
  }

  private static func list(_ more: String = "") -> String {
    "id,area,plan\n" + people.enumerated().map { "c\($0),\($1.area),\($1.plan)\n" }.joined() + more
  }

  @Test("the rows of separates[] are the counts of the list, and no key is said to have no effect")
  func counts() throws {
    let folder = try folder(Self.list())
    let check = try MasaProgram.run(["check", folder.path("in"), "--language", "en"])
    #expect(check.exit == 0 && !check.output.contains("no effect"), "\(check.output)")
    let made = try MasaProgram.run(["report", folder.path("in"), "--output", folder.path("out")])
    #expect(made.exit == 0 && made.errors.isEmpty, "\(made.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    let rows = try output.report()["separates"].list.filter { $0["attribute"].string != nil }
    // Counted here, from what the list was written of.
    var expected: [String: [Int]] = [:]
    for (name, value) in [("area", \Person.area), ("plan", \Person.plan)] {
      let known = Self.people.filter { !$0[keyPath: value].isEmpty }
      for text in Set(known.map { $0[keyPath: value] }) {
        expected["\(name) \(text)"] = [true, false].flatMap { isWith in
          [true, false].map { bought in
            known.count { ($0[keyPath: value] == text) == isWith && $0.bought == bought }
          }
        }
      }
    }
    #expect(rows.count == expected.count && rows.count == 5)
    for row in rows {
      let name = "\(row["attribute"].string ?? "") \(row["value"].string ?? "")"
      let keys = ["withBought", "withLeft", "withoutBought", "withoutLeft"]
      #expect(keys.compactMap { row[$0].int } == expected[name], "\(name): \(row)")
    }
    for page in ["funnel-and-sieve", "he/funnel-and-sieve", "en/funnel-and-sieve"] where !output.page(page).isEmpty {
      #expect(output.page(page).contains("plan") && output.page(page).contains("gold"))
    }
  }

  @Test("a second row that says something else counts, and is an issue of check and of the data-quality page")
  func several() throws {
    let folder = try folder(Self.list("c0,north,gold\n"))
    let first = Self.people[0]
    try #require(first.area == "south" && first.plan == "gold")
    let check = try MasaProgram.run(["check", folder.path("in"), "--language", "en"])
    #expect(
      check.exit == 0
        && check.output.contains(
          "1 × another value than an earlier row has for the same customer, the later one counts in column \"area\""),
      "\(check.output)")
    #expect(check.output.contains("customers.csv, row 242: \"north\""), "\(check.output)")
    let made = try MasaProgram.run(["report", folder.path("in"), "--output", folder.path("out")])
    #expect(made.exit == 0, "\(made.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    let said = "another value than an earlier row has for the same customer (the later one counts)"
    #expect(output.page("data-quality").contains(said))
    #expect(output.page("he/data-quality").contains("ערך אחר מזה שבשורה קודמת של הלקוח (הערך המאוחר קובע)"))
    let north = try #require(try output.report()["separates"].list.first { $0["value"].string == "north" })
    let bought = Self.people.dropFirst().count { $0.bought && $0.area == "north" } + 1
    #expect(north["withBought"].int == bought)
  }
}
