import Pages
import Wording

/// Every number of a figure of steps.
struct StepsLayout: Sendable, Equatable {
  /// One group's curve, and its numbers below.
  struct Curve: Sendable, Equatable {
    var id: String
    var title: String
    var tone: StepsFigure.Tone
    var line: [Point]
    /// Outline of the band; empty where none is drawn.
    var band: [Point]
    /// Where the curve ends, with its interval; `nil`: a band says it.
    var end: (x: Double, range: ClosedRange<Double>)?
    var name: FittedText
    var nameTop: Double
    /// Name of its row of numbers; empty with one curve.
    var rowName: FittedText
    var rowTop: Double
    var numbers: [(text: FittedText, x: Double)]
    var numbersTop: Double

    /// Two curves are equal when all that can differ between them is.
    static func == (a: Curve, b: Curve) -> Bool { a.id == b.id && a.line == b.line && a.band == b.band }
  }
  var height = 0.0
  var plot: Box
  var ticks: [(y: Double, text: FittedText)] = []
  var times: [(x: Double, text: FittedText)] = []
  var title: FittedText
  var titleTop = 0.0
  /// Where rows of numbers and their title begin: at the side where the language begins to read.
  var head: Double
  var anchor: PlacedText.Anchor
  var curves: [Curve] = []

  /// Two layouts are equal when all that can differ between them is.
  static func == (a: StepsLayout, b: StepsLayout) -> Bool { a.curves == b.curves && a.height == b.height }

  /// So narrow that its type can be read on a telephone.
  static let width = 420.0
  static let plotHeight = 210.0
}

/// Puts a figure of steps in its place.
func layOutSteps(_ figure: StepsFigure, direction: Direction) -> StepsLayout {
  let isRight = direction.isRightToLeft
  let names = figure.curves.map {
    TextFitting.fit($0.name, width: 84, lines: 2, sizes: [13, 12, 11], bold: true)
  }
  let room = (names.map(\.width).max() ?? 0) + 12
  let left = 44.0
  let plot = Box(
    x: left, y: 14, width: StepsLayout.width - left - max(room, 26), height: StepsLayout.plotHeight)
  let shares = figure.ticks.compactMap(\.drawn)
  let (low, high) = (shares.min() ?? 0, max(shares.max() ?? 1, (shares.min() ?? 0) + 1e-9))
  let last = max(figure.times.compactMap(\.drawn).max() ?? 1, 1e-9)
  func x(_ time: Double) -> Double { plot.x + (time / last).clamped(0, 1) * plot.width }
  func y(_ share: Double) -> Double { plot.maxY - ((share - low) / (high - low)).clamped(0, 1) * plot.height }
  var layout = StepsLayout(
    plot: plot, title: TextFitting.fit(figure.atRiskTitle, width: StepsLayout.width - 8, lines: 2, sizes: [12]),
    head: isRight ? StepsLayout.width - 2 : 2, anchor: isRight ? .right : .left)
  for tick in figure.ticks {
    guard let share = tick.drawn else { continue }
    let text = TextFitting.fit(tick.text, width: left - 8, lines: 1, sizes: [12, 11, 10])
    if layout.ticks.contains(where: { abs($0.y - y(share)) < text.height + 2 }) { continue }
    layout.ticks.append((y(share), text))
  }
  // Marks of time whose words and numbers have room beside those before.
  var marks: [(place: Int, x: Double, width: Double)] = []
  for (place, time) in figure.times.enumerated() {
    guard let value = time.drawn, x(value) - (marks.last?.x ?? -.infinity) >= 40 else { continue }
    marks.append((place, x(value), 0))
  }
  for i in marks.indices {
    let before = i > 0 ? marks[i].x - marks[i - 1].x : .infinity
    let after = i + 1 < marks.count ? marks[i + 1].x - marks[i].x : .infinity
    let beside = 2 * min(marks[i].x, StepsLayout.width - marks[i].x)
    marks[i].width = min(before, after, 84, beside) - 5
    let text = TextFitting.fit(figure.times[marks[i].place].text, width: marks[i].width, lines: 2, sizes: [12, 11, 10])
    layout.times.append((marks[i].x, text))
  }
  layout.titleTop = plot.maxY + 8 + (layout.times.map(\.text.height).max() ?? 0) + 12
  var below = layout.titleTop + layout.title.height + 5
  for (curve, name) in zip(figure.curves, names) {
    let steps = curve.steps.filter { $0.share.drawn != nil && $0.time.isFinite }.sorted { $0.time < $1.time }
    var line: [Point] = []
    for step in steps {
      let next = Point(x(step.time), y(step.share.drawn ?? 0))
      if let before = line.last { line.append(Point(next.x, before.y)) }
      line.append(next)
    }
    let rowName =
      names.count > 1
      ? TextFitting.fit(curve.name, width: StepsLayout.width - 8, lines: 1, sizes: [12])
      : TextFitting.fit("", width: 1, lines: 1, sizes: [12])
    let numbers = marks.compactMap { mark -> (text: FittedText, x: Double)? in
      guard mark.place < curve.atRisk.count else { return nil }
      let text = TextFitting.fit(curve.atRisk[mark.place].text, width: mark.width, lines: 1, sizes: [12, 11, 10, 9])
      return (text, mark.x)
    }
    let rowTop = below
    let numbersTop = rowTop + (rowName.lines.isEmpty ? 0 : rowName.height + 3)
    below = numbersTop + (numbers.map(\.text.height).max() ?? 0) + 8
    let range = steps.last?.range
    layout.curves.append(
      .init(
        id: curve.id, title: curve.name.plain, tone: curve.tone, line: line,
        band: names.count == 1 ? band(steps, x, y) : [],
        end: names.count == 1
          ? nil : range.map { (line.last?.x ?? plot.x, y($0.upperBound)...max(y($0.upperBound), y($0.lowerBound))) },
        name: name, nameTop: (line.last?.y ?? plot.maxY) - name.height / 2, rowName: rowName, rowTop: rowTop,
        numbers: numbers, numbersTop: numbersTop))
  }
  layout.height = max(below, 40).rounded(.up)
  spread(&layout)
  return layout
}

/// The outline of a band: its upper end forwards in steps, its lower end back.
private func band(_ steps: [StepsFigure.Step], _ x: (Double) -> Double, _ y: (Double) -> Double) -> [Point] {
  func edge(_ end: (ClosedRange<Double>) -> Double) -> [Point] {
    var points: [Point] = []
    for step in steps {
      let share = step.range.map(end) ?? step.share.drawn ?? 0
      let next = Point(x(step.time), y(share))
      if let before = points.last { points.append(Point(next.x, before.y)) }
      points.append(next)
    }
    return points
  }
  return edge(\.upperBound) + edge(\.lowerBound).reversed()
}

/// Moves the curves' names apart, in the order in which the curves end; those that would leave the plot go up again.
private func spread(_ layout: inout StepsLayout) {
  let order = layout.curves.indices.sorted {
    (layout.curves[$0].nameTop, $0) < (layout.curves[$1].nameTop, $1)
  }
  var bottom = 0.0
  for i in order {
    layout.curves[i].nameTop = max(layout.curves[i].nameTop, bottom)
    bottom = layout.curves[i].nameTop + layout.curves[i].name.height + 2
  }
  var top = layout.plot.maxY + 6
  for i in order.reversed() {
    let height = layout.curves[i].name.height
    layout.curves[i].nameTop = min(layout.curves[i].nameTop, top - height)
    top = layout.curves[i].nameTop - 2
  }
}

/// Draws a figure of steps.
func drawSteps(_ layout: StepsLayout) -> Scene {
  var scene = Scene(width: StepsLayout.width, height: layout.height)
  for tick in layout.ticks {
    scene.line(Point(layout.plot.x, tick.y), Point(layout.plot.maxX, tick.y), .grid)
    scene.text(tick.text, x: layout.plot.x - 6, top: tick.y - tick.text.height / 2, .right, ink: .muted)
  }
  for time in layout.times {
    scene.line(Point(time.x, layout.plot.maxY), Point(time.x, layout.plot.maxY + 5), .axis)
    scene.text(time.text, x: time.x, top: layout.plot.maxY + 8, ink: .muted)
  }
  for curve in layout.curves {
    let (paint, ink) = colours(curve.tone)
    scene.open(curve.id, title: curve.title)
    if curve.band.count > 2 { scene.path(.polygon(curve.band), .band) }
    if curve.line.count > 1 { scene.stroke(.polyline(curve.line), paint, width: 2) }
    if let end = curve.end, end.range.upperBound > end.range.lowerBound {
      scene.line(Point(end.x, end.range.lowerBound), Point(end.x, end.range.upperBound), paint, width: 1.2)
    }
    scene.text(curve.name, x: layout.plot.maxX + 6, top: curve.nameTop, .left, ink: ink)
    scene.text(curve.rowName, x: layout.head, top: curve.rowTop, layout.anchor, ink: ink)
    for number in curve.numbers { scene.text(number.text, x: number.x, top: curve.numbersTop) }
    scene.close()
  }
  scene.text(layout.title, x: layout.head, top: layout.titleTop, layout.anchor, ink: .muted)
  return scene
}

private func colours(_ tone: StepsFigure.Tone) -> (Paint, Ink) {
  switch tone {
  case .low: (.ring, .leak)
  case .middle: (.curve, .ink)
  case .high, .only: (.thread, .back)
  }
}
