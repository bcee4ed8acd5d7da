import Pages
import Wording

/// Every number of the small drawings over the waves.
struct WavesLayout: Sendable, Equatable {
  /// One measurement.
  struct Dot: Sendable, Equatable {
    var center: Point
    var range: ClosedRange<Double>?
    var step: Int
    var isDirectional: Bool
    var isScore = true
    var number: FittedText?
    var numberTop: Double
  }
  /// A wave without a number: hidden, or not asked.
  struct Gap: Sendable, Equatable {
    var box: Box
    var isHidden: Bool
  }
  /// One small drawing.
  struct Panel: Sendable, Equatable {
    var id: String
    var title: String
    var name: FittedText
    var note: FittedText
    var head: Double
    var anchor: PlacedText.Anchor
    var top: Double
    var noteTop: Double
    var plot: Box
    var dots: [Dot]
    /// Pieces of the line, as ranges of `dots`.
    var pieces: [Range<Int>]
    var gaps: [Gap]
    var breaks: [Double]
    var labels: [(text: FittedText, x: Double)]
    /// Lines of its own scale as in `WavesLayout.ticks`; empty: those of all.
    var ticks: [(down: Double, text: FittedText)] = []
    var marks: [WavesMark] = []
    /// Numbers of the marks, those of days that lie close together in one.
    var tags: [(text: FittedText, x: Double)] = []

    /// Two panels are equal when all that can differ between them is.
    static func == (a: Panel, b: Panel) -> Bool {
      a.id == b.id && a.plot == b.plot && a.dots == b.dots && a.pieces == b.pieces && a.gaps == b.gaps
        && a.breaks == b.breaks && a.marks == b.marks
    }
  }
  var width: Double
  var height: Double
  var panels: [Panel] = []
  /// Lines of the scale, from the bottom up: how far down a plot, and the number beside it.
  var ticks: [(down: Double, text: FittedText)] = []
  var breakLabel: FittedText
  var breakX: Double
  var breakTop = 0.0
  /// What the marks are, one below the other.
  var marks: [WavesKey] = []
  var isRightToLeft: Bool

  /// Two layouts are equal when all that can differ between them is.
  static func == (a: WavesLayout, b: WavesLayout) -> Bool { a.panels == b.panels && a.height == b.height }

  static let plotHeight = 128.0
}

/// Puts small drawings in their place. They follow each other as the language reads; time in each runs to the right.
func layOutWaves(_ figure: WavesFigure, direction: Direction) -> WavesLayout {
  let isRight = direction.isRightToLeft
  let columns = max(1, min(3, figure.panels.count))
  let panelWidth = columns == 1 ? 480.0 : 345.0
  let gap = 36.0
  let width = Double(columns) * panelWidth + Double(columns - 1) * gap
  let values = figure.ticks.compactMap(\.drawn)
  let low = values.min() ?? 0
  let high = max(values.max() ?? 100, low + 1e-9)
  func down(_ value: Double) -> Double {
    (1 - ((value - low) / (high - low)).clamped(0, 1)) * WavesLayout.plotHeight
  }
  var layout = WavesLayout(
    width: width, height: 0, breakLabel: TextFitting.fit(figure.breakLabel, width: width - 60, lines: 2, sizes: [12]),
    breakX: isRight ? width : 0, isRightToLeft: isRight)
  func lines(_ texts: [RichText]) -> [(down: Double, text: FittedText)] {
    var lines: [(down: Double, text: FittedText)] = []
    for (tick, text) in zip(figure.ticks, texts) {
      guard let value = tick.drawn else { continue }
      let text = TextFitting.fit(text, width: 34, lines: 1, sizes: [11, 10])
      if lines.contains(where: { abs($0.down - down(value)) < text.height + 2 }) { continue }
      lines.append((down(value), text))
    }
    return lines
  }
  layout.ticks = lines(figure.ticks.map(\.text))
  var y = 4.0
  for start in stride(from: 0, to: figure.panels.count, by: columns) {
    let row = figure.panels[start..<min(start + columns, figure.panels.count)]
    let names = row.map { TextFitting.fit($0.name, width: panelWidth - 4, lines: 2, sizes: [14, 13, 12], bold: true) }
    let notes = row.map { TextFitting.fit($0.note, width: panelWidth - 4, lines: 3, sizes: [12, 11.5]) }
    let headHeight = zip(names, notes).reduce(0) { max($0, $1.0.height + 2 + $1.1.height) }
    let plotTop = y + headHeight + 20 + (figure.marks.isEmpty ? 0 : WavesMark.tagHeight)
    for (index, panel) in row.enumerated() {
      let column = isRight ? columns - 1 - index : index
      let left = Double(column) * (panelWidth + gap)
      var own = layOutPanel(
        panel, name: names[index], note: notes[index], left: left, width: panelWidth, top: y, plotTop: plotTop,
        isRightToLeft: isRight, down: down)
      own.ticks = lines(panel.ticks)
      own.mark(figure.marks, waves: panel.waves.count)
      layout.panels.append(own)
    }
    y = plotTop + WavesLayout.plotHeight + 48
  }
  layout.breakTop = y - 16
  let hasBreak = layout.panels.contains { !$0.breaks.isEmpty } && !layout.breakLabel.lines.isEmpty
  if !hasBreak { layout.breakLabel = TextFitting.fit("", width: 1, lines: 1, sizes: [12]) }
  var bottom = hasBreak ? layout.breakTop + layout.breakLabel.height + 6 : max(y - 14, 8)
  if !layout.panels.isEmpty { layout.marks = WavesKey.keys(figure.marks, width: width, bottom: &bottom) }
  layout.height = bottom.rounded(.up)
  return layout
}

private func layOutPanel(
  _ panel: WavesFigure.Panel, name: FittedText, note: FittedText, left: Double, width: Double, top: Double,
  plotTop: Double, isRightToLeft: Bool, down: (Double) -> Double
) -> WavesLayout.Panel {
  let plot = Box(x: left + 38, y: plotTop, width: width - 38 - 6, height: WavesLayout.plotHeight)
  let step = (plot.width - 44) / Double(max(1, panel.waves.count - 1))
  func x(_ index: Int) -> Double {
    panel.waves.count == 1 ? plot.midX : plot.x + 22 + Double(index) * step
  }
  var result = WavesLayout.Panel(
    id: panel.id, title: panel.name.plain, name: name, note: note, head: isRightToLeft ? left + width : left,
    anchor: isRightToLeft ? .right : .left, top: top, noteTop: top + name.height + 2, plot: plot, dots: [], pieces: [],
    gaps: [], breaks: [], labels: [])
  var start = 0
  func endPiece() {
    if result.dots.count > start { result.pieces.append(start..<result.dots.count) }
    start = result.dots.count
  }
  let last = panel.waves.lastIndex { $0.value.drawn != nil }
  let first = panel.waves.firstIndex { $0.value.drawn != nil }
  for (index, wave) in panel.waves.enumerated() {
    guard let value = wave.value.drawn else {
      endPiece()
      let half = min(9, step / 2 - 1).clamped(1.5, 9)
      result.gaps.append(
        .init(
          box: Box(x: x(index) - half, y: plot.y + 8, width: 2 * half, height: plot.height - 16),
          isHidden: wave.value.state == .hidden))
      continue
    }
    if wave.breaksBefore, index > 0 {
      endPiece()
      result.breaks.append(x(index) - step / 2)
    }
    let center = Point(x(index), plot.y + down(value))
    let range = wave.range.map { range in
      let (a, b) = (plot.y + down(range.upperBound), plot.y + down(range.lowerBound))
      return min(a, b)...max(a, b)
    }
    // Every number where there is room, else the two that the note speaks of.
    let isSaid = step >= 40 || index == first || (index == last && Double(index - (first ?? 0)) * step >= 40)
    let number = TextFitting.fit(
      wave.value.text, width: min(54, max(step - 4, 36)), lines: 1, sizes: [12.5, 11, 10], bold: true)
    let reach = min(range?.lowerBound ?? center.y, center.y - 6)
    let above = reach - number.height - 2
    let below = max(range?.upperBound ?? center.y, center.y + 6) + 2
    // Over the interval, else under it; where it fills the plot, at its upper end.
    let numberTop = above >= plot.y - 16 ? above : below + number.height <= plot.maxY + 4 ? below : plot.y - 16
    result.dots.append(
      .init(
        center: center, range: range, step: Palette.scaleStep(value), isDirectional: wave.value.state == .directional,
        isScore: panel.isScore,
        number: isSaid ? number : nil, numberTop: numberTop))
  }
  endPiece()
  var taken = -Double.infinity
  let lastIndex = panel.waves.count - 1
  for (index, wave) in panel.waves.enumerated() {
    let text = TextFitting.fit(wave.name, width: 130, lines: 1, sizes: [11, 10])
    let middle = x(index).clamped(left + text.width / 2, left + width - text.width / 2)
    let lastText = TextFitting.fit(panel.waves[lastIndex].name, width: 130, lines: 1, sizes: [11, 10])
    let lastLeft = x(lastIndex).clamped(0, left + width - lastText.width / 2) - lastText.width / 2
    guard middle - text.width / 2 > taken + 6, index == lastIndex || middle + text.width / 2 < lastLeft - 6 else {
      continue
    }
    taken = middle + text.width / 2
    result.labels.append((text, middle))
  }
  return result
}

/// Draws the small drawings over the waves.
func drawWaves(_ layout: WavesLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for panel in layout.panels {
    scene.open(panel.id, title: panel.title)
    scene.text(panel.name, x: panel.head, top: panel.top, panel.anchor)
    scene.text(panel.note, x: panel.head, top: panel.noteTop, panel.anchor, ink: .muted)
    for tick in panel.ticks.isEmpty ? layout.ticks : panel.ticks {
      let y = panel.plot.y + tick.down
      scene.line(Point(panel.plot.x, y), Point(panel.plot.maxX, y), .grid)
      scene.text(tick.text, x: panel.plot.x - 5, top: y - tick.text.height / 2, .right, ink: .muted)
    }
    for mark in panel.marks { draw(mark, plot: panel.plot, in: &scene) }
    for tag in panel.tags {
      scene.text(tag.text, x: tag.x, top: panel.plot.y - 18 - WavesMark.tagHeight, ink: .muted)
    }
    for gap in panel.gaps { scene.box(gap.box, radius: 1.5, gap.isHidden ? .hatched : .hatchEdge) }
    for x in panel.breaks {
      scene.line(Point(x, panel.plot.y - 6), Point(x, panel.plot.maxY + 4), .dashed, width: 1.2)
    }
    for piece in panel.pieces where piece.count > 1 {
      scene.stroke(.polyline(panel.dots[piece].map(\.center)), .curve, width: 1.8)
    }
    for dot in panel.dots {
      if let range = dot.range {
        scene.line(Point(dot.center.x, range.lowerBound), Point(dot.center.x, range.upperBound), .interval, width: 1.6)
      }
      scene.circle(dot.center, 6, .paper)
      scene.circle(dot.center, 5, dot.isDirectional ? .openArrow : dot.isScore ? .scale(dot.step) : .plate)
    }
    for dot in panel.dots {
      guard let number = dot.number else { continue }
      scene.text(number, x: dot.center.x, top: dot.numberTop, ink: dot.isDirectional ? .muted : .ink, halo: true)
    }
    for label in panel.labels { scene.text(label.text, x: label.x, top: panel.plot.maxY + 7, ink: .muted) }
    scene.close()
  }
  if !layout.breakLabel.lines.isEmpty {
    let x = layout.isRightToLeft ? layout.width - 6 : 6
    scene.line(Point(x, layout.breakTop - 1), Point(x, layout.breakTop + 15), .dashed, width: 1.2)
    scene.text(
      layout.breakLabel, x: layout.isRightToLeft ? x - 10 : x + 10, top: layout.breakTop,
      layout.isRightToLeft ? .right : .left, ink: .muted)
  }
  for key in layout.marks { draw(key, layout, in: &scene) }
  return scene
}
