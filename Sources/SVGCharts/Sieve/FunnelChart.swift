import Pages
import Wording

/// Every number of a funnel's drawing.
struct FunnelLayout: Sendable, Equatable {
  /// A step's two bars and their numbers.
  struct Step: Sendable, Equatable {
    var id: String
    var title: String
    var filled: Box
    var outline: Box?
    var isHidden: Bool
    var count: FittedText
    var countTop: Double
    var countInside: Bool
    var anyhow: FittedText
    var anyhowTop: Double
    var name: FittedText
  }
  /// What goes on between two steps, and its share.
  struct Flow: Sendable, Equatable {
    var from: Box
    var to: Box
    var share: FittedText
    var shareTop: Double
    var midX: Double { (from.maxX + to.x) / 2 }
  }
  var width: Double
  var height: Double
  var baseline: Double
  var steps: [Step] = []
  var flows: [Flow] = []
  var key: KeyLayout
}

/// Puts a funnel in its place: steps along the reading direction, on the sieve's scale of height.
func layOutFunnel(_ figure: FunnelFigure) -> FunnelLayout {
  let shares = figure.steps.map {
    TextFitting.fit($0.stepConversion.text, width: 70, lines: 1, sizes: [13, 12, 11], bold: true)
  }
  let gap = max(46, shares.dropFirst().reduce(0) { max($0, $1.width) } + 10)
  // Names reach half a gap beyond their bars.
  let margin = gap / 2 + 2
  let count = Double(max(1, figure.steps.count))
  let bar = ((440 - 2 * margin - (count - 1) * gap) / count).clamped(58, 130)
  let used = count * bar + (count - 1) * gap
  let width = max(440, used + 2 * margin).rounded(.up)
  let left = (width - used) / 2
  let full = figure.fullHeight.isFinite ? max(figure.fullHeight, 1e-9) : 1
  let fullBar = SieveLayout.Size.page.fullBar
  func height(_ datum: Datum) -> Double {
    guard let value = datum.drawn else { return datum.state == .hidden ? 34 : 0 }
    return value > 0 ? (value / full * fullBar).clamped(2, fullBar) : 0
  }
  let tallest = figure.steps.reduce(0) { max($0, max(height($1.customers), height($1.anyhow))) }
  let baseline = 44 + tallest
  var layout = FunnelLayout(width: width, height: 0, baseline: baseline, key: KeyLayout([], left: 0, right: 0, top: 0))
  var namesBottom = baseline
  for (index, step) in figure.steps.enumerated() {
    let x = left + Double(index) * (bar + gap)
    let filledHeight = height(step.customers)
    let outerHeight = step.anyhow.drawn == nil ? 0 : height(step.anyhow)
    let filled = Box(x: x, y: baseline - filledHeight, width: bar, height: filledHeight)
    let outline = outerHeight > 0 ? Box(x: x, y: baseline - outerHeight, width: bar, height: outerHeight) : nil
    let number = TextFitting.fit(
      step.customers.text, width: bar - 6, lines: 1, sizes: [14, 13, 12, 11, 10], bold: true)
    let anyhow = TextFitting.fit(
      outline == nil && step.anyhow.state == .shown ? "" : step.anyhow.text, width: bar - 2, lines: 1,
      sizes: [12, 11, 10, 9])
    // The customers' number stands where there is room: over its bar inside the outline, inside the bar, or above both.
    var countTop = filled.y - number.height - 3
    var anyhowTop = min(outline?.y ?? filled.y, filled.y) - anyhow.height - 3
    var inside = false
    if let outline, filled.y - outline.y < number.height + 5 {
      if filledHeight >= number.height + 8 {
        countTop = filled.y + 4
        inside = true
      } else {
        countTop = min(outline.y, filled.y) - number.height - 2
        anyhowTop = countTop - anyhow.height
      }
    } else if outline == nil {
      anyhowTop = countTop - anyhow.height
    }
    let name = TextFitting.fit(step.name, width: bar + gap - 12, lines: 3, sizes: [13, 12, 11], bold: true)
    namesBottom = max(namesBottom, baseline + 9 + name.height)
    layout.steps.append(
      .init(
        id: step.id, title: step.name.plain + ": " + step.customers.text.plain, filled: filled, outline: outline,
        isHidden: step.customers.state == .hidden, count: number, countTop: countTop, countInside: inside,
        anyhow: anyhow, anyhowTop: anyhowTop, name: name))
  }
  for index in layout.steps.indices.dropFirst() {
    let (from, to) = (layout.steps[index - 1].filled, layout.steps[index].filled)
    let share = shares[index]
    let middle = (from.height + to.height) / 4
    let top = min(baseline - middle - share.height / 2, baseline - share.height - 3)
    layout.flows.append(.init(from: from, to: to, share: share, shareTop: top))
  }
  layout.key = KeyLayout(
    [(.filled(.plate), figure.filledLabel), (.outlined, figure.outlineLabel)], left: 16, right: width - 16,
    top: namesBottom + 20)
  layout.height = (layout.key.bottom + 10).rounded(.up)
  return layout
}

/// Bars from step to step, with what is lost between them.
func drawFunnel(_ layout: FunnelLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for flow in layout.flows {
    let (a, b) = (flow.from, flow.to)
    if a.height > 0 || b.height > 0 {
      scene.path(
        .polygon([Point(a.maxX, a.y), Point(b.x, b.y), Point(b.x, b.maxY), Point(a.maxX, a.maxY)]), .stepFlow)
    }
    scene.text(flow.share, x: flow.midX, top: flow.shareTop, halo: true)
  }
  for step in layout.steps {
    scene.open(step.id, title: step.title)
    if let outline = step.outline { scene.box(outline, radius: 2, .outline) }
    if step.filled.height > 0 {
      scene.box(step.filled, radius: min(2, step.filled.height / 2), step.isHidden ? .hatched : .plate)
    }
    scene.text(step.anyhow, x: step.filled.midX, top: step.anyhowTop, ink: .muted)
    scene.text(
      step.count, x: step.filled.midX, top: step.countTop, ink: step.countInside && !step.isHidden ? .onDark : .ink,
      halo: step.countInside && step.isHidden)
    scene.text(step.name, x: step.filled.midX, top: layout.baseline + 9)
    scene.close()
  }
  if let first = layout.steps.first, let last = layout.steps.last {
    scene.line(Point(first.filled.x - 8, layout.baseline), Point(last.filled.maxX + 8, layout.baseline), .axis)
  }
  scene.key(layout.key)
  return scene
}
