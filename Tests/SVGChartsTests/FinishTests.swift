@testable import Pages
import SVGCharts
import Testing
import Wording

/// What the eye asks of a figure beyond that its texts stay apart.
struct FinishTests {
  private let stages = [
    FigureStage(id: "a", name: "First", note: ""), FigureStage(id: "b", name: "Second", note: ""),
  ]

  @Test("no mark of any figure leaves the view", arguments: Hostile.cases)
  func insideTheView(touchpoints: Int, stages: Int, seed: Int) {
    for (name, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed) {
      let scene = scene(of: figure, direction: .leftToRight)
      for mark in scene.marks {
        for point in reach(of: mark)
        where point.x < -1 || point.x > scene.width + 1 || point.y < -1 || point.y > scene.height + 1 {
          Issue.record("\(name): \(point) lies outside \(scene.width) × \(scene.height): \(mark)")
        }
      }
    }
  }

  /// Corners of a box, ends of a circle, and points along an outline's curves.
  private func reach(of mark: Mark) -> [Point] {
    switch mark {
    case .path(let path, _), .stroke(let path, _, _): along(path)
    case .box(let box, _, _): [Point(box.x, box.y), Point(box.maxX, box.maxY)]
    case .circle(let center, let radius, _):
      [Point(center.x - radius, center.y - radius), Point(center.x + radius, center.y + radius)]
    case .text, .open, .close, .link, .endLink: []
    }
  }

  private func along(_ path: Path) -> [Point] {
    var points: [Point] = []
    for command in path.commands {
      switch command {
      case .move(let point), .line(let point): points.append(point)
      case .curve(let a, let b, let end):
        guard let start = points.last else { continue }
        for t in [0.25, 0.5, 0.75] {
          let (s, weights) = (1 - t, [t * t * t, 3 * t * t * (1 - t), 3 * t * (1 - t) * (1 - t)])
          points.append(
            Point(
              s * s * s * start.x + weights[2] * a.x + weights[1] * b.x + weights[0] * end.x,
              s * s * s * start.y + weights[2] * a.y + weights[1] * b.y + weights[0] * end.y))
        }
        points.append(end)
      case .close: break
      }
    }
    return points
  }

  @Test("where nobody could have gone on, a sieve draws no leak and no number")
  func purchasesDoNotLeak() {
    let none = Datum(value: nil, text: "—", state: .undefined)
    let sieve = SieveFigure(
      stages: stages,
      touchpoints: [
        .init(
          id: "till", name: "Till", stage: 1, customers: Samples.count(80), started: Samples.count(0),
          satisfaction: nil, bought: Samples.count(70), leaked: Datum(value: 0, text: .figures("0")), leakRate: none,
          returned: none),
        .init(
          id: "delivery", name: "Delivery", stage: 1, customers: Samples.count(60), started: Samples.count(0),
          satisfaction: nil, bought: Samples.count(0), leaked: Datum(value: 0, text: .figures("0")),
          leakRate: Samples.percent(0), returned: none),
      ], loop: nil, key: [], fullHeight: 100)
    let words = scene(of: .sieve(sieve), direction: .leftToRight).texts.map { $0.line.runs }
    #expect(!words.contains([.text("—")]))
    #expect(words.count { $0 == [.figures("0")] } == 1)
    #expect(words.contains([.figures("70")]))
  }

  @Test("what every touchpoint's mark says is said once, beside the lane")
  func evidenceSaidOnce() {
    func texts(_ marks: [(grade: JourneyMapFigure.Evidence, text: RichText)]) -> [[RichText.Run]] {
      let map = JourneyMapFigure(
        stagesTitle: "Stages", stages: stages,
        touchpoints: marks.indices.map { .init(id: "t\($0)", name: "Name", stage: 0, note: "") },
        lanes: [.init(id: "evidence", title: "Evidence", subtitle: "", content: .evidence(marks))])
      return scene(of: .journeyMap(map), direction: .leftToRight).texts.map { $0.line.runs }
    }
    let same = texts([(.measured, "measured"), (.measured, "measured"), (.measured, "measured")])
    #expect(same.count { $0 == [.text("measured")] } == 1)
    let different = texts([(.measured, "measured"), (.measured, "measured"), (.thin, "few")])
    #expect(different.count { $0 == [.text("measured")] } == 2)
  }

  @Test("a map of 22 touchpoints fits a window of 1440 at nearly its own size")
  func mapFitsAWindow() {
    let names = ["Recommendation", "Newspaper ad", "Call centre", "Website"]
    let map = JourneyMapFigure(
      stagesTitle: "Stages", stages: stages,
      touchpoints: (0..<22).map { .init(id: "t\($0)", name: RichText(names[$0 % 4]), stage: $0 / 12, note: "") },
      lanes: [
        .init(
          id: "touchpoints", title: "Touchpoints", subtitle: "",
          content: .circles((0..<22).map { Samples.count(4_000 + $0) }))
      ])
    // The window less its margins is 1328 wide, and type of 10 is to be 9.5 at least.
    #expect(scene(of: .journeyMap(map), direction: .leftToRight).width <= 1328 / 0.95)
  }

  @Test("of many moves back only the twelve most frequent are drawn as arcs")
  func fewArcs() {
    let nodes = (0..<12).map { index in
      FlowFigure.Node(
        id: "n\(index)", name: RichText("Node \(index)"), stage: index / 6, volume: Samples.count(500))
    }
    let edges = (0..<36).map { FlowFigure.Edge(from: 6 + $0 / 6, to: $0 % 6, count: Samples.count(100 - $0)) }
    let flow = FlowFigure(stages: stages, nodes: nodes, edges: edges, forwardLabel: "", backLabel: "")
    let arcs = scene(of: .flow(flow), direction: .leftToRight).marks.count {
      if case .stroke(_, .backArc, _) = $0 { true } else { false }
    }
    #expect(arcs == 12)
  }

  @Test("a name with joints breaks after them before it is cut")
  func joints() {
    let text = TextFitting.fit(.name("shipping_details"), width: 52, lines: 2, sizes: [10], bold: true)
    #expect(text.full == nil)
    #expect(text.lines.map(\.runs) == [[.name("shipping_")], [.name("details")]])
    let whole = TextFitting.fit(.name("shipping_details"), width: 200, lines: 2, sizes: [10], bold: true)
    #expect(whole.lines.map(\.runs) == [[.name("shipping_details")]])
  }
}
