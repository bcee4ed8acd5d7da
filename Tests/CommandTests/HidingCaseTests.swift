import Foundation
import TestSupport
import Testing

/// The cases in which a reader who subtracts got at counts of few people: reports are of use, and the few are not in them.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data folder is not beside this checkout"))
struct HidingCaseTests {
  private func report(_ path: String) throws -> JSONValue {
    let cases = try #require(Repository.sharedData).appending(path: "cases")
    return try report(cases.appending(path: path))
  }

  private func report(_ file: URL) throws -> JSONValue {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(["report", file.path, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out")).report()
  }

  /// The place of a hidden number among others says nothing of it: it stands behind them, by the ids.
  private func expectOrder(_ report: JSONValue) -> Int {
    var hidden = 0
    for (list, key) in [
      ("directlyFollows", { [$0["from"].string ?? "", $0["to"].string ?? ""] }),
      ("topVariants", { $0["touchpoints"].list.map { $0.string ?? "" } }),
      ("topPaths", { $0["touchpoints"].list.map { $0.string ?? "" } }),
    ] as [(String, (JSONValue) -> [String])] {
      let rows = report[list].list
      let firstHidden = rows.firstIndex { $0["count"].isHidden } ?? rows.count
      #expect(rows[firstHidden...].allSatisfy { $0["count"].isHidden }, "\(list)")
      let ids = rows[firstHidden...].map { key($0).map { Array($0.utf8) } }
      for (a, b) in zip(ids, ids.dropFirst()) {
        #expect(a.lexicographicallyPrecedes(b) { $0.lexicographicallyPrecedes($1) }, "\(list)")
      }
      hidden += ids.count
    }
    return hidden
  }

  /// What adds up in report.json, handed to a reader who subtracts.
  private func expectWide(_ report: JSONValue, threshold: Int = 5) {
    var attacker = Attacker()
    var hidden: [(cell: Int, name: String)] = []
    func cell(_ value: JSONValue, _ name: String) -> Int? {
      guard let ends = value.ends else { return nil }
      let cell = attacker.add(ends.low, ends.high)
      if value.isHidden { hidden.append((cell, name)) }
      return cell
    }
    func relate(_ parts: [Int?], _ total: Int?) {
      let known = parts.compactMap { $0 }
      if let total, known.count == parts.count, !parts.isEmpty { attacker.relate(known, total) }
    }
    let touchpoints = report["touchpoints"].list
    let events = touchpoints.map { cell($0["events"], "events of \($0["id"].string ?? "")") }
    let starts = touchpoints.map { cell($0["starts"], "starts of \($0["id"].string ?? "")") }
    let ends = touchpoints.map { cell($0["ends"], "ends of \($0["id"].string ?? "")") }
    let people = touchpoints.map { cell($0["customers"], "customers of \($0["id"].string ?? "")") }
    let purchases = touchpoints.map { cell($0["purchases"], "purchases of \($0["id"].string ?? "")") }
    let everyone = cell(report["people"], "customers")
    relate(events, cell(report["events"], "events"))
    relate(starts, everyone)
    relate(ends, everyone)
    relate(purchases, cell(report["purchases"], "purchases"))
    for (part, whole) in zip(people, events) { relate([part, attacker.add(0, 1 << 20)], whole) }
    for part in people { relate([part, attacker.add(0, 1 << 20)], everyone) }
    // Pairs that are not listed may be of nobody or of few: together they are what is left.
    var (to, from): ([String: [Int?]], [String: [Int?]]) = ([:], [:])
    for edge in report["directlyFollows"].list {
      let own = cell(edge["count"], "move")
      from[edge["from"].string ?? "", default: []].append(own)
      to[edge["to"].string ?? "", default: []].append(own)
    }
    for (place, touchpoint) in touchpoints.enumerated() {
      let id = touchpoint["id"].string ?? ""
      relate((from[id] ?? []) + [ends[place], attacker.add(0, 1 << 20)], events[place])
      relate((to[id] ?? []) + [starts[place], attacker.add(0, 1 << 20)], events[place])
    }
    let columns = [
      "starts", "arrivals", "on", "back", "lateral", "repeat", "purchase", "rest", "well", "leak", "open", "end",
    ]
    var byStage: [String: [[Int?]]] = [:]
    for row in report["sieve"].list {
      let id = row["touchpoint"].string ?? ""
      // A sum of two ranges is no cell of its own: it may be as narrow as it likes.
      let own = columns.map { column -> Int? in
        column == "on"
          ? row[column].ends.map { attacker.add($0.low, $0.high) } : cell(row[column], column + " of " + id)
      }
      guard let place = touchpoints.firstIndex(where: { $0["id"].string == id }) else { continue }
      relate(Array(own[..<2]), events[place])
      relate(Array(own[2...]), events[place])
      byStage[touchpoints[place]["stage"].string ?? "", default: []].append(own)
    }
    for stage in report["stages"].list {
      let rows = byStage[stage["id"].string ?? ""] ?? []
      for (place, column) in columns.enumerated() where !rows.isEmpty && column != "on" {
        relate(rows.map { $0[place] }, cell(stage["sieve"][column], column + " of stage"))
      }
    }
    for (hidden, known) in zip(hidden, attacker.attack(hidden.map(\.cell))) {
      #expect(known.high - known.low >= threshold, "\(hidden.name): \(known.low)–\(known.high)")
    }
  }

  @Test(
    "one or two who stop early are not to be worked out, and volumes and moves stay of use",
    arguments: [
      "privacy-chain-hidden/chain-hidden.csv", "33-one-rare-end-hides-everything/72a-one-rare-end.csv",
      "33-one-rare-end-hides-everything/72b-two-rare-ends.csv",
    ])
  func rareEnds(_ path: String) throws {
    let report = try report(path)
    expectWide(report)
    for touchpoint in report["touchpoints"].list {
      for key in ["events", "customers"] {
        let ends = try #require(touchpoint[key].ends)
        #expect(ends.high - ends.low <= 40, "\(key) of \(touchpoint)")
      }
    }
    // Every move but those of the few is told, as a number or a range.
    #expect(report["directlyFollows"].list.count >= 3)
  }

  @Test(
    "what few did at a small client is not to be worked out",
    arguments: [
      "privacy-p-base-inflow", "privacy-p-five-ones", "privacy-p-concentration", "privacy-p-matrix",
    ])
  func smallClients(_ name: String) throws {
    let report = try report(name + "/project.yml")
    expectWide(report)
    _ = expectOrder(report)
  }

  @Test("a share of purchases that would tell two hidden counts is not said")
  func concentration() throws {
    let report = try report("privacy-p-concentration/project.yml")
    for finding in report["findings"].list {
      #expect(finding["text"]["en"].string?.contains("92%") != true)
    }
  }

  @Test("the entries of a channel do not give a hidden touchpoint back")
  func matrix() throws {
    let report = try report("privacy-p-matrix/project.yml")
    let cells = report["channels"]["entryByPurchase"].list
    #expect(!cells.isEmpty && cells.allSatisfy { $0["count"].int.map { $0 == 0 || $0 >= 5 } ?? true })
  }

  @Test("what one customer did alone is hidden however often: purchases, their money, and how long they took")
  func oneBuyer() throws {
    let report = try report("privacy-vip/project.yml")
    let buy = try #require(report["touchpoints"].list.first { $0["id"].string == "buy" })
    #expect(report["purchases"].isHidden && buy["purchases"].isHidden && buy["events"].isHidden)
    #expect(report["amount"].double == nil)
    for move in report["directlyFollows"].list where move["to"].string == "buy" || move["from"].string == "buy" {
      #expect(move["count"].int == nil && move["medianSeconds"].double == nil, "\(move)")
    }
  }

  @Test("names of touchpoints and channels that few have, or that tell who somebody is, stand in no file")
  func names() throws {
    let file = try #require(Repository.sharedData).appending(path: "cases/privacy-names/visits.csv")
    // Counted here: who has each value of the two columns.
    var people: [String: Set<Substring>] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      for value in cells.dropFirst(2) { people[String(value), default: []].insert(cells[0]) }
    }
    let rare = people.filter { $0.value.count < 5 && !$0.key.isEmpty }.keys
    try #require(!rare.isEmpty)
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(["report", file.path, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    for (path, bytes) in output.files {
      let text = String(decoding: bytes, as: UTF8.self)
      for name in rare { #expect(!text.contains(name), "\(name) in \(path)") }
    }
  }

  /// Rows of a case's table, as columns by their names.
  private func rows(_ path: String) throws -> [[String: String]] {
    let file = try #require(Repository.sharedData).appending(path: "cases/\(path)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  @Test("a department's answers less those of its other touchpoint are not the four at the first")
  func department() throws {
    let answered = Dictionary(grouping: try rows("privacy-dept/s.csv")) { $0["where"] ?? "" }.mapValues(\.count)
    #expect(answered == ["A": 4, "B": 40, "C": 45, "E": 12])
    let surveys = try report("privacy-dept/project.yml")["surveys"].list
    func n(_ touchpoint: String) throws -> JSONValue {
      try #require(surveys.first { $0["touchpoint"].string == touchpoint })["n"]
    }
    let shown = try answered.keys.filter { try n($0).int != nil }
    #expect(try shown.allSatisfy { try n($0).int == answered[$0] })
    // Under everything that is told of answers at once, those not told are none, or two touchpoints' and more.
    for (total, of) in [(101, ["A", "B", "C", "E"]), (44, ["A", "B"]), (57, ["C", "E"])] {
      let hidden = of.filter { !shown.contains($0) }
      #expect(hidden.count != 1, "\(hidden) of \(total)")
    }
    #expect(!shown.contains("A") && shown.contains("C"))
    for survey in surveys where survey["n"].isHidden {
      #expect(survey["mean"].isHidden && survey["value"].isHidden && survey["index"].isHidden)
    }
  }

  @Test("three who would not recommend are not to be worked out from a score and the shares beside it")
  func spread() throws {
    let answers = try rows("privacy-spread/s.csv")
    #expect(answers.filter { ($0["nps"].flatMap { Int($0) } ?? 10) <= 6 }.count == 3)
    let folder = try TemporaryFolder()
    let file = try #require(Repository.sharedData).appending(path: "cases/privacy-spread/project.yml")
    let outcome = try MasaProgram.run(["report", file.path, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    // With a part as a share of thirty, promoters less detractors over thirty gives the other two.
    let nps = try #require(output.table("spread", "en").first { $0.count > 6 && $0[1].hasPrefix("NPS") })
    #expect(Array(nps[4...6]) == ["hidden", "hidden", "hidden"])
    // The share satisfied tells no small count: ten, nine and eleven.
    let csat = try #require(output.table("spread", "en").first { $0.count > 6 && $0[1].contains("CSAT") })
    let counts = [1...2, 3...3, 4...5].map { range in
      answers.filter { range.contains($0["csat"].flatMap { Int($0) } ?? 0) }.count
    }
    #expect(counts == [10, 9, 11])
    #expect(Array(csat[4...6]) == ["33%", "30%", "37%"])
  }

  @Test("the clinic's counts of customers on its first pages are numbers or narrow ranges, and none is blank")
  func clinic() throws {
    let report = try Samples.output("bria-clinic").report()
    expectWide(report)
    #expect(expectOrder(report) > 0)
    var widths: [Int] = []
    func look(_ value: JSONValue, _ name: String) {
      guard value.isHidden else { return }
      #expect(value["low"].int != nil, "\(name) is blank")
      if let ends = value.ends { widths.append(ends.high - ends.low) }
    }
    for key in ["customers", "people", "buyers", "lost", "cameIn", "purchases"] { look(report[key], key) }
    for touchpoint in report["touchpoints"].list {
      for key in ["customers", "events", "purchases", "cancelled", "cameIn", "lost", "starts", "ends"] {
        look(touchpoint[key], key)
      }
    }
    for row in report["sieve"].list {
      for (key, value) in row["people"].members where key != "leakShare" { look(value, key) }
    }
    widths.sort()
    #expect(widths.isEmpty || widths[widths.count / 2] <= 12, "\(widths)")
  }
}
