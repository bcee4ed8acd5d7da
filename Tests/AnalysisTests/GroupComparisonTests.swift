import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Which channels each group starts and buys in.
@Suite struct GroupComparisonTests {
  private func row(_ value: UInt32, _ counts: [Int]) -> GroupComparison.Row {
    GroupComparison.Row(
      value: value, byPlace: Dictionary(uniqueKeysWithValues: counts.enumerated().map { (UInt32($0), $1) }))
  }

  private func groups(_ rows: [GroupComparison.Row], named: [Int]? = nil) -> GroupComparison {
    GroupComparison.corrected([GroupComparison(trait: 0, first: rows, second: [], named: named, fewest: 5)])[0]
  }

  @Test("the worked example's table, and the cells that are off by Holm")
  func worked() throws {
    let found = groups([row(0, [60, 90, 30, 20]), row(1, [80, 40, 50, 30]), row(2, [20, 30, 70, 30])])
    #expect(found.groups.map(\.customers) == [200, 200, 150] && found.rest == 0)
    // Channels by customers: 160, 160, 150, 80.
    #expect(found.first.places == [0, 1, 2, 3])
    #expect(abs(try #require(found.first.table).chiSquare - 86.434028) < 1e-6 && found.first.differs)
    // Adjusted residuals −2.29 and 2.22 are above 2, and not so after Holm over twelve.
    #expect(
      found.first.isMore == [
        [nil, true, false, nil], [true, false, nil, nil], [false, false, true, nil],
      ])
    #expect(found.second.table == nil && !found.second.differs)
  }

  @Test("a channel in which a group has a few stands with the others; so do values too small to be compared")
  func pooled() {
    let found = groups([
      row(0, [60, 40, 3, 9]), row(1, [50, 45, 8, 7]), row(2, [10, 9, 6, 0]), row(GroupWaitTally.none, [6, 7, 0, 0]),
    ])
    #expect(found.groups.map(\.value) == [0, 1] && found.rest == 38)
    // Three of the first group would be left over alone, so the smallest named channel stands with them.
    #expect(found.first.places == [0, 1, nil])
    #expect(found.first.counts == [[60, 40, 12], [50, 45, 15], [16, 16, 6]])
  }

  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d}
    observed-until: 2021-12-31
    groups: [area]
    touchpoints: [{id: visit}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, channel: via}}
      - {file: c.csv, kind: customers, columns: {customer: id}}
    """

  @Test(
    "each customer counts once, by the first touch and by the first purchase, from files; one and two threads agree")
  func files() throws {
    var (events, customers) = ("id,t,what,via\n", "id,area\n")
    for i in 0..<120 {
      let isNorth = i % 3 == 0
      customers += "c\(i),\(isNorth ? "north" : "south")\n"
      events += "c\(i),2021-01-02,visit,\(isNorth ? "site" : i % 2 == 0 ? "phone" : "site")\n"
      events += "c\(i),2021-01-03,visit,phone\n"
      if i % 4 != 0 { events += "c\(i),2021-01-04,buy,\(isNorth ? "shop" : "site")\nc\(i),2021-01-09,buy,phone\n" }
    }
    let files = ["e.csv": events, "c.csv": customers]
    let found = try #require(try behaviour(Self.project, files).groups.channels.first)
    #expect(found.groups.map(\.customers) == [80, 40])
    // Of the south 40 began by phone and 40 on the site; of the north all on the site.
    #expect(found.first.counts == [[40, 40], [40, 0], [0, 0]])
    #expect(found.second.outside == [20, 10, 0])
    #expect(found.second.counts == [[60, 0], [0, 30], [0, 0]] && found.second.differs)
  }

  @Test("without groups, or without channels, nothing is counted")
  func idle() throws {
    let files = ["e.csv": "id,t,what,via\na,2021-01-02,visit,site\n", "c.csv": "id,area\na,north\n"]
    #expect(try behaviour(Self.project.replacing("groups: [area]\n", with: ""), files).groups.channels.isEmpty)
    #expect(try behaviour(Self.project.replacing(", channel: via", with: ""), files).groups.channels.isEmpty)
  }
}

/// Customers told apart by chance, and by what they do.
@Suite struct GroupComparisonStudy {
  private static let groups = [0.3, 0.25, 0.2, 0.15, 0.1]
  private static let channels = [0.35, 0.25, 0.2, 0.1, 0.07, 0.03]

  private static func draw(_ shares: [Double], _ random: inout Seeded) -> Int {
    var left = Double.random(in: 0..<1, using: &random)
    for (place, share) in shares.enumerated() {
      left -= share
      if left < 0 { return place }
    }
    return shares.count - 1
  }

  private static func rows(_ n: Int, _ random: inout Seeded, _ shares: (Int) -> [Double]) -> [GroupComparison.Row] {
    var rows = groups.indices.map { GroupComparison.Row(value: UInt32($0), byPlace: [:]) }
    for _ in 0..<n {
      let group = draw(groups, &random)
      rows[group].byPlace[UInt32(draw(shares(group), &random)), default: 0] += 1
    }
    return rows
  }

  @Test("three columns drawn at random: at most 28 of 400 clients have a table or a cell marked")
  func none() {
    var random = Seeded(23)
    let study = Study("Groups drawn at random: channels are said to differ by one of three columns", runs: 400)
    var marked = 0
    for _ in 0..<study.runs {
      let all = GroupComparison.corrected(
        (0..<3).map { _ in
          GroupComparison(
            trait: 0, first: Self.rows(600, &random) { _ in Self.channels },
            second: Self.rows(300, &random) { _ in Self.channels }, named: nil, fewest: 5)
        })
      if all.contains(where: { $0.first.differs || $0.second.differs }) { marked += 1 }
    }
    study.report(marked, bound: "at most 28 of 400")
    #expect(marked * 400 <= 28 * study.runs, "\(marked) of \(study.runs)")
  }

  @Test("planted differences: the range of their strength holds it")
  func planted() {
    var random = Seeded(24)
    let study = Study("Groups with planted differences: the range of V holds it", runs: 400)
    func shares(_ group: Int) -> [Double] {
      group == 0 ? [0.45, 0.15, 0.2, 0.1, 0.07, 0.03] : Self.channels
    }
    // V of the true shares.
    let all = Self.channels.indices.map { c in Self.groups.indices.reduce(0) { $0 + Self.groups[$1] * shares($1)[c] } }
    let effect = Self.groups.indices.reduce(0.0) { sum, g in
      sum
        + Self.channels.indices.reduce(0) { part, c in
          part + Self.groups[g] * (shares(g)[c] - all[c]) * (shares(g)[c] - all[c]) / all[c]
        }
    }
    let v = (effect / Double(Self.groups.count - 1)).squareRoot()
    var held = 0
    for _ in 0..<study.runs {
      let rows = Self.rows(1_500, &random, shares)
      let counts = rows.map { row in Self.channels.indices.map { row.byPlace[UInt32($0)] ?? 0 } }
      guard let range = ContingencyTable(counts)?.correctedV else { continue }
      if range.low <= v, v <= range.high { held += 1 }
    }
    study.report(held, bound: "93 to 97 %")
    // A tenth of the runs tells less.
    let bounds = study.runs < 400 ? 85...100 : 93...97
    #expect(bounds.lowerBound * study.runs <= held * 100 && held * 100 <= bounds.upperBound * study.runs, "\(held)")
  }
}

/// Clients of whom nothing differs, told of by a column and by personas.
@Suite struct PersonaStudy {
  private static let project = """
    client: T
    privacy: {behaviour: 5}
    windows: {inactivity: 30d}
    observed-until: 2021-12-31
    groups: [area]
    personas:
      - {id: flagged, where: {flag: yes}}
      - {id: busy, where: {touches: ">= 4"}}
      - {id: again, where: {purchases: ">= 2"}}
      - {id: flagged-phone, where: {flag: yes, channels: phone}}
    touchpoints: [{id: ad}, {id: visit}, {id: call}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, channel: via}}
      - {file: c.csv, kind: customers, columns: {customer: id}}
    """

  /// Customers who go on and buy by chance; area and flag are drawn beside it.
  private static func files(_ random: inout Seeded) -> [String: String] {
    var (events, list) = ("id,t,what,via\n", "id,area,flag\n")
    for customer in 0..<500 {
      list += "c\(customer),\(["n", "s", "e"].randomElement(using: &random) ?? "n"),"
      list += (Int.random(in: 0..<3, using: &random) == 0 ? "yes" : "no") + "\n"
      var hour = Int.random(in: 0..<24 * 150, using: &random)
      for step in 0...Int.random(in: 0..<6, using: &random) {
        let isPurchase = step > 0 && Int.random(in: 0..<4, using: &random) == 0
        let what = isPurchase ? "buy" : ["ad", "visit", "call"].randomElement(using: &random) ?? "ad"
        let via = ["site", "site", "phone", "shop"].randomElement(using: &random) ?? "site"
        let day = hour / 24
        let date = "2021-0\(1 + day / 28)-\(day % 28 < 9 ? "0" : "")\(1 + day % 28)"
        events += "c\(customer),\(date) \(hour % 24 < 10 ? "0" : "")\(hour % 24):00,\(what),\(via)\n"
        hour += 1 + Int.random(in: 0..<60, using: &random)
      }
    }
    return ["e.csv": events, "c.csv": list]
  }

  @Test("a column and four personas drawn at random: at most 28 of 400 clients have a table marked")
  func none() throws {
    var random = Seeded(231)
    let study = Study("Groups and personas drawn at random: anything is said to differ", runs: 400)
    var marked = 0
    for _ in 0..<study.runs {
      let found = try behaviour(Self.project, Self.files(&random)).groups
      let all = found.channels + found.journeys + found.purchases
      #expect(all.count == 15)
      if all.contains(where: { $0.first.differs || $0.second.differs }) { marked += 1 }
    }
    study.report(marked, bound: "at most 28 of 400")
    #expect(marked * 400 <= 28 * study.runs, "\(marked) of \(study.runs)")
  }
}
