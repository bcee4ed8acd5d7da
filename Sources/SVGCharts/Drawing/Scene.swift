import Wording

/// The inks a text may have; each is legible on what it stands on, in both themes.
package enum Ink: Sendable, Equatable {
  case ink, muted, leak, purchase, back
  /// On a solid purchase or plate.
  case onDark
  /// On a stage's chevron.
  case onStage
  /// On a step of the satisfaction scale.
  case onScale(Int)
  /// On a step of the neutral scale of heat tables.
  case onHeat(Int)
}

/// One line of text in its place.
package struct PlacedText: Sendable, Equatable {
  /// Which part of the line stands at `x`; physical, in every language.
  package enum Anchor: Sendable, Equatable { case left, middle, right }
  /// Its words.
  package var line: FittedLine
  /// Where its anchor stands.
  package var x: Double
  /// Where its letters stand.
  package var baseline: Double
  /// Which part of it stands at `x`.
  package var anchor: Anchor
  /// Height of its type.
  package var size: Double
  /// Whether it is set in bold.
  package var bold: Bool
  /// Its colour.
  package var ink: Ink
  /// Drawn with an edge of paper, where lines may pass behind it.
  package var halo: Bool
  /// The whole text where the line leaves some of it out.
  package var full: String?
  /// Width of the column of numbers whose right edge is at `x`: digits stand under digits in every language.
  package var column: Double?

  /// Where its letters may reach.
  package var box: Box {
    let left =
      switch anchor {
      case .left: x
      case .middle: x - line.width / 2
      case .right: x - line.width
      }
    return Box(
      x: left, y: baseline - size * FontMetrics.ascent, width: line.width,
      height: size * (FontMetrics.ascent + FontMetrics.descent))
  }
}

/// One thing to draw.
package enum Mark: Sendable, Equatable {
  case path(Path, Paint)
  /// A path drawn as a line of a width.
  case stroke(Path, Paint, width: Double)
  case box(Box, radius: Double, Paint)
  case circle(center: Point, radius: Double, Paint)
  case text(PlacedText)
  /// What follows up to `close` belongs to one touchpoint, stage or row; its words show on hovering.
  case open(id: String, title: String)
  case close
  /// What follows up to `endLink` leads to a touchpoint's card, where the figure stands on a page.
  case link(card: String)
  case endLink
}

/// A figure as numbers: everything in its place, reading from the left until it is mirrored.
package struct Scene: Sendable, Equatable {
  /// Width of the view box.
  package var width: Double
  /// Height of the view box.
  package var height: Double = 0
  package private(set) var marks: [Mark] = []

  /// Id of the group that a page keeps in sight; no touchpoint's id begins so.
  static let pinned = "@titles"

  /// All texts, in drawing order.
  package var texts: [PlacedText] {
    marks.compactMap {
      switch $0 {
      case .text(let text): text
      case .path, .stroke, .box, .circle, .open, .close, .link, .endLink: nil
      }
    }
  }

  /// Adds a filled outline.
  mutating func path(_ path: Path, _ paint: Paint) { marks.append(.path(path, paint)) }
  /// Adds a line of a width.
  mutating func stroke(_ path: Path, _ paint: Paint, width: Double) { marks.append(.stroke(path, paint, width: width)) }
  /// Adds a straight line.
  mutating func line(_ a: Point, _ b: Point, _ paint: Paint, width: Double = 1) {
    stroke(.polyline([a, b]), paint, width: width)
  }
  /// Adds a rectangle.
  mutating func box(_ box: Box, radius: Double = 0, _ paint: Paint) { marks.append(.box(box, radius: radius, paint)) }
  /// Adds a circle.
  mutating func circle(_ center: Point, _ radius: Double, _ paint: Paint) {
    marks.append(.circle(center: center, radius: radius, paint))
  }
  /// Begins a group.
  mutating func open(_ id: String, title: String) { marks.append(.open(id: id, title: title)) }
  /// Ends a group.
  mutating func close() { marks.append(.close) }
  /// Begins what leads to a touchpoint's card.
  mutating func link(_ card: String) { marks.append(.link(card: card)) }
  /// Ends what leads to a card.
  mutating func endLink() { marks.append(.endLink) }

  /// Places a fitted text with the top of its first line at `top`; returns the bottom of its last.
  @discardableResult
  mutating func text(
    _ fitted: FittedText, x: Double, top: Double, _ anchor: PlacedText.Anchor = .middle, ink: Ink = .ink,
    halo: Bool = false, column: Double? = nil
  ) -> Double {
    for (index, line) in fitted.lines.enumerated() {
      marks.append(
        .text(
          PlacedText(
            line: line, x: x, baseline: top + fitted.size * FontMetrics.ascent + Double(index) * fitted.lineHeight,
            anchor: anchor, size: fitted.size, bold: fitted.bold, ink: ink, halo: halo,
            full: index == fitted.lines.count - 1 ? fitted.full : nil, column: column)))
    }
    return top + fitted.height
  }

  /// The same figure read from the other side: the one place where right to left is made.
  package func mirrored() -> Scene {
    func flip(_ x: Double) -> Double { width - x }
    func flip(_ p: Point) -> Point { Point(width - p.x, p.y) }
    var scene = self
    scene.marks = marks.map {
      switch $0 {
      case .path(let path, let paint): return .path(path.mapped(flip), paint)
      case .stroke(let path, let paint, let width): return .stroke(path.mapped(flip), paint, width: width)
      case .box(var box, let radius, let paint):
        box.x = flip(box.maxX)
        return .box(box, radius: radius, paint)
      case .circle(let center, let radius, let paint): return .circle(center: flip(center), radius: radius, paint)
      case .text(var text):
        if let column = text.column {
          text.x = flip(text.x) + column
          return .text(text)
        }
        text.x = flip(text.x)
        text.anchor =
          switch text.anchor {
          case .left: .right
          case .middle: .middle
          case .right: .left
          }
        return .text(text)
      case .open, .close, .link, .endLink: return $0
      }
    }
    return scene
  }
}
