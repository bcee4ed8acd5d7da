import Foundation
import TestSupport
import Testing

/// One number has one value: in the tile, the sentence, the figure, the table and report.json, in every language.
struct AgreementTests {
  private static let languages = [("he", ""), ("en", "en/")]

  /// A count as pages write it.
  private func text(_ value: JSONValue) -> String {
    guard let n = value.int else { return "" }
    var digits = Array(String(n))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  /// A cell of a table as a count; `nil` where it is hidden or undefined.
  private func count(_ cell: String) -> Int? { Int(cell.replacing(",", with: "")) }

  /// The value in a key figure's tile.
  private func tile(_ id: String, _ page: String) -> String? {
    guard let start = page.range(of: "<div id=\"key-\(id)\"") else { return nil }
    guard let open = page.range(of: "<dd class=\"value\">", range: start.upperBound..<page.endIndex) else { return nil }
    guard let close = page.range(of: "</dd>", range: open.upperBound..<page.endIndex) else { return nil }
    return String(page[open.upperBound..<close.lowerBound].replacing(/<[^>]*>/, with: ""))
  }

  /// The number that a line of a page begins with behind its label, in any of several languages.
  private func line(_ labels: String, _ page: String) throws -> String? {
    let pattern = try Regex("<li>(?:\(labels)): (?:<[^>]*>)*([0-9.,]+)", as: (Substring, Substring).self)
    return page.firstMatch(of: pattern).map { String($0.output.1) }
  }

  /// What stands below the value of a key figure's tile.
  private func note(_ id: String, _ page: String) -> String? {
    guard let start = page.range(of: "<div id=\"key-\(id)\"") else { return nil }
    guard let end = page.range(of: "</div>", range: start.upperBound..<page.endIndex) else { return nil }
    return String(page[start.upperBound..<end.lowerBound].replacing(/<[^>]*>/, with: ""))
  }

  @Test("every tile and every line of page one shows report.json's number", arguments: Samples.clients)
  func tiles(_ client: String) throws {
    let output = try Samples.output(client)
    let report = try output.report()
    for (_, folder) in Self.languages {
      let page = output.page(folder + "index")
      // Where no money is known it is a tile, else a line.
      let customers = try tile("customers", page) ?? line("Customers|לקוחות", page)
      #expect(customers == text(report["customers"]))
      #expect(try line("Purchases|Visits|רכישות|ביקורים", page) == text(report["purchases"]))
      if report["lost"].int != nil {
        let below = try #require(note("stop", page))
        #expect(below.contains(text(report["lost"])) && below.contains(text(report["stopShare"]["n"])))
      }
      if let stop = report["stopShare"]["value"].double {
        let shown = try #require(tile("stop", page)?.replacing("%", with: ""))
        #expect(abs((Double(shown) ?? -1) - stop * 100) <= 0.5)
      }
      // Each customer came in once, somewhere.
      let cameIn = report["touchpoints"].list.map { $0["cameIn"].int }
      if !cameIn.contains(nil) { #expect(cameIn.compactMap { $0 }.reduce(0, +) == report["cameIn"].int) }
      let lost = report["touchpoints"].list.map { $0["lost"].int }
      if !lost.contains(nil) { #expect(lost.compactMap { $0 }.reduce(0, +) == report["lost"].int) }
      #expect(page.contains(text(report["events"])))
      let share = try #require(report["blindness"]["share"]["value"].double)
      let outside = try #require(try line("Outside the funnel|מחוץ למשפך", page))
      #expect(abs((Double(outside) ?? -1) - share * 100) <= 0.5)
    }
  }

  @Test("the sieve's figure says what its table says, and report.json too", arguments: Samples.clients)
  func sieve(_ client: String) throws {
    let output = try Samples.output(client)
    let report = try output.report()
    for (language, folder) in Self.languages {
      let rows = try output.table("sieve", language)
      let figure = output.text(output.place + "figures/sieve.\(language).svg")
      let texts = Set(try StrictSVG.texts(figure))
      let page = output.page(folder + "funnel-and-sieve")
      let sieve = report["sieve"].list
      let names = Dictionary(
        uniqueKeysWithValues: report["touchpoints"].list.map {
          ($0["id"].string ?? "", $0["name"][language].string ?? "")
        })
      for entry in sieve {
        let id = entry["touchpoint"].string ?? ""
        let people = try #require(report["touchpoints"].list.first { $0["id"].string == id })
        guard people["customers"].int != 0 else { continue }
        let name = names[id] ?? ""
        let row = try #require(rows.first { $0[0] == name }, "\(name) has a row")
        for key in ["customers", "lost", "cameIn"] where (people[key].int ?? 0) > 0 {
          let number = text(people[key])
          #expect(row.contains(number), "\(key) of \(name): \(number) in \(row)")
          #expect(page.contains(number), "\(key) of \(name) on the page")
          if key != "cameIn" { #expect(texts.contains { $0.contains(number) }, "\(key) of \(name) in the figure") }
        }
        if people["lost"].string == "hidden" {
          #expect(row.contains { $0 == (language == "he" ? "מוסתר" : "hidden") })
        }
      }
    }
  }

  @Test("a leak has one number in the action, the table and report.json", arguments: Samples.clients)
  func leaks(_ client: String) throws {
    let output = try Samples.output(client)
    let report = try output.report()
    let actions = report["findings"].list.filter { $0["id"].string?.hasPrefix("index/leaks-") == true }
    var told = 0
    for action in actions {
      for (language, folder) in Self.languages {
        let sentence = try #require(action["text"][language].string)
        let name = sentence.split(separator: ":").first.map(String.init) ?? ""
        let row = try #require(try output.table("sieve", language).first { $0[0] == name }, "\(name)")
        let id = report["touchpoints"].list.first { $0["name"][language].string == name }?["id"]
        let entry = try #require(report["sieve"].list.first { $0["touchpoint"] == id })
        let rate = try #require(entry["hole"]["value"].double)
        // The weakest link may stand among the three for its score alone.
        guard let said = row.first(where: { $0.hasSuffix("%") && sentence.contains(" " + $0) }) else { continue }
        told += 1
        #expect(abs((Double(said.dropLast()) ?? -1) - rate * 100) <= 0.5)
        #expect(output.page(folder + "index").contains(said))
      }
    }
    #expect(told >= 2 * (actions.count - 1) && told > 0)
  }

  @Test("touchpoints' purchases add up to the purchases, in by itself to out", arguments: Samples.clients)
  func sums(_ client: String) throws {
    let report = try Samples.output(client).report()
    let purchases = report["touchpoints"].list.map { $0["purchases"] }
    if purchases.allSatisfy({ $0.int != nil }) {
      #expect(purchases.compactMap(\.int).reduce(0, +) == report["purchases"].int)
    }
    let ways = ["on", "back", "lateral", "repeat", "purchase", "rest", "well", "leak", "open", "end"]
    var complete = 0
    for row in report["sieve"].list + report["stages"].list.map({ $0["sieve"] }) {
      let incoming = ["starts", "arrivals"].map { row[$0].int }
      let outgoing = ways.map { row[$0].int }
      guard !incoming.contains(nil), !outgoing.contains(nil) else { continue }
      complete += 1
      #expect(incoming.compactMap { $0 }.reduce(0, +) == outgoing.compactMap { $0 }.reduce(0, +), "\(row)")
    }
    #expect(complete > 0)
    let blindness = report["blindness"]
    let reasons = blindness["reasons"].members.values.map(\.int)
    if !reasons.contains(nil) { #expect(reasons.compactMap { $0 }.reduce(0, +) == blindness["outside"].int) }
    #expect(blindness["purchases"] == report["purchases"])
    let origins = report["cyclesByOrigin"].members.values.map { $0["cycles"].int }
    if !origins.contains(nil) { #expect(origins.compactMap { $0 }.reduce(0, +) == report["cycles"].int) }
    for (side, end) in [("starts", "customers"), ("ends", "customers")] {
      let counts = report["touchpoints"].list.map { $0[side].int }
      if !counts.contains(nil) { #expect(counts.compactMap { $0 }.reduce(0, +) == report[end].int) }
    }
    let events = report["touchpoints"].list.map { $0["events"].int }
    if !events.contains(nil) { #expect(events.compactMap { $0 }.reduce(0, +) == report["events"].int) }
    let rows = report["rows"]
    #expect(
      (rows["used"].int ?? 0) + (rows["rejected"].int ?? 0) + (rows["filtered"].int ?? 0) <= (rows["read"].int ?? 0))
  }

  @Test("the printed table of what went in and out adds up row by row", arguments: Samples.clients)
  func reconciliation(_ client: String) throws {
    let output = try Samples.output(client)
    for (language, _) in Self.languages {
      for row in try output.table("reconciliation", language) {
        let numbers = row.dropFirst().dropLast().map(count)
        guard !numbers.contains(nil), numbers.count > 4 else { continue }
        let n = numbers.compactMap { $0 }
        #expect(n[0] + n[1] == n[2], "\(row)")
        #expect(n[3...].reduce(0, +) == n[2], "\(row)")
      }
    }
  }

  @Test("both languages hold the same numbers in the same tables", arguments: Samples.clients)
  func languages(_ client: String) throws {
    let output = try Samples.output(client)
    let tables = output.paths.filter { $0.hasSuffix(".he.csv") }
    #expect(tables.count > 10)
    for path in tables {
      let hebrew = CSV.rows(output.text(path)).dropFirst().map { $0.map(count) }
      let english = CSV.rows(output.text(path.replacing(".he.csv", with: ".en.csv"))).dropFirst().map { $0.map(count) }
      #expect(Array(hebrew) == Array(english), "\(path)")
    }
    let names = { (suffix: String) in
      Set(output.paths.filter { $0.hasSuffix(suffix) }.map { $0.replacing(suffix, with: "") })
    }
    for kind in ["csv", "svg"] { #expect(names(".he.\(kind)") == names(".en.\(kind)")) }
  }

  @Test("no phrase is missing and no page is malformed", arguments: Samples.clients)
  func wellFormed(_ client: String) throws { try expectSafe(try Samples.output(client), client) }

  @Test("the report finds what the simulation knows", arguments: Samples.clients)
  func simulatedTruth(_ client: String) throws {
    let truth = try JSONValue(file: Samples.project(client).appending(path: "truth.json"))
    let report = try Samples.output(client).report()
    #expect(report["events"] == truth["events"])
    #expect(report["customers"] == truth["customers"])
    #expect(report["rows"]["read"] == truth["rows"]["read"])
    #expect(report["rows"]["used"] == truth["rows"]["used"])
    #expect(report["rows"]["rejected"] == truth["rows"]["rejected"])
    #expect((report["purchases"].int ?? 0) + (report["cancelled"].int ?? 0) == truth["purchases"].int)
    #expect(report["cancelled"] == truth["cancelled"])
    // The truth's amount is net of what was cancelled.
    #expect(abs((report["amount"].double ?? 0) - (truth["amountAgorot"].double ?? 0) / 100) < 0.005)
    for touchpoint in truth["touchpoints"].list {
      let own = report["touchpoints"].list.first { $0["id"] == touchpoint["id"] } ?? .null
      for key in ["events", "customers"] where own[key].int != nil {
        #expect(own[key] == touchpoint[key], "\(key) of \(touchpoint["id"])")
      }
      if let kept = own["purchases"].int, let cancelled = own["cancelled"].int {
        #expect(kept + cancelled == touchpoint["purchases"].int, "purchases of \(touchpoint["id"])")
      }
    }
  }
}

/// The words in a picture.
enum StrictSVG {
  static func texts(_ svg: String) throws -> [String] {
    svg.matches(of: /<text[^>]*>(.*?)<\/text>/.dotMatchesNewlines()).map {
      String($0.1.replacing(/<[^>]*>/, with: "")).replacing("&amp;", with: "&")
    }
  }
}
