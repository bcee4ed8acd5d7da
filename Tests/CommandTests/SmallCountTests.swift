import Foundation
import TestSupport
import Testing

/// No number of few people is written anywhere: every key of report.json and every cell of every page's tables is walked,
/// and what is not known to be a number of things counts as a number of people.
struct SmallCountTests {
  /// Keys whose whole numbers count no people: settings, rows of files, touchpoints, places in an order, and yes or no.
  private static let things: Set<String> = [
    "periods/contracts",
    "schema", "behaviour", "ratings", "inactivityDays", "conversionDays", "repurchaseDays", "responseDays",
    "mergeWithinSeconds", "windowSeconds", "meanSeconds", "medianSeconds", "read", "rejected", "used", "filtered",
    "duplicates", "acrossFiles", "ordersOnce", "ordersDiffering", "crc32", "count/issues", "variants",
    "directlyFollowsHidden", "directlyFollowsOmitted", "year",
    "bought", "isOwnRate", "timezoneGuessed", "weighted", "small", "isBreak", "quarter", "scale", "measured",
    "furtherAnswers", "priority", "covered", "declared", "lowest", "row", "separates", "firstTouches", "horizonDays",
    "days", "medianDays", "purchases/recencyFrequency", "perYear", "flagged", "complete",
    "number/claims", "standsTogether", "isMore", "isPersona", "group/marks", "channel/marks", "place/marks", "comeLess",
    "leaveMore", "from/bands", "to/bands", "hasOptOut", "ofReached", "isOpportunity", "n/paybackMonths", "longestChain",
  ]
  /// Numbers that are no counts: shares, scores, probabilities, coefficients.
  private static let measures: Set<String> = [
    "p",
    "value", "low", "high", "tiedShare", "events/identity", "money", "probability", "probabilityStrongest", "index",
    "tau",
    "pValue", "lowestAddsP", "meanAddsP", "correlation", "rSquared", "importanceLine", "performanceLine", "pearson",
    "beta",
    "varianceInflation", "johnson", "lmg", "importance", "topThree", "penalty", "reward", "rateTaken", "invitableShare",
    "bestMargin", "byVolume", "marginOfError", "designEffect", "effectiveN", "largestDifference", "change",
    "composition",
    "difference", "found", "amount", "meanTouches", "meanChannels", "meanPurchase", "expected", "expectedBefore",
    "shareOfFirst", "shareOfSecond", "share/crowds", "adjustedP", "tauHalf", "tauDouble", "share/plugged",
    // What is thought to be gained, which is no count of anybody.
    "likelyHigh", "upperBound", "share/memory", "holdsBeyond", "failsShortOf", "timesTheCases", "degrees",
    "medianTouches", "medianVisits",
    "meanBrought", "observed/units", "probabilityOfLast", "probabilityOfBest",
    "medianChangesOfChannel", "hiddenTrait", "hiddenTraitOfEnd", "homogeneityP",
  ]

  private func walk(_ value: JSONValue, _ path: [String], _ visit: (Int, [String]) -> Void) {
    switch value {
    case .null, .string: break
    case .number(let number): if let n = Int(exactly: number) { visit(n, path) }
    case .array(let values): for one in values { walk(one, path, visit) }
    case .object(let members):
      // The ends of a range are no counts of their own.
      if value.isHidden { return }
      for (key, one) in members.sorted(by: { $0.key < $1.key }) { walk(one, path + [key], visit) }
    }
  }

  private func expectNoFew(_ output: Output) throws {
    let report = try output.report()
    let threshold = try #require(report["settings"]["privacy"]["behaviour"].int)
    var walked = 0
    walk(report, []) { n, path in
      walked += 1
      guard n > 0, n < threshold, let key = path.last else { return }
      let isKnown =
        Self.things.contains(key) || Self.measures.contains(key)
        || Self.things.contains(key + "/" + path.dropLast().suffix(1).joined())
        || Self.measures.contains(key + "/" + path.dropLast().suffix(1).joined())
        // By touchpoint, yes or no.
        || path.dropLast().suffix(2) == ["memory", "touchpoints"]
      #expect(isKnown, "report.json \(path.joined(separator: ".")): \(n)")
    }
    #expect(walked > 50)
    var cells = 0
    for path in output.pages() where path.contains("/en/") {
      for table in output.text(path).components(separatedBy: "<table").dropFirst() {
        let body = table.components(separatedBy: "</table>")[0]
        let heads = body.matches(of: /<th scope="col"[^>]*>([^<]*)</).map { String($0.1) }
        for row in body.components(separatedBy: "<tr").dropFirst(2) {
          for (column, cell) in row.matches(of: /<t[dh][^>]*>(?:<[^>]*>)*([^<]*)/).enumerated() {
            guard let n = Int(cell.1), heads.indices.contains(column) else { continue }
            cells += 1
            let head = heads[column]
            #expect(
              n <= 0 || n >= threshold || Self.headsOfThings.contains(head)
                // A sheet of decisions has rows of places.
                || (head == "Rows" && row.contains("decisions.csv")), "\(path), \(head): \(n)")
          }
        }
      }
    }
    #expect(cells > 10)
    expectNoFewSaid(output, threshold)
  }

  /// Figures write no such number as a text of its own, and no sentence counts so few people.
  private func expectNoFewSaid(_ output: Output, _ threshold: Int) {
    var figures = 0
    // What a hole costs is worked out from numbers that are shown, and odds are no counts either.
    let worked = ["/holes.en.svg", "/after-purchase.en.svg", "/separates.en.svg"]
    for path in output.paths where path.hasSuffix(".en.svg") && !worked.contains(where: path.hasSuffix) {
      figures += 1
      for text in output.text(path).matches(of: /<text([^>]*)>(?:<[^>]*>)*([0-9]+)</) {
        // Days of the calendar are numbered, and named below.
        let isNumber = path.hasSuffix("/over-time.en.svg") && text.1.firstMatch(of: /class="(?:t-muted )?b"/) != nil
        guard let n = Int(text.2), !isNumber else { continue }
        #expect(n == 0 || n >= threshold, "\(path): \(n)")
      }
    }
    #expect(figures > 5)
    let people = /\b([0-9]+) (?:customers?|patients?|people|respondents?|answers?|interactions?|purchases?|visits?)\b/
    // The programme plans how many to ask.
    for path in output.pages() where path.contains("/en/") && !path.hasSuffix("programme.html") {
      let text = output.text(path).replacing(/<[^>]*>/, with: " ")
      for match in text.matches(of: people) {
        guard let n = Int(match.1) else { continue }
        #expect(n == 0 || n >= threshold, "\(path): \(match.0)")
      }
    }
  }

  /// Columns of the English pages whose numbers count no people.
  private static let headsOfThings: Set<String> = [
    "Score", "Likely range", "Gap", "Score 0–100", "Lowest rating", "Quarters needed",
    "Rows read",
    "Rows rejected",
    "Count",
    // What a survey would bring, worked out from numbers that are shown.
    "Holds beyond", "Does not hold short of", "Answers expected", "Days (median)", "Times back", "Quarters to the aim",
    "Difference, points", "Difference from all others, points", "If half had gone on: purchases",
    "If half had gone on: visits",
  ]

  @Test("no number of few people is in report.json or in a table of the sample clients", arguments: Samples.clients)
  func samples(_ client: String) throws { try expectNoFew(try Samples.output(client)) }

  /// Between 24 and 60 customers with five touchpoints, three channels, two departments and two surveys.
  private func small(_ seed: UInt64) throws -> TemporaryFolder {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ n: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(n))
    }
    let folder = try TemporaryFolder()
    let names = ["ad", "site", "call", "shop", "buy"]
    let channels = ["web", "phone", "street"]
    var rows = "customer,time,touchpoint,channel,amount\n"
    var answers = "id,customer,answered,where,q\n"
    for customer in 0..<(24 + Int(seed) * 9) {
      var day = next(200)
      for step in 0..<(1 + next(5)) {
        // Few reach the last touchpoints, so that small counts stand in every table.
        let name = names[min(step, next(names.count + 1), 4)]
        rows += "k\(customer),2025-\(day / 28 % 9 + 1)-\(day % 28 + 1) 1\(step):00,\(name),\(channels[next(7) / 3])"
        rows += ",\(name == "buy" ? "\(50 + next(90))" : "")\n"
        if next(3) == 0 {
          answers +=
            "r\(customer)-\(step),k\(customer),2025-\(day / 28 % 9 + 1)-\(day % 28 + 1),\(name),\(1 + next(5))\n"
        }
        day += next(20)
      }
    }
    try folder.write("events.csv", rows)
    try folder.write("answers.csv", answers)
    try folder.write(
      "project.yml",
      """
      client: Small
      departments: [{id: sales}, {id: desk}]
      touchpoints:
        - {id: ad, department: sales}
        - {id: site, department: sales, contact: indirect}
        - {id: call, department: desk, contact: direct}
        - {id: shop, department: desk}
        - {id: buy, kind: purchase, department: sales}
      windows: {inactivity: 20d}
      sources:
        - {file: events.csv}
        - file: answers.csv
          kind: survey
          type: momentary
          columns: {customer: customer, time: answered, touchpoint: where}
          questions: [{column: q, metric: csat, scale: 1..5}]

      """)
    return folder
  }

  @Test(
    "no number of few people is in report.json or in a table of a small client", arguments: [1, 2, 3, 4] as [UInt64])
  func smallClients(_ seed: UInt64) throws {
    let folder = try small(seed)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    try expectNoFew(try Output(folder.url.appending(path: "out")))
  }

  @Test("with privacy off the clinic says how many rated two touchpoints; else it is hidden, on the page too")
  func clinic() throws {
    let shown = try Samples.output("bria-clinic").report()
    #expect(!shown["chainTest"].list.isEmpty && !shown["consistency"].list.isEmpty)
    for test in shown["chainTest"].list { #expect(test["customers"] == .string("hidden")) }
    for one in shown["consistency"].list { #expect(one["customersRatingTwo"] == .string("hidden")) }
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Samples.project("bria-clinic").path) {
      try folder.copy(Samples.project("bria-clinic").appending(path: name), to: name)
    }
    let text = String(decoding: try Data(contentsOf: folder.url.appending(path: "project.yml")), as: UTF8.self)
    try folder.write("project.yml", text + "\nprivacy: off\n")
    let internalReport = try Samples.build(folder.path).report()
    #expect(internalReport["chainTest"].list.map { $0["customers"].int }.contains(1))
    #expect(internalReport["consistency"].list.map { $0["customersRatingTwo"].int }.contains(3))
  }
}
