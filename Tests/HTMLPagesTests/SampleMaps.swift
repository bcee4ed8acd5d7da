@testable import Pages
import Wording

/// The sample's wide figures: the map, the flow and the most frequent journeys.
extension SampleSite {
  var map: FigureBlock {
    guard case .sieve(let sieve) = sieve.figure else { return sieve }
    let points = sieve.touchpoints
    return block(
      "journey-map", say("החוליה החלשה: מוקד טלפוני", "The weakest link: call centre"),
      .journeyMap(
        JourneyMapFigure(
          stagesTitle: say("שלבים", "Stages"), stages: sieve.stages,
          touchpoints: points.map {
            JourneyMapFigure.Touchpoint(id: $0.id, name: $0.name, stage: $0.stage, note: say("דיגיטל", "Digital"))
          },
          lanes: [
            lane("volume", say("נקודות מגע והיקף", "Touchpoints and volume"), .circles(points.map(\.customers))),
            lane(
              "curve", say("עקומת החוויה", "Experience curve"),
              .curve(
                points.map { point in
                  point.satisfaction.map { score in
                    JourneyMapFigure.CurvePoint(
                      score: score, low: (score.value ?? 0) - 4, high: (score.value ?? 0) + 4, metric: "CSAT",
                      breaksBefore: false)
                  }
                }, weakest: 10, weakestLabel: say("החוליה החלשה", "Weakest link"),
                notMeasured: say("לא נמדד", "Not measured"))),
            lane("leaks", say("דליפות", "Leaks"), .bars(.leak, points.map(\.leaked))),
            lane("purchases", say("רכישות", "Purchases"), .bars(.purchase, points.map(\.bought))),
            lane("voice", say("קול הלקוח", "Voice of the customer"), .notMeasured(say("לא נמדד", "Not measured"))),
          ])))
  }

  var flow: FigureBlock {
    guard case .sieve(let sieve) = sieve.figure else { return sieve }
    let points = sieve.touchpoints
    let edges = [(0, 4), (1, 4), (4, 8), (4, 5), (5, 6), (2, 9), (6, 8), (8, 12), (9, 13), (10, 4), (13, 9), (3, 4)]
    return block(
      "flow", say("רוב הלקוחות מגיעים דרך האתר", "Most customers come through the site"),
      .flow(
        FlowFigure(
          stages: sieve.stages,
          nodes: points.map { FlowFigure.Node(id: $0.id, name: $0.name, stage: $0.stage, volume: $0.customers) },
          edges: edges.enumerated().map { place, edge in
            FlowFigure.Edge(
              from: edge.0, to: edge.1,
              count: Datum(value: Double(3_000 - 200 * place), text: RichText(Self.grouped(3_000 - 200 * place))))
          },
          forwardLabel: say("קדימה", "Onward"), backLabel: say("חזרה לשלב קודם", "Back to an earlier stage"))))
  }

  var variants: FigureBlock {
    guard case .sieve(let sieve) = sieve.figure else { return sieve }
    let lines = [[0, 4, 8], [1, 4, 5, 6, 8], [9], [2, 9, 12], [3, 4], [0, 4, 10, 4, 8, 12, 13, 9]]
    return block(
      "variants", say("שישה מסלולים מסבירים 60% מהמסעות", "Six paths explain 60% of journeys"),
      .variants(
        VariantsFigure(
          stages: sieve.stages,
          touchpoints: sieve.touchpoints.map {
            VariantsFigure.Touchpoint(name: $0.name, stage: $0.stage, isPurchase: $0.bought.value ?? 0 > 2_000)
          },
          lines: lines.enumerated().map { place, touchpoints in
            VariantsFigure.Line(
              touchpoints: touchpoints,
              customers: Datum(value: Double(900 - 100 * place), text: RichText("\(900 - 100 * place)")),
              share: Datum(value: 0.1, text: .figures("10%")))
          })))
  }

  private func lane(
    _ id: String, _ title: RichText, _ content: JourneyMapFigure.Content
  ) -> JourneyMapFigure.Lane {
    JourneyMapFigure.Lane(id: id, title: title, subtitle: RichText(), content: content)
  }

  private func block(_ id: String, _ title: RichText, _ figure: Figure) -> FigureBlock {
    FigureBlock(
      id: id, title: title, howToRead: say("כל עמודה היא נקודת מגע.", "Every column is a touchpoint."),
      figure: figure, table: table(id + "-table", rows: 15), base: say("21,400 לקוחות", "21,400 customers"),
      definition: "leak")
  }
}
