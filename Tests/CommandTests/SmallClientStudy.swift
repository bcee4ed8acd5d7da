import TestSupport
import Testing

/// A reader who knows every relation between published counts, and has the patience for an integer program, works nothing out
/// of the reports of small clients.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct SmallClientStudy {
  /// What the reader gets at, by client.
  private func leaks(_ seed: Int) throws -> [String] {
    let client = SmallClient(seed: seed, hasVisitors: seed % 3 == 0)
    let (published, open, _) = try client.reports()
    var attack = ReportAttack(published, open, hasPeriod: client.hasPeriod)
    return attack.wrong + attack.broken.map { "does not hold: \($0)" } + attack.leaks()
  }

  @Test("no hidden count can be told to less than five, at none of many small clients")
  func small() throws {
    let study = Study("Small clients: a hidden count can be told to less than five", runs: 200)
    var open = 0
    for seed in 1...study.runs {
      let leaks = try leaks(seed)
      if !leaks.isEmpty { open += 1 }
      #expect(leaks.isEmpty, "client \(seed): \(leaks.prefix(6).joined(separator: "; "))")
    }
    study.report(open, bound: "none")
  }

  /// What the reader of two reports gets at: of a quarter and the time after it, or of all the time then and now.
  private func leaksOfTwo(_ seed: Int) throws -> [String] {
    let client = SmallClient(seed: seed, hasVisitors: seed % 3 == 0)
    let (day, keys) =
      client.hasPeriod
      ? ("2025-04-20", "period: 2025-01-01..2025-03-31\nobserved-until: 2025-04-19")
      : ("2025-06-01", "observed-until: 2025-05-31")
    let then = try client.before(day, keys).reports()
    let now = try client.reports(previous: then.file)
    var attack = ReportAttack(now.published, now.open, hasPeriod: client.hasPeriod)
    attack.hold(
      (then.published, then.open), beside: now.open, hasPeriod: client.hasPeriod, isCompared: client.hasPeriod)
    return attack.wrong + attack.leaks()
  }

  /// Sums of one report with bounds of the other are more than either knows: what they narrow together is held to one client in
  /// twenty. The reader is supposed to know that nothing is ever counted less.
  @Test("hardly a count that either of two reports hides can be told from both, nor few people who came since")
  func two() throws {
    let study = Study("Small clients, two reports: a hidden count can be told to less than five", runs: 200)
    var open = 0
    for seed in 1...study.runs {
      let leaks = try leaksOfTwo(seed)
      if !leaks.isEmpty { open += 1 }
      #expect(!leaks.contains { $0.contains("differs by") || $0.contains("published") }, "client \(seed): \(leaks)")
    }
    #expect(open * 20 <= study.runs)
    study.report(open, bound: "at most 5 %")
  }
}
