import TestSupport
import Testing

/// A reader who knows every relation between published counts, and has the patience for an integer program, works nothing out
/// of the reports of small clients.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct SmallClientStudy {
  /// What the reader gets at, by client.
  private func leaks(_ seed: Int) throws -> [String] {
    let client = SmallClient(seed: seed, hasVisitors: seed % 3 == 0)
    let (published, open) = try client.reports()
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
}
