import Foundation
import TestSupport
import Testing

/// Money, books and what is counted twice, in the files that clients send: the right values are those of each case's README.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientMoneyTests {
  private func path(_ name: String) throws -> String {
    try #require(Repository.sharedData).appending(path: "cases/" + name).path
  }

  private func report(_ file: String) throws -> (outcome: MasaProgram.Outcome, output: Output) {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out"), "--language", "en"])
    return (outcome, try Output(folder.url.appending(path: "out")))
  }

  private func own(_ files: [String: String]) throws -> (outcome: MasaProgram.Outcome, output: Output) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path("out"), "--language", "en"])
    return (outcome, try Output(folder.url.appending(path: "out")))
  }

  @Test(
    "the mark that parts decimals is the whole column's",
    arguments: [("30a-eu-thousands-only.csv", 54_791.0), ("30b-eu-mixed.csv", 54_790.04)])
  func decimals(_ name: String, _ amount: Double) throws {
    let report = try report(try path("19-thousands-dot/" + name)).output.report()
    #expect(abs((report["amount"].double ?? 0) - amount) < 0.005)
  }

  @Test(
    "words for nothing in a column of amounts are empty cells", arguments: ["34a-mysqlN.csv", "34b-NULLamount.csv"])
  func nulls(_ name: String) throws {
    let (outcome, output) = try report(try path("20-null-words-in-amounts/" + name))
    #expect(outcome.exit == 0)
    let report = try output.report()
    #expect(report["purchases"].int == 43)
    #expect(abs((report["amount"].double ?? 0) - 54_789.56) < 0.005)
  }

  @Test(
    "sums of money beyond 64 bits of millionths are exact",
    arguments: [
      ("project.yml", nil), ("project2.yml", "e2.csv"), ("project3.yml", "e3.csv"),
    ] as [(String, String?)])
  func overflow(_ project: String, _ file: String?) throws {
    let folder = try path("fault-amount-overflow")
    let (outcome, output) = try report(folder + "/" + project)
    #expect(outcome.exit == 0)
    let amount = try output.report()["amount"]
    guard let file else { return #expect(output.text(output.place + "report.json").contains("\"amount\": \"hidden\"")) }
    let rows = CSV.rows(try String(contentsOfFile: folder + "/" + file, encoding: .utf8)).dropFirst()
    let truth = rows.reduce(0) { $0 + (Int($1.last ?? "") ?? 0) }
    #expect(amount.int == truth)
    #expect(truth > 9_223_372_036_854 && truth < 1 << 53)
  }

  @Test("a total of the books may be of any size")
  func hugeTotal() throws {
    let (outcome, output) = try report(try path("fault-totals/project.yml"))
    #expect(outcome.exit == 0)
    #expect(output.page("data-quality").contains("10,000,000,000,000,000,000"))
  }

  @Test("what is hidden stays hidden in the table of the books")
  func hiddenTotal() throws {
    let (_, output) = try report(try path("privacy-revenue0/project.yml"))
    let totals = try output.report()["totals"].list
    for what in ["revenue", "purchases"] {
      let total = try #require(totals.first { $0["what"].string == what })
      #expect(total["found"].isHidden)
      #expect(total["difference"].isHidden)
    }
    #expect(!output.page("data-quality").replacing(/<[^>]*>/, with: "|").contains(/₪1,000\|+₪0/))
    #expect(!output.page("index").contains("−₪1,000"))
  }

  private let shop = """
    client: S
    languages: [en]
    privacy: off
    touchpoints: [{id: buy, kind: purchase}, {id: credit, kind: refund}]

    """

  @Test("books of their own days, and what explains a difference only as far as it can")
  func books() throws {
    var rows = "customer,time,touchpoint,amount,order_id\n"
    for n in 1...40 { rows += "c\(n),2026-0\(n <= 30 ? 1 : 2)-10 10:00,buy,100,o\(n)\n" }
    for n in 1...6 { rows += "c\(n),2026-01-20 10:00,credit,-100,o\(n)\n" }
    let (_, output) = try own([
      "project.yml": shop + """
        totals:
          - {what: purchases, value: 30, source: Tills, period: 2026-01-01..2026-01-31}
          - {what: revenue, value: 1000, source: Tills, period: 2026-02-01..2026-02-28}
          - {what: purchases, value: 30, source: Tills}
          - {what: purchases, value: 42, source: Tills}
        sources: [{file: e.csv}]
        """, "e.csv": rows,
    ])
    let totals = try output.report()["totals"].list
    #expect(totals.map { $0["found"].int } == [24, 1000, 34, 34])
    // Seen from the report: six fewer than the books, nothing, four more, eight fewer.
    #expect(totals.map { $0["difference"].int } == [-6, 0, 4, -8])
    #expect(totals.map { $0["explained"]["cancelled"].int } == [6, nil, nil, 6])
  }

  @Test("the same file twice is read once, and it is said")
  func sameFile() throws {
    let rows = "customer,time,touchpoint,amount\n" + (1...20).map { "c\($0),2026-01-10 10:00,buy,100\n" }.joined()
    let (outcome, output) = try own([
      "project.yml": shop + "sources: [{file: [a.csv, b.csv]}]\n", "a.csv": rows, "b.csv": rows,
    ])
    #expect(try output.report()["purchases"].int == 20)
    #expect(outcome.errors.contains("b.csv holds the same as a.csv"))
    #expect(output.page("index").contains("holds the same as"))
  }

  @Test("exports that overlap are counted, said, and removed when asked")
  func overlap() throws {
    func rows(_ days: ClosedRange<Int>) -> String {
      "customer,time,touchpoint,amount\n" + days.map { "c\($0),2026-01-\($0) 10:00,buy,100\n" }.joined()
    }
    let files = ["a.csv": rows(10...20), "b.csv": rows(16...28)]
    for (rule, purchases) in [("keep", 24), ("drop-across-files", 19)] {
      let (outcome, output) = try own(
        files.merging(["project.yml": shop + "duplicates: \(rule)\nsources: [{file: [a.csv, b.csv]}]\n"]) { $1 })
      let report = try output.report()
      #expect(report["purchases"].int == purchases)
      #expect(report["rows"]["acrossFiles"].int == 5)
      #expect(report["rows"]["duplicates"].int == 0)
      #expect(outcome.errors.contains("5 rows of b.csv equal rows of a.csv"))
    }
  }

  @Test("an order in the shop and in the till is one purchase; amounts that differ are an issue")
  func orders() throws {
    var web = "customer,time,touchpoint,amount,order_id\n"
    var till = web
    for n in 10...29 {
      web += "c\(n),2026-01-\(n) 10:00,buy,\(n == 29 ? "90" : "100"),o\(n)\n"
      till += "\(n < 15 ? "" : "c\(n)"),2026-01-\(n) 18:00,buy,\(n == 20 ? "" : "100"),o\(n)\n"
    }
    till += "c11,2026-03-01 10:00,buy,100,o11\n"
    let (outcome, output) = try own([
      "project.yml": shop + "sources: [{file: web.csv}, {file: till.csv, reject-above: 50%}]\n", "web.csv": web,
      "till.csv": till,
    ])
    let report = try output.report()
    // Twenty orders, one of them with another amount, and one that is another's months later.
    #expect(report["purchases"].int == 22)
    #expect(report["amount"].double == 2190.0)
    #expect(report["rows"]["ordersOnce"].int == 19)
    #expect(report["rows"]["ordersDiffering"].int == 1)
    #expect(report["walkIns"]["purchases"].int == 0)
    #expect(outcome.errors.contains("19 orders stand in several files"))
    let (_, apart) = try own([
      "project.yml": shop + "count-once-by: none\nsources: [{file: web.csv}, {file: till.csv, reject-above: 50%}]\n",
      "web.csv": web, "till.csv": till,
    ])
    #expect(try apart.report()["purchases"].int == 36)
    #expect(try apart.report()["walkIns"]["purchases"].int == 5)
  }

  @Test("an amount below nothing cancels the order it names, and without one is said and not counted")
  func negative() throws {
    var rows = "customer,time,touchpoint,amount,order_id\n"
    for n in 10...29 { rows += "c\(n),2026-01-\(n) 10:00,buy,100,o\(n)\n" }
    for n in 10...15 { rows += "c\(n),2026-01-30 10:00,buy,-100,o\(n)\n" }
    for n in 16...17 { rows += "c\(n),2026-01-30 10:00,buy,-100,\n" }
    let expected = ["refund": (14, 6, 1400.0), "keep": (28, 0, 1200.0), "reject": (20, 0, 2000.0)]
    for (rule, truth) in expected {
      let (outcome, output) = try own([
        "project.yml": shop + "negative-amounts: \(rule)\nsources: [{file: e.csv}]\n", "e.csv": rows,
      ])
      let report = try output.report()
      #expect(report["purchases"].int == truth.0, "\(rule)")
      #expect(report["cancelled"].int == truth.1, "\(rule)")
      #expect(report["amount"].double == truth.2, "\(rule)")
      #expect(outcome.errors.contains("amount below nothing") == (rule != "keep"), "\(rule)")
    }
  }

  @Test("a credit note under a number of its own gives back the purchase that cost as much")
  func creditNotes() throws {
    var rows = "customer,time,document type,amount,order_id\n"
    for n in 10...29 {
      rows += "c\(n),2026-01-\(n) 10:00,Invoice,\(n),o\(n)\nc\(n),2026-01-\(n) 11:00,Invoice,200,p\(n)\n"
    }
    for n in 10...16 { rows += "c\(n),2026-02-01 10:00,Credit note,-\(n),k\(n)\n" }
    let (_, output) = try own([
      "project.yml": """
      client: S
      languages: [en]
      privacy: off
      sources: [{file: e.csv, columns: {touchpoint: document type}}]
      """, "e.csv": rows,
    ])
    let report = try output.report()
    #expect(report["purchases"].int == 33)
    #expect(report["cancelled"].int == 7)
    #expect(report["amount"].double == Double((17...29).reduce(0, +) + 20 * 200))
  }

  @Test("any column's values can be renamed")
  func renamed() throws {
    let rows =
      "customer,time,kind,amount\n"
      + (10...29).map { "c\($0),2026-01-\($0) 10:00,\($0 % 2 == 0 ? "Buy" : "bought"),1\n" }.joined()
    let (_, output) = try own([
      "project.yml": shop + """
        rename: [{column: kind, from: "B*", to: buy}, {column: kind, from: bought, to: buy}]
        sources: [{file: e.csv, columns: {touchpoint: kind}}]
        """, "e.csv": rows,
    ])
    #expect(try output.report()["purchases"].int == 20)
  }
}
