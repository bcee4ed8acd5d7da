import Pages
import Wording

/// The experience curve of the other period: dashed, with open dots, and what the two lines are.
struct EarlierCurve: Sendable, Equatable {
  /// A score of then.
  struct Dot: Sendable, Equatable {
    var center: Point
    /// Its number, where it does not meet this period's.
    var number: FittedText?
    var numberTop: Double
  }
  /// What both lines are, side by side over the curve.
  struct Key: Sendable, Equatable {
    var now: FittedText
    var before: FittedText
    /// Where the two samples begin.
    var nowX: Double
    var beforeX: Double
    var middle: Double

    /// How long a sample of a line is.
    static let sample = 26.0

    init(_ periods: JourneyMapFigure.Periods, left: Double, top: Double) {
      now = TextFitting.fit(periods.now, width: 260, lines: 1, sizes: [12, 11])
      before = TextFitting.fit(periods.before, width: 260, lines: 1, sizes: [12, 11])
      nowX = left + 4
      beforeX = nowX + Self.sample + 6 + now.width + 26
      middle = top + max(now.height, before.height) / 2
    }
  }
  var dots: [Dot] = []
  /// Pieces of the line, as ranges of `dots`.
  var pieces: [Range<Int>] = []
  /// `nil` where there is no other period.
  var key: Key?
  private var start = 0

  init() {}

  /// A score of then under or over this period's; gives the room it takes.
  mutating func add(_ center: Point, _ text: RichText, beside now: Point, isWeakest: Bool, cell: Double) -> Box {
    let number = TextFitting.fit(text, width: cell - 6, lines: 1, sizes: [11, 10])
    // This period's number stands over its dot, and what is said of the weakest one under it.
    let isBelow = center.y - now.y >= 14 && !isWeakest
    let isAbove = now.y - center.y >= 34 + number.height
    let top = isBelow ? center.y + 7 : center.y - 7 - number.height
    dots.append(Dot(center: center, number: isBelow || isAbove ? number : nil, numberTop: top))
    return Box(x: center.x - cell / 2, y: min(top, center.y - 6), width: cell, height: number.height + 14)
  }

  /// What comes next is not joined to what came before.
  mutating func endPiece() {
    if dots.count > start { pieces.append(start..<dots.count) }
    start = dots.count
  }
}

/// Draws the line and its open dots; its numbers and the key are drawn over everything else.
func drawLine(_ curve: EarlierCurve, in scene: inout Scene) {
  for piece in curve.pieces where piece.count > 1 {
    scene.stroke(Shapes.monotone(curve.dots[piece].map(\.center)), .dashed, width: 1.6)
  }
  for dot in curve.dots { scene.circle(dot.center, 5, .openArrow) }
}

/// Draws what is read of the other period's curve.
func drawWords(_ curve: EarlierCurve, in scene: inout Scene) {
  for dot in curve.dots {
    if let number = dot.number {
      scene.text(number, x: dot.center.x, top: dot.numberTop, ink: .muted, halo: true)
    }
  }
  guard let key = curve.key else { return }
  for (x, text, isNow) in [(key.nowX, key.now, true), (key.beforeX, key.before, false)] {
    let end = x + EarlierCurve.Key.sample
    scene.line(Point(x, key.middle), Point(end, key.middle), isNow ? .curve : .dashed, width: isNow ? 2.4 : 1.6)
    scene.circle(Point((x + end) / 2, key.middle), 4.5, isNow ? .plate : .openArrow)
    scene.text(text, x: end + 6, top: key.middle - text.height / 2, .left, ink: .muted, halo: true)
  }
}
