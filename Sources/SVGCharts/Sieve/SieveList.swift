import Pages
import Wording

/// The sieve where only a telephone's width is left: a row for each touchpoint, what is worth most first, then stage by stage.
/// A row has the name over a bar as long as customers are many, and beyond the plate what runs out.
func drawSieveList(_ figure: SieveFigure) -> Scene {
  var list = SieveList(figure)
  list.draw()
  return list.scene
}

private struct SieveList {
  let figure: SieveFigure
  var scene = Scene(width: PhoneList.width)
  private var y = 0.0
  private let mostCustomers: Double
  private let mostOut: Double

  private static let (bar, plate, out) = (190.0, 212.0, 222.0)
  /// How long the longest stream is; its number stands behind it.
  private static let stream = 50.0
  private static let right = PhoneList.width - out - stream - 6

  init(_ figure: SieveFigure) {
    self.figure = figure
    mostCustomers = max(1, figure.fullHeight, figure.touchpoints.compactMap(\.customers.drawn).max() ?? 0)
    mostOut = max(
      1, figure.fullStream ?? 0, figure.touchpoints.flatMap { [$0.leaked.drawn ?? 0, $0.bought.drawn ?? 0] }.max() ?? 0)
  }

  mutating func draw() {
    heading()
    let first = figure.callOuts.filter { figure.touchpoints.indices.contains($0.touchpoint) }
    for callOut in first { row(figure.touchpoints[callOut.touchpoint], callOut) }
    let lifted = Set(first.map(\.touchpoint))
    for (stage, info) in figure.stages.enumerated() {
      let own = figure.touchpoints.indices.filter { figure.touchpoints[$0].stage == stage && !lifted.contains($0) }
      guard !own.isEmpty else { continue }
      y = PhoneList.heading(info.name, at: y, in: &scene)
      for place in own { row(figure.touchpoints[place], nil) }
    }
    if let loop = figure.loop, !loop.isEmpty {
      let text = TextFitting.fit(loop, width: PhoneList.width - 8, lines: 5, sizes: [13, 12], bold: true)
      y = scene.text(text, x: 0, top: y + 12, .left, ink: .purchase)
    }
    scene.height = y + 8
  }

  /// What lengths and colours mean, over their own side.
  private mutating func heading() {
    func words(_ marks: [SieveFigure.Mark]) -> [RichText] {
      marks.compactMap { mark in figure.key.first { $0.mark == mark }?.text }.filter { !$0.isEmpty }
    }
    var left = 0.0
    for text in words([.height, .colour]) {
      left = scene.text(
        TextFitting.fit(text, width: Self.plate - 18, lines: 4, sizes: [12, 11]), x: 0, top: left, .left, ink: .muted)
    }
    var right = 0.0
    for (mark, ink) in [(SieveFigure.Mark.leaked, Ink.leak), (.bought, .purchase)] {
      for text in words([mark]) {
        right = scene.text(
          TextFitting.fit(text, width: PhoneList.width - Self.out, lines: 4, sizes: [12, 11]), x: Self.out, top: right,
          .left, ink: ink)
      }
    }
    y = max(left, right) + 6
  }

  private mutating func row(_ touchpoint: SieveFigure.Touchpoint, _ callOut: SieveFigure.CallOut?) {
    scene.line(Point(0, y), Point(PhoneList.width, y), .grid)
    scene.open(touchpoint.id, title: touchpoint.name.plain + ": " + touchpoint.customers.text.plain)
    let top = y + 7
    let left = callOut == nil ? 0.0 : 10
    scene.link(touchpoint.id)
    let name = TextFitting.fit(
      touchpoint.name, width: Self.plate - 14 - left, lines: 3, sizes: [14, 13, 12], bold: true)
    let barTop = scene.text(name, x: left, top: top, .left) + 2
    scene.endLink()
    var bottom = bar(touchpoint, left: left, top: barTop) + 1
    let count = TextFitting.fit(touchpoint.customers.text, width: Self.plate - 14 - left, lines: 1, sizes: [12, 11])
    bottom = scene.text(count, x: left, top: bottom, .left, ink: .muted)
    if let callOut {
      for text in [callOut.title, callOut.text] where !text.isEmpty && text != touchpoint.name {
        bottom = scene.text(
          TextFitting.fit(text, width: Self.plate - 14 - left, lines: 4, sizes: [12, 11]), x: left, top: bottom + 1,
          .left)
      }
      scene.box(Box(x: 0, y: top, width: 3, height: bottom - top), .leak)
    }
    let (holes, end) = streams(touchpoint, top: top + 4)
    bottom = max(bottom, end) + 8
    PhoneList.plate(x: Self.plate, from: y, to: bottom, holes: holes, in: &scene)
    scene.close()
    y = bottom
  }

  /// The bar with its score; returns where it ends.
  private mutating func bar(_ touchpoint: SieveFigure.Touchpoint, left: Double, top: Double) -> Double {
    let isHidden = touchpoint.customers.state == .hidden
    let value = touchpoint.customers.drawn ?? 0
    let length = isHidden ? 40 : value > 0 ? max(3, value / mostCustomers * (Self.bar - left)) : 0
    let box = Box(x: left, y: top, width: length, height: 18)
    let step = touchpoint.satisfaction?.drawn.map(Palette.scaleStep)
    if length > 0 {
      scene.box(box, radius: 1.5, isHidden ? .hatched : step.map { .scale($0) } ?? .unmeasured)
      if isHidden { scene.box(box, radius: 1.5, .dashed) }
    }
    guard let score = touchpoint.satisfaction, !score.text.isEmpty else { return top + 18 }
    let words = touchpoint.metric.isEmpty ? score.text : score.text + " " + .figures(touchpoint.metric)
    let text = TextFitting.fit(words, width: 96, lines: 1, sizes: [12, 11], bold: true)
    let middle = top + 9 - text.height / 2
    if let step, !isHidden, length > text.width + 10 {
      scene.text(text, x: left + length - 5, top: middle, .right, ink: .onScale(step))
    } else {
      scene.text(text, x: left + length + 5, top: middle, .left, ink: step == nil ? .muted : .ink)
    }
    return top + 18
  }

  /// Who stopped, with the rate, and who bought; returns where they run out, and where the last of it ends.
  private mutating func streams(
    _ touchpoint: SieveFigure.Touchpoint, top: Double
  ) -> (holes: [ClosedRange<Double>], bottom: Double) {
    var holes: [ClosedRange<Double>] = []
    var bottom = top
    for (datum, rate, paint, ink) in [
      (touchpoint.leaked, touchpoint.leakRate.text, Paint.leak, Ink.leak),
      (touchpoint.bought, "", .purchase, .purchase),
    ] {
      let isHidden = datum.state == .hidden
      guard isHidden || (datum.drawn ?? 0) > 0 else { continue }
      let start = bottom
      let length = isHidden ? 14 : max(2, (datum.drawn ?? 0) / mostOut * Self.stream)
      scene.box(Box(x: Self.plate + 3, y: start, width: length, height: 16), isHidden ? .hatched : paint)
      holes.append((start - 1)...(start + 17))
      let number = TextFitting.fit(datum.text, width: Self.right, lines: 1, sizes: [13, 12, 11], bold: true)
      bottom = scene.text(number, x: PhoneList.width, top: start - 1, .right, ink: ink)
      if !rate.isEmpty {
        let text = TextFitting.fit(rate, width: Self.right, lines: 1, sizes: [12, 11])
        bottom = scene.text(text, x: PhoneList.width, top: bottom, .right, ink: .muted)
      }
      bottom = max(bottom, start + 20) + 4
    }
    return (holes, bottom)
  }
}
