import TestSupport
import Testing

@testable import Statistics

/// Many invented chains of branches: none is called the last where all are alike, and one that is worse is found.
@Suite struct LeagueTableStudy {
  private static func unit(_ numbers: inout SplitMix) -> Double { Double(numbers.bits() >> 11) / 9_007_199_254_740_992 }

  /// Eight branches of 40 to 250 cases of two kinds, in shares that differ from branch to branch. Of the easy ones 85 in a
  /// hundred go well, of the hard ones 55, at the last branch fewer by `worse`.
  private func table(worse: Double, seed: UInt64) throws -> (table: LeagueTable, truth: [Double]) {
    var numbers = SplitMix(seed: seed)
    var counts: [[(part: Int, whole: Int)]] = []
    for branch in 0..<8 {
      var own: [(part: Int, whole: Int)] = [(0, 0), (0, 0)]
      let hard = 0.2 + 0.6 * Self.unit(&numbers)
      for _ in 0..<(40 + Int(Self.unit(&numbers) * 211)) {
        let kind = Self.unit(&numbers) < hard ? 1 : 0
        own[kind].whole += 1
        if Self.unit(&numbers) < [0.85, 0.55][kind] - (branch == 7 ? worse : 0) { own[kind].part += 1 }
      }
      counts.append(own)
    }
    // What each would achieve beyond the others, with the mean of all: the last one's own cases lower what is expected.
    let table = try #require(
      LeagueTable(counts.map { $0.map { LeagueTable.Cell($0.part, of: $0.whole) } }, fewest: 10))
    let whole = [0, 1].map { kind in counts.reduce(0) { $0 + $1[kind].whole } }
    let lowered = [0, 1].map { 100 * worse * Double(counts[7][$0].whole) / Double(whole[$0]) }
    let all = Double(whole[0] + whole[1])
    let mean = (Double(whole[0]) * (85 - lowered[0]) + Double(whole[1]) * (55 - lowered[1])) / all
    let truth = counts.indices.map { branch -> Double in
      let own = counts[branch]
      let n = Double(own[0].whole + own[1].whole)
      let gain = (Double(own[0].whole) * lowered[0] + Double(own[1].whole) * lowered[1]) / n
      return mean + gain - (branch == 7 ? 100 * worse : 0)
    }
    return (table, truth)
  }

  @Test("branches that are alike: hardly ever is one called the last or the best")
  func alike() throws {
    let study = Study("Eight branches alike with unlike cases: one is called the last or the best", runs: 400)
    var named = 0
    for run in 0..<study.runs {
      let table = try table(worse: 0, seed: UInt64(20_000 + run)).table
      if table.pValue < 0.05, table.last != nil || table.best != nil { named += 1 }
    }
    study.report(named, bound: "at most 28 of 400")
    #expect(named * 400 <= 28 * study.runs, "\(named)")
  }

  @Test("one branch is 25 points worse: it is called the last, and ranges hold what each achieves")
  func worse() throws {
    let found = Study("One of eight branches is 25 points worse: it is called the last", runs: 400)
    let held = Study("The same: the range like with like holds what a branch achieves", runs: 3200)
    var (named, within, wrong) = (0, 0, 0)
    for run in 0..<found.runs {
      let (table, truth) = try table(worse: 0.25, seed: UInt64(30_000 + run))
      if table.pValue < 0.05, let last = table.last {
        if table.rows[last].unit == 7 { named += 1 } else { wrong += 1 }
      }
      for row in table.rows where (row.standardised.low...row.standardised.high).contains(truth[row.unit]) {
        within += 1
      }
    }
    found.report(named, bound: "at least 80 %")
    held.report(within, bound: "93 to 97 %")
    #expect(named * 10 >= 8 * found.runs && wrong == 0, "\(named), \(wrong)")
    let bounds = found.runs < 400 ? 90...99 : 93...97
    #expect(
      bounds.lowerBound * held.runs <= within * 100 && within * 100 <= bounds.upperBound * held.runs, "\(within)")
  }
}
