import Reading
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Simulated customers whose low score at a desk costs purchases, or none, and is given most by those who buy less anyway.
@Suite struct ScoreExperienceStudy {
  /// What was simulated, and how many purchases there would have been more had nobody had the worse experience.
  private struct World {
    var events = "id,t,what,where\n"
    var answers = "id,at,q\n"
    var gain = 0
  }

  private static let project = """
    client: T
    touchpoints: [{id: shop, kind: purchase}, {id: desk, kind: service}]
    windows: {inactivity: 30d, repurchase: 60d}
    observed-until: 2026-06-30
    sources:
      - {file: e.csv, kind: events, columns: {customer: id, time: t, touchpoint: what, channel: where}}
      - file: s.csv
        kind: survey
        type: transactional
        columns: {customer: id, time: at}
        questions: [{column: q, metric: csat, touchpoint: desk}]
    """

  /// A day of the first half of 2026, from 0.
  private static func date(_ day: Int) -> String {
    var (month, day) = (0, day)
    for length in [31, 28, 31, 30, 31] where day >= length {
      day -= length
      month += 1
    }
    return "2026-0\(month + 1)-" + (day < 9 ? "0" : "") + String(day + 1)
  }

  /// Buyers who come to the desk four days later and score it the day after; those of the web score low more often, and buy
  /// again less often whatever they score.
  private static func world(_ random: inout Seeded, effect: Double) -> World {
    var world = World()
    func chance() -> Double { Double.random(in: 0..<1, using: &random) }
    for n in 0..<1_000 {
      let isWeb = chance() < 0.7
      let day = Int.random(in: 0..<40, using: &random)
      let isLow = chance() < (isWeb ? 0.3 : 0.15)
      let score =
        isLow ? Int.random(in: 1...2, using: &random) : chance() < 0.85 ? Int.random(in: 4...5, using: &random) : 3
      let again = Int.random(in: 2...50, using: &random)
      let mood = chance()
      let usual = isWeb ? 0.35 : 0.55
      let place = isWeb ? "web" : "till"
      world.events += "c\(n),\(date(day)),shop,\(place)\nc\(n),\(date(day + 4)),desk,\(place)\n"
      world.answers += "c\(n),\(date(day + 5)),\(score)\n"
      if mood < usual - (isLow ? effect : 0) {
        world.events += "c\(n),\(date(day + 5 + again)),shop,\(place)\n"
      } else if mood < usual {
        world.gain += 1
      }
    }
    return world
  }

  /// - Returns: the gap at the desk, and what makes counts of the period those that are told.
  private static func gap(_ world: World) throws -> (gap: ExperienceGap, factor: Double) {
    let folder = try TemporaryFolder()
    let blueprint = try Blueprint(yaml: project, file: "p.yml")
    let sources = try zip(blueprint.sources, [("e.csv", world.events), ("s.csv", world.answers)]).map { source, file in
      ResolvedSource(declaration: source, files: [InputFile(path: try folder.write(file.0, file.1), name: file.0)])
    }
    let loaded = try load(blueprint, sources)
    let dayOf: @Sendable (Int64) -> Int64 = { $0 / Micros.day }
    let analysis = try analyse(loaded.log, blueprint, threads: 1, resamples: 60, dayOf: dayOf)
    let found = analyseSatisfaction(
      loaded.answers, log: loaded.log, blueprint: blueprint, analysis: analysis, resamples: 60, dayOf: dayOf
    ).experience
    let own = try #require(found)
    return (try #require(own.points.first).gap, own.span.factor)
  }

  @Test("the purchases that low scores cost lie within what is said")
  func planted() throws {
    var random = Seeded(44)
    let study = Study("A low score costs purchases: what it cost is within the range", runs: 400)
    var (said, within) = (0, 0)
    for _ in 0..<study.runs {
      let world = Self.world(&random, effect: 0.15)
      let (gap, factor) = try Self.gap(world)
      guard let lost = gap.lost else { continue }
      said += 1
      if (lost.low...lost.most).contains(Double(world.gain) * factor) { within += 1 }
    }
    study.report(within, bound: "at least 93 % of those said (\(said))")
    #expect(said * 10 > 9 * study.runs, "said in \(said) of \(study.runs)")
    #expect(within * 100 >= 93 * said, "\(within) of \(said)")
  }

  @Test("where a low score costs nothing nothing is said")
  func nothing() throws {
    var random = Seeded(45)
    let study = Study("A low score costs nothing: something is said to be lost", runs: 400)
    var said = 0
    for _ in 0..<study.runs where try Self.gap(Self.world(&random, effect: 0)).gap.lost != nil { said += 1 }
    study.report(said, bound: "at most 28 of 400")
    // Of forty one more may be said by chance alone.
    #expect(said <= (study.runs >= 400 ? 28 : 3), "said in \(said) of \(study.runs)")
  }
}
