import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// What is said of a club.
func clubEffect(_ yaml: String, _ rows: [Row], joined: [String: Int32], threads: Int = 1) throws -> ClubEffect {
  let log = try clubLog(yaml, rows, joined: joined)
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  return try #require(try analyse(log, blueprint, threads: threads, resamples: 60) { $0 / Micros.day }.club)
}

/// Customers who buy again with a chance that grows with how often they bought, of whom heavy buyers join.
struct ClubShop {
  static let project = """
    client: T
    touchpoints: [{id: buy, kind: purchase}]
    windows: {inactivity: 30d, repurchase: 90d}
    observed-until: 1970-12-31

    """

  var rows: [Row] = []
  var joined: [String: Int32] = [:]

  /// - Parameters:
  ///   - effect: what membership adds to the chance of another purchase within 80 days.
  ///   - join: chance to join at the first, second and each further purchase.
  ///   - again: chance of another one after the first, second and each further.
  ///   - hasKinds: some buy far more often than others, and nobody knows who.
  init(
    customers: Int, effect: Double, join: [Double] = [0.1, 0.2, 0.3], again: [Double] = [0.35, 0.5, 0.6],
    hasKinds: Bool = false, _ random: inout Seeded
  ) {
    for i in 0..<customers {
      let id = "c\(i)"
      let isHeavy = Double.random(in: 0..<1, using: &random) < 0.4
      var day = Int.random(in: 0..<170, using: &random)
      var count = 1
      while day <= 364 {
        rows.append(Row(id, Double(day), "buy"))
        let place = min(count, 3) - 1
        if joined[id] == nil, Double.random(in: 0..<1, using: &random) < join[place] { joined[id] = Int32(day) }
        let chance = (hasKinds ? isHeavy ? 0.7 : 0.3 : again[place]) + (joined[id] == nil ? 0 : effect)
        guard Double.random(in: 0..<1, using: &random) < chance else { break }
        day += Int.random(in: 1...80, using: &random)
        count += 1
      }
    }
  }
}
