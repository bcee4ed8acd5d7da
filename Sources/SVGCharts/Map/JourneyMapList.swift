import Pages
import Wording

/// The map where only a telephone's width is left: stage by stage a row for each touchpoint, with the experience curve running
/// down beside the names, or what is counted there where nothing was asked.
func drawJourneyMapList(_ figure: JourneyMapFigure) -> Scene {
  var list = JourneyMapList(figure)
  list.draw()
  return list.scene
}

private struct JourneyMapList {
  let figure: JourneyMapFigure
  var scene = Scene(width: PhoneList.width)
  private var y = 0.0
  private var points: [JourneyMapFigure.CurvePoint?] = []
  private var weakest: Int?
  private var label = RichText()
  private var notMeasured = RichText()
  private var counts: [Datum] = []
  /// What stands under the names.
  private var counted = RichText()
  private var curve: JourneyMapFigure.Lane?
  private var bars: [(lane: JourneyMapFigure.Lane, tone: JourneyMapFigure.Tone, data: [Datum])] = []
  /// Measured points since the line was broken last.
  private var dots: [(center: Point, step: Int)] = []

  private static let (name, left, right) = (150.0, 170.0, 296.0)

  init(_ figure: JourneyMapFigure) {
    self.figure = figure
    for lane in figure.lanes {
      switch lane.content {
      case .circles(let data): (counts, counted) = (data, lane.subtitle)
      case .curve(let points, let weakest, let label, let notMeasured):
        (self.points, self.weakest, self.label, self.notMeasured) = (points, weakest, label, notMeasured)
        curve = lane
      case .bars(let tone, let data): bars.append((lane, tone, data))
      case .notMeasured, .evidence, .cards: break
      }
    }
  }

  private var isMeasured: Bool { points.contains { $0?.score.drawn != nil } }

  mutating func draw() {
    heading()
    let top = y
    for (stage, info) in figure.stages.enumerated() {
      let own = figure.touchpoints.indices.filter { figure.touchpoints[$0].stage == stage }
      guard !own.isEmpty else { continue }
      endLine()
      y = PhoneList.heading(info.name, at: y, in: &scene)
      for place in own { row(place) }
    }
    endLine()
    if isMeasured {
      for score in [0.0, 50, 100] { scene.line(Point(x(score), top), Point(x(score), y), .grid) }
    }
    scene.height = y + 8
  }

  private func x(_ score: Double) -> Double {
    Self.left + 12 + score.clamped(0, 100) / 100 * (Self.right - Self.left - 24)
  }

  /// What stands beside the names, and its scale.
  private mutating func heading() {
    guard isMeasured, let curve else {
      for (lane, tone, _) in bars {
        let text = TextFitting.fit(
          lane.title, width: PhoneList.width - Self.left, lines: 2, sizes: [12, 11], bold: true)
        y = scene.text(text, x: Self.left, top: y, .left, ink: tone.ink)
      }
      y += 6
      return
    }
    let title = TextFitting.fit(curve.title, width: PhoneList.width - 4, lines: 2, sizes: [13, 12], bold: true)
    let subtitle = TextFitting.fit(curve.subtitle, width: PhoneList.width - 4, lines: 3, sizes: [12, 11])
    y = scene.text(subtitle, x: 0, top: scene.text(title, x: 0, top: 0, .left), .left, ink: .muted) + 6
    var bottom = y
    for score in [0.0, 50, 100] {
      let text = TextFitting.fit(.figures("\(Int(score))"), width: 30, lines: 1, sizes: [11])
      bottom = scene.text(text, x: x(score), top: y, ink: .muted)
    }
    let under = TextFitting.fit(counted, width: Self.name, lines: 3, sizes: [12, 11])
    y = max(bottom, scene.text(under, x: 0, top: y, .left, ink: .muted)) + 2
  }

  private mutating func row(_ place: Int) {
    let touchpoint = figure.touchpoints[place]
    let top = y + 6
    scene.open(touchpoint.id, title: touchpoint.name.plain)
    scene.link(touchpoint.id)
    let name = TextFitting.fit(touchpoint.name, width: Self.name, lines: 3, sizes: [13, 12, 11], bold: true)
    var bottom = scene.text(name, x: 0, top: top, .left)
    scene.endLink()
    if let count = counts[at: place] {
      let words = touchpoint.note.isEmpty ? count.text : count.text + " · " + touchpoint.note
      let text = TextFitting.fit(words, width: Self.name, lines: 3, sizes: [12, 11])
      bottom = scene.text(text, x: 0, top: bottom, .left, ink: .muted)
    }
    if isMeasured {
      bottom = max(bottom, score(place, top: top, bottom: max(bottom, top + 28)))
    } else {
      bottom = max(bottom, numbers(place, top: top))
    }
    scene.close()
    y = bottom + 6
  }

  /// The score on the curve and its number; returns where what is said of it ends.
  private mutating func score(_ place: Int, top: Double, bottom: Double) -> Double {
    let middle = (top + bottom) / 2
    guard let point = points[at: place] ?? nil, let score = point.score.drawn else {
      endLine()
      let words = figure.touchpoints[place].isPlanned ? "" : (points[at: place] ?? nil)?.score.text ?? notMeasured
      if figure.touchpoints[place].isPlanned { scene.circle(Point(x(50), middle), 9, .dashed) }
      let text = TextFitting.fit(words, width: Self.right - Self.left, lines: 2, sizes: [12, 11])
      let end = scene.text(text, x: x(50), top: middle - text.height / 2, ink: .muted)
      return max(bottom, end)
    }
    if point.breaksBefore { endLine() }
    let center = Point(x(score), middle)
    if point.low.isFinite, point.high.isFinite {
      let (low, high) = (x(min(point.low, score)), x(max(point.high, score)))
      scene.box(Box(x: low, y: middle - 3, width: max(0, high - low), height: 6), radius: 3, .band)
    }
    dots.append((center, Palette.scaleStep(point.shade ?? score)))
    let number = TextFitting.fit(point.score.text, width: 50, lines: 1, sizes: [13, 12, 11], bold: true)
    let isDirectional = point.score.state == .directional
    scene.text(
      number, x: PhoneList.width, top: middle - number.height / 2, .right, ink: isDirectional ? .muted : .ink)
    guard place == weakest else { return bottom }
    scene.stroke(.circle(center, 12), .ring, width: 2.2)
    let words = TextFitting.fit(label, width: PhoneList.width - Self.left, lines: 3, sizes: [12, 11], bold: true)
    return scene.text(words, x: PhoneList.width, top: max(bottom, middle + 15), .right, ink: .leak)
  }

  /// What is counted at a touchpoint, lane by lane.
  private mutating func numbers(_ place: Int, top: Double) -> Double {
    var bottom = top
    for (_, tone, data) in bars {
      guard let datum = data[at: place] else { continue }
      let most = data.compactMap(\.drawn).max() ?? 0
      let value = datum.drawn ?? 0
      let length = value > 0 && most > 0 ? max(2, value / most * (Self.right - Self.left)) : 0
      if length > 0 { scene.box(Box(x: Self.left, y: bottom + 2, width: length, height: 12), tone.paint) }
      let text = TextFitting.fit(datum.text, width: 50, lines: 1, sizes: [12, 11], bold: value > 0)
      bottom = scene.text(text, x: PhoneList.width, top: bottom, .right, ink: value > 0 ? tone.ink : .muted) + 2
    }
    return bottom
  }

  /// Draws the line through what was measured since the last break, and its dots.
  private mutating func endLine() {
    if dots.count > 1 { scene.stroke(.polyline(dots.map(\.center)), .curve, width: 2.2) }
    for dot in dots { scene.circle(dot.center, 7, .scale(dot.step)) }
    dots = []
  }
}
