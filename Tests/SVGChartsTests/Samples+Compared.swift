@testable import Pages
import Wording

/// Two periods in one drawing, and the client's calendar in the drawings over time.
extension Samples {
  /// The map with the satisfaction of the other period beside this one's.
  var comparedMap: JourneyMapFigure {
    var map = map
    let lane = map.lanes.firstIndex { $0.id == "experience" } ?? 0
    guard case .curve(var points, let weakest, let label, let words) = map.lanes[lane].content else { return map }
    // Higher, hardly another, lower and unknown by turns.
    for (place, shift) in zip(points.indices, [14, -2, -21, nil, 30, 4, -9, nil, 18, -16].cycled(points.count)) {
      guard let score = points[place]?.score.value, let shift else { continue }
      points[place]?.before = Self.score(min(98, max(3, Int(score) - shift)))
    }
    map.lanes[lane].content = .curve(points, weakest: weakest, weakestLabel: label, notMeasured: words)
    map.periods = .init(
      now: say("ינואר–יוני 2026", "January–June 2026"), before: say("יולי–דצמבר 2025", "July–December 2025"))
    return map
  }

  /// The busiest touchpoints in half of a page, on the scale of another sieve beside it.
  ///
  /// - Parameter part: of as many as there are.
  func halfSieve(_ part: Double) -> SieveFigure {
    func count(_ n: Int) -> Datum { Self.count(Int(Double(n) * part)) }
    var half = sieve
    let busy = Set(Self.rows.sorted { ($0.customers, $0.id) > ($1.customers, $1.id) }.prefix(9).map(\.id))
    half.touchpoints = Self.rows.filter { busy.contains($0.id) }.map { row in
      .init(
        id: row.id, name: name(row.he, row.en), stage: row.stage, customers: count(row.customers),
        started: Self.count(0), satisfaction: row.satisfaction.map(Self.score), bought: Self.count(0),
        leaked: count(row.leaked), leakRate: Self.percent(row.share), returned: Self.count(0))
    }
    half.stages = stages(([String](repeating: "", count: 5), [String](repeating: "", count: 5)))
    half.loop = nil
    half.key = half.key.filter { [.height, .colour, .leaked].contains($0.mark) }
    (half.fullStream, half.isHalf) = (4318, true)
    return half
  }

  /// Shares of those who entered, without an outline.
  var shareFunnel: FunnelFigure {
    let steps = [("חשיפה", "Discover", 100, 0), ("התעניינות", "Consider", 64, 64), ("רכישה", "Buy", 33, 51)]
    return FunnelFigure(
      steps: steps.enumerated().map { place, own in
        .init(
          id: "step\(place)", name: name(own.0, own.1), customers: Self.percent(own.2),
          stepConversion: place == 0 ? Self.undefined : Self.percent(own.3), anyhow: Self.count(0))
      }, filledLabel: say("מתוך מי שנכנסו למשפך", "Of those who entered"), outlineLabel: "", fullHeight: 100)
  }

  /// Months with days that are left out, a campaign, and two facts that lie close together.
  var markedWaves: WavesFigure {
    let months = (1...12).map { RichText.figures("\($0)/25") }
    let heights: [[Int]] = [
      [40, 44, 41, 18, 43, 47, 62, 66, 64, 61, 70, 35], [12, 15, 13, 4, 14, 16, 25, 27, 22, 24, 29, 12],
    ]
    let panels = heights.enumerated().map { place, values in
      WavesFigure.Panel(
        id: "time-\(place)", name: place == 0 ? say("מסעות", "Journeys") : say("רכישות", "Purchases"),
        note: say("לא נמצא שינוי ברמה", "no change of level"),
        waves: values.enumerated().map { month, value in
          var datum = Self.score(value)
          if month == 11 { datum.state = .directional }
          return .init(name: months[month], value: datum, range: Double(value - 4)...Double(value + 4))
        }, isScore: false)
    }
    return WavesFigure(
      panels: panels, ticks: [0, 50, 100].map(Self.score), breakLabel: "",
      marks: [
        .init(
          kind: .excluded, span: 3.2...3.9, number: .figures("1"),
          name: say("פסח, 12–19 באפריל 2025: לא נספרים", "Passover, 12–19 April 2025: left out")),
        .init(
          kind: .named, span: 6...7.5, number: .figures("2"),
          name: say("מבצע קיץ, 1 ביולי – 15 באוגוסט 2025", "Summer sale, 1 July – 15 August 2025")),
        .init(kind: .fact, span: 9.1...9.1, number: .figures("3"), name: say("אתר חדש", "New site")),
        .init(kind: .fact, span: 9.3...9.3, number: .figures("4"), name: say("מחיר חדש", "New price")),
      ])
  }
}

extension Array {
  /// So many, from the beginning again when they are used up.
  fileprivate func cycled(_ count: Int) -> [Element] { (0..<count).map { self[$0 % self.count] } }
}
