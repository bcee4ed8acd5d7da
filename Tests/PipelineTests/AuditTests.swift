import Findings
import Foundation
import Journeys
@testable import Pages
@testable import Publishing
import TestSupport
import Testing
import Wording

@testable import Pipeline

/// What is about to be published is looked at once more: planted, a leak is found; spelt like one, what is none is not.
struct AuditTests {
  private static let ids = ["cust-7781", "12345678", "K9", "x", "12", "דנה כהן", "a-b-c-d-e-f", "O'Hara 77"]
  private static let verbatim = "הטכנאי הגיע באיחור ולא התנצל בכלל"

  private func audit(
    project: String = "client: T\n", names: [String] = [], verbatims: [String] = [verbatim], fewest: Int = 5,
    tables: [(path: String, table: Table)] = [], ids: [String] = Self.ids
  ) throws -> Audit {
    Audit(
      ids: KnownIDs(ids), verbatims: verbatims, tables: tables, fewest: fewest,
      declared: .init(project: project, others: []), names: names,
      templates: try TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 2)
  }

  /// What the audit says of one file, and whether anything was published.
  private func found(_ audit: Audit, _ path: String, _ text: String) throws -> AuditError.Finding? {
    let folder = try TemporaryFolder()
    let site = try Site(files: [.init(path: path, bytes: Array(text.utf8)), .init(path: "z.html", bytes: [])])
    let place = URL(filePath: folder.path("out/client/2026"), directoryHint: .isDirectory)
    do {
      try SiteFolder(place).publish(site) { try audit.check($0, site) }
    } catch let error as AuditError {
      #expect(error.file == path)
      #expect(folder.names() == [], "something was left: \(folder.names())")
      return error.finding
    }
    #expect(folder.names("out/client") == ["2026"])
    return nil
  }

  @Test(
    "a planted id is found in pages, figures, tables and JSON, however it is written there",
    arguments: [
      ("index.html", "<p>Seen: cust-7781, once</p>"), ("index.html", "<td><bdi>cust</bdi>-<strong>7781</strong></td>"),
      ("index.html", "<p title=\"cust-7781\">x</p>"),
      // As it stands where the whole report is one file.
      ("assets/search.he.js", "window.masaIndex = [[\"x\",\"index.html\",[[\"cust-7781\",\"a\",0]]]]\n"),
      ("c-2026.html", "<table><tr><td class=w>cust-7781<td>12</table>"),
      ("c-2026.html", "<rect width=1 /><g data-id=a><title>cust-7781</title></g>"),
      ("figures/a.svg", "<text><tspan>cust</tspan><tspan>7781</tspan></text>"),
      ("data/a.csv", "name,n\r\n\"cust-7781\",5\r\n"), ("report.json", "{\n \"a\": [\"cust-7781\"]\n}\n"),
      ("index.html", "<p>12345678</p>"), ("index.html", "<p>דנה\u{2069} כהן</p>"), ("index.html", "<p>K9</p>"),
      ("index.html", "<p>(a·b·c·d·e·f)</p>"), ("index.html", "<p>O&#39;Hara\u{A0}77</p>"),
      ("report.json", "{\"a\": \"O'Hara 77\"}"),
    ])
  func ids(_ path: String, _ text: String) throws {
    #expect(try found(audit(), path, text) == .id)
    // Without such customers there is nothing to find.
    #expect(try found(audit(ids: ["cust-7782", "y9"]), path, text) == nil)
  }

  @Test(
    "what is spelt like an id and is none passes",
    arguments: [
      // Too short to be somebody's, parts of other words, coordinates, styles, keys, numbers of JSON.
      "<p>12 of 18</p>", "<p>cust-77812 K91 xK9</p>", "<path d=\"M12 K9\"/>", "<p class=\"K9\" id=\"cust-7781\">ok</p>",
      "<style>.K9{}</style><script>var K9 = 1;</script>",
      // One cell's end and the next one's beginning.
      "<tr><td>cust</td><td>7781</td></tr>", "<p>דנה</p><p>כהן</p>",
    ])
  func noIDs(_ text: String) throws { #expect(try found(audit(), "index.html", text) == nil) }

  @Test("cells, keys and numbers are no texts of ids")
  func structure() throws {
    #expect(try found(audit(), "data/a.csv", "cust,7781\r\nK,9\r\n") == nil)
    #expect(try found(audit(), "report.json", "{\n \"K9\": 12345678,\n \"crc32\": 12345678\n}\n") == nil)
  }

  @Test("a name that a project file declares, that a touchpoint has, or that the program says itself is no leak")
  func vocabulary() throws {
    #expect(try found(audit(project: "client: K9\n"), "index.html", "<p>K9</p>") == nil)
    #expect(try found(audit(names: ["K9"]), "index.html", "<p>K9</p>") == nil)
    // Both languages' phrases are full of words that somebody may be called by.
    #expect(
      try found(audit(ids: ["customers", "לקוחות", "may", "A"]), "index.html", "<p>customers לקוחות A</p>") == nil)
    #expect(try found(audit(names: ["K9"]), "index.html", "<p>K9 cust-7781</p>") == .id)
  }

  @Test(
    "telephones and addresses are found in the spellings in which they are scrubbed from answers",
    arguments: [
      ("050-731-9468", AuditError.Finding.phone), ("+972 54 861 9375", .phone), ("٠٥٢٩٦١٨٤٧٣", .phone),
      ("03\u{2011}6123456", .phone),
      ("dana.z@kesher-mail.example", .email), ("DANA＠kesher.example", .email),
    ])
  func contacts(_ text: String, _ finding: AuditError.Finding) throws {
    for (path, file) in [
      ("index.html", "<p>call \(text)!</p>"), ("a.svg", "<text>\(text)</text>"), ("a.csv", "a\r\n\(text)\r\n"),
      ("report.json", "{\"a\": \"\(text)\"}"),
    ] {
      #expect(try found(audit(), path, file) == finding, "\(path)")
      #expect(try found(audit(project: "client: T\nconsultant: \"Yael, \(text)\"\n"), path, file) == nil, "\(path)")
      #expect(try found(audit(names: [text]), path, file) == finding, "\(path)")
    }
  }

  @Test(
    "dates, sums, shares and ranges are no telephones",
    arguments: [
      "02/03/2025 – 14/05/2025", "2.3.2025–31.12.2025", "1,234,567,890", "+12.5 (10.25–14.75)",
      "2025-01-01 2025-06-30", "₪ 205,123,456.78", "09:15–17:45, 3 of 12,345", "[12.5, 13.75, 20.25, 31.5]",
    ])
  func noContacts(_ text: String) throws {
    #expect(try found(audit(ids: []), "index.html", "<p>\(text)</p>") == nil)
    #expect(try found(audit(ids: []), "a.csv", "a\r\n\"\(text)\"\r\n") == nil)
  }

  @Test("an answer of twenty letters is found, a shorter one and an approved quotation are not")
  func verbatims() throws {
    let page = "<p>„\(Self.verbatim)”.</p>"
    #expect(try found(audit(), "index.html", page) == .verbatim)
    #expect(try found(audit(project: "client: T\nnotes: [{quote: \"\(Self.verbatim)\"}]\n"), "index.html", page) == nil)
    #expect(try found(audit(verbatims: ["לא התנצל בכלל"]), "index.html", page) == nil)
    // Its beginning alone is what many may have written.
    #expect(try found(audit(), "index.html", "<p>הטכנאי הגיע באיחור ולא</p>") == nil)
  }

  // MARK: Counts

  /// A table of counts, as it is said to have been written.
  private func table(_ counts: [Int?]) -> Table {
    Table(
      id: "t", caption: "", columns: [.init("what", .name), .init("people", .number)],
      rows: counts.enumerated().map { place, n in
        var datum = Datum(value: nil, text: RichText(n.map { "\($0)" } ?? "hidden"), state: n == nil ? .hidden : .shown)
        // Nobody but the hiding makes one that is shown: sums of nobody are 0.
        datum.people = n == 0 ? .zero : n == nil ? .hidden : nil
        return .init([Datum(value: nil, text: RichText("r\(place)")), datum])
      })
  }

  @Test("a count that was not given out is found in a table: one in place of a hidden one, and a small one nobody hid")
  func tables() throws {
    func look(_ written: String, _ table: Table, fewest: Int = 5) throws -> AuditError.Finding? {
      try found(audit(fewest: fewest, tables: [("data/t.en.csv", table)]), "data/t.en.csv", written)
    }
    let table = table([0, nil])
    #expect(try look("what,people\r\nr0,0\r\nr1,hidden\r\n", table) == nil)
    #expect(try look("what,people\r\nr0,0\r\nr1,1–6\r\n", table) == nil)
    #expect(try look("what,people\r\nr0,0\r\nr1,3\r\n", table) == .count)
    #expect(try look("what,people\r\nr0,0\r\nr1,187\r\n", table) == .count)
    #expect(try look("what,people\r\nr0,7\r\nr1,hidden\r\n", table) == .count)
    #expect(try look("what,people\r\nr0,0\r\n", table) == .count)
    #expect(try look("what,people\r\nr0,0\r\nr1,3\r\n", table, fewest: 0) == nil)
    let bare = self.table([0, 3, 12])
    #expect(try look("what,people\r\nr0,0\r\nr1,3\r\nr2,12\r\n", bare) == .count)
    #expect(try look("what,people\r\nr0,0\r\nr1,5\r\nr2,\"1,200\"\r\n", bare) == nil)
  }

  @Test("a small count of people is found in report.json; one of rows or touchpoints is none")
  func json() throws {
    func look(_ text: String) throws -> AuditError.Finding? { try found(audit(), "report.json", text) }
    #expect(try look("{\n \"customers\": 4,\n \"people\": 12\n}\n") == .count)
    #expect(try look("{\n \"sieve\": [\n  {\"touchpoint\": \"a\", \"people\": {\"leaked\": 1}}\n ]\n}\n") == .count)
    #expect(try look("{\n \"directlyFollows\": [\n  {\"from\": \"a\", \"to\": \"b\", \"count\": 2}\n ]\n}\n") == .count)
    #expect(
      try look(
        "{\n \"rows\": {\"read\": 3, \"issues\": [{\"count\": 2}]},\n \"customers\": 5,\n \"buyers\": 0,\n \"lost\": \"hidden\",\n"
          + " \"visitors\": {\"hidden\": true, \"low\": 1, \"high\": 6},\n \"cycles\": 40\n}\n") == nil)
  }

  @Test(
    "what is refused is said with its place and without the person's data, in every language", arguments: Language.all)
  func sentences(_ language: Language) throws {
    for finding in AuditError.Finding.allCases {
      let said = TestWords.onTerminal(AuditError(file: "en/index.html", finding: finding), language)
      #expect(said.contains("en/index.html") && said.count > 60, "\(said)")
    }
  }
}
