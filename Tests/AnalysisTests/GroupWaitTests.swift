import Foundation
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// How soon customers come back by what tells them apart.
@Suite struct GroupWaitTests {
  private func days(_ again: [Int], open: Int, at end: Int) -> WaitDays {
    var days = WaitDays()
    for day in again { days.add(day, isClosed: true) }
    if open > 0 { days.add(end, isClosed: false, open) }
    return days
  }

  /// Forty each: thirty come back every second day from the 10th on, thirty every fourth from the 20th on, twenty every
  /// fifth from the 15th on.
  private var three: [(code: UInt32, days: WaitDays)] {
    [
      (0, days((0..<30).map { 10 + 2 * $0 }, open: 10, at: 200)),
      (1, days((0..<30).map { 20 + 4 * $0 }, open: 10, at: 250)),
      (2, days((0..<20).map { 15 + 5 * $0 }, open: 20, at: 220)),
    ]
  }

  private func waits(_ values: [(code: UInt32, days: WaitDays)], fewest: Int = 5) -> GroupWaits {
    GroupWaits(.product, values, fewest: fewest)
  }

  private func near(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test("the log-rank tests, curves with their ranges, and means of three products are those of lifelines")
  func truth() throws {
    // lifelines 0.30: multivariate_logrank_test, logrank_test of each against the two others, KaplanMeierFitter,
    // restricted_mean_survival_time.
    let found = GroupWaits.corrected([waits(three)])[0]
    let test = try #require(found.test)
    #expect(abs(test.chiSquare - 11.209413) < 1e-6 && abs(found.adjustedP - 0.0036805) < 1e-7)
    // By size, then by code. Of the three p .002718063, .937585791 and .007695108 by Holm.
    #expect(found.parts.map(\.value) == [.own(0), .own(1), .own(2)])
    let expected = [3 * 0.002718063, 0.937585791, 2 * 0.007695108]
    #expect(near(found.parts.map { $0.adjustedP ?? -1 }, expected, within: 1e-7))
    let survival = [[0.725, 0.35, 0.25, 0.25], [0.925, 0.725, 0.55, 0.25], [0.9, 0.75, 0.6, 0.5]]
    let ranges = [(0.129797, 0.390143), (0.384634, 0.687929), (0.432449, 0.732509)]
    let means = [74.25, 103.5, 121.25]
    for (place, part) in found.parts.enumerated() {
      #expect(near([30, 60, 90, 180].map { part.curve.survival[$0] }, survival[place], within: 1e-12))
      let at90 = try #require(part.curve.estimate(at: 90))
      #expect(near([at90.low, at90.high], [ranges[place].0, ranges[place].1], within: 1e-6))
      let mean = try #require(part.curve.restrictedMean(to: 180))
      #expect(abs(mean.value - means[place]) < 1e-9)
      // 1 − S(end) ÷ S(begin).
      let hazard = part.curve.hazard(in: 31...60)?.value ?? -1
      #expect(abs(hazard - (1 - survival[place][1] / survival[place][0])) < 1e-12)
    }
  }

  @Test("the six largest are named, what is too small for a curve stands with the others, the unknown apart")
  func pooled() throws {
    var values = (0..<8).map { (code: UInt32($0), days: days([], open: 30 + $0, at: 100)) }
    values.append((code: 8, days: days([5], open: 3, at: 100)))
    values.append((code: GroupWaitTally.several, days: days([], open: 50, at: 100)))
    values.append((code: GroupWaitTally.none, days: days([], open: 9, at: 100)))
    let found = waits(values)
    #expect(found.parts.map(\.value) == [.several, .own(7), .own(6), .own(5), .own(4), .own(3), .others])
    // 30, 31 and 32 of the three smallest that suffice, and 4.
    #expect(found.parts.last?.days.customers == 97)
    #expect(found.unknown.customers == 9)
  }

  @Test("few others take in the smallest named one, and few unknown ones go with the others")
  func few() throws {
    let large = (0..<3).map { (code: UInt32($0), days: days([], open: 40 + $0, at: 100)) }
    let others = waits(large + [(code: 3, days: days([], open: 4, at: 100))])
    #expect(others.parts.map(\.value) == [.own(2), .own(1), .others] && others.parts[2].days.customers == 44)
    let unknown = waits(large + [(code: GroupWaitTally.none, days: days([], open: 1, at: 100))])
    #expect(unknown.parts.map(\.value) == [.own(2), .own(1), .others] && unknown.unknown.customers == 0)
    #expect(unknown.parts[2].days.customers == 41)
    #expect(
      waits(large + [(code: 3, days: days([], open: 4, at: 100))], fewest: 0).parts.map(\.days.customers) == [
        42, 41, 40, 4,
      ])
  }

  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d, repurchase: 100d}
    observed-until: 2021-12-31
    groups: [area, device]
    touchpoints: [{id: visit}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, order: nr, product: sku}}
      - {file: c.csv, kind: customers, columns: {customer: id}}
    """

  /// Forty of each area, those of the north buying again after 20 days and more, those of the south after 100 and more; every
  /// fourth basket holds two products.
  private static var files: [String: String] {
    func date(_ day: Int) -> String { CivilDate(daysSince1970: 18_627 + day).iso }
    var (events, customers) = ("id,t,what,nr,sku,device\n", "id,area\n")
    for i in 0..<80 {
      let isNorth = i % 2 == 0
      customers += "c\(i),\(isNorth ? "north" : "south")\n"
      events += "c\(i),\(date(1)),visit,,,\(i % 8 < 4 ? "phone" : "desk")\n"
      events += "c\(i),\(date(10)),buy,o\(i),\(i % 8 < 4 ? "tea" : "oil"),desk\n"
      if i % 4 == 3 { events += "c\(i),\(date(10)),buy,o\(i),soap,desk\n" }
      events += "c\(i),\(date(10 + (isNorth ? 20 : 100) + i / 2)),buy,p\(i),oil,desk\n"
    }
    return ["e.csv": events, "c.csv": customers]
  }

  @Test("groups by a file of customers and by their first event, and the basket of the first order, from files")
  func files() throws {
    let tally = try behaviour(Self.project, Self.files).returns.tally.groups
    #expect(tally.subjects == [.trait(0), .trait(1), .product])
    #expect(tally.values(0).map(\.days.customers) == [40, 40])
    #expect(tally.values(0)[0].days.curve.survival[19] == 1 && tally.values(0)[0].days.curve.survival[59] == 0)
    #expect(tally.values(1).map(\.days.customers) == [40, 40])
    // By bytes: oil, soap, tea. Of each eight, places 3 and 7 bought soap too.
    #expect(tally.values(2).map(\.code) == [0, 2, GroupWaitTally.several])
    #expect(tally.values(2).map(\.days.customers) == [30, 30, 20])
  }

  @Test("a difference by area is found with its direction, and none by device")
  func both() throws {
    let groups = try behaviour(Self.project, Self.files).returns.groups
    #expect(groups[0].adjustedP < 1e-6 && groups[1].adjustedP > 0.05)
    #expect(groups[0].parts.map(\.value) == [.own(0), .own(1)])
    let ratios = groups[0].parts.compactMap(\.ratio)
    #expect(ratios[0] > 1 && ratios[1] < 1)
    #expect(groups[0].parts.allSatisfy { ($0.adjustedP ?? 1) < 1e-6 })
    #expect(groups[1].parts.allSatisfy { $0.adjustedP == nil })
  }

  @Test("without groups and products nothing is counted")
  func idle() throws {
    let project = Self.project.replacing("groups: [area, device]\n", with: "").replacing(", product: sku", with: "")
    let result = try behaviour(project, Self.files)
    #expect(result.returns.groups.isEmpty)
  }
}

/// Clients simulated by known rules: how often columns that tell nothing apart are said to.
@Suite struct GroupWaitStudy {
  private struct Draws {
    var state: UInt64

    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / 9_007_199_254_740_992
    }
  }

  /// First purchases of five values, watched for 200 to 545 days: one in three customers buys every 60 days, the others every
  /// 500; those of the first value so many times as late.
  private static func values(_ draws: inout Draws, slower: Double) -> [(code: UInt32, days: WaitDays)] {
    [120, 90, 70, 60, 20].enumerated().map { code, customers in
      var days = WaitDays()
      for _ in 0..<customers {
        let mean = (draws.unit() < 1.0 / 3 ? 60.0 : 500) * (code == 0 ? slower : 1)
        let gap = max(1, Int((-mean * log(draws.unit())).rounded(.up)))
        let left = 200 + Int(345 * draws.unit())
        days.add(min(gap, left), isClosed: gap <= left)
      }
      return (UInt32(code), days)
    }
  }

  @Test("three columns that tell nothing apart: at most 28 of 400 clients have one that is said to, or a value marked")
  func alike() {
    var draws = Draws(state: 2_121)
    let study = Study("Coming back: three columns that tell nothing apart, one is said to", runs: 400)
    var marked = 0
    for _ in 0..<study.runs {
      let all = GroupWaits.corrected(
        (0..<3).map { _ in GroupWaits(.product, Self.values(&draws, slower: 1), fewest: 5) })
      if all.contains(where: { $0.adjustedP < 0.05 }) { marked += 1 }
    }
    study.report(marked, bound: "at most 7 %")
    #expect(marked * 400 <= 28 * study.runs + 400, "\(marked) of \(study.runs)")
  }

  @Test("a value that waits three times as long is named in at least 320 of 400 clients, and seldom another one")
  func different() {
    var draws = Draws(state: 77)
    let study = Study("Coming back: the value that waits three times as long is named", runs: 400)
    var (named, others) = (0, 0)
    for _ in 0..<study.runs {
      let all = GroupWaits.corrected([GroupWaits(.product, Self.values(&draws, slower: 3), fewest: 5)])
      let marked = all[0].parts.filter { ($0.adjustedP ?? 1) < 0.05 }
      if marked.contains(where: { $0.value == .own(0) && ($0.ratio ?? 1) < 1 }) { named += 1 }
      if marked.contains(where: { $0.value == .own(0) && ($0.ratio ?? 1) > 1 }) { others += 1 }
    }
    study.report(named, bound: "at least 80 %")
    #expect(named * 400 >= 320 * study.runs && others == 0, "\(named) of \(study.runs)")
  }
}
