import Foundation
import TestSupport
import Testing

/// What claims to be the same thing adds up to the same number, on every page: of both sample clients, of a shop's log as it
/// comes and with its steps drawn, and of a client as a consultant gets it.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct SumsTests {
  /// A table of a page: what its columns are called, and its cells.
  private struct Read {
    struct Row {
      var cells: [String]
      var isTotal: Bool
      /// A cell as a count; `nil` where it is hidden, undefined, a share or words.
      func count(_ column: Int) -> Int? { column < cells.count ? Int(cells[column].replacing(",", with: "")) : nil }
    }
    var caption: String
    var columns: [String]
    var rows: [Row]

    func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
    func row(_ name: String) -> Row? { rows.first { $0.cells.first == name } }
  }

  private static func plain(_ html: Substring) -> String {
    String(html).replacing(/<[^>]*>/, with: "").replacing("&amp;", with: "&").replacing("&#39;", with: "'")
      .replacing("&quot;", with: "\"").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func tables(_ page: String) -> [Read] {
    page.matches(of: /(?s)<table[^>]*>(.*?)<\/table>/).map { table in
      let body = table.output.1
      let caption = body.firstMatch(of: /(?s)<caption[^>]*>(.*?)<\/caption>/).map { plain($0.output.1) } ?? ""
      var columns: [String] = []
      var rows: [Read.Row] = []
      for row in body.matches(of: /(?s)<tr([^>]*)>(.*?)<\/tr>/) {
        let cells = row.output.2.matches(of: /(?s)<t[hd][^>]*>(.*?)<\/t[hd]>/).map { plain($0.output.1) }
        if columns.isEmpty {
          columns = cells
        } else {
          rows.append(.init(cells: cells, isTotal: row.output.1.contains("total")))
        }
      }
      return Read(caption: caption, columns: columns, rows: rows)
    }
  }

  /// Cells above a total add up to it, column by column; where stages have totals of their own, these do too.
  private func expectTotals(_ table: Read, _ place: String) {
    guard let last = table.rows.last, last.isTotal else { return }
    let inner = table.rows.dropLast().contains { $0.isTotal }
    var run: [Read.Row] = []
    var totals: [Read.Row] = []
    func expect(_ parts: [Read.Row], _ total: Read.Row) {
      for column in 1..<max(1, table.columns.count) {
        guard let whole = total.count(column) else { continue }
        let counts = parts.map { $0.count(column) }
        guard !counts.isEmpty, !counts.contains(nil) else { continue }
        let sum = counts.reduce(0) { $0 + ($1 ?? 0) }
        #expect(sum == whole, "\(place), \(table.caption), \(table.columns[column]): \(sum) is not \(whole)")
      }
    }
    for row in table.rows.dropLast() {
      if row.isTotal {
        expect(run, row)
        totals.append(row)
        run = []
      } else {
        run.append(row)
      }
    }
    expect(inner ? totals : run, last)
  }

  private func check(_ output: Output, _ client: String) throws {
    let report = try output.report()
    var pages: [String: String] = [:]
    // English stands at the top where it is the first language.
    let folder = output.files[output.place + "en/index.html"] == nil ? "" : "en/"
    for name in ["index", "journey-map", "funnel-and-sieve", "paths", "channels", "satisfaction", "touchpoints"] {
      pages[name] = output.page(folder + name)
    }
    var found: [String: Read] = [:]
    for (name, page) in pages.sorted(by: { $0.key < $1.key }) {
      for table in Self.tables(page) {
        expectTotals(table, "\(client) \(name)")
        // The same table on two pages is the same.
        if let other = found[table.caption] {
          #expect(other.rows.map(\.cells) == table.rows.map(\.cells), "\(client): \(table.caption)")
        }
        found[table.caption] = table
      }
    }
    let index = try #require(pages["index"])
    let sieve = try #require(found["The sieve by touchpoint"])
    let map = try #require(found["The journey map as a table"])
    let flows = try #require(found["The numbers add up"])

    // One touchpoint has one number, whichever table says it.
    for row in sieve.rows {
      let name = row.cells[0]
      let onMap = try #require(map.row(name), "\(client): \(name) is on the map")
      for column in sieve.columns where column != sieve.columns[0] {
        guard let a = sieve.column(column), let b = map.column(column) else { continue }
        #expect(row.cells[a] == onMap.cells[b], "\(client): \(name), \(column)")
      }
      if let rate = sieve.column("Leak rate"), let flow = flows.row(name), let other = flows.column("Leak rate") {
        #expect(row.cells[rate] == flow.cells[other], "\(client): leak rate of \(name)")
      }
      expectCard(row, sieve, pages["touchpoints"] ?? "", client)
    }
    expectSums(sieve, "Came in here", to: report["cameIn"].int, client)
    expectSums(sieve, "Stopped and not back", to: report["lost"].int, client)
    let cancelled = map.column("Cancelled").map { column in map.rows.map { $0.count(column) } } ?? []
    if !cancelled.contains(nil) {
      expectSums(map, map.columns.first { $0.hasSuffix(" here") } ?? "", to: report["purchases"].int, client)
    }

    // What came in went out in exactly one way.
    let ways = [
      "Moved on a stage", "Skipped a stage", "Went back a stage", "Moved within the stage", "Same touchpoint again",
      "Ended well", "Did not go on", "Too early to tell", "Ended",
    ]
    for row in flows.rows {
      func count(_ name: String) -> Int? { flows.column(name).flatMap { row.count($0) } }
      guard let inflow = count("In"), let starts = count("Opened a journey"), let came = count("Came from elsewhere")
      else { continue }
      #expect(inflow == starts + came, "\(client): \(row.cells[0])")
      let out = flows.columns.filter { ways.contains($0) || $0.hasPrefix("Went on to") || $0.hasPrefix("Quiet after") }
        .map(count)
      guard !out.contains(nil) else { continue }
      #expect(out.reduce(0) { $0 + ($1 ?? 0) } == inflow, "\(client): \(row.cells[0]) adds up")
    }

    // Purchases are as many wherever they are divided.
    // A tile of page one where no money is known, else one of its lines.
    let tile = index.firstMatch(of: /(?s)<div id="key-purchases">.*?<dd class="value">(?:<[^>]*>)*([0-9,]+)/)?.output.1
    let line = index.firstMatch(of: /(?:Purchases|Visits): (?:<[^>]*>)*([0-9,]+)/)?.output.1
    let purchases = (tile ?? line).flatMap { Int($0.replacing(",", with: "")) }
    #expect(purchases == report["purchases"].int)
    for table in found.values where table.caption.hasPrefix("Why ") {
      if let total = table.rows.last, total.isTotal {
        #expect(total.count(1) == report["blindness"]["outside"].int, "\(client): \(table.caption)")
      }
    }
    // Journeys by where they begin, and by channel of start and of purchase, are the same journeys.
    let origins = found.values.first { $0.columns.first == "Beginning" }
    let byChannel = found.values.first { $0.caption.hasSuffix("journeys by channel of start and channel of purchase") }
    if let all = origins?.rows.last?.count(1), let matrix = byChannel?.rows.last, matrix.isTotal,
      let total = matrix.count(matrix.cells.count - 1)
    {
      #expect(all == total, "\(client): journeys by beginning and by channel")
    }
    if let byOrigin = origins?.rows.last?.count(3), let purchases {
      #expect(byOrigin == purchases, "\(client): origins")
    }
    // The two parts of a headline are the whole.
    if let headline = index.firstMatch(of: /(?s)<h1[^>]*>(.*?)<\/h1>/).map({ Self.plain($0.output.1) }) {
      let shares = headline.matches(of: /([0-9.]+)%/).compactMap { Double($0.output.1) }
      if headline.contains("came another way"), shares.count >= 2 {
        #expect(abs(shares[0] + shares[1] - 100) < 0.051, "\(client): \(headline)")
      }
    }
  }

  private func expectSums(_ table: Read, _ column: String, to whole: Int?, _ client: String) {
    guard let place = table.column(column), let whole else { return }
    let counts = table.rows.map { $0.cells[place] == "—" ? 0 : $0.count(place) }
    guard !counts.contains(nil) else { return }
    let sum = counts.reduce(0) { $0 + ($1 ?? 0) }
    #expect(sum == whole, "\(client): \(column) adds up to \(sum), and \(whole) is said")
  }

  /// A touchpoint's card says its customers, how many came in and its leak rate as the table does.
  private func expectCard(_ row: Read.Row, _ sieve: Read, _ cards: String, _ client: String) {
    let name = row.cells[0]
    let sections = cards.split(separator: "<section", omittingEmptySubsequences: true)
    guard
      let own = sections.first(where: { section in
        section.firstMatch(of: /(?s)<h2[^>]*>(.*?)<\/h2>/).map { Self.plain($0.output.1) } == name
      })
    else { return }
    let card = Self.plain(own)
    for (column, form) in [
      ("Customers", #/([0-9,]+) [^(]{1,20} \([0-9,]+ /#), ("Came in here", #/([0-9,]+) came in here/#),
    ] {
      guard let place = sieve.column(column), let count = row.count(place), count > 0,
        let said = card.firstMatch(of: form)
      else { continue }
      #expect(Int(said.output.1.replacing(",", with: "")) == count, "\(client): \(column) on the card of \(name)")
    }
    if let place = sieve.column("Leak rate"), row.cells[place].hasSuffix("%"),
      let said = card.firstMatch(of: /Of \D{1,30}here, (only )?([0-9.]+%) were not/)
    {
      #expect(String(said.output.2) == row.cells[place], "\(client): leak rate on the card of \(name)")
    }
  }

  @Test("the sample clients' pages agree with themselves", arguments: Samples.clients)
  func samples(_ client: String) throws { try check(Samples.output(client), client) }

  private static let shop = "clickstream/ecom.csv.gz"
  private func shop(_ project: String?) throws -> Output {
    let folder = try TemporaryFolder()
    try folder.copy(try #require(Repository.sharedData).appending(path: Self.shop), to: "ecom.csv.gz")
    if let project { try folder.write("project.yml", project) }
    let outcome = try MasaProgram.run(
      [
        "report", folder.path(project == nil ? "ecom.csv.gz" : "project.yml"), "--language", "en", "--output",
        folder.path("out"),
      ])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out"))
  }

  private func headline(_ output: Output, _ page: String) -> String {
    let folder = output.files[output.place + "en/index.html"] == nil ? "" : "en/"
    return output.page(folder + page).firstMatch(of: /(?s)<h1[^>]*>(.*?)<\/h1>/).map { Self.plain($0.output.1) } ?? ""
  }

  @Test(
    "a shop's log as it comes has no headline about a funnel that nobody drew, and its pages agree",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func shopUntouched() throws {
    let output = try shop(nil)
    try check(output, "shop")
    for page in ["index", "funnel-and-sieve"] {
      #expect(!headline(output, page).contains("%"), "\(page): \(headline(output, page))")
    }
    #expect(!output.page("en/index").contains("key-outside"))
  }

  @Test(
    "by sessions and the six steps of its checkout 97 % of the shop's purchases came another way",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func shopBySession() throws {
    let output = try shop(
      """
      client: Shop
      touchpoints: [{id: purchase, kind: purchase}]
      funnel: {steps: [product_view, add_to_cart, cart, shipping_details, payment_details, purchase]}
      sources: [{file: ecom.csv.gz, columns: {customer: session_id, time: timestamp, touchpoint: event}}]

      """)
    try check(output, "shop by session")
    // 15 of 470 sessions with a purchase went through the steps in order (retentioneering, pm4py).
    #expect(headline(output, "index").contains("97% came another way"))
  }

  @Test(
    "the pages of a client as a consultant gets it agree with themselves",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func messy() throws {
    let folder = try MessyClient.folder(tills: ["tills.xlsx"])
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    try check(Output(folder.url.appending(path: "out")), "messy client")
  }

  @Test("where the last step comes sixty days late, nearly all who stopped came back, and that is called no leak")
  func lateStep() throws {
    var rows = "customer,time,touchpoint\n"
    /// A day counted from the first of January 2025.
    func date(_ day: Int) -> String {
      let parts = Calendar(identifier: .gregorian).dateComponents(
        in: TimeZone(secondsFromGMT: 0) ?? .current,
        from: Date(timeIntervalSince1970: 1_735_689_600 + Double(day) * 86_400))
      let (month, day) = (parts.month ?? 1, parts.day ?? 1)
      return "2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
    for i in 0..<300 {
      rows += "c\(i),\(date(i % 90)) 09:00,visit\nc\(i),\(date(i % 90)) 10:00,order_form\n"
      // Sixty days after, for all but five in a hundred; who stays away stays away for good.
      if i % 20 != 0 { rows += "c\(i),\(date(i % 90 + 60)) 12:00,delivered_order\n" }
      if i % 4 == 0 { rows += "d\(i),\(date(300 + i % 30)) 09:00,visit\n" }
    }
    let folder = try TemporaryFolder()
    try folder.write("in/events.csv", rows)
    try folder.write(
      "in/project.yml",
      "client: Late\nwindows: {inactivity: 30d}\nstages: [a, b, c]\ntouchpoints: [{id: visit, stage: a}, {id: order_form, stage: b}, {id: delivered_order, stage: c, kind: purchase}]\nsources: [{file: events.csv}]\n"
    )
    let outcome = try MasaProgram.run(
      ["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    let report = try output.report()
    // The form is where 300 stopped and 285 came back: 95 %.
    let form = try #require(report["sieve"].list.first { $0["touchpoint"].string == "order_form" })
    #expect(form["leak"].int == 300 && form["returned"].int == 285, "\(form)")
    for page in output.pages() {
      #expect(!output.text(page).contains("The biggest leak: order_form"), "\(page)")
      #expect(!output.text(page).contains("biggest leak: <bdi>order_form"), "\(page)")
    }
    try check(output, "late step")
  }
}
