import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Simulated customers whose worse experience costs purchases, or none, and is had most by those who buy less anyway.
@Suite struct ExperienceStudy {
  /// What was simulated, and how many purchases there would have been more without the worse experience.
  private struct World {
    var rows: [Row] = []
    var gain = 0
  }

  private static let complaints = """
    client: T
    touchpoints: [{id: shop, kind: purchase}, {id: desk, kind: service, complaint: yes}]
    windows: {inactivity: 30d, repurchase: 180d}
    observed-until: 1970-07-20
    """

  /// Buyers, of whom some complain unless they have bought again before.
  private static func buyers(_ random: inout Seeded, effect: Double) -> World {
    var world = World()
    for n in 0..<1_500 {
      let isWeb = Double.random(in: 0..<1, using: &random) < 0.7
      let day = Double.random(in: 0..<15, using: &random)
      let complains = Double.random(in: 0..<1, using: &random) < (isWeb ? 0.3 : 0.15)
      let complaint = Double.random(in: 1..<20, using: &random)
      let again = Double.random(in: 2..<170, using: &random)
      let mood = Double.random(in: 0..<1, using: &random)
      let usual = isWeb ? 0.35 : 0.55
      let isHit = complains && complaint < again
      world.rows.append(Row("c\(n)", day, "shop", channel: isWeb ? "web" : "till"))
      if complains, isHit || mood >= usual { world.rows.append(Row("c\(n)", day + complaint, "desk")) }
      if mood < usual - (isHit ? effect : 0) {
        world.rows.append(Row("c\(n)", day + again, "shop"))
      } else if mood < usual {
        world.gain += 1
      }
    }
    return world
  }

  private static let waiting = """
    client: T
    touchpoints:
      - {id: form, contact: indirect}
      - {id: call, initiated-by: company, call-back: yes}
      - {id: shop, kind: purchase}
    windows: {inactivity: 40d, conversion: 30d}
    observed-until: 1970-04-10
    """

  /// Customers who leave details and are called, some of them after more than a day, or never.
  private static func callers(_ random: inout Seeded, effect: Double) -> World {
    var world = World()
    for n in 0..<1_200 {
      let isWeb = Double.random(in: 0..<1, using: &random) < 0.6
      let day = Double.random(in: 0..<60, using: &random)
      let isLong = Double.random(in: 0..<1, using: &random) < (isWeb ? 0.3 : 0.6)
      let wait = isLong ? Double.random(in: 26..<240, using: &random) : Double.random(in: 0.5..<20, using: &random)
      let after = Double.random(in: 0..<15, using: &random)
      let mood = Double.random(in: 0..<1, using: &random)
      let isNever = isLong && Double.random(in: 0..<1, using: &random) < 0.1
      let usual = isWeb ? 0.35 : 0.2
      world.rows.append(Row("c\(n)", day, "form", channel: isWeb ? "web" : "till"))
      if !isNever { world.rows.append(Row("c\(n)", day + wait / 24, "call")) }
      if mood < usual - (isLong ? effect : 0) {
        world.rows.append(Row("c\(n)", day + wait / 24 + after, "shop"))
      } else if mood < usual {
        world.gain += 1
      }
    }
    return world
  }

  /// - Returns: the gap, and what makes counts of the period those that are told.
  private func gap(_ isWaiting: Bool, _ rows: [Row]) throws -> (gap: ExperienceGap, factor: Double) {
    let result = try analysed(isWaiting ? Self.waiting : Self.complaints, rows)
    let (points, span) =
      isWaiting
      ? (result.waiting.points.map(\.gap), result.waiting.span)
      : (result.complaints.points.map(\.gap), result.complaints.span)
    return (try #require(points.first), span.factor)
  }

  @Test("the purchases that a planted loss cost lie within what is said", arguments: [false, true])
  func planted(isWaiting: Bool) throws {
    var random = Seeded(isWaiting ? 41 : 40)
    let study = Study(
      "\(isWaiting ? "A wait" : "A complaint") costs purchases: what it cost is within the range", runs: 400)
    var (said, within) = (0, 0)
    for _ in 0..<study.runs {
      let world = isWaiting ? Self.callers(&random, effect: 0.15) : Self.buyers(&random, effect: 0.15)
      let (gap, factor) = try gap(isWaiting, world.rows)
      guard let lost = gap.lost else { continue }
      said += 1
      if (lost.low...lost.most).contains(Double(world.gain) * factor) { within += 1 }
    }
    study.report(within, bound: "at least 93 % of those said (\(said))")
    #expect(said * 10 > 9 * study.runs, "said in \(said) of \(study.runs)")
    #expect(within * 100 >= 93 * said, "\(within) of \(said)")
  }

  @Test("where nothing is lost nothing is said", arguments: [false, true])
  func nothing(isWaiting: Bool) throws {
    var random = Seeded(isWaiting ? 43 : 42)
    let study = Study("\(isWaiting ? "A wait" : "A complaint") costs nothing: something is said to be lost", runs: 400)
    var (said, plain) = (0, 0)
    for _ in 0..<study.runs {
      let world = isWaiting ? Self.callers(&random, effect: 0) : Self.buyers(&random, effect: 0)
      let gap = try gap(isWaiting, world.rows).gap
      if gap.lost != nil { said += 1 }
      if let raw = newcombe((gap.better.bought, gap.better.all), minus: (gap.worse.bought, gap.worse.all)), raw.low > 0
      {
        plain += 1
      }
    }
    study.report(said, bound: "at most 28 of 400")
    #expect(said * 400 <= 28 * study.runs, "said in \(said) of \(study.runs)")
    // Why only those alike beforehand are compared.
    #expect(plain > said)
  }
}
