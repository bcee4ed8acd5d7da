import Pages
import Wording

/// Days of a client's calendar in one small drawing.
struct WavesMark: Sendable, Equatable {
  var kind: WavesFigure.Mark.Kind
  var left: Double
  var right: Double

  /// Room for their numbers over a drawing.
  static let tagHeight = 14.0
}

/// A mark with its number and its name, below all drawings.
struct WavesKey: Sendable {
  var kind: WavesFigure.Mark.Kind
  var number: FittedText
  var name: FittedText
  var top: Double

  /// One below the other from `bottom` on, which they move down.
  static func keys(_ marks: [WavesFigure.Mark], width: Double, bottom: inout Double) -> [WavesKey] {
    guard !marks.isEmpty else { return [] }
    bottom += 10
    let keys = marks.map { mark in
      let key = WavesKey(
        kind: mark.kind, number: TextFitting.fit(mark.number, width: 24, lines: 1, sizes: [12], bold: true),
        name: TextFitting.fit(mark.name, width: width - 70, lines: 2, sizes: [12]), top: bottom)
      bottom += max(key.number.height, key.name.height) + 4
      return key
    }
    bottom += 4
    return keys
  }
}

extension WavesLayout.Panel {
  /// Puts the marks into the drawing, over the waves that their days lie in.
  mutating func mark(_ figure: [WavesFigure.Mark], waves: Int) {
    let step = (plot.width - 44) / Double(max(1, waves - 1))
    func x(_ place: Double) -> Double {
      waves == 1
        ? plot.x + place * plot.width : (plot.x + 22 + (place - 0.5) * step).clamped(plot.x, plot.maxX)
    }
    for mark in figure {
      let (left, right) = (x(mark.span.lowerBound), x(mark.span.upperBound))
      marks.append(WavesMark(kind: mark.kind, left: left, right: max(right, left + (mark.kind == .fact ? 0 : 3))))
    }
    // Numbers of days that lie close together stand in one.
    var groups: [(text: RichText, tag: FittedText, x: Double)] = []
    func add(_ text: RichText, at x: Double) {
      let tag = TextFitting.fit(text, width: 60, lines: 1, sizes: [11, 10], bold: true)
      let middle = x.clamped(plot.x + tag.width / 2, plot.maxX - tag.width / 2)
      if let last = groups.last, middle - last.x < (last.tag.width + tag.width) / 2 + 6 {
        groups.removeLast()
        add(last.text + "·" + text, at: (last.x + middle) / 2)
      } else {
        groups.append((text, tag, middle))
      }
    }
    let middles = zip(figure, marks).map { ($0.number, ($1.left + $1.right) / 2) }
    for (number, middle) in middles.enumerated().sorted(by: { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) })
      .map(\.element)
    { add(number, at: middle) }
    tags = groups.map { ($0.tag, $0.x) }
  }
}

/// Days that are left out are shaded between two lines, other days have a bar over them, and what happened a triangle.
func draw(_ mark: WavesMark, plot: Box, in scene: inout Scene) {
  let (top, bottom) = (plot.y - 4, plot.maxY)
  switch mark.kind {
  case .excluded:
    scene.box(Box(x: mark.left, y: top, width: mark.right - mark.left, height: bottom - top), .tintNeutral)
    for x in [mark.left, mark.right] { scene.line(Point(x, top), Point(x, bottom), .leader) }
  case .named:
    scene.box(Box(x: mark.left, y: top - 3, width: mark.right - mark.left, height: 3), .plate)
  case .fact:
    scene.line(Point(mark.left, top), Point(mark.left, bottom), .leader)
    scene.path(
      .polygon([Point(mark.left - 4.5, top - 6), Point(mark.left + 4.5, top - 6), Point(mark.left, top)]), .plate)
  }
}

/// The sign of a mark, its number and its name, from the side where the language begins.
func draw(_ key: WavesKey, _ layout: WavesLayout, in scene: inout Scene) {
  let isRight = layout.isRightToLeft
  func x(_ distance: Double) -> Double { isRight ? layout.width - distance : distance }
  let (y, start) = (key.top + 7, min(x(2), x(18)))
  switch key.kind {
  case .excluded:
    scene.box(Box(x: start, y: y - 6, width: 16, height: 12), .tintNeutral)
    for edge in [start, start + 16] { scene.line(Point(edge, y - 6), Point(edge, y + 6), .leader) }
  case .named: scene.box(Box(x: start, y: y - 1.5, width: 16, height: 3), .plate)
  case .fact:
    scene.path(.polygon([Point(start + 3.5, y - 4), Point(start + 12.5, y - 4), Point(start + 8, y + 3)]), .plate)
  }
  scene.text(key.number, x: x(26), top: key.top, isRight ? .right : .left)
  scene.text(key.name, x: x(46), top: key.top, isRight ? .right : .left, ink: .muted)
}
