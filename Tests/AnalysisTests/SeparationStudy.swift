import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Customers of whom chance alone decides who buys.
@Suite struct SeparationStudy {
  private static let yaml = """
    client: T
    touchpoints: [{id: buy, kind: purchase}]
    windows: {inactivity: 7d}
    observed-until: 1970-12-31
    """
  private static let touchpoints = ["ad", "search", "mail", "call", "site", "branch", "chat", "app", "price", "friend"]
  private static let kinds = ["phone", "desk", "tablet", "shop"]
  private static let areas = ["north", "south", "centre", "coast", "hills"]

  /// Journeys of chance: what is touched, and on what, depends on nothing; buyers take longer by three touches on average,
  /// so that whole journeys of theirs hold more of everything.
  private func rows(_ random: inout Seeded, customers: Int) -> [Row] {
    (0..<customers).flatMap { i -> [Row] in
      let buys = Int.random(in: 0..<5, using: &random) == 0
      let touches = 1 + Int.random(in: 0..<4, using: &random) + (buys ? Int.random(in: 1...5, using: &random) : 0)
      let kind = Self.kinds[min(3, Int.random(in: 0..<7, using: &random))]
      var journey = (0..<touches).map { step -> Row in
        // The first touchpoints are the commonest.
        let place = Int.random(in: 0..<10, using: &random) * Int.random(in: 0..<10, using: &random) / 9
        return Row("c\(i)", 1 + Double(step) / 24, Self.touchpoints[place])
      }
      for place in journey.indices { journey[place].attribute = kind }
      return journey + (buys ? [Row("c\(i)", 2, "buy")] : [])
    }
  }

  /// A list of the customers with the area of each, which for one in ten is not known.
  ///
  /// - Parameter planted: whether buyers who would live in the centre live in the north.
  private func listed(_ rows: [Row], _ random: inout Seeded, planted: Bool) -> CustomerList {
    let buyers = Set(rows.filter { $0.touchpoint == "buy" }.map(\.customer))
    return (0..<600).map { i in
      var place = Int.random(in: 0..<10, using: &random)
      if planted, buyers.contains("c\(i)"), place == 4 || place == 5 { place = 0 }
      return ("c\(i)", place > 8 ? nil : Self.areas[min(4, place / 2)])
    }
  }

  /// Corrected p of all that is compared, touchpoints first and customers' areas last.
  private func corrected(_ separation: Separation) -> [Double] {
    let tables = separation.touchpoints.map { touchpoint -> FourfoldTable in
      let rest = touchpoint.with.rest(of: separation.compared)
      return FourfoldTable(a: touchpoint.with.bought, b: touchpoint.with.left, c: rest.bought, d: rest.left)
    }
    let attributes = separation.attributes.compactMap { attribute in
      Homogeneity(attribute.levels.map { ($0.with.bought, $0.with.left) })?.pValue
    }
    #expect(attributes.count == separation.attributes.count && tables.count > 5)
    return holm(tables.map(\.pValue) + attributes)
  }

  @Test("what a list says of customers goes with buying where it does, and hardly ever where chance has drawn it")
  func customers() throws {
    var (random, areas, planted) = (Seeded(19), Seeded(1_919), Seeded(1_920))
    let study = Study("Who buys is chance: the customers' area is said to go with buying", runs: 400)
    let other = Study("Who buys goes with the customers' area: it is said to", runs: 400)
    var (named, found) = (0, 0)
    for _ in 0..<study.runs {
      let rows = rows(&random, customers: 600)
      for isPlanted in [false, true] {
        let list = isPlanted ? listed(rows, &planted, planted: true) : listed(rows, &areas, planted: false)
        let separation = try #require(try analysed(Self.yaml, rows, lists: [list]).separation)
        #expect(separation.attributes.count == 2)
        if try #require(corrected(separation).last) < 0.05 {
          if isPlanted { found += 1 } else { named += 1 }
        }
      }
    }
    study.report(named, bound: "at most 7 %")
    #expect(named * 100 <= 7 * study.runs, "named \(named) of \(study.runs)")
    other.report(found, bound: "at least 80 %")
    #expect(found * 100 >= 80 * other.runs, "found \(found) of \(other.runs)")
  }

  @Test("nothing separates two groups drawn at random, although one makes longer journeys")
  func chance() throws {
    var random = Seeded(19)
    let study = Study("Who buys is chance: something is said to go with buying", runs: 400)
    let whole = Study("Who buys is chance, whole journeys compared: some touchpoint seems to", runs: 400)
    var (named, seeming) = (0, 0)
    for _ in 0..<study.runs {
      let rows = rows(&random, customers: 600)
      let separation = try #require(try analysed(Self.yaml, rows).separation)
      #expect(separation.attributes.count == 1)
      if corrected(separation).contains(where: { $0 < 0.05 }) { named += 1 }
      if wholeJourneys(rows).contains(where: { $0 < 0.05 }) { seeming += 1 }
    }
    study.report(named, bound: "at most 28 of 400")
    #expect(named * 400 <= 28 * study.runs, "named \(named) of \(study.runs)")
    // Why both groups are cut to the same number of touches.
    whole.report(seeming, bound: "above 90 %")
    #expect(seeming * 10 > 9 * whole.runs)
  }

  /// Corrected p by touchpoint when whole journeys are compared, as nobody should.
  private func wholeJourneys(_ rows: [Row]) -> [Double] {
    var seen: [String: Set<String>] = [:]
    for row in rows { seen[row.customer, default: []].insert(row.touchpoint) }
    let groups = [seen.values.filter { $0.contains("buy") }, seen.values.filter { !$0.contains("buy") }]
    return holm(
      Self.touchpoints.map { touchpoint in
        let with = groups.map { $0.count { $0.contains(touchpoint) } }
        return FourfoldTable(a: with[0], b: with[1], c: groups[0].count - with[0], d: groups[1].count - with[1]).pValue
      })
  }
}
