import Pages
import Wording

/// Every number of a drawing of bars or dots.
struct BarsLayout: Sendable, Equatable {
  /// One bar or dot with its name, its note and its number.
  struct Row: Sendable, Equatable {
    var id: String
    var title: String
    var middle: Double
    var name: FittedText
    var nameTop: Double
    var note: FittedText
    var noteTop: Double
    /// From zero to the value; `nil` when hidden or undefined.
    var bar: ClosedRange<Double>?
    var valueX: Double
    /// Where the target stands.
    var target: Double?
    var interval: ClosedRange<Double>?
    var value: FittedText
    var valueLeft: Double
    var isHidden: Bool
    var tone: JourneyMapFigure.Tone
    /// Step of the satisfaction scale instead of the tone.
    var step: Int?
  }
  /// A line of the scale; its text is empty where it would meet the one before.
  struct Tick: Sendable, Equatable {
    var x: Double
    var text: FittedText
  }
  var width: Double
  var height: Double
  var style: BarsFigure.Style
  var nameRight: Double
  var plotLeft: Double
  var plotRight: Double
  var zero: Double
  var rows: [Row] = []
  var ticks: [Tick] = []
  var top: Double
  var bottom: Double
}

/// Puts bars or dots in their place: names at the start, the scale's zero beside them.
func layOutBars(_ figure: BarsFigure) -> BarsLayout {
  let width = 440.0
  let nameRight = 150.0
  let plotLeft = 162.0
  let values = figure.bars.map {
    TextFitting.fit($0.value.text, width: 110, lines: 1, sizes: [13, 12, 11], bold: $0.value.state != .undefined)
  }
  let ticks = figure.ticks.compactMap { tick in tick.value.flatMap { $0.isFinite ? ($0, tick.text) : nil } }
  let lowest = min(0, ticks.reduce(0) { min($0, $1.0) })
  let highest = max(figure.maximum.isFinite ? figure.maximum : 1, lowest + 1e-9)
  let plotRight = width - 12 - values.reduce(24) { max($0, $1.width + 10) }
  func x(_ value: Double) -> Double {
    plotLeft + ((value - lowest) / (highest - lowest)).clamped(0, 1) * (plotRight - plotLeft)
  }
  var layout = BarsLayout(
    width: width, height: 0, style: figure.style, nameRight: nameRight, plotLeft: plotLeft, plotRight: plotRight,
    zero: x(0), top: 6, bottom: 0)
  var y = 10.0
  for (bar, value) in zip(figure.bars, values) {
    let name = TextFitting.fit(bar.name, width: nameRight - 6, lines: 2, sizes: [13, 12], bold: true)
    let note = TextFitting.fit(bar.note, width: nameRight - 6, lines: 2, sizes: [11.5, 11])
    let height = max(30, name.height + (note.lines.isEmpty ? 0 : note.height) + 9)
    let middle = y + height / 2
    let nameTop = middle - (name.height + (note.lines.isEmpty ? 0 : note.height)) / 2
    let shown = bar.value.value.flatMap { $0.isFinite && bar.value.state != .hidden ? $0 : nil }
    var interval: ClosedRange<Double>?
    if shown != nil, let low = bar.low, let high = bar.high, low.isFinite, high.isFinite {
      interval = x(min(low, high))...x(max(low, high))
    }
    let at = x(shown ?? 0)
    let goal = bar.target.flatMap { $0.isFinite ? x($0) + 2 : nil } ?? 0
    let reach = max(at + (figure.style == .dots ? 8 : 0), interval?.upperBound ?? 0, layout.zero, goal)
    layout.rows.append(
      .init(
        id: bar.id, title: bar.name.plain + ": " + bar.value.text.plain, middle: middle, name: name, nameTop: nameTop,
        note: note, noteTop: nameTop + name.height, bar: shown.map { _ in min(layout.zero, at)...max(layout.zero, at) },
        valueX: at, target: bar.target.flatMap { $0.isFinite ? x($0) : nil }, interval: interval, value: value,
        valueLeft: shown == nil ? plotLeft + (bar.value.state == .hidden ? 54 : 6) : reach + 8,
        isHidden: bar.value.state == .hidden, tone: bar.tone, step: bar.satisfaction.map(Palette.scaleStep)))
    y += height
  }
  layout.bottom = y + 4
  var lastRight = -Double.infinity
  for (value, text) in ticks where value <= highest {
    let fitted = TextFitting.fit(text, width: 80, lines: 1, sizes: [11.5])
    let middle = x(value).clamped(fitted.width / 2 + 2, width - fitted.width / 2 - 2)
    let isFree = middle - fitted.width / 2 > lastRight + 6
    if isFree { lastRight = middle + fitted.width / 2 }
    layout.ticks.append(
      .init(
        x: x(value), text: isFree && middle == x(value) ? fitted : TextFitting.fit("", width: 1, lines: 1, sizes: [11]))
    )
  }
  layout.height = (layout.bottom + (ticks.isEmpty ? 6 : 24)).rounded(.up)
  return layout
}

/// Draws bars or dots with their intervals.
func drawBars(_ layout: BarsLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for tick in layout.ticks {
    scene.line(Point(tick.x, layout.top), Point(tick.x, layout.bottom), .grid)
    scene.text(tick.text, x: tick.x, top: layout.bottom + 5, ink: .muted)
  }
  if layout.style == .bars {
    scene.line(Point(layout.zero, layout.top), Point(layout.zero, layout.bottom), .axis)
  }
  for row in layout.rows {
    scene.open(row.id, title: row.title)
    scene.text(row.name, x: 2, top: row.nameTop, .left)
    scene.text(row.note, x: 2, top: row.noteTop, .left, ink: .muted)
    if row.isHidden {
      scene.box(Box(x: layout.plotLeft, y: row.middle - 8, width: 46, height: 16), radius: 2, .hatched)
    }
    if let target = row.target {
      scene.line(Point(target, row.middle - 11), Point(target, row.middle + 11), .axis, width: 2)
    }
    switch layout.style {
    case .bars:
      if let bar = row.bar, bar.upperBound > bar.lowerBound {
        let box = Box(x: bar.lowerBound, y: row.middle - 8.5, width: bar.upperBound - bar.lowerBound, height: 17)
        scene.box(box, radius: min(2, box.width / 2), row.tone.paint)
      }
      if let interval = row.interval {
        whisker(interval, y: row.middle, in: &scene)
      }
    case .dots:
      if let interval = row.interval {
        scene.line(Point(interval.lowerBound, row.middle), Point(interval.upperBound, row.middle), .interval, width: 2)
      }
      if row.bar != nil {
        scene.circle(Point(row.valueX, row.middle), 7.5, .paper)
        scene.circle(Point(row.valueX, row.middle), 6.5, row.step.map { .scale($0) } ?? row.tone.paint)
      }
    }
    scene.text(
      row.value, x: row.valueLeft, top: row.middle - row.value.height / 2, .left, ink: row.bar == nil ? .muted : .ink,
      halo: true)
    scene.close()
  }
  return scene
}

/// An interval over a bar: a line of ink with an edge of paper, and small ends.
private func whisker(_ interval: ClosedRange<Double>, y: Double, in scene: inout Scene) {
  var path = Path()
  for x in [interval.lowerBound, interval.upperBound] {
    path.move(Point(x, y - 4))
    path.line(Point(x, y + 4))
  }
  path.move(Point(interval.lowerBound, y))
  path.line(Point(interval.upperBound, y))
  scene.stroke(path, .paperLine, width: 4.5)
  scene.stroke(path, .interval, width: 1.6)
}

extension JourneyMapFigure.Tone {
  /// The paint of what it stands for.
  var paint: Paint {
    switch self {
    case .leak: .leak
    case .purchase: .purchase
    case .back: .back
    case .structure: .plate
    }
  }
  /// The ink of its numbers.
  var ink: Ink {
    switch self {
    case .leak: .leak
    case .purchase: .purchase
    case .back: .back
    case .structure: .ink
    }
  }
}
